"""What the redactie of one Verkenning writes and publishes."""

from __future__ import annotations

from typing import Any

from berichten.models import Bericht, Blok, Uitgave
from berichten.pdf import maak_pdf_van
from berichten.samenstellen import stel_samen
from berichten.uitgeven import houd_bij, publiceer
from verkenning.models import Publiek, Vrijgave

from .kanaries import Kring
from .kringen import ACHTERBAN, NIEMAND, OPENBAAR
from .poort import gegevens
from .programma import Programma


def schrijf_berichten(p: Programma) -> None:
    """A draft, an edition for each audience, and one that was rewritten and robbed of a passage since."""
    redactie = p.kringen.redactie
    schrijf(p, "concept", Publiek.OPENBAAR, redactie)
    for stand, publiek, kring in (
        ("achterban", Publiek.ACHTERBAN, ACHTERBAN),
        ("openbaar", Publiek.OPENBAAR, OPENBAAR),
    ):
        bericht = schrijf(p, stand, publiek, kring)
        uitgave = geef_uit(p, bericht, kring)
        blok = bericht.blokken.get(pk=p.ding[f"blok {stand}"].pk)
        bericht.hernoem(vanaf=1, titel=p.tekst(Bericht, "titel", f"{stand}, herschreven", redactie))
        blok.herschrijf(kop="", tekst=p.tekst(Blok, "tekst", f"{stand}, herschreven", redactie), vanaf=blok.versie)
        for weg in ("vrijgave", "kaart"):
            p.ding[f"{weg} weg {stand}"].trek_in("Toch te herkenbaar.")
        if p.slug == "samen":
            # The edition without that passage, which the first reader would ask for, is printed; the one with it never was.
            maak_pdf_van(houd_bij(uitgave).pk)


def schrijf(p: Programma, stand: str, publiek: str, kring: Kring) -> Bericht:
    """A bericht of everything that was released for these readers, with words of its own, and what goes since."""
    weg = OPENBAAR if stand == "concept" else NIEMAND
    passage = Vrijgave.objects.geef_vrij(
        verkenning=p.verkenning,
        soort="notitie",
        sleutel="",
        publiek=publiek,
        door=None,
        gegevens={"soort": "verslag"},
        tekst=p.tekst(Vrijgave, "tekst", f"in bericht {stand}", weg),
    )
    kaart = Vrijgave.objects.geef_vrij(
        verkenning=p.verkenning,
        soort="sessie",
        sleutel=f"weg-{stand}",
        publiek=publiek,
        door=None,
        titel=p.tekst(Vrijgave, "titel", f"sessie in bericht {stand}", weg),
        gegevens=gegevens(p, "sessie") | {"locatie": p.tekst(Vrijgave, "titel", f"plaats in bericht {stand}", weg)},
    )
    bericht = stel_samen(p.verkenning, p.tekst(Bericht, "titel", stand, kring), publiek)
    for soort in (Blok.Soort.TEKST, Blok.Soort.VRAAG):
        blok = bericht.voeg_toe(soort)
        blok.herschrijf(**p.vul(Blok, stand, kring), vanaf=1)
    weggehaald = bericht.voeg_toe(Blok.Soort.TEKST)
    weggehaald.herschrijf(**p.vul(Blok, f"{stand}, weggehaald", p.kringen.redactie), vanaf=1)
    bericht.verwijder(weggehaald)
    p.ding |= {f"bericht {stand}": bericht, f"blok {stand}": blok}
    p.ding |= {f"vrijgave weg {stand}": passage, f"kaart weg {stand}": kaart}
    return bericht


def geef_uit(p: Programma, bericht: Bericht, kring: Kring) -> Uitgave:
    toelichting: Any = p.tekst(Uitgave, "toelichting", str(bericht.nummer), kring)
    return publiceer(bericht, door=p.mens("redactie"), toelichting=toelichting)
