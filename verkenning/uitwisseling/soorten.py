"""The kinds of single values: texts in their varieties, moments, numbers, yes or no.

Length, choices and further rules come from the model field that will hold the value, so that they are stated once.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.backends.base.operations import BaseDatabaseOperations
from django.db.models import Model
from yaml import Node, ScalarNode

from ..velden import is_deeldatum, slug_geldig
from .fouten import bedoelde, toon
from .lezing import PERSONEN, Plek
from .schema import Soort, vorm
from .tijd import GeenMoment, lees_moment, schrijf_moment
from .voorwerk import kale_knoop, netjes, tekstknoop

_ZONDER_SCHEMA = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(?![^/?#])", re.IGNORECASE)
# What a word processor has for the end of a line.
_BREEKT = {0x0B: "\n", 0x0C: "\n"}
_BESTURING = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True)
class Tekst(Soort):
    """Text as it was written; also 600 and 2019-02-28 are text here. One line, unless told otherwise."""

    model: type[Model] | None = None
    veld: str = ""
    regels: bool = False
    hoogstens: int = 0  # how long it may be, where no model field of this app says so

    def lees(self, knoop: Node, plek: Plek) -> str | None:
        if not isinstance(knoop, ScalarNode):
            plek.fout(vorm(knoop), "tekst")
            return None
        tekst = self.volledig(netjes(knoop.value))
        if knoop.tag.endswith(":bool") and tekst.lower() in ("true", "false"):
            plek.fout(tekst, "tekst")
            return None
        return tekst if controleer_tekst(self, tekst, plek) else None

    def volledig(self, tekst: str) -> str:
        """What is meant, where people leave away what goes without saying."""
        return tekst

    def modelveld(self) -> Any:
        return self.model._meta.get_field(self.veld) if self.model else None

    def geldig(self, tekst: str, plek: Plek) -> bool:
        """Further rules of the kind."""
        return True

    def schrijf(self, waarde: str) -> Node:
        return tekstknoop(self.uit(waarde))

    def uit(self, waarde: str) -> str:
        """As it goes out: a sign that nobody sees, pasted in a form, would keep the folder from being read again."""
        tekst = netjes(_BESTURING.sub("", waarde.translate(_BREEKT)))
        return tekst if self.regels else " ".join(tekst.split("\n"))

    def weg(self, waarde: Any) -> bool:
        return super().weg(self.uit(waarde) if isinstance(waarde, str) else waarde)


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
    veld = soort.modelveld()
    lengte = soort.hoogstens or getattr(veld, "max_length", None)
    if lengte and len(tekst) > lengte:
        plek.fout(f"{len(tekst)} tekens", f"hoogstens {lengte} tekens")
        return False
    try:
        if veld is not None:
            veld.run_validators(tekst)
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
class Webadres(Tekst):
    """An address on the web. 'www.kade.example' is what people write, and a browser takes it for https."""

    def volledig(self, tekst: str) -> str:
        return f"https://{tekst}" if _ZONDER_SCHEMA.match(tekst) else tekst


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
        # As the names of files are read: an accent is one with its letter.
        tekst = tekst.lower() if self.naar == PERSONEN else unicodedata.normalize("NFC", tekst)
        plek.verwijs(self.naar, tekst, self.verwacht)
        return tekst


@dataclass(frozen=True)
class Keuze(Tekst):
    def keuzes(self) -> list[str]:
        return [str(keuze) for keuze, _ in self.modelveld().flatchoices if keuze]

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
            return plek.fout(vorm(knoop), "een moment zoals 2019-02-06T13:00")
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
    minstens: int | None = None
    standaard: Any = field(default=None, kw_only=True)

    def bereik(self) -> tuple[int, int]:
        """The smallest and the largest number that fit."""
        veld = self.model._meta.get_field(self.veld).get_internal_type() if self.model else "IntegerField"
        laagste, hoogste = BaseDatabaseOperations.integer_field_ranges[veld]
        return laagste if self.minstens is None else self.minstens, hoogste

    def lees(self, knoop: Node, plek: Plek) -> Any:
        if not isinstance(knoop, ScalarNode) or knoop.style or not re.fullmatch(r"-?(0|[1-9]\d*)", knoop.value):
            return plek.fout(vorm(knoop), "een geheel getal")
        laagste, hoogste = self.bereik()
        getal = int(knoop.value[:30])
        if laagste <= getal <= hoogste:
            return getal
        return plek.fout(str(getal), f"een getal van {laagste} tot en met {hoogste}")

    def schrijf(self, waarde: Any) -> Node:
        return kale_knoop(str(waarde))


@dataclass(frozen=True)
class JaNee(Soort):
    standaard: Any = field(default=False, kw_only=True)

    def lees(self, knoop: Node, plek: Plek) -> Any:
        if not isinstance(knoop, ScalarNode) or not knoop.tag.endswith(":bool"):
            return plek.fout(vorm(knoop), "true of false")
        return knoop.value.lower() in ("true", "yes", "on")

    def schrijf(self, waarde: Any) -> Node:
        return kale_knoop("true" if waarde else "false")
