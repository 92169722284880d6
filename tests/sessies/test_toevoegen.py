"""Answers, parts of the agenda, questions and sources, by forms that work with htmx and without."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

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
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
)
from tests.mensen import Mens
from tests.sessies.hulp import post, tekst_van
from verkenning.models import Verkenning

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


def test_a_question_that_is_too_long_is_told_so_and_kept(begeleider: Mens, sessie: Sessie) -> None:
    adres = reverse("sessies:voorbereidingsvraag_nieuw", args=[sessie.verkenning.slug, sessie.slug])
    assert "maxlength" not in tekst_van(begeleider.htmx("get", adres))
    response = begeleider.post(adres, {"tekst": f"{'x' * 1239}?"})
    assert response.status_code == 422
    assert "Je vraag is 1.240 tekens. Houd het bij 1.000: kort leest beter." in tekst_van(response)
    assert f"{'x' * 1239}?</textarea>" in tekst_van(response)


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
    bram: Mens, lid: Mens, redactie: Mens, sessie: Sessie, bron_nieuw: str, antwoord_adres: str
) -> None:
    notitie_nieuw = reverse("sessies:notitie_nieuw", args=[sessie.verkenning.slug, sessie.slug])
    for mens in (bram, lid, redactie):
        for adres in (notitie_nieuw, bron_nieuw, antwoord_adres):
            assert mens.post(adres, {"tekst": "Iets."}).status_code == 404
    assert not Notitie.objects.exists()


def test_an_association_of_two_is_asked_for_which_it_speaks(
    anna: Mens, verkenning: Verkenning, kromwaal: Corporatie, antwoord_adres: str
) -> None:
    tweede = maak_corporatie(verkenning, "tweede")
    maak_lid(anna.persoon, verkenning, corporatie=tweede)
    for corporatie in (kromwaal, tweede):
        anna.post(antwoord_adres, antwoord(corporatie))
    assert {a.corporatie for a in Antwoord.objects.all()} == {kromwaal, tweede}


@pytest.mark.parametrize("htmx", [False, True])
def test_practice_gives_its_verdict_and_the_claim_stays(anna: Mens, cor: Mens, sessie: Sessie, htmx: bool) -> None:
    """Given by who composes the session; anna's question is at its centre."""
    koppeling = maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning), "Klein kan.")
    adres = reverse("sessies:oordeel", args=[sessie.verkenning.slug, sessie.slug, koppeling.pk])
    assert "Wat zegt de praktijk?" in tekst_van(post(anna, htmx, adres, {"oordeel": "onzin"}))
    data = {"oordeel": "deels", "toelichting": "Drie van de zeven herkennen het."}
    assert cor.post(adres, data).status_code == 404
    post(anna, htmx, adres, data)
    koppeling.refresh_from_db()
    assert (koppeling.bewering, koppeling.oordeel) == ("Klein kan.", "deels")
    assert "<p>Drie van de zeven herkennen het.</p>" in tekst_van(cor.get(sessie.get_absolute_url()))
