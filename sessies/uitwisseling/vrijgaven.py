"""The list of releases that a note, an answer and an insight each carry: consent, frozen copies, withdrawals.

An entry with `op` was released then: `akkoord_van` said yes to exactly this text. One without `op` was only put forward
and waits for an answer, or, with `ingetrokken_op`, got no for an answer. Nothing comes out of a folder without a yes.
A yes that was not followed by a release has no place in the format: after an import it is asked again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from verkenning.models import Publiek, Vrijgave
from verkenning.uitwisseling.deel import Bron, Invoer, Kopie, Uitvoer
from verkenning.uitwisseling.fouten import toon
from verkenning.uitwisseling.lezing import PERSONEN
from verkenning.uitwisseling.schema import Blok, Lijst
from verkenning.uitwisseling.soorten import Keuze, Moment, Tekst, Verwijzing

from ..models import Inzicht, Voordracht
from ..models.beslisser import wie_beslist
from ..models.bron import Bron as Bronobject

VRIJGAVEN = Lijst(
    Blok(
        {
            "op": Moment(),
            "door": Verwijzing(naar=PERSONEN, verplicht=True),
            "publiek": Keuze(Voordracht, "publiek", verplicht=True),
            "tekst": Tekst(Voordracht, "tekst", regels=True, verplicht=True),
            # A name goes out only where the folder says so.
            "naamsvermelding": Keuze(Voordracht, "naamsvermelding", standaard="anoniem", altijd=True),
            "akkoord_van": Verwijzing(naar=PERSONEN),
            "ingetrokken_op": Moment(),
            "waarom": Tekst(Vrijgave, "ingetrokken_waarom", regels=True),
        }
    )
)


def controleer(invoer: Invoer, bron: Bron, vrijgaven: Iterable[Any], mag: Iterable[str] = (), wie: str = "") -> None:
    """Check the consent of each entry. `mag` holds who may give it, where that is known; `wie` says so in words."""
    toegestaan = set(mag)
    for vrijgave in vrijgaven:
        plek, akkoord = vrijgave.plek, vrijgave["akkoord_van"]
        if vrijgave["op"] and not akkoord:
            (plek / "akkoord_van").fout("niets", "wie akkoord gaf: zonder akkoord gaat niets naar buiten")
        if akkoord and toegestaan and akkoord not in toegestaan:
            (plek / "akkoord_van").fout(toon(akkoord), f"{', '.join(sorted(toegestaan))}: {wie}")
        _controleer_intrekking(vrijgave)
    invoer.kopieen[bron] = [kopie(vrijgave) for vrijgave in vrijgaven]


def _controleer_intrekking(vrijgave: Any) -> None:
    op, ingetrokken_op = vrijgave["op"], vrijgave["ingetrokken_op"]
    if op and ingetrokken_op and ingetrokken_op < op:
        (vrijgave.plek / "ingetrokken_op").fout("een moment vóór de vrijgave", "een moment na 'op'")
    if vrijgave["waarom"] and not ingetrokken_op:
        (vrijgave.plek / "waarom").fout("een reden zonder 'ingetrokken_op'", "ook het moment van intrekken")


def kopie(vrijgave: Mapping[str, Any]) -> Kopie:
    return Kopie(vrijgave["publiek"], vrijgave["op"], ingetrokken=bool(vrijgave["ingetrokken_op"]))


# ---- In


@dataclass(frozen=True)
class _Gebeurtenis:
    """A release or a withdrawal, to be done in the order in which it happened."""

    op: datetime
    voordracht: Voordracht
    waarden: Any
    intrekking: bool = False

    @property
    def volgorde(self) -> tuple[datetime, bool, int]:
        """At the same moment first what is released, and an insight after the one that it replaces."""
        return self.op, self.intrekking, _diepte(self.voordracht.inzicht)


def _diepte(inzicht: Inzicht | None) -> int:
    """How many insights it replaces, one after another. There may be a thousand of them."""
    diepte = 0
    while inzicht:
        inzicht, diepte = inzicht.vervangt, diepte + 1
    return diepte


def bewaar(invoer: Invoer, bronnen: Iterable[tuple[Bron, Bronobject, list[Any]]]) -> None:
    """Put everything forward and let out what was released, as the gate does it, in order of time."""
    gebeurtenissen: list[_Gebeurtenis] = []
    gedaan: list[tuple[Bron, list[Voordracht]]] = []
    for bron, bronobject, vrijgaven in bronnen:
        voordrachten = []
        for waarden in vrijgaven:
            if voordracht := _draag_voor(invoer, bronobject, waarden):
                voordrachten.append(voordracht)
                gebeurtenissen += _gebeurtenissen(voordracht, waarden)
        gedaan.append((bron, voordrachten))
    for gebeurtenis in sorted(gebeurtenissen, key=lambda een: een.volgorde):
        _doe(invoer, gebeurtenis)
    for bron, voordrachten in gedaan:
        invoer.vrijgaven[bron] = [voordracht.vrijgave for voordracht in voordrachten]


def _draag_voor(invoer: Invoer, bron: Bronobject, waarden: Any) -> Voordracht | None:
    op, ingetrokken_op = waarden["op"], waarden["ingetrokken_op"]
    spreker = invoer.persoon(waarden["akkoord_van"]) or wie_beslist(bron)
    if spreker is None:
        (waarden.plek / "akkoord_van").fout("niets", "wie hierover beslist: dat volgt niet uit de bron")
        return None
    besluit = ""
    if op:
        besluit = Voordracht.Besluit.AKKOORD if waarden["naamsvermelding"] == "naam" else Voordracht.Besluit.ANONIEM
    elif ingetrokken_op:
        besluit = Voordracht.Besluit.BINNEN
    velden = {naam: waarden[naam] for naam in ("publiek", "tekst", "naamsvermelding")}
    velden |= {"door": invoer.persoon(waarden["door"]), "spreker": spreker, "antwoord": besluit}
    if moment := op or ingetrokken_op:
        velden |= {"op": moment, "beantwoord_op": moment}
    return Voordracht.objects.leg_vast(bron, **velden)


def _gebeurtenissen(voordracht: Voordracht, waarden: Any) -> list[_Gebeurtenis]:
    op, ingetrokken_op = waarden["op"], waarden["ingetrokken_op"]
    uit = [_Gebeurtenis(op, voordracht, waarden)] if op else []
    weg = [_Gebeurtenis(ingetrokken_op, voordracht, waarden, intrekking=True)] if op and ingetrokken_op else []
    return uit + weg


def _doe(invoer: Invoer, gebeurtenis: _Gebeurtenis) -> None:
    voordracht = gebeurtenis.voordracht
    if gebeurtenis.intrekking:
        voordracht.trek_in(gebeurtenis.waarden["waarom"], gebeurtenis.op)
        return
    voordracht.vrijgave = voordracht.bevries(door=voordracht.door, op=gebeurtenis.op)
    voordracht.save(update_fields=["vrijgave"])


# ---- Out


def verzamel(uitvoer: Uitvoer, bron: Bron, voordrachten: Iterable[Voordracht]) -> list[dict[str, Any]]:
    uit = []
    for nummer, voordracht in enumerate(sorted(voordrachten, key=lambda een: een.pk)):
        uit.append(_waarden(uitvoer, voordracht))
        if voordracht.vrijgave:
            uitvoer.herkomst[voordracht.vrijgave.pk] = (bron, nummer)
    uitvoer.kopieen[bron] = [kopie(waarden) for waarden in uit]
    return uit


def _waarden(uitvoer: Uitvoer, voordracht: Voordracht) -> dict[str, Any]:
    vrijgave = voordracht.vrijgave
    geweigerd = voordracht.antwoord == Voordracht.Besluit.BINNEN
    return {
        "op": vrijgave.op if vrijgave else None,
        "door": uitvoer.email((vrijgave and vrijgave.door) or voordracht.door),
        "publiek": Publiek(voordracht.publiek).value,
        "tekst": voordracht.tekst,
        "naamsvermelding": voordracht.naamsvermelding,
        "akkoord_van": uitvoer.email(voordracht.spreker) if _is_te_noemen(voordracht) else "",
        "ingetrokken_op": vrijgave.ingetrokken_op if vrijgave else voordracht.beantwoord_op if geweigerd else None,
        "waarom": vrijgave.ingetrokken_waarom if vrijgave and vrijgave.ingetrokken_op else "",
    }


def _is_te_noemen(voordracht: Voordracht) -> bool:
    """Who agreed is on record. Who was only asked has agreed to nothing, and is named only if the source does not tell."""
    return bool(voordracht.vrijgave) or voordracht.spreker != wie_beslist(voordracht.bron)
