"""What each app brings: its kinds of files, its rules, and the way into and out of its tables.

The ground knows no app above it. Each app has a module with these names, wired by string in settings
(APPS_MET_UITWISSELING), from the ground up; what a later one needs of an earlier one it finds in Invoer or Uitvoer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings

from ..models import Persoon, Verkenning, Vrijgave
from .lezing import Lezing
from .programma import Bestandssoort, Bijsoort, Programma

# A source of released copies: its kind and its slug, like ("notitie", "bel-een-keer").
type Bron = tuple[str, str]


class Deel(Protocol):
    BESTANDEN: Sequence[Bestandssoort]
    BIJBESTANDEN: Sequence[Bijsoort]

    def controleer(self, invoer: Invoer) -> None:
        """Name what is wrong beyond types and references. Runs also when there are faults already."""

    def bewaar(self, invoer: Invoer) -> None:
        """Write it to the database, within the transaction of the import."""

    def verzamel(self, uitvoer: Uitvoer) -> None:
        """Make the documents of one Verkenning out of the database."""


@cache
def delen() -> tuple[Deel, ...]:
    return tuple(cast(Deel, import_module(naam)) for naam in settings.APPS_MET_UITWISSELING)


def bestandssoorten() -> list[Bestandssoort]:
    return [soort for deel in delen() for soort in deel.BESTANDEN]


def bijsoorten() -> list[Bijsoort]:
    return [soort for deel in delen() for soort in deel.BIJBESTANDEN]


@dataclass(frozen=True)
class Kopie:
    """One entry in the list of releases of a source, before there is a Vrijgave of it."""

    publiek: str
    op: datetime | None  # None: put forward, not released
    ingetrokken: bool


@dataclass
class Invoer:
    """One import: the programme as read, and what has been made of it so far."""

    programma: Programma
    lezing: Lezing
    kopieen: dict[Bron, list[Kopie]] = field(default_factory=dict)
    gemaakt: dict[str, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    vrijgaven: dict[Bron, list[Vrijgave | None]] = field(default_factory=dict)
    bewaarde_bestanden: list[str] = field(default_factory=list)

    @property
    def verkenning(self) -> Verkenning:
        return cast(Verkenning, self.gemaakt["verkenning"][""])

    def persoon(self, email: str | None) -> Persoon | None:
        return self.gemaakt["personen"][email] if email else None


@dataclass
class Uitvoer:
    """One export: the documents so far, and who is named in them."""

    verkenning: Verkenning
    programma: Programma = field(default_factory=Programma)
    # Of every released copy the source and its place in the list of releases of that source.
    herkomst: dict[int, tuple[Bron, int]] = field(default_factory=dict)
    kopieen: dict[Bron, list[Kopie]] = field(default_factory=dict)
    genoemd: dict[str, Persoon] = field(default_factory=dict)

    def email(self, persoon: Persoon | None) -> str:
        """Refer to a person: whoever is referred to will also be listed."""
        if persoon is None:
            return ""
        self.genoemd.setdefault(persoon.email.lower(), persoon)
        return persoon.email.lower()


def nieuwste(kopieen: Sequence[Kopie]) -> int | None:
    """Which copy a reference by slug alone means: the newest that stands, else the newest that was withdrawn."""
    uit = [(not kopie.ingetrokken, kopie.op, nummer) for nummer, kopie in enumerate(kopieen) if kopie.op]
    return max(uit)[2] if uit else None
