"""The log of the route as a story: the newest first, and what changed together for one reason told together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from verkenning import datum
from verkenning.velden import is_deeldatum

from .models import Notitie, Routewijziging
from .models.zichtbaarheid import Zichtbaarheid

# How the route planner writes a place on the route: see sessies/routeplan/stappen.py.
VOORAAN, NA = "vooraan", "na ‘"


@dataclass(frozen=True, slots=True)
class Verhaal:
    """One change of the route, however many stops it touched."""

    regels: list[Routewijziging]

    @property
    def eerste(self) -> Routewijziging:
        return self.regels[0]

    @property
    def buiten(self) -> str:
        return next((regel.buiten for regel in self.regels if regel.buiten), "")

    @property
    def notitie(self) -> Notitie | None:
        """The note that caused it, as long as it is for the group: whoever wrote it may have drawn it back to themselves."""
        notitie = self.eerste.notitie
        return notitie if notitie and notitie.zichtbaarheid == Zichtbaarheid.BESLOTEN else None


def omleidingen(wijzigingen: Iterable[Routewijziging]) -> tuple[str, ...]:
    """What a stop on the route tells of how it came there: where it was, and why not any more."""
    return tuple(dict.fromkeys(" ".join(filter(None, (_eerst(w.van), w.waarom))) for w in wijzigingen))


def _eerst(van: str) -> str:
    """The old place in words; '' where the log tells of something else than a place."""
    if is_deeldatum(van) or (is_deeldatum(van[:10]) and van[10:11] == "T"):
        return f"Eerst {'op' if len(van) >= len('2019-06-13') else 'in'} {datum.dag(van)}."
    return f"Eerst {van}." if van == VOORAAN or van.startswith(NA) else ""


def verhalen(wijzigingen: Iterable[Routewijziging]) -> list[Verhaal]:
    """From lines in the order of `-op`, `pk`."""
    return [Verhaal(list(regels)) for _, regels in groupby(wijzigingen, key=lambda regel: (regel.op, regel.waarom))]
