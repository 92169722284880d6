"""A page for visitors is made once. It is never somebody else's, and what is withdrawn is gone from it at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from berichten.uitgeven import publiceer
from tests.factories import maak_bericht, maak_blok
from tests.mensen import Mens
from tests.verkenning.stad import geef, kaart_van_sessie
from verkenning.models import Publiek, Verkenning, Vrijgave

PADEN = (
    "/",
    "/samen/",
    "/samen/route/",
    "/samen/sessies/een/",
    "/samen/kaart/",
    "/samen/bibliotheek/",
    "/samen/feed/",
    "/samen/agenda.ics",
    "/samen/berichten/",
    "/samen/berichten/1/",
)
LEDEN, ALLEN = "Kanarie voor leden.", "Kanarie voor allen."
KAART: dict[str, Any] = {"gegevens": kaart_van_sessie(locatie=ALLEN)}


@pytest.fixture(autouse=True)
def zonder_demo(settings: Any) -> None:
    """In the demo the front page has a form of its own."""
    settings.DEMO = False


@pytest.fixture
def passage(verkenning: Verkenning) -> Vrijgave:
    """A passage for all and one for members, at a session with a card, and an edition that holds the first."""
    geef(verkenning, "sessie", "een", "Eerste sessie")
    geef(verkenning, "notitie", "", LEDEN, Publiek.ACHTERBAN, sessie="een")
    passage = geef(verkenning, "notitie", "", ALLEN, sessie="een")
    bericht = maak_bericht(verkenning)
    maak_blok(bericht, soort="vrijgave", kop="", tekst="", vrijgave=passage)
    publiceer(bericht, door=None)
    return passage


def lees(mens: Mens, pad: str, vraag: str = "") -> tuple[str, int]:
    """What this person reads there, and how many questions it took."""
    with CaptureQueriesContext(connection) as vragen:
        antwoord = mens.get(pad + vraag)
    assert antwoord.status_code == 200
    return antwoord.content.decode(), len(vragen)


def bewaard() -> int:
    """How many pages are kept."""
    return len(vars(caches["paginas"])["_cache"])


@pytest.mark.parametrize("pad", PADEN)
def test_the_next_visitor_gets_the_same_page_with_less_work(passage: Vrijgave, pad: str) -> None:
    eerst, werk = lees(Mens(), pad)
    daarna, minder = lees(Mens(), pad)
    assert daarna == eerst
    assert (minder <= 2) if "berichten/1" not in pad else (minder <= werk)
    assert bewaard() == 1


def test_nobody_gets_what_was_made_for_another(
    passage: Vrijgave, lid: Mens, anna: Mens, begeleider: Mens, redactie: Mens
) -> None:
    """Whoever comes first, and whoever comes after: a visitor reads what is for all, the others their own page."""
    schoon = {pad: lees(Mens(), pad)[0] for pad in PADEN}
    assert not any(LEDEN in pagina for pagina in schoon.values())
    binnen = (lid, anna, begeleider, redactie)
    eigen = [{pad: lees(mens, pad)[0] for pad in PADEN} for mens in binnen]
    assert all(LEDEN in paginas["/samen/sessies/een/"] for paginas in eigen)
    assert {pad: lees(Mens(), pad)[0] for pad in PADEN} == schoon
    # And the other way around: the members first.
    caches["paginas"].clear()
    for mens in binnen:
        for pad in PADEN:
            lees(mens, pad)
    assert not bewaard()
    assert {pad: lees(Mens(), pad)[0] for pad in PADEN} == schoon


def test_what_is_withdrawn_is_gone_at_once(passage: Vrijgave) -> None:
    erin = {pad for pad in PADEN if ALLEN in lees(Mens(), pad)[0]}
    assert erin >= {"/samen/sessies/een/", "/samen/feed/", "/samen/berichten/1/"}
    passage.trek_in("Toch niet.")
    assert not [pad for pad in PADEN if ALLEN in lees(Mens(), pad)[0]]
    # Narrowed to members is gone too; and of a card, what it said.
    geef(passage.verkenning, "sessie", "twee", "Tweede sessie", **KAART)
    assert ALLEN in lees(Mens(), "/samen/sessies/twee/")[0]
    geef(passage.verkenning, "sessie", "twee", "Tweede sessie", Publiek.ACHTERBAN, **KAART)
    assert Mens().get("/samen/sessies/twee/").status_code == 404
    assert not [pad for pad in PADEN if ALLEN in lees(Mens(), pad)[0]]


@pytest.mark.parametrize(("koekje", "vraag"), [("iets", ""), ("messages", ""), ("", "?vak=zomaar")])
def test_what_is_asked_with_a_cookie_or_a_question_is_not_kept(passage: Vrijgave, koekje: str, vraag: str) -> None:
    """What a message says to one person stands on nobody else's page."""
    mens = Mens()
    if koekje:
        mens.cookies[koekje] = "van mij"
    for pad in PADEN:
        lees(mens, pad, vraag)
    assert not bewaard()
    if koekje == "messages":
        assert "ETag" not in mens.get("/samen/").headers


def test_an_absent_page_is_not_kept(passage: Vrijgave) -> None:
    assert Mens().get("/samen/sessies/niets/").status_code == 404
    assert not bewaard()
