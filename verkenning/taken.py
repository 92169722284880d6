"""What waits for somebody, asked of each app by name (see APPS_MET_TAKEN in settings)."""

from dataclasses import dataclass
from datetime import date
from importlib import import_module

from django.conf import settings

from .models import Persoon


@dataclass(frozen=True, slots=True)
class Taak:
    """One thing to do: what, how long it takes, and the one place to do it."""

    titel: str
    uitleg: str
    knop: str
    url: str
    minuten: int
    icoon: str = "lijst"
    voor: date | None = None  # the soonest first; without a date last
    gedaan: int = 0  # so many of `totaal` are done, for a progress line
    totaal: int = 0
    doe: bool = False  # the button does it at once, instead of leading to where it is done


def wat_wacht(persoon: Persoon) -> list[Taak]:
    """Everything, the soonest first. Each app's `taken.py` has `taken(persoon) -> list[Taak]`."""
    taken: list[Taak] = []
    for naam in settings.APPS_MET_TAKEN:
        taken += import_module(naam).taken(persoon)
    return sorted(taken, key=lambda taak: (taak.voor is None, taak.voor or date.max))
