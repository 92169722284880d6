"""Sources, by forms that work with htmx and without."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sessies.models import (
    Inspiratie,
    InspiratieKoppeling,
    Notitie,
    Sessie,
    Theorie,
    TheorieKoppeling,
)
from tests.factories import (
    maak_theorie,
    maak_theoriekoppeling,
)
from tests.mensen import Mens
from tests.sessies.hulp import post, tekst_van
from verkenning.models import Verkenning

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
