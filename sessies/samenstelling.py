"""A session in the making: what is there, what is missing, who has answered. Built on what its page shows anyway."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .models import Antwoord
from .models.zichtbaarheid import Zichtbaarheid
from .onderweg import Stand
from .sessiepagina import Sessiepagina
from .tijdplan import Tijdplan


@dataclass(frozen=True, slots=True)
class Punt:
    """One thing that a session needs: `klaar`, or with a word on what is missing."""

    naam: str
    klaar: bool
    zin: str
    naar: str  # where on the page it is composed


class Samenstelling:
    def __init__(self, pagina: Sessiepagina) -> None:
        self.pagina, self.sessie = pagina, pagina.sessie

    def ding(self, soort: str, pk: int) -> Any:
        """One of the things on this table, by its part of the address; None when there is no such thing here."""
        rijen: dict[str, list[Any]] = {
            "onderdelen": self.pagina.onderdelen,
            "vragen": [blok.vraag for blok in self.pagina.voorbereiding],
        }
        return next((rij for rij in rijen.get(soort, []) if rij.pk == pk), None)

    @cached_property
    def tijdplan(self) -> Tijdplan:
        return Tijdplan(self.sessie, self.pagina.onderdelen)

    @cached_property
    def gedeeld(self) -> dict[int, list[Antwoord]]:
        """By question: the answers that the group reads. What somebody keeps to themselves is not counted."""
        return {
            blok.vraag.pk: [a for a in blok.antwoorden if a.zichtbaarheid == Zichtbaarheid.BESLOTEN]
            for blok in self.pagina.voorbereiding
        }

    @cached_property
    def stand(self) -> Stand:
        """Who shared an answer to every question, to some, to none yet."""
        stand = Stand()
        for corporatie in self.pagina.gezelschap.actief(self.pagina.verkenning.pk):
            gedaan = sum(corporatie.pk in {a.corporatie_id for a in van} for van in self.gedeeld.values())
            rij = stand.klaar if gedaan == len(self.gedeeld) else stand.bezig if gedaan else stand.nog_niet
            rij.append(corporatie)
        return stand

    # ---- The readiness line

    @cached_property
    def punten(self) -> list[Punt]:
        return list(self._punten())

    @property
    def klaar(self) -> int:
        return sum(punt.klaar for punt in self.punten)

    @property
    def zin(self) -> str:
        """'5 van de 6 zijn klaar. Nog niet: gasten.'"""
        open_ = [punt.naam.lower() for punt in self.punten if not punt.klaar]
        rest = f" Nog niet: {', '.join(open_)}." if open_ else ""
        return f"{self.klaar} van de {len(self.punten)} zijn klaar.{rest}"

    def _punten(self) -> Iterator[Punt]:
        pagina = self.pagina
        yield self._agenda()
        gasten = sum(len(regel.gasten) for regel in pagina.agenda)
        yield Punt("Gasten", bool(gasten), _tel(gasten, "gast", "gasten", "Nog niemand van buiten."), "#agenda")
        vragen = len(pagina.voorbereiding)
        yield Punt("Vragen vooraf", bool(vragen), _tel(vragen, "vraag", "vragen", "Nog geen vraag."), "#vragen")
        for naam, soort, zin in (
            ("Theorie", "theorie", "zonder zin over deze vraag"),
            ("Inspiratie", "inspiratie", "zonder les voor deze vraag"),
        ):
            yield self._bronnen(naam, soort, zin)
        if vragen:
            stand = self.stand
            zin = f"{len(stand.klaar)} van de {stand.totaal} corporaties deelden alles."
            yield Punt("Antwoorden", bool(stand.totaal) and len(stand.klaar) == stand.totaal, zin, "#antwoorden")

    def _agenda(self) -> Punt:
        aantal, bezwaren = len(self.pagina.agenda), self.tijdplan.bezwaren
        if not aantal:
            return Punt("Agenda", False, "Nog leeg.", "#agenda")
        zin = bezwaren[0] if bezwaren else f"{_tel(aantal, 'onderdeel', 'onderdelen')} {self.tijdplan.zin}"
        return Punt("Agenda", not bezwaren, zin, "#agenda")

    def _bronnen(self, naam: str, soort: str, leeg: str) -> Punt:
        van: list[Any] = [bron for bron in self.pagina.bronnen if bron.soort == soort]
        kaal = sum(not bron.tekst.strip() for bron in van)
        zin = f"{kaal} van de {len(van)} {leeg}." if kaal else _tel(len(van), "bron", "bronnen", "Nog geen bron.")
        return Punt(naam, bool(van) and not kaal, zin, f"{self.sessie.get_absolute_url()}#bronnen")


def _tel(aantal: int, een: str, meer: str, geen: str = "") -> str:
    return f"{aantal} {een if aantal == 1 else meer}." if aantal else geen
