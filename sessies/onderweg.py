"""What somebody is on the road with: the sessions of their groups, and who is ready for those that lie ahead.

The werkplek and the list of what waits both build on it. It is asked once per request: it hangs on the person, as their
memberships do.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, Subquery
from django.utils import timezone

from deelnemers.models import Corporatie, Lidmaatschap
from verkenning.models import Persoon

from .gezelschap import Gezelschap
from .models import Antwoord, Komst, Sessie, Voorbereidingsvraag, Voordracht
from .models.herinnering import RUST

_STRAKS = frozenset({Sessie.Status.GEPLAND, Sessie.Status.VOORBEREID})


def onderweg(persoon: Persoon) -> Onderweg:
    return persoon.__dict__.setdefault("_onderweg", Onderweg(persoon))  # type: ignore[no-any-return]


@dataclass(slots=True)
class Stand:
    """How ready the group is for one session, as far as one person may know."""

    klaar: list[Corporatie] = field(default_factory=list)
    bezig: list[Corporatie] = field(default_factory=list)
    nog_niet: list[Corporatie] = field(default_factory=list)

    @property
    def totaal(self) -> int:
        return len(self.klaar) + len(self.bezig) + len(self.nog_niet)


_MOMENT = ("sessie", "op", "door__naam", "verstuurd_op", "mislukt_op")


@dataclass(frozen=True, slots=True)
class Gemaand:
    """When somebody was asked to prepare, by whom, and how that mail fared."""

    op: datetime
    door: str
    verstuurd_op: datetime | None
    mislukt_op: datetime | None

    @property
    def met_rust(self) -> bool:
        """Too short ago to ask again."""
        return self.mislukt_op is None and self.op > timezone.now() - RUST


@dataclass(slots=True)
class Verkenner:
    pk: int
    naam: str
    gemaand: dict[int, Gemaand] = field(default_factory=dict)  # by session, the last time


class Onderweg:
    def __init__(self, persoon: Persoon) -> None:
        self.persoon = persoon
        self.gezelschap = Gezelschap(persoon.groepen)
        self.begeleidt = frozenset(pk for pk, rol in persoon.rollen if rol == "begeleider")

    @cached_property
    def sessies(self) -> list[Any]:
        """Of all groups, in order, each with `aantal_vragen` and what is asked around coming; for who guides with all that goes out on its card."""
        if not self.persoon.groepen:
            return []
        vragen = Voorbereidingsvraag.objects.filter(sessie=OuterRef("pk")).order_by().values("sessie")
        rijen = Sessie.objects.zichtbaar_voor(self.persoon).annotate(
            aantal_vragen=Subquery(vragen.annotate(aantal=Count("pk")).values("aantal")),
            is_gevraagd=Q(oproep__isnull=False),
            antwoord_voor=F("oproep__antwoord_voor"),
            vraagt_of_ik_kom=Exists(Komst.objects.wacht_op(self.persoon).filter(sessie=OuterRef("pk"))),
        )
        if self.begeleidt:
            rijen = rijen.prefetch_related("onderdelen", "wijzigingen")
        return self.gezelschap.sessies(rijen.select_related("verkenning", "vrijgave"))

    def van(self, verkenning_id: int) -> list[Any]:
        return [sessie for sessie in self.sessies if sessie.verkenning_id == verkenning_id]

    @cached_property
    def straks(self) -> list[Any]:
        return [sessie for sessie in self.sessies if sessie.status in _STRAKS]

    @cached_property
    def _beantwoord(self) -> dict[int, dict[int, int]]:
        """By session and association: how many of its questions are answered, as far as this person may know."""
        tel: dict[int, dict[int, int]] = defaultdict(dict)
        met_vragen = [sessie.pk for sessie in self.straks if sessie.aantal_vragen]
        if met_vragen:
            antwoorden = Antwoord.objects.zichtbaar_voor(self.persoon).filter(vraag__sessie__in=met_vragen).order_by()
            rijen = antwoorden.values_list("vraag__sessie", "corporatie").annotate(aantal=Count("pk"))
            for sessie, corporatie, aantal in rijen:
                tel[sessie][corporatie] = aantal
        return tel

    def beantwoord(self, sessie: Sessie, corporatie: Corporatie) -> int:
        return self._beantwoord[sessie.pk].get(corporatie.pk, 0)

    def stand(self, sessie: Any) -> Stand:
        """Who takes part, by how far they are with the questions of this session."""
        stand = Stand()
        for corporatie in self.gezelschap.actief(sessie.verkenning_id):
            gedaan = self.beantwoord(sessie, corporatie)
            rij = stand.klaar if gedaan >= (sessie.aantal_vragen or 0) else stand.bezig if gedaan else stand.nog_niet
            rij.append(corporatie)
        return stand

    @cached_property
    def verkenners(self) -> dict[int, list[Verkenner]]:
        """By association: its people, each with the last time that they were asked to prepare. Only for who guides."""
        straks = [sessie.pk for sessie in self.straks if sessie.verkenning_id in self.begeleidt]
        gemaand = FilteredRelation("persoon__herinneringen", condition=Q(persoon__herinneringen__sessie__in=straks))
        leden = Lidmaatschap.objects.lopend().filter(
            verkenning__in=self.begeleidt, corporatie__isnull=False, persoon__is_active=True
        )
        mensen: dict[tuple[int, int], Verkenner] = {}
        for corporatie, pk, naam, sessie, *moment in (
            leden.annotate(gemaand=gemaand)
            .order_by("persoon__naam", "persoon", "gemaand__op", "gemaand")
            .values_list("corporatie", "persoon", "persoon__naam", *(f"gemaand__{veld}" for veld in _MOMENT))
        ):
            mens = mensen.setdefault((corporatie, pk), Verkenner(pk, naam))
            if sessie:
                mens.gemaand[sessie] = Gemaand(*moment)
        per_corporatie: dict[int, list[Verkenner]] = defaultdict(list)
        for (corporatie, _), mens in mensen.items():
            per_corporatie[corporatie].append(mens)
        return per_corporatie

    @cached_property
    def voordrachten(self) -> list[Voordracht]:
        """What waits for this person's own word; for who guides all that waits for somebody's, or that may be released."""
        wacht, klaar = Q(antwoord=""), Q(antwoord__in=Voordracht.JA, vrijgave=None)
        rijen = Voordracht.objects.zichtbaar_voor(self.persoon).filter(
            Q(spreker=self.persoon) & wacht | Q(verkenning__in=self.begeleidt) & (wacht | klaar)
        )
        return list(rijen.select_related("verkenning", "door"))

    def mijn_corporaties(self, verkenning_id: int) -> list[Corporatie]:
        mijn = self.persoon.corporaties
        return [c for c in self.gezelschap.corporaties.values() if c.verkenning_id == verkenning_id and c.pk in mijn]
