"""What may stand in a file, declared key by key: its kind, whether it must be there, and what it is when it is not.

A kind reads a node into a value (or names a fault and gives None) and writes that value back, always in one way.
Here stand the kinds that hold others; those of single values stand in soorten.py.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from yaml import MappingNode, Node, ScalarNode, SequenceNode

from .fouten import bedoelde, toon
from .lezing import Plek
from .voorwerk import blokknoop, lege, lijstknoop

# Rows are numbered in order, and a column of such numbers holds no more than 32,767.
MAX_LIJST = 10_000


@dataclass(frozen=True, kw_only=True)
class Soort:
    """The kind of value at a key."""

    verplicht: bool = False
    altijd: bool = False  # stands in an export even when it is what it would be anyway
    standaard: Any = ""

    def lees(self, knoop: Node, plek: Plek) -> Any:
        raise NotImplementedError

    def schrijf(self, waarde: Any) -> Node:
        raise NotImplementedError

    def weg(self, waarde: Any) -> bool:
        """Whether this value is left out of an export."""
        return waarde is None or waarde in ("", []) or (waarde == self.standaard and not self.altijd)


@dataclass(frozen=True)
class Lijst(Soort):
    """A list, in which nothing stands twice where `uniek` says by what to tell (`*`: by itself).

    The order is the author's own, unless `volgorde` says that there is only one.
    """

    van: Soort
    uniek: str = ""
    volgorde: Sequence[str] = ()
    standaard: Any = field(default=(), kw_only=True)

    def lees(self, knoop: Node, plek: Plek) -> list[Any]:
        if not isinstance(knoop, SequenceNode):
            plek.fout(vorm(knoop), "een lijst")
            return []
        if len(knoop.value) > MAX_LIJST:
            plek.fout(f"{len(knoop.value)} regels", f"hoogstens {MAX_LIJST} regels in één lijst")
            return []
        waarden = [self._een(deel, plek / nummer) for nummer, deel in enumerate(knoop.value)]
        if self.uniek == "*":
            plek.dubbel(waarden)
        elif self.uniek:
            plek.dubbel([waarde and waarde[self.uniek] for waarde in waarden], self.uniek)
        goed = [waarde for waarde in waarden if waarde is not None]
        return sorted(goed, key=self.volgorde.index) if self.volgorde else goed

    def _een(self, knoop: Node, plek: Plek) -> Any:
        waarde = "" if lege(knoop) else self.van.lees(knoop, plek)
        return plek.fout("niets", "een waarde") if waarde == "" else waarde

    def schrijf(self, waarde: Sequence[Any]) -> Node:
        return lijstknoop([self.van.schrijf(deel) for deel in waarde])

    def weg(self, waarde: Any) -> bool:
        return not waarde


class Waarden(dict[str, Any]):
    """What a block of keys holds, and where it stands."""

    plek: Plek


@dataclass(frozen=True)
class Blok(Soort):
    """Keys with their kinds, in the order in which an export writes them."""

    sleutels: Mapping[str, Soort]
    standaard: Any = field(default=None, kw_only=True)

    def lees(self, knoop: Node, plek: Plek) -> Waarden | None:
        if not isinstance(knoop, MappingNode):
            plek.fout(vorm(knoop), f"sleutels: {', '.join(self.sleutels)}")
            return None
        knopen = self._knopen(knoop, plek)
        waarden = Waarden(
            (sleutel, self._een(sleutel, knopen.get(sleutel), plek / sleutel)) for sleutel in self.sleutels
        )
        waarden.plek = plek
        return waarden

    def _knopen(self, knoop: MappingNode, plek: Plek) -> dict[str, Node]:
        knopen: dict[str, Node] = {}
        for naam, waarde in knoop.value:
            sleutel = naam.value if isinstance(naam, ScalarNode) else vorm(naam)
            if sleutel not in self.sleutels:
                verwacht = f"een van de sleutels: {', '.join(self.sleutels)}{bedoelde(sleutel, list(self.sleutels))}"
                (plek / sleutel).fout(f"de onbekende sleutel {toon(sleutel)}", verwacht)
            elif sleutel in knopen:
                (plek / sleutel).fout("deze sleutel voor de tweede keer", "elke sleutel maar één keer")
            knopen[sleutel] = waarde
        return knopen

    def _een(self, sleutel: str, knoop: Node | None, plek: Plek) -> Any:
        soort = self.sleutels[sleutel]
        if knoop is not None and not lege(knoop):
            waarde = soort.lees(knoop, plek)
            return soort.standaard if waarde == "" else waarde
        if soort.verplicht:
            plek.fout("niets", "een waarde: deze sleutel is verplicht")
            return None
        return list(soort.standaard) if isinstance(soort, Lijst) else soort.standaard

    def schrijf(self, waarde: Mapping[str, Any]) -> MappingNode:
        gegeven = [(sleutel, soort, waarde.get(sleutel)) for sleutel, soort in self.sleutels.items()]
        return blokknoop([(sleutel, soort.schrijf(deel)) for sleutel, soort, deel in gegeven if not soort.weg(deel)])


def vorm(knoop: Node) -> str:
    if isinstance(knoop, SequenceNode):
        return "een lijst"
    if isinstance(knoop, MappingNode):
        return "een blok met sleutels"
    return toon(knoop.value)
