"""A wrong address in the demo, which runs with DEBUG on: our own page, and the same for what is hidden."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from sessies.models import Sessie
from tests.factories import maak_sessie
from tests.mensen import Mens, kaal
from verkenning.models import Verkenning


@pytest.fixture
def sessie(verkenning: Verkenning, settings: Settings) -> Sessie:
    settings.DEBUG = settings.DEMO = True
    return maak_sessie(verkenning, slug="controller")


def test_the_demo_shows_our_own_page(bezoeker: Mens, redactie: Mens, sessie: Sessie) -> None:
    """Django's own would list every address, and say that this one leads somewhere."""
    for mens, pad in ((bezoeker, "/a/b/c/"), (bezoeker, "/bestaat-niet/"), (redactie, sessie.get_absolute_url())):
        antwoord = mens.get(pad)
        assert antwoord.status_code == 404
        assert "Hier loopt de route dood" in antwoord.text
        assert antwoord.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_not_yours_is_not_there_to_the_byte(bram: Mens, redactie: Mens, lid: Mens, sessie: Sessie) -> None:
    adres = sessie.get_absolute_url()
    for mens in (bram, redactie, lid):
        verborgen, afwezig = mens.get(adres), mens.get(adres.replace("controller", "verzonnen"))
        nergens = mens.get("/groep/samen/sessies/verzonnen/iets/")
        assert {kaal(verborgen), kaal(afwezig)} == {kaal(nergens)}


def test_a_slash_that_was_forgotten_is_no_wrong_address(bezoeker: Mens, sessie: Sessie) -> None:
    assert bezoeker.get("/zoeken").headers["Location"] == "/zoeken/"


def test_without_the_demo_a_developer_sees_what_django_has_to_say(
    bezoeker: Mens, sessie: Sessie, settings: Settings
) -> None:
    settings.DEMO = False
    assert "Hier loopt de route dood" not in bezoeker.get("/a/b/c/").text
