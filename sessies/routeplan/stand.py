"""The route as a draft sees it: what a step may change of each stop, and nothing else of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.text import Truncator

from ..models import Sessie
from ..models.sleutels import lees_sleutels

type Corporaties = tuple[int, ...]
_VAST = {Sessie.Status.GEHOUDEN, Sessie.Status.VERVALLEN}


class PastNiet(Exception):
    """A step that cannot be taken on the route as it is; its text tells who guides what to do."""


@dataclass(frozen=True, slots=True)
class Plek:
    """One stop. `sleutel` is the id of its session, or '+' and the id of the step that makes it."""

    sleutel: str
    titel: str
    soort: str = Sessie.Soort.SESSIE
    status: str = Sessie.Status.GEPLAND
    begin: str = ""  # as precise as it is known, like Sessie.wanneer
    einde: str = ""
    locatie: str = ""
    vragen: Corporaties = ()
    gastheren: Corporaties = ()
    opgegaan_in: str = ""

    @property
    def ligt_vast(self) -> bool:
        """It was held, or will not be."""
        return self.status in _VAST

    @property
    def is_sessie(self) -> bool:
        return self.soort == Sessie.Soort.SESSIE

    @property
    def betrokken(self) -> Corporaties:
        """Who asks here, and who hosts."""
        return self.vragen + self.gastheren

    @property
    def naam(self) -> str:
        return f"‘{Truncator(self.titel).chars(70)}’"

    @property
    def dag(self) -> str:
        return self.begin[:10] if len(self.begin) >= 10 else ""


def lees_route(sessies: Iterable[Sessie]) -> list[Plek]:
    """The stops of sessions that come `met_sleutels()`, in order."""
    return [
        Plek(
            sleutel=str(sessie.pk),
            titel=sessie.titel,
            soort=sessie.soort,
            status=sessie.status,
            begin=sessie.wanneer,
            einde=timezone.localtime(sessie.einde).isoformat()[:16] if sessie.einde else "",
            locatie=sessie.locatie,
            vragen=tuple(sorted(lees_sleutels(sessie.vragen_sleutels))),
            gastheren=tuple(sorted(lees_sleutels(sessie.gastheren_sleutels))),
            opgegaan_in=str(sessie.opgegaan_in_id or ""),
        )
        for sessie in sessies
    ]


def kenmerk_van(plekken: Iterable[Plek]) -> str:
    """The mark of a route: a draft knows by it that somebody else changed something."""
    return hashlib.sha256(json.dumps([asdict(plek) for plek in plekken]).encode()).hexdigest()


def lees_begin(tekst: str) -> tuple[datetime | None, str]:
    """The inverse of Sessie.wanneer: the moment, and how precise it is."""
    if not tekst:
        return None, Sessie.Precisie.MOMENT
    precisie = {16: Sessie.Precisie.MOMENT, 10: Sessie.Precisie.DAG, 7: Sessie.Precisie.MAAND}[len(tekst)]
    return timezone.make_aware(datetime.fromisoformat(tekst if len(tekst) > 7 else f"{tekst}-01")), precisie


class Route:
    """The stops in order, while steps are taken on them."""

    def __init__(self, plekken: Iterable[Plek], namen: Mapping[int, str]) -> None:
        self.plekken = list(plekken)
        self._namen = namen

    def plek(self, sleutel: str) -> Plek:
        gevonden = next((plek for plek in self.plekken if plek.sleutel == sleutel), None)
        if gevonden is None:
            raise PastNiet("Deze halte staat niet meer op de route. Haal deze wijziging weg.")
        return gevonden

    def vrij(self, sleutel: str) -> Plek:
        """A stop that may still change."""
        plek = self.plek(sleutel)
        if plek.ligt_vast:
            raise PastNiet(f"{plek.naam} ligt vast: deze halte is geweest of vervallen. Haal deze wijziging weg.")
        return plek

    def vrije_sessie(self, sleutel: str) -> Plek:
        """The same, and it may move: a kick-off stays the first and a slot the last."""
        plek = self.vrij(sleutel)
        if not plek.is_sessie:
            raise PastNiet(f"{plek.naam} houdt haar plaats: een kick-off staat vooraan en een slot achteraan.")
        return plek

    def wijzig(self, sleutel: str, **anders: Any) -> None:
        self.plekken = [replace(plek, **anders) if plek.sleutel == sleutel else plek for plek in self.plekken]

    def voor(self, sleutel: str) -> str:
        """The key of the stop before this one; '' for the first."""
        plaats = self.plekken.index(self.plek(sleutel))
        return self.plekken[plaats - 1].sleutel if plaats else ""

    def zet_na(self, plek: Plek, na: str) -> None:
        """Put a stop, new or not, after another; after '' it comes first."""
        rest = [andere for andere in self.plekken if andere.sleutel != plek.sleutel]
        plaats = rest.index(self.plek(na)) + 1 if na else 0
        if plaats < self._eerste_vrije(rest) or plaats > self._laatste(rest):
            raise PastNiet("Daar kan geen sessie staan: wat geweest is ligt vast, en een slot komt het laatst.")
        self.plekken = [*rest[:plaats], plek, *rest[plaats:]]

    def achteraan(self) -> str:
        """After which stop 'later' is: the last one before the slot."""
        laatste = self._laatste(self.plekken)
        return self.plekken[laatste - 1].sleutel if laatste else ""

    def namen(self, corporaties: Corporaties) -> str:
        return " en ".join(self._namen[pk] for pk in corporaties if pk in self._namen) or "niemand"

    @staticmethod
    def _eerste_vrije(plekken: list[Plek]) -> int:
        """Where the part of the route begins that is still ahead."""
        vast = [
            n for n, plek in enumerate(plekken) if plek.status == Sessie.Status.GEHOUDEN or plek.soort == "kick-off"
        ]
        return vast[-1] + 1 if vast else 0

    @staticmethod
    def _laatste(plekken: list[Plek]) -> int:
        return next((n for n, plek in enumerate(plekken) if plek.soort == Sessie.Soort.SLOT), len(plekken))
