"""A new note, by a form that works with htmx and without. What was typed is never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse
from django.utils.html import escape

from deelnemers.models import Corporatie
from sessies.models import Notitie, Sessie
from tests.factories import maak_onderdeel, maak_sessie
from tests.mensen import Mens
from tests.sessies.hulp import post, sleutel_in, tekst_van
from verkenning.models import Verkenning


@pytest.fixture
def notitie_nieuw(sessie: Sessie) -> str:
    return reverse("sessies:notitie_nieuw", args=[sessie.verkenning.slug, sessie.slug])


def regel(**velden: Any) -> dict[str, Any]:
    return {"soort": "verslag", "tekst": "Iedereen heeft dezelfde zorg.", "zichtbaarheid": "besloten"} | velden


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


def test_a_note_for_oneself_starts_out_private(anna: Mens, sessie: Sessie, notitie_nieuw: str) -> None:
    """Asked for in the address, and seen in the form; the next one starts out as the one before it was kept."""

    def gekozen(response: Any) -> list[str]:
        return re.findall(r'name="zichtbaarheid" value="(\w+)"[^>]* checked', tekst_van(response))

    assert gekozen(anna.get(f"{notitie_nieuw}?zicht=prive")) == ["prive"]
    assert gekozen(anna.get(f"{sessie.get_absolute_url()}?zicht=prive")) == ["prive"]
    for onzin in ("", "?zicht=openbaar", "?zicht=%00", "?zicht=Prive"):
        assert gekozen(anna.get(f"{notitie_nieuw}{onzin}")) == ["besloten"]
    assert gekozen(anna.htmx("post", notitie_nieuw, regel(zichtbaarheid="prive"))) == ["prive"]
    assert gekozen(anna.htmx("post", notitie_nieuw, regel())) == ["besloten"]


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
