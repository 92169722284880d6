"""The meerwaardekaart: forms × added values, built from exactly the insights that one reader may read.

It never computes a winner. A cell says what its insights say; where they differ it says 'gemengd' and shows the spread:
a block above the line for an insight that supports, below it for one against, a dot for mixed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from .models import Meerwaarde, Samenwerkingsvorm, Verkenning

WOORDEN = {
    "steunt": "Steunt",
    "gemengd": "Gemengd",
    "tegen": "Tegen",
    "onbekend": "Weten we nog niet",
    "open": "Nog niet verkend",
}


@dataclass(frozen=True, slots=True)
class Vondst:
    """One insight, as it stands on the map of this reader. `vorm` and `meerwaarde` are slugs."""

    vorm: str
    meerwaarde: str
    effect: str
    tekst: str
    url: str = ""
    nieuw: bool = False


@dataclass(slots=True)
class Cel:
    vorm: Samenwerkingsvorm
    meerwaarde: Meerwaarde
    vondsten: list[Vondst] = field(default_factory=list)
    url: str = ""
    nu: bool = False  # the chosen cell

    @property
    def effect(self) -> str:
        """steunt, gemengd, tegen, onbekend, or open where nobody has looked yet."""
        effecten = {vondst.effect for vondst in self.vondsten} - {"onbekend"}
        if len(effecten) > 1:
            return "gemengd"
        if effecten:
            return effecten.pop()
        return "onbekend" if self.vondsten else "open"

    @property
    def woord(self) -> str:
        return WOORDEN[self.effect]

    def _tel(self, effect: str) -> int:
        return sum(vondst.effect == effect for vondst in self.vondsten)

    @property
    def voor(self) -> int:
        return self._tel("steunt")

    @property
    def gemengd(self) -> int:
        return self._tel("gemengd")

    @property
    def tegen(self) -> int:
        return self._tel("tegen")

    @property
    def onbekend(self) -> int:
        return self._tel("onbekend")

    @property
    def nieuw(self) -> bool:
        return any(vondst.nieuw for vondst in self.vondsten)

    @property
    def tekst(self) -> str:
        """The cell in words, for who cannot see the shapes."""
        delen = [(self.voor, "voor"), (self.gemengd, "gemengd"), (self.tegen, "tegen"), (self.onbekend, "onbekend")]
        return ", ".join(f"{aantal} {woord}" for aantal, woord in delen if aantal) or "nog geen inzicht"

    @property
    def sleutel(self) -> str:
        return f"{self.vorm.slug}.{self.meerwaarde.slug}"


@dataclass(slots=True)
class Rij:
    vorm: Samenwerkingsvorm
    cellen: list[Cel]


@dataclass(slots=True)
class Kaart:
    titel: str
    kolomgroepen: list[tuple[str, list[Meerwaarde]]]  # 'Voor de huurder' first
    rijen: list[Rij]

    @property
    def kolommen(self) -> list[Meerwaarde]:
        return [kolom for _, kolommen in self.kolomgroepen for kolom in kolommen]

    @property
    def cellen(self) -> list[Cel]:
        return [cel for rij in self.rijen for cel in rij.cellen]

    @property
    def gekozen(self) -> Cel | None:
        return next((cel for cel in self.cellen if cel.nu), None)

    def tel(self) -> dict[str, int]:
        """How many cells stand at each word, in the order of the legend. A tally of the map, not a score of any form."""
        telling = dict.fromkeys(("steunt", "gemengd", "tegen", "onbekend", "open"), 0)
        for cel in self.cellen:
            telling[cel.effect] += 1
        return telling


def bouw_kaart(
    verkenning: Verkenning, vondsten: Iterable[Vondst], *, titel: str = "", celadres: str = "", gekozen: str = ""
) -> Kaart:
    """Put the insights in their cells. `celadres` is the address to which '?vak=VORM.MEERWAARDE#vak' is added; '' makes cells plain text."""
    per_cel: dict[tuple[str, str], list[Vondst]] = defaultdict(list)
    for vondst in vondsten:
        per_cel[vondst.vorm, vondst.meerwaarde].append(vondst)
    # The tenant's columns first, whatever order they were entered in.
    volgorde = ["huurder", "samenleving", "corporatie"]
    meerwaarden = sorted(verkenning.assen.meerwaarden, key=lambda meerwaarde: volgorde.index(meerwaarde.voor))
    groepen = [(Meerwaarde.Voor(voor).label, list(rij)) for voor, rij in groupby(meerwaarden, key=lambda m: m.voor)]
    rijen = []
    for vorm in verkenning.assen.vormen:
        cellen = [
            Cel(vorm, meerwaarde, per_cel[vorm.slug, meerwaarde.slug])
            for _, kolommen in groepen
            for meerwaarde in kolommen
        ]
        rijen.append(Rij(vorm, cellen))
    kaart = Kaart(titel or "Meerwaardekaart", groepen, rijen)
    for cel in kaart.cellen:
        cel.nu = cel.sleutel == gekozen
        cel.url = f"{celadres}?vak={cel.sleutel}#vak" if celadres else ""
    return kaart
