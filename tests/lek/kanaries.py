"""Canaries: one word for each text, and who may ever come across it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import models

_WOORD = re.compile(r"kanarie\d{5}q", re.IGNORECASE)
# Where a line or page of a PDF breaks a word, and the soft hyphens that ask for it.
_AFBREKING = re.compile("[\u00ad\u200b]|[-\u2010]?\\s+")
# Of this form, and in no text: what is found when somebody searches for nothing.
NERGENS = "kanarie99999q"


@dataclass(frozen=True)
class Kring:
    """The people who may read something. Everyone who is not named may not."""

    naam: str
    lezers: frozenset[str]
    # Of a level of the portal everybody in it comes across something; a name or an address need not be on any page.
    niveau: bool = True

    def met(self, *namen: str) -> Kring:
        return Kring(f"{self.naam} + {', '.join(namen)}", self.lezers | set(namen), niveau=False)


@dataclass(frozen=True)
class Kanarie:
    woord: str
    waar: str  # the model and field it sits in, and in which state that row is
    kring: Kring

    def __str__(self) -> str:
        return f"{self.waar}, for {self.kring.naam} [{self.woord}]"


class Voliere:
    """All canaries. A word is found back in whatever text it turns up in."""

    def __init__(self) -> None:
        self.alle: dict[str, Kanarie] = {}

    def nieuw(self, waar: str, kring: Kring) -> str:
        woord = f"kanarie{len(self.alle):05}q"
        self.alle[woord] = Kanarie(woord, waar, kring)
        return woord

    def in_tekst(self, *teksten: str) -> set[Kanarie]:
        """Which canaries sit in these texts."""
        return {
            self.alle[woord.lower()]
            for tekst in teksten
            for woord in _WOORD.findall(tekst)
            if woord.lower() in self.alle
        }

    def in_druk(self, tekst: str) -> set[Kanarie]:
        """The same for text out of a PDF, where words may be broken over lines."""
        return self.in_tekst(_AFBREKING.sub("", tekst))


def tekst_met(woord: str, veld: models.Field) -> str | list[str]:
    """What a field of this kind holds when its canary sits in it."""
    if isinstance(veld, models.EmailField):
        return f"{woord}@vogels.example"
    if isinstance(veld, models.URLField):
        return f"https://{woord}.example/"
    if isinstance(veld, models.JSONField):
        return [woord]
    if isinstance(veld, models.TextField):
        return f"{woord} staat hier."
    return woord


def is_tekst(veld: models.Field) -> bool:
    """Whether people can put words in this field, or it is made from their words."""
    soorten = (models.CharField, models.TextField, models.JSONField, models.FileField)
    return isinstance(veld, soorten) and not veld.choices
