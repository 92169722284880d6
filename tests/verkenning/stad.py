"""A programme of which everything exists five times: inside only, for the achterban, public, withdrawn and replaced.

Every text holds a canary, a word that stands nowhere else: `kanarie`, the kind of copy, and how far it may go. So which
canaries sing on a page says exactly who may read what there.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from tests import factories as maak
from verkenning.models import Publiek, Verkenning, Vrijgave

Soort = Vrijgave.Soort
NIVEAUS = ("achterban", "openbaar", "ingetrokken", "vervangen")
_KANARIE = re.compile(r"kanarie[a-z]+")


def kanarie(soort: str, niveau: str) -> str:
    return f"kanarie{soort}{niveau}"


def zingt(inhoud: bytes | str) -> set[str]:
    """The canaries in a response."""
    tekst = inhoud.decode() if isinstance(inhoud, bytes) else inhoud
    # A calendar folds its lines.
    return set(_KANARIE.findall(tekst.replace("\r\n ", "").lower()))


def alle(*niveaus: str) -> set[str]:
    return {kanarie(soort, niveau) for soort in Soort.values for niveau in niveaus}


def kaart_van_sessie(volgorde: int = 1, **anders: Any) -> dict[str, Any]:
    return {
        "soort": "sessie",
        "volgorde": volgorde,
        "status": "gehouden",
        "begin": "2019-03-14T13:00",
        "einde": "2019-03-14T17:00",
        "locatie": "Kromwaal",
        "gastheren": [],
        "vragen": [],
        "agenda": [{"soort": "gesprek", "titel": "Gesprek", "minuten": 30}],
        "wijzigingen": [],
    } | anders


GEGEVENS: dict[str, dict[str, Any]] = {
    Soort.DEELNEMER: {
        "plaats": "Kromwaal",
        "website": "https://kromwaal.example/",
        "fictief": True,
        "deelname": [{"status": "actief", "op": "2019-02-06"}],
    },
    Soort.VRAAG: {"versie": 1, "op": "2019-01-20"},
    Soort.SESSIE: kaart_van_sessie(),
    Soort.NOTITIE: {"soort": "citaat"},
    Soort.INZICHT: {"vorm": "netwerk", "meerwaarde": "huurder", "effect": "steunt", "status": "gedeeld"},
    Soort.THEORIE: {
        "auteurs": ["Provan, K.G."],
        "jaar": 2008,
        "in": "JPART",
        "doi": "",
        "url": "",
        "gecontroleerd": True,
    },
    Soort.INSPIRATIE: {"sector": "zorg", "vorm": "netwerk", "url": "", "mislukking": True, "cijfers": []},
}
KAARTEN = (Soort.DEELNEMER, Soort.SESSIE, Soort.THEORIE, Soort.INSPIRATIE, Soort.BEWERING, Soort.LES, Soort.BERICHT)
MET_TITEL = (Soort.DEELNEMER, Soort.VRAAG, Soort.SESSIE, Soort.THEORIE, Soort.INSPIRATIE, Soort.BERICHT)


def geef(
    verkenning: Verkenning, soort: str, sleutel: str, tekst: str, publiek: str = Publiek.OPENBAAR, **anders: Any
) -> Vrijgave:
    """Release a copy of this kind, whole enough for every page."""
    velden: dict[str, Any] = {"gegevens": GEGEVENS.get(soort, {}), "sessie": "", "vragen": []}
    if soort in {Soort.BEWERING, Soort.LES}:
        velden["gegevens"] = {"bron": sleutel}
    if soort == Soort.BERICHT:
        velden["gegevens"] = {"nummer": int(sleutel), "uitgave": 1, "soort": "voortgang", "op": "2019-05-01"}
    if soort in MET_TITEL:
        velden["titel"] = tekst
    tekst = "" if soort in {Soort.VRAAG, Soort.SESSIE} else tekst
    eigen = sleutel if soort in (*KAARTEN, Soort.VRAAG) else ""
    return maak.maak_vrijgave(verkenning, tekst, soort=soort, sleutel=eigen, publiek=publiek, **velden | anders)


def bouw(verkenning: Verkenning) -> None:
    """All kinds, all levels. What is inside only is made by the inside itself."""
    for nummer, niveau in enumerate(NIVEAUS, start=1):
        publiek = Publiek.ACHTERBAN if niveau == "achterban" else Publiek.OPENBAAR
        for soort in Soort.values:
            sleutel = str(nummer) if soort == Soort.BERICHT else niveau
            if niveau == "vervangen" and soort not in KAARTEN:
                continue
            extra: dict[str, Any] = {}
            if soort in {Soort.NOTITIE, Soort.ANTWOORD, Soort.BEWERING, Soort.LES}:
                extra["sessie"] = niveau
            vrijgave = geef(verkenning, soort, sleutel, f"Over {kanarie(soort, niveau)}.", publiek, **extra)
            if niveau == "ingetrokken":
                vrijgave.trek_in("Te herkenbaar.")
    for soort in KAARTEN:
        # The later copy of the same card is for members, so the public one has nothing in its place.
        sleutel = "4" if soort == Soort.BERICHT else "vervangen"
        geef(verkenning, soort, sleutel, f"Later {kanarie(soort, 'achterban')}.", Publiek.ACHTERBAN, sessie="vervangen")
    _binnen(verkenning)


def _binnen(verkenning: Verkenning) -> None:
    corporatie = maak.maak_corporatie(verkenning, "openbaar", naam="Kanariebinnennaam", vraag="Kanariebinnenvraag?")
    sessie = maak.maak_sessie(verkenning, corporatie, titel="kanariebinnentitel", tekst="kanariebinneninleiding")
    maak.maak_onderdeel(sessie, titel="kanariebinnenonderdeel")
    verkenner = maak.maak_verkenner(corporatie, "Kanariebinnen Verkenner")
    maak.maak_notitie(sessie, verkenner, "kanariebinnennotitie")
    maak.maak_antwoord(
        maak.maak_voorbereidingsvraag(sessie, "kanariebinnenvoorvraag"), corporatie, "kanariebinnenantwoord"
    )
    maak.maak_theorie(verkenning, "kanariebinnentheorie")
    maak.maak_inspiratie(verkenning, "kanariebinneninspiratie")
    maak.maak_inzicht(verkenning, "kanariebinneninzicht")


PADEN = (
    "/",
    "/samen/",
    "/samen/route/",
    "/samen/sessies/openbaar/",
    "/samen/sessies/achterban/",
    "/samen/sessies/ingetrokken/",
    "/samen/sessies/vervangen/",
    "/samen/kaart/",
    "/samen/kaart/?vak=netwerk.huurder",
    "/samen/bibliotheek/",
    "/samen/feed/",
    "/samen/agenda.ics",
    "/zoeken/",
    "/zoeken/?q=over",
    "/zoeken/?q=later",
    "/privacy/",
    "/toegankelijkheid/",
    "/contact/",
)


def moment(tekst: str) -> datetime:
    return maak.moment(tekst)
