"""A journey of two stops, as far as it was released: everything that a bericht can be made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.core.files.base import ContentFile

from berichten.models import Bericht, Uitgave
from deelnemers.models import Corporatie
from sessies.models import Inspiratie, Inzicht, Sessie
from tests.factories import (
    maak_bericht,
    maak_blok,
    maak_cijfer,
    maak_inspiratie,
    maak_inzicht,
    maak_notitie,
    maak_onderdeel,
    maak_sessie,
    maak_vrijgave,
    moment,
)
from tests.mensen import Mens
from verkenning.models import Verkenning, Vrijgave


@dataclass
class Reis:
    verkenning: Verkenning
    vraag: Vrijgave
    citaat: Vrijgave
    passage: Vrijgave
    leden: Vrijgave  # for the achterban only
    inzicht: Vrijgave
    theorie: Vrijgave
    bewering: Vrijgave
    kaart: Vrijgave

    def bericht(self, *vrijgaven: Vrijgave, **velden: Any) -> Bericht:
        """A bericht with an opening, these passages, the map and the route."""
        bericht = maak_bericht(self.verkenning, **velden)
        maak_blok(bericht, kop="Beste lezer", tekst="We zijn op weg naar *eigen woorden*.")
        for vrijgave in vrijgaven or (self.vraag, self.citaat, self.passage, self.inzicht, self.theorie):
            maak_blok(bericht, soort="vrijgave", kop="", tekst="", vrijgave=vrijgave)
        maak_blok(bericht, soort="kaart", kop="", tekst="")
        maak_blok(bericht, soort="route", kop="", tekst="")
        return bericht


def geef_pdf(uitgave: Uitgave, inhoud: bytes = b"%PDF-1.7 proef") -> None:
    """What the worker does, without the printing."""
    uitgave.pdf.save("a.pdf", ContentFile(inhoud), save=False)
    uitgave.save(update_fields=["pdf"])


def haal(mens: Mens, pad: str) -> Any:
    """Get it, and read the file to its end if it is one: only then is it closed."""
    antwoord: Any = mens.get(pad)
    if antwoord.streaming:
        antwoord.inhoud = b"".join(antwoord)
    return antwoord


def maak_kaart(verkenning: Verkenning, slug: str, volgorde: int, **velden: Any) -> Vrijgave:
    gegevens = {
        "soort": "sessie",
        "volgorde": volgorde,
        "status": "gehouden",
        "begin": "2019-03-14T13:00",
        "einde": "",
        "locatie": "Kromwaal, de kantine",
        "gastheren": [],
        "vragen": [{"slug": "kromwaal", "naam": "Kromwaal"}],
        "agenda": [{"soort": "gesprek", "titel": "Rekenen", "minuten": 45}],
        "wijzigingen": [],
    } | velden.pop("gegevens", {})
    return maak_vrijgave(
        verkenning, "", soort="sessie", sleutel=slug, titel=f"Over {slug}", sessie=slug, gegevens=gegevens, **velden
    )


@pytest.fixture
def reis(verkenning: Verkenning) -> Reis:
    def vrij(tekst: str = "", **velden: Any) -> Vrijgave:
        return maak_vrijgave(verkenning, tekst, **{"op": moment("2019-03-21 10:00")} | velden)

    kaart = maak_kaart(verkenning, "een-balie", 1)
    later = {"status": "gepland", "begin": "2019-06-13T10:00", "vragen": [], "locatie": "op de fiets"}
    maak_kaart(verkenning, "op-de-fiets", 2, gegevens=later)
    vraag: dict[str, Any] = {"soort": "vraag", "sleutel": "kromwaal", "naam": "Kromwaal", "vragen": ["kromwaal"]}
    vrij(titel="Hoe delen wij een controller?", gegevens={"versie": 1, "op": "2019-02-01"}, **vraag)
    bron = {
        "auteurs": ["Veenstra, J."],
        "jaar": 2017,
        "in": "Een tijdschrift",
        "doi": "",
        "url": "https://voorbeeld.example/",
    }
    plek = {"vorm": "netwerk", "meerwaarde": "huurder", "effect": "steunt", "status": "gedeeld"}
    return Reis(
        verkenning=verkenning,
        vraag=vrij(titel="Hoe delen wij een balie?", gegevens={"versie": 2, "op": "2019-03-01"}, **vraag),
        citaat=vrij("De balie blijft.", sessie="een-balie", naam="Jorinde", gegevens={"soort": "citaat"}),
        passage=vrij("Zeven mensen en een stapel papier.", sessie="een-balie", gegevens={"soort": "verslag"}),
        leden=vrij("Dit weten alleen de leden.", sessie="een-balie", publiek="achterban"),
        inzicht=vrij("Delen scheelt pas later papier.", soort="inzicht", vragen=["kromwaal"], gegevens=plek),
        theorie=vrij(
            "Groter is niet altijd beter.", soort="theorie", sleutel="veenstra", titel="Schaal", gegevens=bron
        ),
        bewering=vrij(
            "Fuseren helpt hier weinig.",
            soort="bewering",
            sleutel="een-balie-veenstra",
            sessie="een-balie",
            gegevens={"bron": "veenstra"},
        ),
        kaart=kaart,
    )


@dataclass
class Binnen:
    """What is inside before anything goes out: a session that was held, the one that comes next, and what was found."""

    sessie: Sessie
    straks: Sessie
    voorbeeld: Inspiratie
    inzicht: Inzicht


@pytest.fixture
def binnen(verkenning: Verkenning, kromwaal: Corporatie, anna: Mens) -> Binnen:
    gehouden = {"slug": "controller", "titel": "Een gedeelde pet", "locatie": "Dorpshuis", "status": "gehouden"}
    later = {"titel": "Op de pedalen", "locatie": "Fietsenhok", "begin": moment("2019-06-13 10:00")}
    sessie, straks = (maak_sessie(verkenning, kromwaal, **velden) for velden in (gehouden, later))
    maak_onderdeel(sessie, titel="Rekenen aan de balie")
    voorbeeld = maak_inspiratie(verkenning, "broodfonds", tekst="Wie ziek is, krijgt een schenking.")
    maak_cijfer(voorbeeld, waarde="27.200")
    notitie = maak_notitie(sessie, anna.persoon, soort="citaat", spreker=anna.persoon)
    return Binnen(sessie, straks, voorbeeld, maak_inzicht(verkenning, bewijs=[notitie]))
