"""What is taken back, told through the people who do it: gone from every edition, and still there where it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader

from berichten.models import Bericht, Uitgave
from berichten.pdf import maak_pdf_van
from deelnemers.models import Corporatie
from sessies.models import Inspiratie, Inzicht, Sessie
from tests.berichten import hulp
from tests.berichten.conftest import haal
from tests.factories import (
    maak_cijfer,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_inzicht,
    maak_notitie,
    maak_onderdeel,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    moment,
)
from tests.mensen import Mens
from verkenning.models import Verkenning

EDITIE = "/samen/berichten/1/"


@dataclass
class Binnen:
    """What is inside before anything goes out."""

    sessie: Sessie
    voorbeeld: Inspiratie
    inzicht: Inzicht
    straks: Sessie | None = None


@pytest.fixture
def binnen(verkenning: Verkenning, kromwaal: Corporatie, anna: Mens) -> Binnen:
    sessie = maak_sessie(
        verkenning, kromwaal, slug="controller", titel="Een gedeelde pet", locatie="Dorpshuis", status="gehouden"
    )
    maak_onderdeel(sessie, titel="Rekenen aan de balie")
    voorbeeld = maak_inspiratie(verkenning, "broodfonds", tekst="Wie ziek is, krijgt een schenking.")
    maak_cijfer(voorbeeld, waarde="27.200")
    notitie = maak_notitie(sessie, anna.persoon, soort="citaat", spreker=anna.persoon)
    return Binnen(sessie, voorbeeld, maak_inzicht(verkenning, bewijs=[notitie]))


def nieuwste() -> str:
    """Everything that the newest edition says, on the page and on paper."""
    uitgave = Uitgave.objects.latest("nummer")
    return uitgave.html + uitgave.druk_html


# ---- Withdrawn, mended, and released again

FOUT = {"sessie": {"Dorpshuis", "aan de balie"}, "inspiratie": {"27.200"}}


def mend(binnen: Binnen) -> None:
    """What stands beside title and text only: the place and agenda of a session, the figures of an example."""
    Sessie.objects.filter(pk=binnen.sessie.pk).update(locatie="")
    binnen.sessie.onderdelen.update(titel="Rekenen")
    binnen.voorbeeld.cijfers.update(waarde="12.000")


@pytest.mark.parametrize("soort", FOUT)
@pytest.mark.parametrize("eerder", [False, True], ids=["the copy in the edition", "a later copy of the same card"])
def test_what_was_withdrawn_and_mended_does_not_stay(
    binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, soort: str, eerder: bool
) -> None:
    """Though nobody opened the edition before the mended card was out, and title and text are the same."""
    ding: Sessie | Inspiratie = binnen.sessie if soort == "sessie" else binnen.voorbeeld
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, soort, ding))
    assert all(woord in nieuwste() for woord in FOUT[soort])
    if eerder:
        hulp.geef_vrij(begeleider, soort, ding)
    hulp.trek_in(begeleider, soort, ding)
    mend(binnen)
    hulp.geef_vrij(begeleider, soort, ding)
    pagina = bezoeker.get(EDITIE).content.decode()
    assert "Dit stuk is ingetrokken." in pagina
    assert not [woord for woord in FOUT[soort] if woord in pagina + nieuwste()]


def test_what_was_withdrawn_and_is_free_again_as_it_was_stays(
    binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, lid: Mens
) -> None:
    """Also when it is released for more or for fewer readers, as far as these are among them."""
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, "sessie", binnen.sessie), publiek="achterban")
    for publiek in ("openbaar", "achterban"):
        hulp.trek_in(begeleider, "sessie", binnen.sessie)
        hulp.geef_vrij(begeleider, "sessie", binnen.sessie, publiek)
        assert "Dorpshuis" in lid.get(EDITIE).content.decode()
    assert Uitgave.objects.count() == 1


# ---- A session: its card stands in the draft as a card, and nowhere as words


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
    straks = {"titel": "Op de pedalen", "locatie": "Fietsenhok", "begin": moment("2019-06-13 10:00")}
    volgende = maak_sessie(binnen.sessie.verkenning, *binnen.sessie.vragen.all(), **straks)
    for sessie in (binnen.sessie, volgende):
        hulp.geef_vrij(begeleider, "sessie", sessie)
    binnen.straks = volgende
    hulp.geef_vrij(begeleider, *koppel(binnen, "theorie")[1:])
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
    assert not [woord for woord in KAARTWOORDEN if woord not in nieuwste()]
    for sessie in (binnen.sessie, binnen.straks):
        hulp.trek_in(begeleider, "sessie", sessie)
    for mens in (bezoeker, lid):
        bladen = [mens.get(pad).content.decode() for pad in (EDITIE, "/samen/berichten/", "/samen/feed/", "/samen/")]
        assert not [woord for woord in KAARTWOORDEN for blad in bladen if woord in blad]
        assert not [woord for woord in KAARTWOORDEN if zoekt(mens, woord)]
    assert "Dit stuk is ingetrokken." in bladen[0]
    assert "Klein kan ook." in bladen[0]
    assert not [woord for woord in KAARTWOORDEN if woord in nieuwste()]
    papier = gedrukt(bezoeker)
    assert "Dit stuk is ingetrokken." in papier
    assert not [woord for woord in KAARTWOORDEN if woord in papier]


def zoekt(mens: Mens, woord: str) -> bool:
    """Whether this finds the bericht."""
    return EDITIE in mens.get("/zoeken/", {"q": woord}).content.decode()


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


# ---- A source, and what was drawn from it


@pytest.mark.parametrize("soort", ["theorie", "inspiratie"])
def test_a_withdrawn_source_is_gone_from_paper_too(
    binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, soort: str
) -> None:
    """Beside a claim or a lesson stands the title of its source: it rests on both."""
    bron, regel, koppeling = koppel(binnen, soort)
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, soort, bron), hulp.geef_vrij(begeleider, regel, koppeling))
    assert nieuwste().count("Over gedeelde zorgen") > 2
    hulp.trek_in(begeleider, soort, bron)
    pagina = bezoeker.get(EDITIE).content.decode()
    for woorden in ("Over gedeelde zorgen", "Klein kan ook."):
        assert woorden not in pagina + nieuwste()
    assert "Over gedeelde zorgen" not in gedrukt(bezoeker)


def test_a_claim_without_a_readable_source_names_none(binnen: Binnen, begeleider: Mens, redactie: Mens) -> None:
    _, regel, koppeling = koppel(binnen, "theorie")
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, regel, koppeling))
    assert '<p class="kantlijn"><b>Wetenschap</b></p>' in nieuwste()
    assert "Over gedeelde zorgen" not in nieuwste()


def koppel(binnen: Binnen, soort: str) -> tuple[Any, str, Any]:
    """A source in the library, what the line drawn from it at the session is called, and that line."""
    if soort == "theorie":
        theorie = maak_theorie(binnen.sessie.verkenning, titel="Over gedeelde zorgen")
        return theorie, "bewering", maak_theoriekoppeling(binnen.sessie, theorie, "Klein kan ook.")
    voorbeeld = maak_inspiratie(binnen.sessie.verkenning, naam="Over gedeelde zorgen")
    return voorbeeld, "les", maak_inspiratiekoppeling(binnen.sessie, voorbeeld, "Klein kan ook.")


def gedrukt(mens: Mens) -> str:
    """What this reader finds in the PDF, as soon as the worker has made it."""
    assert mens.get(f"{EDITIE[:-1]}.pdf").status_code == 404
    maak_pdf_van(Uitgave.objects.latest("nummer").pk)
    return " ".join(blad.extract_text() for blad in PdfReader(BytesIO(haal(mens, f"{EDITIE[:-1]}.pdf").inhoud)).pages)


# ---- An insight: replaced by what was learned since, or kept for fewer people


@pytest.fixture
def uitgave(binnen: Binnen, begeleider: Mens, anna: Mens, redactie: Mens) -> Callable[[str], None]:
    """Publish the insight in a bericht for this audience."""

    def maak(publiek: str) -> None:
        voordracht = hulp.draag_uit(begeleider, anna, binnen.inzicht, "De balie blijft open.")
        assert voordracht.vrijgave
        hulp.publiceer_met(redactie, voordracht.vrijgave, publiek=publiek)

    return maak


def leest(mens: Mens) -> bool:
    return "De balie blijft open." in mens.get(EDITIE).content.decode()


def test_an_insight_that_is_now_for_members_only_leaves_a_public_edition(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, bezoeker: Mens
) -> None:
    uitgave("openbaar")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.", "achterban")
    assert not leest(bezoeker)
    assert "De balie blijft open." not in nieuwste()


def test_it_stays_in_an_edition_for_members_who_may_read_the_newer_words(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, lid: Mens
) -> None:
    """An edition is dated: it keeps what was thought then, as long as nobody took it from these readers."""
    uitgave("achterban")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.", "achterban")
    assert leest(lid)
    assert Uitgave.objects.count() == 1


def test_it_leaves_when_the_newest_words_are_withdrawn(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, bezoeker: Mens
) -> None:
    uitgave("openbaar")
    later = hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.")
    hulp.neem_terug(anna, later)
    assert not leest(bezoeker)


def test_whoever_looks_first_makes_no_difference(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, bezoeker: Mens
) -> None:
    """Taken from these readers once is taken from what they read then, though other words are free for them again."""
    uitgave("openbaar")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.", "achterban")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Nog anders gezegd.")
    assert not leest(bezoeker)


@pytest.mark.parametrize(("publiek", "blijft"), [("openbaar", True), ("achterban", False)])
def test_an_insight_that_another_insight_replaced_is_read_on_by_who_may_read_that_one(
    binnen: Binnen,
    uitgave: Callable[[str], None],
    begeleider: Mens,
    anna: Mens,
    bezoeker: Mens,
    publiek: str,
    blijft: bool,
) -> None:
    uitgave("openbaar")
    eerder = binnen.inzicht
    later = maak_inzicht(eerder.verkenning, "Wij weten nu meer.", vervangt=eerder, bewijs=[_van(eerder)])
    hulp.draag_uit(begeleider, anna, later, "Wij weten nu meer.", publiek)
    assert leest(bezoeker) is blijft


def _van(inzicht: Inzicht) -> object:
    bewijs = inzicht.bewijs.get()
    return bewijs.notitie
