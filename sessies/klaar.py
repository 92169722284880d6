"""For who guides: who is ready for each session that lies ahead, and who was asked to prepare, when and by whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from deelnemers.models import Corporatie
from verkenning.taal import opsomming

from .onderweg import Gemaand, Onderweg, Verkenner


@dataclass(frozen=True, slots=True)
class Achterblijver:
    """An association that has not answered everything, its people, and the last time that any of them was asked to."""

    corporatie: Corporatie
    gedaan: int
    mensen: list[Verkenner]
    gemaand: Gemaand | None


@dataclass(slots=True)
class Klaar:
    sessie: Any
    klaar: int
    totaal: int
    achter: list[Achterblijver] = field(default_factory=list)
    te_herinneren: list[Verkenner] = field(default_factory=list)

    @property
    def wie(self) -> str:
        """'Anna', 'Anna en Cor', '3 mensen': for on the button."""
        namen = [mens.naam.split(" ")[0] for mens in self.te_herinneren]
        return opsomming(namen) if len(namen) < 3 else f"{len(namen)} mensen"


def wie_is_klaar(weg: Onderweg, verkenning_id: int) -> list[Klaar]:
    """Of each session that lies ahead and has something to prepare. Only for who guides: it names people."""
    straks = [sessie for sessie in weg.straks if sessie.verkenning_id == verkenning_id and sessie.aantal_vragen]
    return [_klaar(weg, sessie) for sessie in straks] if verkenning_id in weg.begeleidt else []


def _klaar(weg: Onderweg, sessie: Any) -> Klaar:
    stand = weg.stand(sessie)
    rij = Klaar(sessie, len(stand.klaar), stand.totaal)
    wachten: dict[int, Verkenner] = {}
    for corporatie in [*stand.nog_niet, *stand.bezig]:
        mensen = weg.verkenners[corporatie.pk]
        gemaand = [mens.gemaand[sessie.pk] for mens in mensen if sessie.pk in mens.gemaand]
        laatste = max(gemaand, key=lambda keer: keer.op, default=None)
        rij.achter.append(Achterblijver(corporatie, weg.beantwoord(sessie, corporatie), mensen, laatste))
        for mens in mensen:
            keer = mens.gemaand.get(sessie.pk)
            if mens.pk != weg.persoon.pk and not (keer and keer.met_rust):
                wachten[mens.pk] = mens
    rij.te_herinneren = list(wachten.values())
    return rij
