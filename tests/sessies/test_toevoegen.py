"""What people add to a session, by a form that works with htmx and without. What was typed is never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from deelnemers.models import Corporatie
from sessies.models import (
    Antwoord,
    Gast,
    Inspiratie,
    InspiratieKoppeling,
    Notitie,
    Onderdeel,
    Sessie,
    Tekstversie,
    Theorie,
    TheorieKoppeling,
    Voorbereidingsvraag,
)
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_lid,
    maak_onderdeel,
    maak_persoon,
    maak_sessie,
    maak_theorie,
    maak_voorbereidingsvraag,
)
from tests.mensen import Mens
from tests.sessies.hulp import sleutel_in, tekst_van
from verkenning.models import Verkenning


@pytest.fixture
def notitie_nieuw(sessie: Sessie) -> str:
    return reverse("sessies:notitie_nieuw", args=[sessie.verkenning.slug, sessie.slug])


def regel(**velden: Any) -> dict[str, Any]:
    return {"soort": "verslag", "tekst": "Iedereen heeft dezelfde zorg.", "zichtbaarheid": "besloten"} | velden


def post(mens: Mens, htmx: bool, adres: str, data: dict[str, Any]) -> Any:
    return mens.htmx("post", adres, data) if htmx else mens.post(adres, data)


# ---- A note


def test_a_note_without_javascript_leads_to_itself(anna: Mens, sessie: Sessie, notitie_nieuw: str) -> None:
    response = anna.post(notitie_nieuw, regel(), follow=True)
    notitie = Notitie.objects.get()
    assert response.redirect_chain == [(f"{sessie.get_absolute_url()}#notitie-{notitie.pk}", 302)]
    assert "Je notitie is bewaard." in tekst_van(response)
    assert (notitie.auteur, notitie.sessie, notitie.zichtbaarheid) == (anna.persoon, sessie, "besloten")


def test_a_note_with_htmx_swaps_its_part_moves_the_focus_and_says_so(anna: Mens, notitie_nieuw: str) -> None:
    pagina = tekst_van(anna.htmx("post", notitie_nieuw, regel()))
    notitie = Notitie.objects.get()
    assert pagina.strip().startswith('<section id="notities"')
    assert f'id="notitie-{notitie.pk}" tabindex="-1" autofocus' in pagina
    assert '<div id="meldingen" hx-swap-oob="innerHTML">' in pagina
    assert "Je notitie is bewaard." in pagina
    assert "<html" not in pagina


def test_a_note_says_who_said_it_where_and_which_questions_it_bears_on(
    anna: Mens, cor: Mens, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie, notitie_nieuw: str
) -> None:
    onderdeel = maak_onderdeel(sessie, titel="Oogst")
    data = regel(soort="citaat", spreker=cor.persoon.pk, onderdeel=onderdeel.pk, raakt=[kromwaal.pk, lindermeer.pk])
    pagina = tekst_van(anna.post(notitie_nieuw, data, follow=True))
    notitie = Notitie.objects.get()
    assert (notitie.spreker, notitie.onderdeel) == (cor.persoon, onderdeel)
    assert set(notitie.raakt.all()) == {kromwaal, lindermeer}
    assert "Cor Claus, Lindermeer" in pagina
    assert "bij ‘Oogst’" in pagina


@pytest.mark.parametrize("htmx", [False, True])
def test_the_same_form_sent_twice_makes_one_note(anna: Mens, notitie_nieuw: str, htmx: bool) -> None:
    sleutel = sleutel_in(anna.get(notitie_nieuw))
    antwoorden = [post(anna, htmx, notitie_nieuw, regel(sleutel=sleutel)) for _ in range(2)]
    assert Notitie.objects.count() == 1
    assert [r.status_code for r in antwoorden] == ([200, 200] if htmx else [302, 302])
    if not htmx:
        assert antwoorden[0].url == antwoorden[1].url


def test_other_words_under_the_same_key_are_another_note(anna: Mens, notitie_nieuw: str) -> None:
    """Somebody goes back in the browser and writes on: nothing of it is lost."""
    sleutel = sleutel_in(anna.get(notitie_nieuw))
    anna.post(notitie_nieuw, regel(sleutel=sleutel))
    anna.post(notitie_nieuw, regel(sleutel=sleutel, tekst="En nog iets."))
    assert {n.tekst for n in Notitie.objects.all()} == {"Iedereen heeft dezelfde zorg.", "En nog iets."}


def test_a_key_of_somebody_else_opens_nothing(anna: Mens, cor: Mens, notitie_nieuw: str) -> None:
    sleutel = sleutel_in(anna.get(notitie_nieuw))
    anna.post(notitie_nieuw, regel(sleutel=sleutel, zichtbaarheid="prive"))
    cor.post(notitie_nieuw, regel(sleutel=sleutel, zichtbaarheid="prive"))
    assert {n.auteur for n in Notitie.objects.all()} == {anna.persoon, cor.persoon}


@pytest.mark.parametrize("htmx", [False, True])
@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"tekst": ""}, "Schrijf hier eerst iets."),
        ({"tekst": "woord " * 4000}, "Deze tekst is te lang"),
        ({"tekst": "> " * 20 + "diep"}, "springt te diep in"),
        ({"soort": "citaat"}, "Zonder spreker is het geen citaat."),
        ({"zichtbaarheid": "openbaar"}, "Kies privé of besloten."),
        ({"spreker": 999_999}, "Deze keuze hoort niet bij deze sessie."),
        ({"onderdeel": 999_999}, "Deze keuze hoort niet bij deze sessie."),
        ({"raakt": [999_999]}, "Deze keuze hoort niet bij deze sessie."),
        ({"raakt": ["x'--"]}, "Deze keuze hoort niet bij deze sessie."),
    ],
)
def test_bad_input_is_told_in_a_sentence_and_what_was_typed_stays(
    anna: Mens, notitie_nieuw: str, htmx: bool, fout: dict[str, Any], zin: str
) -> None:
    response = post(anna, htmx, notitie_nieuw, regel() | fout)
    pagina = tekst_van(response)
    assert response.status_code == 422
    assert zin in pagina
    assert escape(str(fout.get("tekst", "Iedereen heeft dezelfde zorg.")).strip()[-20:]) in pagina
    assert not Notitie.objects.exists()


def test_parts_associations_and_people_of_elsewhere_are_refused(
    anna: Mens, bram: Mens, elders: Verkenning, verkenning: Verkenning, kromwaal: Corporatie, notitie_nieuw: str
) -> None:
    """Ids that exist, of another Verkenning and of another session of this one."""
    vreemd = maak_onderdeel(maak_sessie(elders))
    ander = maak_onderdeel(maak_sessie(verkenning, kromwaal))
    for fout in (
        {"spreker": bram.persoon.pk},
        {"onderdeel": vreemd.pk},
        {"onderdeel": ander.pk},
        {"raakt": [elders.corporaties.get().pk]},
    ):
        assert anna.post(notitie_nieuw, regel() | fout).status_code == 422
    assert not Notitie.objects.exists()


def test_a_reisverslag_starts_out_private(anna: Mens, notitie_nieuw: str) -> None:
    pagina = tekst_van(anna.get(f"{notitie_nieuw}?soort=reisverslag"))
    assert '<input type="hidden" name="soort" value="reisverslag"' in pagina
    assert re.search(r'value="prive"[^>]* checked', pagina)
    anna.post(notitie_nieuw, regel(soort="reisverslag", zichtbaarheid="prive"))
    assert Notitie.objects.get().zichtbaarheid == "prive"


# ---- An answer


@pytest.fixture
def vraag(sessie: Sessie) -> Voorbereidingsvraag:
    return maak_voorbereidingsvraag(sessie)


@pytest.fixture
def antwoord_adres(sessie: Sessie, vraag: Voorbereidingsvraag) -> str:
    return reverse("sessies:antwoord", args=[sessie.verkenning.slug, sessie.slug, vraag.pk])


def antwoord(corporatie: Corporatie, **velden: Any) -> dict[str, Any]:
    return {"corporatie": corporatie.pk, "tekst": "Aan één persoon.", "zichtbaarheid": "besloten", "versie": 0} | velden


@pytest.mark.parametrize("htmx", [False, True])
def test_one_answers_for_ones_own_association(
    anna: Mens, kromwaal: Corporatie, antwoord_adres: str, htmx: bool
) -> None:
    response = post(anna, htmx, antwoord_adres, antwoord(kromwaal))
    gegeven = Antwoord.objects.get()
    assert (gegeven.corporatie, gegeven.zichtbaarheid) == (kromwaal, "besloten")
    if htmx:
        assert f'id="antwoord-{gegeven.pk}" tabindex="-1" autofocus' in tekst_van(response)


def test_nobody_answers_for_another(anna: Mens, begeleider: Mens, lindermeer: Corporatie, antwoord_adres: str) -> None:
    assert anna.post(antwoord_adres, antwoord(lindermeer)).status_code == 422
    assert begeleider.post(antwoord_adres, antwoord(lindermeer)).status_code == 404
    assert not Antwoord.objects.exists()


def test_two_people_one_answer_keeps_both_texts(anna: Mens, kromwaal: Corporatie, antwoord_adres: str) -> None:
    """A colleague of anna answers while she is writing: she is shown both, and saves knowingly."""
    collega = Mens(maak_lid(maak_persoon("Carla Collega"), kromwaal.verkenning, corporatie=kromwaal).persoon)
    collega.post(antwoord_adres, antwoord(kromwaal, tekst="Aan de controller."))
    response = anna.post(antwoord_adres, antwoord(kromwaal))
    pagina = tekst_van(response)
    assert response.status_code == 409
    assert "<p>Aan de controller.</p>" in pagina
    assert "Aan één persoon.</textarea>" in pagina
    assert 'name="versie" value="1"' in pagina
    assert Antwoord.objects.get().tekst == "Aan de controller."
    anna.post(antwoord_adres, antwoord(kromwaal, versie=1))
    assert Antwoord.objects.get().tekst == "Aan één persoon."
    assert [v.tekst for v in Tekstversie.objects.all()] == ["Aan de controller."]


def test_a_conflict_shows_text_and_runs_nothing(anna: Mens, kromwaal: Corporatie, antwoord_adres: str) -> None:
    kwaad = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    anna.post(antwoord_adres, antwoord(kromwaal, tekst=f"Eerst {kwaad}"))
    pagina = tekst_van(anna.post(antwoord_adres, antwoord(kromwaal, tekst=f"Later {kwaad}")))
    assert "<script>alert" not in pagina
    assert "<img" not in pagina


def test_sending_the_same_answer_twice_is_one_answer(anna: Mens, kromwaal: Corporatie, antwoord_adres: str) -> None:
    codes = [anna.post(antwoord_adres, antwoord(kromwaal)).status_code for _ in range(2)]
    assert codes == [302, 302]
    assert Antwoord.objects.get().versie == 1


def test_an_open_question_has_its_form_at_hand_until_the_session_is_held(
    anna: Mens, sessie: Sessie, vraag: Voorbereidingsvraag, antwoord_adres: str
) -> None:
    assert f'action="{antwoord_adres}"' in tekst_van(anna.get(sessie.get_absolute_url()))
    sessie.status = Sessie.Status.GEHOUDEN
    sessie.save()
    pagina = tekst_van(anna.get(sessie.get_absolute_url()))
    assert f'action="{antwoord_adres}"' not in pagina
    assert "Antwoord alsnog" in pagina


def test_an_answer_can_be_made_private_later(
    anna: Mens, kromwaal: Corporatie, vraag: Voorbereidingsvraag, antwoord_adres: str
) -> None:
    maak_antwoord(vraag, kromwaal, "Aan één persoon.")
    assert "Aan één persoon.</textarea>" in tekst_van(anna.htmx("get", antwoord_adres))
    anna.post(antwoord_adres, antwoord(kromwaal, zichtbaarheid="prive", versie=1))
    assert Antwoord.objects.get().zichtbaarheid == "prive"


def test_a_question_of_another_session_is_not_answered_here(
    anna: Mens, sessie: Sessie, verkenning: Verkenning, kromwaal: Corporatie
) -> None:
    elders = maak_voorbereidingsvraag(maak_sessie(verkenning, kromwaal))
    adres = reverse("sessies:antwoord", args=[verkenning.slug, sessie.slug, elders.pk])
    assert anna.post(adres, antwoord(kromwaal)).status_code == 404


# ---- A part of the agenda, a question to the others


@pytest.mark.parametrize("htmx", [False, True])
def test_a_part_comes_at_the_end_with_its_guest(anna: Mens, sessie: Sessie, htmx: bool) -> None:
    maak_onderdeel(sessie, titel="Welkom")
    adres = reverse("sessies:onderdeel_nieuw", args=[sessie.verkenning.slug, sessie.slug])
    data = {"soort": "gast", "titel": "Aan tafel", "minuten": 30, "gast": "Gijs", "organisatie": "de gemeente"}
    for _ in range(2):  # sent twice, it is one part
        post(anna, htmx, adres, data)
    assert [o.titel for o in sessie.onderdelen.all()] == ["Welkom", "Aan tafel"]
    assert [str(g) for g in Gast.objects.all()] == ["Gijs"]


def test_a_second_part_of_that_name_gets_its_own_slug(begeleider: Mens, sessie: Sessie) -> None:
    adres = reverse("sessies:onderdeel_nieuw", args=[sessie.verkenning.slug, sessie.slug])
    for titel in ("Pauze", "Oogst", "Pauze"):
        begeleider.post(adres, {"soort": "pauze", "titel": titel})
    assert [o.slug for o in sessie.onderdelen.all()] == ["pauze", "oogst", "pauze-2"]


@pytest.mark.parametrize("htmx", [False, True])
def test_a_part_that_cannot_be_keeps_what_was_typed(anna: Mens, sessie: Sessie, htmx: bool) -> None:
    adres = reverse("sessies:onderdeel_nieuw", args=[sessie.verkenning.slug, sessie.slug])
    response = post(anna, htmx, adres, {"soort": "gast", "titel": "Aan tafel", "minuten": -5, "organisatie": "X"})
    assert response.status_code == 422
    assert 'value="Aan tafel"' in tekst_van(response)
    assert "Schrijf ook de naam van de gast." in tekst_van(response)
    assert not Onderdeel.objects.exists()


def test_the_owner_and_the_begeleider_ask_the_others_once(
    anna: Mens, begeleider: Mens, cor: Mens, sessie: Sessie
) -> None:
    adres = reverse("sessies:voorbereidingsvraag_nieuw", args=[sessie.verkenning.slug, sessie.slug])
    codes = [mens.post(adres, {"tekst": "Waar ben je kwetsbaar?"}).status_code for mens in (anna, begeleider, cor)]
    assert codes == [302, 302, 404]
    assert [v.tekst for v in sessie.voorbereidingsvragen.all()] == ["Waar ben je kwetsbaar?"]


# ---- Sources


@pytest.fixture
def bron_nieuw(sessie: Sessie) -> str:
    return reverse("sessies:bron_nieuw", args=[sessie.verkenning.slug, sessie.slug, "theorie"])


def test_a_source_is_picked_from_the_library(cor: Mens, sessie: Sessie, bron_nieuw: str) -> None:
    theorie = maak_theorie(sessie.verkenning)
    for _ in range(2):
        assert cor.post(bron_nieuw, {"bron": theorie.pk, "tekst": "Klein kan."}).status_code == 302
    koppeling = TheorieKoppeling.objects.get()
    assert (koppeling.bron, koppeling.bewering, koppeling.oordeel) == (theorie, "Klein kan.", "open")


def test_another_claim_for_the_same_source_overwrites_nothing(cor: Mens, sessie: Sessie, bron_nieuw: str) -> None:
    theorie = maak_theorie(sessie.verkenning)
    cor.post(bron_nieuw, {"bron": theorie.pk, "tekst": "Klein kan."})
    response = cor.post(bron_nieuw, {"bron": theorie.pk, "tekst": "Groot moet."})
    assert response.status_code == 422
    assert "Deze bron staat al bij deze sessie" in tekst_van(response)
    assert "Groot moet.</textarea>" in tekst_van(response)
    assert TheorieKoppeling.objects.get().bewering == "Klein kan."


def test_a_new_publication_may_be_named_at_once(cor: Mens, sessie: Sessie, bron_nieuw: str) -> None:
    data = {"titel": "Modes", "auteurs": "Provan, K.; Kenis, P.", "jaar": 2008, "tekst": "Klein kan."}
    pagina = tekst_van(cor.htmx("post", bron_nieuw, data))
    theorie = Theorie.objects.get()
    assert (theorie.slug, theorie.auteurs) == ("provan-kenis-2008", ["Provan, K.", "Kenis, P."])
    assert "Provan en Kenis (2008): Modes" in pagina


def test_an_example_comes_with_its_lesson(anna: Mens, sessie: Sessie, bron_nieuw: str) -> None:
    adres = bron_nieuw.replace("theorie", "inspiratie")
    anna.post(adres, {"naam": "Broodfonds", "sector": "zelfstandigen", "tekst": "Houd de groep klein."})
    assert Inspiratie.objects.get().slug == "broodfonds"
    assert InspiratieKoppeling.objects.get().les == "Houd de groep klein."


def test_nothing_half_done_when_neither_is_given(anna: Mens, bron_nieuw: str) -> None:
    response = anna.post(bron_nieuw, {"tekst": "Klein kan."})
    assert response.status_code == 422
    assert "Kies een bron uit de lijst" in tekst_van(response)
    assert not Theorie.objects.exists()
    assert not TheorieKoppeling.objects.exists()


def test_a_source_of_another_verkenning_is_refused(anna: Mens, elders: Verkenning, bron_nieuw: str) -> None:
    vreemd = maak_theorie(elders, titel="KANARIE-elders")
    response = anna.post(bron_nieuw, {"bron": vreemd.pk, "tekst": "Klein kan."})
    assert response.status_code == 422
    assert "KANARIE" not in tekst_van(response)


def test_who_is_not_in_the_group_adds_nothing(
    bram: Mens, lid: Mens, redactie: Mens, notitie_nieuw: str, bron_nieuw: str, antwoord_adres: str
) -> None:
    for mens in (bram, lid, redactie):
        for adres in (notitie_nieuw, bron_nieuw, antwoord_adres):
            assert mens.post(adres, regel()).status_code == 404
    assert not Notitie.objects.exists()


# ---- A session of the browser that ended while writing


@pytest.mark.parametrize("htmx", [False, True])
def test_words_of_who_was_logged_out_are_given_back(anna: Mens, notitie_nieuw: str, htmx: bool) -> None:
    anna.logout()
    response = post(anna, htmx, notitie_nieuw, regel())
    assert response.status_code == 401
    assert "Iedereen heeft dezelfde zorg." in tekst_van(response)
    assert not Notitie.objects.exists()


def test_the_page_lets_htmx_show_what_went_wrong(anna: Mens, sessie: Sessie) -> None:
    """Without this htmx leaves a 401, a 409 and a 422 unseen."""
    pagina = tekst_van(anna.get(sessie.get_absolute_url()))
    assert '{"code": "4(09|22)", "swap": true}' in pagina
    assert '{"code": "40[13]", "swap": true, "error": true, "target": "body"' in pagina


def test_an_association_of_two_is_asked_for_which_it_speaks(
    anna: Mens, verkenning: Verkenning, kromwaal: Corporatie, antwoord_adres: str
) -> None:
    tweede = maak_corporatie(verkenning, "tweede")
    maak_lid(anna.persoon, verkenning, corporatie=tweede)
    for corporatie in (kromwaal, tweede):
        anna.post(antwoord_adres, antwoord(corporatie))
    assert {a.corporatie for a in Antwoord.objects.all()} == {kromwaal, tweede}
