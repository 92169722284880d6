"""What may stand in a file, declared key by key: its kind, whether it must be there, and what it is when it is not.

Length, choices and further rules come from the model field that will hold the value, so that they are stated once.
A kind reads a node into a value (or names a fault and gives None) and writes that value back, always in one way.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Model
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ..markdown import tekst_geldig
from ..velden import is_deeldatum, slug_geldig
from .fouten import bedoelde, toon
from .lezing import PERSONEN, Plek
from .tijd import GeenMoment, lees_moment, schrijf_moment
from .voorwerk import blokknoop, kale_knoop, lege, lijstknoop, netjes, tekstknoop

_BESTURING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


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
class Tekst(Soort):
    """Text as it was written; also 600 and 2019-02-28 are text here. One line, unless told otherwise."""

    model: type[Model] | None = None
    veld: str = ""
    regels: bool = False
    opmaak: bool = False  # Markdown, wherever the model does not say so itself

    def lees(self, knoop: Node, plek: Plek) -> str | None:
        if not isinstance(knoop, ScalarNode):
            return plek.fout(_vorm(knoop), "tekst")
        tekst = netjes(knoop.value)
        if knoop.tag.endswith(":bool") and tekst.lower() in ("true", "false"):
            return plek.fout(tekst, "tekst")
        return tekst if controleer_tekst(self, tekst, plek) else None

    def geldig(self, tekst: str, plek: Plek) -> bool:
        """Further rules of the kind."""
        return True

    def schrijf(self, waarde: str) -> Node:
        return tekstknoop(netjes(waarde))

    def weg(self, waarde: Any) -> bool:
        return super().weg(netjes(waarde) if isinstance(waarde, str) else waarde)


def controleer_tekst(soort: Tekst, tekst: str, plek: Plek) -> bool:
    if soort.verplicht and not tekst:
        plek.fout("niets", "tekst")
    elif teken := _BESTURING.search(tekst):
        plek.fout(f"een onzichtbaar stuurteken (U+{ord(teken.group()):04X})", "tekst zonder stuurtekens")
    elif "\n" in tekst and not soort.regels:
        plek.fout(f"{toon(tekst)} op meer dan één regel", "tekst op één regel")
    elif tekst:
        return soort.geldig(tekst, plek) and _past_in_veld(soort, tekst, plek)
    else:
        return True
    return False


def _past_in_veld(soort: Tekst, tekst: str, plek: Plek) -> bool:
    """Whether the model will take it: not too long, a real web address, not nested too deep."""
    veld = soort.model._meta.get_field(soort.veld) if soort.model else None
    lengte = getattr(veld, "max_length", None)
    if lengte and len(tekst) > lengte:
        plek.fout(f"{len(tekst)} tekens", f"hoogstens {lengte} tekens")
        return False
    try:
        if veld is not None:
            veld.run_validators(tekst)  # type: ignore[union-attr]
        if soort.opmaak:
            tekst_geldig(tekst)
    except ValidationError as fout:
        plek.fout(toon(tekst), "een geldige waarde. " + " ".join(fout.messages))
        return False
    return True


@dataclass(frozen=True)
class Slug(Tekst):
    """A name of its own, made known under `noemt` for references to find."""

    noemt: str = ""

    def geldig(self, tekst: str, plek: Plek) -> bool:
        if self.noemt:
            plek.noem(self.noemt, tekst)
        try:
            slug_geldig(tekst)
        except ValidationError:
            plek.fout(toon(tekst), "een slug van kleine letters, cijfers en streepjes")
            return False
        return True


@dataclass(frozen=True)
class Email(Tekst):
    """The address by which a person is known in this folder, made known for references to find."""

    def lees(self, knoop: Node, plek: Plek) -> str | None:
        tekst = super().lees(knoop, plek)
        return tekst.lower() if tekst else tekst

    def geldig(self, tekst: str, plek: Plek) -> bool:
        try:
            validate_email(tekst)
        except ValidationError:
            plek.fout(toon(tekst), "een e-mailadres")
            return False
        plek.noem(PERSONEN, tekst.lower())
        return True


@dataclass(frozen=True)
class Verwijzing(Tekst):
    """The slug, address or name of something else in this folder."""

    naar: str = ""
    verwacht: str = ""  # what it should have been, where that is not plain

    def lees(self, knoop: Node, plek: Plek) -> str | None:
        tekst = super().lees(knoop, plek)
        if not tekst:
            return tekst
        tekst = tekst.lower() if self.naar == PERSONEN else tekst
        plek.verwijs(self.naar, tekst, self.verwacht)
        return tekst


@dataclass(frozen=True)
class Keuze(Tekst):
    def keuzes(self) -> list[str]:
        assert self.model is not None
        return [str(keuze) for keuze, _ in self.model._meta.get_field(self.veld).flatchoices if keuze]  # type: ignore[union-attr]

    def geldig(self, tekst: str, plek: Plek) -> bool:
        if tekst in self.keuzes():
            return True
        plek.fout(toon(tekst), "een van: " + ", ".join(self.keuzes()) + bedoelde(tekst, self.keuzes()))
        return False


@dataclass(frozen=True)
class Datum(Tekst):
    """A date, of which the day or the month may be unknown."""

    def geldig(self, tekst: str, plek: Plek) -> bool:
        if is_deeldatum(tekst):
            return True
        plek.fout(toon(tekst), "een datum die bestaat, zoals 2019-02-06, of 2019-02 als de dag niet bekend is")
        return False

    def schrijf(self, waarde: str) -> Node:
        return kale_knoop(waarde)


@dataclass(frozen=True)
class DatumOfTekst(Tekst):
    """Text that often is a date or a moment, and then stands without quotes: `van: 2019-02-28`."""

    def schrijf(self, waarde: str) -> Node:
        try:
            kaal = is_deeldatum(waarde) or bool(lees_moment(waarde))
        except GeenMoment:
            kaal = False
        return kale_knoop(waarde) if kaal else super().schrijf(waarde)


@dataclass(frozen=True)
class Moment(Soort):
    standaard: Any = field(default=None, kw_only=True)
    ook_dag: bool = True

    def lees(self, knoop: Node, plek: Plek) -> Any:
        if not isinstance(knoop, ScalarNode):
            return plek.fout(_vorm(knoop), "een moment zoals 2019-02-06T13:00")
        try:
            return lees_moment(knoop.value, ook_dag=self.ook_dag)
        except GeenMoment as fout:
            return plek.fout(toon(knoop.value), str(fout))

    def schrijf(self, waarde: Any) -> Node:
        return kale_knoop(schrijf_moment(waarde))


@dataclass(frozen=True)
class Geheel(Soort):
    model: type[Model] | None = None
    veld: str = ""
    standaard: Any = field(default=None, kw_only=True)

    def lees(self, knoop: Node, plek: Plek) -> Any:
        if not isinstance(knoop, ScalarNode) or knoop.style or not re.fullmatch(r"-?(0|[1-9]\d*)", knoop.value):
            return plek.fout(_vorm(knoop), "een geheel getal")
        getal = int(knoop.value[:30])
        try:
            if self.model:
                self.model._meta.get_field(self.veld).run_validators(getal)  # type: ignore[union-attr]
        except ValidationError as fout:
            return plek.fout(str(getal), "een geldige waarde. " + " ".join(fout.messages))
        return getal

    def schrijf(self, waarde: Any) -> Node:
        return kale_knoop(str(waarde))


@dataclass(frozen=True)
class JaNee(Soort):
    standaard: Any = field(default=False, kw_only=True)

    def lees(self, knoop: Node, plek: Plek) -> Any:
        if not isinstance(knoop, ScalarNode) or not knoop.tag.endswith(":bool"):
            return plek.fout(_vorm(knoop), "true of false")
        return knoop.value.lower() in ("true", "yes", "on")

    def schrijf(self, waarde: Any) -> Node:
        return kale_knoop("true" if waarde else "false")


@dataclass(frozen=True)
class Lijst(Soort):
    """A list, in which nothing stands twice where `uniek` says by what to tell (`*`: by itself)."""

    van: Soort
    uniek: str = ""
    gesorteerd: bool = False
    standaard: Any = field(default=(), kw_only=True)

    def lees(self, knoop: Node, plek: Plek) -> list[Any]:
        if not isinstance(knoop, SequenceNode):
            plek.fout(_vorm(knoop), "een lijst")
            return []
        waarden = [self._een(deel, plek / nummer) for nummer, deel in enumerate(knoop.value)]
        if self.uniek == "*":
            plek.dubbel(waarden)
        elif self.uniek:
            plek.dubbel([waarde and waarde[self.uniek] for waarde in waarden], self.uniek)
        goed = [waarde for waarde in waarden if waarde is not None]
        return sorted(goed) if self.gesorteerd else goed

    def _een(self, knoop: Node, plek: Plek) -> Any:
        if lege(knoop):
            return plek.fout("niets", "een waarde")
        return self.van.lees(knoop, plek)

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
            return plek.fout(_vorm(knoop), f"sleutels: {', '.join(self.sleutels)}")
        knopen = self._knopen(knoop, plek)
        waarden = Waarden(
            (sleutel, self._een(sleutel, knopen.get(sleutel), plek / sleutel)) for sleutel in self.sleutels
        )
        waarden.plek = plek
        return waarden

    def _knopen(self, knoop: MappingNode, plek: Plek) -> dict[str, Node]:
        knopen: dict[str, Node] = {}
        for naam, waarde in knoop.value:
            sleutel = naam.value if isinstance(naam, ScalarNode) else _vorm(naam)
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


def _vorm(knoop: Node) -> str:
    if isinstance(knoop, SequenceNode):
        return "een lijst"
    if isinstance(knoop, MappingNode):
        return "een blok met sleutels"
    return toon(knoop.value)
