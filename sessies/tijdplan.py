"""How the agenda of a session fits in the time there is, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from verkenning import datum

from .models import Onderdeel, Sessie


def duur(minuten: int) -> str:
    """'45 minuten', '2 uur', '2 uur en 1 minuut'"""
    uren, rest = divmod(minuten, 60)
    over = f"{rest} {'minuut' if rest == 1 else 'minuten'}" if rest or not uren else ""
    return " en ".join(deel for deel in (f"{uren} uur" if uren else "", over) if deel)


class Tijdplan:
    def __init__(self, sessie: Sessie, onderdelen: list[Onderdeel]) -> None:
        self.onderdelen = onderdelen
        self.begin = sessie.begin if sessie.precisie == Sessie.Precisie.MOMENT else None
        self.einde = sessie.einde
        self.gevuld = sum(onderdeel.minuten or 0 for onderdeel in onderdelen)

    @property
    def ruimte(self) -> int | None:
        """How many minutes there are; None where the begin or the end is not known, or makes no sense."""
        if self.begin is None or self.einde is None or self.einde <= self.begin:
            return None
        return int((self.einde - self.begin).total_seconds()) // 60

    @property
    def zin(self) -> str:
        """What it adds up to."""
        samen = f"Samen {duur(self.gevuld)}" if self.gevuld else "Nog geen tijd verdeeld"
        if self.ruimte is None:
            return f"{samen}."
        rest = self.ruimte - self.gevuld
        over = f" Er is nog {duur(rest)} over." if self.gevuld and rest > 0 else ""
        return f"{samen}, van de {duur(self.ruimte)} die er {'is' if self.ruimte <= 60 else 'zijn'}.{over}"

    @property
    def bezwaren(self) -> list[str]:
        """What cannot be as it stands, each with what to do about it."""
        return list(self._bezwaren())

    def _bezwaren(self) -> Iterator[str]:
        if self.begin and self.einde and self.einde <= self.begin:
            yield (
                f"De sessie begint om {_uur(self.begin)} en eindigt om {_uur(self.einde)}. Dat kan niet. "
                "De begeleider kan de tijden wijzigen."
            )
        if self.begin and self.einde and self.ruimte is not None and self.gevuld > self.ruimte:
            wat = self._loopt_uit(self.begin, self.einde)
            yield f"De agenda is {duur(self.gevuld - self.ruimte)} te lang: {wat}. Maak een onderdeel korter."
        if zonder := [f"‘{onderdeel.titel}’" for onderdeel in self.onderdelen if not onderdeel.minuten]:
            yield f"Hoe lang {'duurt' if len(zonder) == 1 else 'duren'} {_en(zonder)}? Vul de minuten in."

    def _loopt_uit(self, moment: datetime, einde: datetime) -> str:
        """The first part that is not over when the session is."""
        for onderdeel in self.onderdelen:
            van, moment = moment, moment + timedelta(minutes=onderdeel.minuten or 0)
            if moment > einde:
                break
        tijden = f"loopt van {_uur(van)} tot {_uur(moment)}"
        return f"‘{onderdeel.titel}’ {tijden}, en de sessie eindigt om {_uur(einde)}"


def _uur(moment: datetime) -> str:
    return datum.uur(moment)


def _en(namen: list[str]) -> str:
    return " en ".join([", ".join(namen[:-1]), namen[-1]] if len(namen) > 1 else namen)
