"""Parts of the agenda, questions and sources, by forms that work with htmx and without."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sessies.models import (
    Gast,
    Inspiratie,
    InspiratieKoppeling,
    Notitie,
    Onderdeel,
    Sessie,
    Theorie,
    TheorieKoppeling,
)
from tests.factories import (
    maak_onderdeel,
    maak_theorie,
    maak_theoriekoppeling,
)
from tests.mensen import Mens
from tests.sessies.hulp import post, tekst_van
from verkenning.models import Verkenning

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
    bram: Mens, lid: Mens, redactie: Mens, sessie: Sessie, bron_nieuw: str
) -> None:
    hier = [reverse(f"sessies:{naam}", args=["samen", sessie.slug]) for naam in ("notitie_nieuw", "antwoorden")]
    for mens in (bram, lid, redactie):
        for adres in (*hier, bron_nieuw):
            assert mens.post(adres, {"tekst": "Iets."}).status_code == 404
    assert not Notitie.objects.exists()


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
