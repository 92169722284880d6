"""Who takes part in one Verkenning, asked once per page and then looked up by id.

A group is small, and nearly everything on a page points at it: sessions at the questions they serve and their hosts,
notes at the questions they bear on, answers at who gave them. Rejected: prefetching each of these by itself, which
asks for the same eight associations six times.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from django.db.models import F

from deelnemers.models import Corporatie, Deelname, Lidmaatschap, Vraagversie
from verkenning.models import Persoon, Verkenning

from .models import Notitie, Sessie
from .models.sessie import SessieQuerySet
from .models.sleutels import lees_sleutels


class Gezelschap:
    """The associations and people of some Verkenningen; mostly of one."""

    def __init__(self, verkenningen: Iterable[Verkenning | int]) -> None:
        self._van = [v if isinstance(v, int) else v.pk for v in verkenningen]

    def neem_op(self, verkenning: Verkenning) -> None:
        """Add a Verkenning that was found later; before anybody is asked for."""
        self._van.append(verkenning.pk)

    @cached_property
    def corporaties(self) -> dict[int, Any]:
        """By id, in order of name, each with `stand`: how it takes part today."""
        rijen = Corporatie.objects.filter(verkenning__in=self._van).met_status()
        return {corporatie.pk: corporatie for corporatie in rijen}

    @cached_property
    def leden(self) -> list[Lidmaatschap]:
        """Who is or was of the group: verkenners and begeleiders, also those whose association has stopped or who left.

        Their words are still here, and read with their names. Of one person the present part comes last.
        """
        rijen = Lidmaatschap.objects.filter(verkenning__in=self._van).select_related("persoon")
        leden = rijen.order_by("persoon__naam", F("beeindigd_op").asc(nulls_last=True))
        return [lid for lid in leden if lid.corporatie_id or lid.begeleider]

    @cached_property
    def mensen(self) -> dict[int, Persoon]:
        return {lid.persoon_id: lid.persoon for lid in self.leden}

    @cached_property
    def _huis(self) -> dict[int, str]:
        huizen = {lid.persoon_id: self.corporaties[lid.corporatie_id].naam for lid in self.leden if lid.corporatie_id}
        return {lid.persoon_id: "begeleider" for lid in self.leden if lid.begeleider} | huizen

    def wie(self, persoon: Persoon) -> str:
        """'Jorinde Akkermeule, Woonstichting Kromwaal'"""
        return self.wie_is(persoon.pk, persoon.naam)

    def wie_is(self, pk: int, naam: str) -> str:
        huis = self._huis.get(pk)
        return f"{naam}, {huis}" if huis else naam

    def kies(self, sleutels: str | None) -> list[Corporatie]:
        """The associations of `sleutels_van`, in order of name."""
        gezocht = lees_sleutels(sleutels)
        return [corporatie for pk, corporatie in self.corporaties.items() if pk in gezocht]

    def actief(self, verkenning_id: int) -> list[Corporatie]:
        return [
            corporatie
            for corporatie in self.corporaties.values()
            if corporatie.verkenning_id == verkenning_id and corporatie.stand == Deelname.Status.ACTIEF
        ]

    def sessies(self, rijen: SessieQuerySet) -> list[Sessie]:
        """These sessions, each knowing this company."""
        sessies = list(rijen.met_sleutels())
        for sessie in sessies:
            sessie.gezelschap = self
        return sessies

    def notities(self, rijen: Iterable[Notitie]) -> list[Notitie]:
        """Notes that come `als_regel()`, each with `van` (who said or wrote it) and `bij` (the questions it bears on)."""
        notities = list(rijen)
        for notitie in notities:
            notitie.van = self.wie(notitie.spreker or notitie.auteur)
            notitie.bij = self.kies(notitie.raakt_sleutels)
        return notities

    @staticmethod
    def vragen_van(corporaties: Iterable[Corporatie]) -> dict[int, list[Vraagversie]]:
        """The central question of each, with every version, oldest first."""
        vragen: dict[int, list[Vraagversie]] = {corporatie.pk: [] for corporatie in corporaties}
        for versie in Vraagversie.objects.filter(corporatie__in=vragen).order_by("nummer"):
            vragen[versie.corporatie_id].append(versie)
        return vragen
