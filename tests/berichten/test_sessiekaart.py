"""A session stands in a draft as its card, and nowhere as words: so it goes when the card is withdrawn."""

from __future__ import annotations

import pytest

from berichten.models import Bericht
from tests.berichten import hulp
from tests.berichten.conftest import Binnen
from tests.mensen import Mens

KAARTWOORDEN = {
    "gedeelde pet",
    "Dorpshuis",
    "14 maart 2019",
    "Kromwaal",
    "aan de balie",
    "Op de pedalen",
    "Fietsenhok",
    "13 juni 2019",
}


@pytest.fixture
def concept(binnen: Binnen, begeleider: Mens, redactie: Mens) -> Bericht:
    """A draft of everything: a session that was held, with what was said there, and the one that comes next."""
    for sessie in (binnen.sessie, binnen.straks):
        hulp.geef_vrij(begeleider, "sessie", sessie)
    hulp.geef_vrij(begeleider, *hulp.koppel(binnen.sessie, "theorie")[1:])
    return hulp.begin(redactie)


def test_a_draft_holds_the_card_and_none_of_its_words(concept: Bericht, binnen: Binnen, redactie: Mens) -> None:
    blokken = list(concept.blokken.all())
    woorden = " ".join(f"{blok.kop} {blok.tekst}" for blok in blokken)
    assert not [woord for woord in KAARTWOORDEN if woord in woorden]
    assert next(blok.vrijgave for blok in blokken if blok.vrijgave) == binnen.sessie.vrijgave
    voorbeeld = redactie.get(f"{concept.get_absolute_url()}voorbeeld/").content.decode()
    for woord in (
        "Sessie 1: Een gedeelde pet",
        "Donderdag 14 maart 2019, Dorpshuis",
        "De vraag van Kromwaal stond centraal.",
    ):
        assert woord in voorbeeld


def test_a_withdrawn_session_leaves_every_edition(
    concept: Bericht, binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, lid: Mens
) -> None:
    """Its title, place, date and association: on the page, on paper, in search, in the feed."""
    hulp.geef_uit(redactie, concept)
    assert not [woord for woord in KAARTWOORDEN if woord not in hulp.nieuwste()]
    for sessie in (binnen.sessie, binnen.straks):
        hulp.trek_in(begeleider, "sessie", sessie)
    for mens in (bezoeker, lid):
        bladen = [
            mens.get(pad).content.decode() for pad in (hulp.EDITIE, "/samen/berichten/", "/samen/feed/", "/samen/")
        ]
        assert not [woord for woord in KAARTWOORDEN for blad in bladen if woord in blad]
        assert not [woord for woord in KAARTWOORDEN if zoekt(mens, woord)]
    assert "Dit stuk is ingetrokken." in bladen[0]
    assert "Klein kan ook." in bladen[0]
    assert not [woord for woord in KAARTWOORDEN if woord in hulp.nieuwste()]
    papier = hulp.gedrukt(bezoeker)
    assert "Dit stuk is ingetrokken." in papier
    assert not [woord for woord in KAARTWOORDEN if woord in papier]


def zoekt(mens: Mens, woord: str) -> bool:
    """Whether this finds the bericht."""
    return hulp.EDITIE in mens.get("/zoeken/", {"q": woord}).content.decode()


def test_the_draft_says_that_its_session_was_withdrawn(
    concept: Bericht, binnen: Binnen, begeleider: Mens, redactie: Mens
) -> None:
    """On the composer's page and before publishing; and what it was is read there no more."""
    adres = concept.get_absolute_url()
    assert "Dorpshuis" in redactie.get(adres).content.decode()
    for sessie in (binnen.sessie, binnen.straks):
        hulp.trek_in(begeleider, "sessie", sessie)
    for pad in (adres, f"{adres}publiceer/"):
        blad = redactie.get(pad).content.decode()
        assert "Dit stuk is ingetrokken. Haal het weg." in blad
        assert not [woord for woord in KAARTWOORDEN if woord in blad]
    assert not [woord for woord in KAARTWOORDEN if woord in redactie.get(f"{adres}voorbeeld/").content.decode()]
