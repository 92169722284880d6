"""Preparing for a session, on one page: its question, its programme, what to read and what to answer, with the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils.html import strip_tags

from deelnemers.models import Corporatie

from .bronnen import Bronregel, bronnen_van
from .models import Antwoord, Voorbereidingsvraag
from .sessiepagina import Sessiepagina
from .voorbereidforms import VakForm

_WOORDEN_PER_MINUUT = 200
MINUTEN_PER_VRAAG = 3


def leesminuten(*html: str) -> int:
    """How long these texts take to read, rounded up; 0 where there is nothing."""
    return ceil(sum(len(strip_tags(stuk).split()) for stuk in html) / _WOORDEN_PER_MINUUT)


@dataclass(slots=True)
class Vak:
    """The box of one question, for one association of this reader: mostly they have one."""

    vraag: Voorbereidingsvraag
    nummer: int
    corporatie: Corporatie
    antwoord: Antwoord | None
    form: VakForm

    @property
    def id(self) -> str:
        return f"{self.vraag.pk}-{self.corporatie.pk}"

    @property
    def is_gedeeld(self) -> bool:
        return self.antwoord is not None and self.antwoord.is_gedeeld


@dataclass(frozen=True, slots=True)
class Leesstuk:
    bron: Bronregel
    minuten: int


class Voorbereidblad:
    def __init__(self, pagina: Sessiepagina, data: Any = None) -> None:
        self.pagina, self.sessie, self.data = pagina, pagina.sessie, data

    @cached_property
    def vakken(self) -> list[Vak]:
        return [
            self._vak(blok.vraag, blok.nummer, corporatie, blok.antwoorden)
            for blok in self.pagina.voorbereiding
            for corporatie in self.pagina.mijn_corporaties
        ]

    def _vak(self, vraag: Voorbereidingsvraag, nummer: int, corporatie: Corporatie, antwoorden: list[Antwoord]) -> Vak:
        antwoord = next((a for a in antwoorden if a.corporatie_id == corporatie.pk), None)
        form = VakForm(self.data, vraag=vraag, corporatie=corporatie, antwoord=antwoord)
        vak = Vak(vraag, nummer, corporatie, antwoord, form)
        if not vak.is_gedeeld:
            # What the group reads by now changes only when somebody presses a button.
            args = [self.pagina.verkenning.slug, self.sessie.slug, vraag.pk, corporatie.pk]
            form.bewaart_zichzelf(reverse("sessies:vak", args=args), f"staat-{vak.id}")
        return vak

    def vak(self, vraag: int, corporatie: int) -> Vak | None:
        zoekt = (vraag, corporatie)
        return next((vak for vak in self.vakken if (vak.vraag.pk, vak.corporatie.pk) == zoekt), None)

    # ---- What to read

    @cached_property
    def leesstukken(self) -> list[Leesstuk]:
        bronnen = bronnen_van(self.sessie, met_tekst=True)
        return [Leesstuk(bron, leesminuten(bron.html, bron.tekst, bron.toelichting)) for bron in bronnen]

    @property
    def inleiding(self) -> int:
        """How many minutes the introduction of the session takes."""
        return leesminuten(self.sessie.html)

    # ---- How far

    @property
    def gedeeld(self) -> int:
        return sum(vak.is_gedeeld for vak in self.vakken)

    @property
    def klaar(self) -> bool:
        return bool(self.vakken) and self.gedeeld == len(self.vakken)

    @property
    def lezen(self) -> int:
        return self.inleiding + sum(stuk.minuten for stuk in self.leesstukken)

    @property
    def minuten(self) -> int:
        """What is still to be done takes about this long."""
        return self.lezen + MINUTEN_PER_VRAAG * (len(self.vakken) - self.gedeeld)
