"""The werkplek: for each Verkenning what this person needs next, and nothing that is not theirs to read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils import timezone

from verkenning import datum
from verkenning.models import Persoon, Verkenning, Vrijgave
from verkenning.route import Halte

from .gezelschap import Gezelschap
from .haltes import haltes
from .klaar import Klaar, wie_is_klaar
from .models import Notitie, Sessie
from .onderweg import Stand, onderweg
from .sessiepagina import Vraagstuk

_RECENT = 3


@dataclass(frozen=True, slots=True)
class NaarBuiten:
    """How many passages of a group wait for their speaker, and how many may be released."""

    wacht: int = 0
    klaar: int = 0


@dataclass(slots=True)
class Kamer:
    """One Verkenning as this person works in it."""

    verkenning: Verkenning
    rollen: frozenset[str]
    route: list[Halte]
    vragen: list[Vraagstuk]
    sessie: Any  # mine if it lies ahead, else the next; None when the journey is over or not mine to see
    halte: Halte | None
    is_van_mij: bool
    schrijf_bij: Halte | None  # where a new note most likely belongs
    naar_buiten: NaarBuiten | None  # for who guides
    stand: Stand | None
    klaar: list[Klaar]  # for who guides, of each session that comes
    nieuws: list[Notitie]
    prive: list[Notitie]
    bericht: Vrijgave | None  # the newest, for who reads along

    @property
    def in_groep(self) -> bool:
        return bool(self.rollen & {"verkenner", "begeleider"})

    @property
    def wie(self) -> str:
        """'verkenner namens Woonstichting Kromwaal, lid'"""
        namens = " en ".join(stuk.corporatie.naam for stuk in self.vragen)
        return ", ".join(
            f"{rol} namens {namens}" if rol == "verkenner" and namens else rol for rol in sorted(self.rollen)
        )


class Werkplek:
    def __init__(self, persoon: Persoon) -> None:
        self.persoon = persoon
        self._weg = onderweg(persoon)

    @cached_property
    def verkenningen(self) -> list[Verkenning]:
        return self.persoon.verkenningen_als("verkenner", "begeleider", "redactie", "lid")

    @property
    def groepen(self) -> list[Verkenning]:
        return [verkenning for verkenning in self.verkenningen if verkenning.pk in self.persoon.groepen]

    @cached_property
    def kamers(self) -> list[Kamer]:
        return [self._kamer(verkenning) for verkenning in self.verkenningen]

    def _kamer(self, verkenning: Verkenning) -> Kamer:
        rollen = frozenset(rol for pk, rol in self.persoon.rollen if pk == verkenning.pk)
        mijn = self._weg.mijn_corporaties(verkenning.pk) if verkenning.pk in self.persoon.groepen else []
        straks = [sessie for sessie in self._weg.straks if sessie.verkenning_id == verkenning.pk]
        eigen = [sessie for sessie in straks if set(sessie.vraag_van) & set(mijn)]
        sessie = next(iter(eigen + straks), None)
        route = haltes(verkenning, self._weg.van(verkenning.pk))
        begeleidt = verkenning.pk in self._weg.begeleidt
        return Kamer(
            verkenning=verkenning,
            rollen=rollen,
            route=route,
            vragen=[Vraagstuk(corporatie, self._versies[corporatie.pk]) for corporatie in mijn],
            sessie=sessie,
            halte=next((halte for halte in route if sessie and halte.slug == sessie.slug), None),
            is_van_mij=bool(eigen),
            schrijf_bij=_schrijf_bij(route, sessie, terug=begeleidt),
            naar_buiten=self._naar_buiten(verkenning) if begeleidt else None,
            klaar=wie_is_klaar(self._weg, verkenning.pk),
            stand=self._weg.stand(sessie) if sessie and sessie.aantal_vragen else None,
            nieuws=[n for n in self._notities if n.verkenning_id == verkenning.pk and n.auteur_id != self.persoon.pk],
            prive=[n for n in self._notities if n.verkenning_id == verkenning.pk and n.zichtbaarheid == "prive"],
            bericht=self._berichten.get(verkenning.pk) if rollen == {"lid"} else None,
        )

    def _naar_buiten(self, verkenning: Verkenning) -> NaarBuiten:
        van_hier = [v for v in self._weg.voordrachten if v.verkenning_id == verkenning.pk]
        wacht = sum(not voordracht.antwoord for voordracht in van_hier)
        return NaarBuiten(wacht, len(van_hier) - wacht)

    @cached_property
    def _versies(self) -> dict[int, Any]:
        mijn = [c for c in self._weg.gezelschap.corporaties.values() if c.pk in self.persoon.corporaties]
        return Gezelschap.vragen_van(mijn)

    @cached_property
    def _notities(self) -> list[Notitie]:
        """The last of others that touch my question (for who guides: the last of anybody), and my own private ones."""
        zichtbaar = Notitie.objects.zichtbaar_voor(self.persoon).order_by("-op", "-pk")
        prive = zichtbaar.filter(zichtbaarheid="prive")[:_RECENT]
        mijn = self.persoon.corporaties
        raakt = Q(pk__in=Notitie.raakt.through.objects.filter(corporatie__in=mijn).values("notitie"))
        bij_mij = Q(sessie__in=Sessie.vragen.through.objects.filter(corporatie__in=mijn).values("sessie"))
        nieuws = zichtbaar.exclude(auteur=self.persoon).filter(raakt | bij_mij | Q(verkenning__in=self._weg.begeleidt))[
            :_RECENT
        ]
        rijen = zichtbaar.filter(Q(pk__in=prive.values("pk")) | Q(pk__in=nieuws.values("pk")))
        return list(rijen.select_related("auteur", "spreker", "verkenning", "sessie"))

    @cached_property
    def _berichten(self) -> dict[int, Vrijgave]:
        """The newest of each Verkenning, of those this person may read."""
        leesbaar = Vrijgave.objects.leesbaar_voor(self.persoon).soort(Vrijgave.Soort.BERICHT)
        rijen = leesbaar.filter(verkenning__in=self.verkenningen).only("verkenning_id", "titel", "publiek", "gegevens")
        return {rij.verkenning_id: rij for rij in sorted(rijen, key=lambda rij: rij.gegevens["nummer"])}

    @property
    def groet(self) -> str:
        """What comes next, in one sentence. Days are counted only towards a day that still has to come."""
        naam = self.persoon.get_short_name()
        kamer = next((kamer for kamer in self.kamers if kamer.sessie), None)
        return f"Dag {naam}. {_wat_komt(kamer)}" if kamer else f"Dag {naam}."


def _schrijf_bij(route: list[Halte], straks: Any, *, terug: bool) -> Halte | None:
    """Who takes part prepares; who guides (`terug`) writes down what is said today, or what was said last."""
    vandaag = timezone.localdate().isoformat()
    nu = [halte for halte in route if halte.begin[:10] == vandaag and halte.status != Sessie.Status.VERVALLEN]
    gehouden = [halte for halte in route if halte.status == Sessie.Status.GEHOUDEN]
    komt = [halte for halte in route if straks and halte.slug == straks.slug]
    return next(iter([*nu[:1], *gehouden[-1:], *komt] if terug else [*komt, *gehouden[-1:]]), None)


def _wat_komt(kamer: Kamer) -> str:
    sessie, halte = kamer.sessie, kamer.halte
    kort = halte.kort.lower() if halte else "de volgende sessie"
    wat = "staat jouw vraag centraal" if kamer.is_van_mij else f"is {kort}"
    if wanneer := _wanneer(sessie):
        return f"{wanneer} {wat}."
    return f"In {kort} staat jouw vraag centraal." if kamer.is_van_mij else f"De volgende halte is {kort}."


def _wanneer(sessie: Sessie) -> str:
    """'Over 13 dagen', 'Morgen', 'In juni 2027'; '' for a day that is past or not known."""
    if sessie.begin is None:
        return ""
    begin, vandaag = timezone.localtime(sessie.begin).date(), timezone.localdate()
    if sessie.precisie == Sessie.Precisie.MAAND:
        return f"In {datum.maand(begin)}" if (begin.year, begin.month) > (vandaag.year, vandaag.month) else ""
    dagen = (begin - vandaag).days
    return {0: "Vandaag", 1: "Morgen"}.get(dagen, f"Over {dagen} dagen") if dagen >= 0 else ""
