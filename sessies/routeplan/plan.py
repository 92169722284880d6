"""The draft of one begeleider beside the route of today: what stays, what changes, and what is missing yet."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Prefetch

from deelnemers.models import Corporatie
from verkenning.models import Persoon, Verkenning, merk_van
from verkenning.route import SOORT_NAAR_NR, Halte, nummer_en_tijd

from ..gezelschap import Gezelschap
from ..haltes import haltes
from ..models import Routeplan, Routestap, Routewijziging, Sessie
from .stand import PastNiet, Plek, Route, kenmerk_van, lees_route
from .stappen import Regel, speel
from .wie import Wie, betrokken, groep


@dataclass(slots=True)
class Stapregel:
    """One step of a draft, as it works out on the route of today."""

    stap: Routestap
    regels: list[tuple[str, Regel]]  # each with the title of its stop
    fout: str = ""  # why it does not fit any more
    mist: str = ""  # what it still asks for


@dataclass(slots=True)
class Stop:
    """One stop of the draft: where it comes to stand, and what was."""

    plek: Plek
    halte: Halte
    nu: Halte | None  # as the route is today; None when it is new
    was: list[str] = field(default_factory=list)  # what changes here, in words
    eerder: str | None = None  # after which stop it comes one place earlier; None when it cannot
    later: str | None = None

    @property
    def anker(self) -> str:
        return f"halte-{self.plek.sleutel.replace('+', 'nieuw-')}"


class Plan:
    def __init__(self, persoon: Persoon, verkenning: Verkenning) -> None:
        self.persoon, self.verkenning = persoon, verkenning
        self.gezelschap = Gezelschap([verkenning])

    # ---- The route of today

    @cached_property
    def sessies(self) -> list[Sessie]:
        rijen = Sessie.objects.zichtbaar_voor(self.persoon).van(self.verkenning)
        sessies = self.gezelschap.sessies(rijen.select_related("vrijgave"))
        for sessie in sessies:
            sessie.verkenning = self.verkenning
        return sessies

    @cached_property
    def strook(self) -> list[Halte]:
        return haltes(self.verkenning, self.sessies)

    @cached_property
    def basis(self) -> list[Plek]:
        return lees_route(self.sessies)

    @cached_property
    def kenmerk(self) -> str:
        return kenmerk_van(self.basis)

    @property
    def corporaties(self) -> list[Corporatie]:
        """Whose question a session may serve, and who may host it: those that take part, or did."""
        return list(self.gezelschap.corporaties.values())

    @cached_property
    def namen(self) -> dict[int, str]:
        return {pk: corporatie.naam for pk, corporatie in self.gezelschap.corporaties.items()}

    # ---- The drafts

    @cached_property
    def _plannen(self) -> list[Routeplan]:
        stappen = Prefetch("stappen", Routestap.objects.select_related("inzicht", "notitie"))
        open_ = Routeplan.objects.zichtbaar_voor(self.persoon).van(self.verkenning).open()
        return list(open_.select_related("door").prefetch_related(stappen))

    @property
    def eigen(self) -> Routeplan | None:
        return next((plan for plan in self._plannen if plan.door_id == self.persoon.pk), None)

    @cached_property
    def anderen(self) -> list[tuple[Routeplan, list[Stapregel]]]:
        """What somebody else who guides has in mind, played on the same route."""
        plannen = [plan for plan in self._plannen if plan.door_id != self.persoon.pk and plan.stappen.all()]
        return [(plan, self._speel(plan)[0]) for plan in plannen]

    @cached_property
    def _gespeeld(self) -> tuple[list[Stapregel], list[Plek]]:
        if self.eigen is None:
            return [], self.basis
        return self._speel(self.eigen)

    def _speel(self, plan: Routeplan) -> tuple[list[Stapregel], list[Plek]]:
        route = Route(self.basis, self.namen)
        stappen = []
        for stap in plan.stappen.all():
            try:
                regels = speel(route, stap)
            except PastNiet as fout:
                stappen.append(Stapregel(stap, [], fout=str(fout)))
            else:
                met_titel = [(route.plek(regel.halte).titel, regel) for regel in regels]
                stappen.append(Stapregel(stap, met_titel, mist=self._mist(stap, regels)))
        return stappen, route.plekken

    def _mist(self, stap: Routestap, regels: list[Regel]) -> str:
        """Every change says why; and where its stop stands outside, in a sentence that may be read there."""
        if not stap.waarom:
            return "Hier staat nog niet waarom."
        buiten = {str(sessie.pk) for sessie in self.sessies if sessie.vrijgegeven}
        if not stap.buiten and any(regel.halte in buiten for regel in regels):
            return "Deze halte staat ook buiten. Schrijf er een zin bij voor wie niet in de groep zit."
        return ""

    @property
    def stappen(self) -> list[Stapregel]:
        return self._gespeeld[0]

    @property
    def uitkomst(self) -> list[Plek]:
        return self._gespeeld[1]

    @cached_property
    def regels(self) -> list[tuple[Routestap, Regel]]:
        return [(stapregel.stap, regel) for stapregel in self.stappen for _, regel in stapregel.regels]

    # ---- May it be made known?

    @property
    def veranderd(self) -> bool:
        """Somebody changed the route since this draft was begun."""
        return self.eigen is not None and self.eigen.basis != self.kenmerk

    @cached_property
    def intussen(self) -> list[Routewijziging]:
        """What was made known since this draft was begun."""
        if self.eigen is None:
            return []
        rijen = Routewijziging.objects.filter(sessie__verkenning=self.verkenning, op__gt=self.eigen.begonnen_op)
        return list(rijen.select_related("sessie", "plan__door").order_by("op", "pk"))

    @property
    def reden(self) -> str:
        """Why it cannot be made known yet; '' when it can."""
        if not self.stappen:
            return "Er is nog niets veranderd."
        if any(stapregel.fout for stapregel in self.stappen):
            return "Een wijziging past niet meer op de route. Pas die eerst aan."
        if mist := next((s for s in self.stappen if s.mist), None):
            return f"‘{mist.stap}’: {mist.mist[:1].lower()}{mist.mist[1:]}"
        return ""

    @property
    def merk(self) -> str:
        """The mark of all that is shown: what is made known is what was looked at."""
        stappen = [[s.stap.pk, s.stap.versie, s.fout] for s in self.stappen]
        return merk_van({"route": self.kenmerk, "stappen": stappen})

    # ---- The list on the left

    @cached_property
    def stops(self) -> list[Stop]:
        straks = [stop_van(self.verkenning, plek, self._namen(plek)) for plek in self.uitkomst]
        nu = {str(sessie.pk): halte for sessie, halte in zip(self.sessies, self.strook, strict=True)}
        stops = [
            Stop(plek, halte, nu.get(plek.sleutel))
            for plek, halte in zip(self.uitkomst, nummer_en_tijd(straks), strict=True)
        ]
        per_sleutel = {stop.plek.sleutel: stop for stop in stops}
        for _, regel in self.regels:
            per_sleutel[regel.halte].was.append(regel.wat)
        _zet_pijlen(stops)
        return stops

    def _namen(self, plek: Plek) -> tuple[str, ...]:
        alle = self.gezelschap.corporaties
        return tuple(alle[pk].naam for pk in plek.vragen if pk in alle)

    @property
    def geweest(self) -> int:
        """How many stops lie fast because they were held."""
        return sum(plek.status == Sessie.Status.GEHOUDEN for plek in self.uitkomst)

    @cached_property
    def ontvangers(self) -> list[tuple[str, int]]:
        """Who would get a letter, and about how many changes."""
        regels = {(stap.pk, regel): regel.raakt for stap, regel in self.regels}
        return [
            (self._heet(lid), len(wat))
            for lid, wat in betrokken(groep(self.verkenning), regels, zonder=self.persoon).items()
        ]

    def _heet(self, lid: Wie) -> str:
        huis = [self.namen[pk] for pk in lid.corporaties if pk in self.namen] or ["begeleider"]
        return ", ".join([str(lid.persoon), *huis])

    @cached_property
    def oude_kaarten(self) -> list[Sessie]:
        """Whose card outside says something else than the session does now."""
        rijen = Sessie.objects.zichtbaar_voor(self.persoon).van(self.verkenning).exclude(vrijgave=None)
        sessies = self.gezelschap.sessies(
            rijen.select_related("verkenning", "vrijgave").prefetch_related("onderdelen", "wijzigingen")
        )
        return [sessie for sessie in sessies if sessie.gewijzigd_sinds_vrijgave]

    def stop(self, sleutel: str) -> Stop | None:
        return next((stop for stop in self.stops if stop.plek.sleutel == sleutel), None)

    # ---- What one may do

    def begin(self) -> Routeplan:
        """The open draft of this person; the first step makes it."""
        plan, _ = Routeplan.objects.get_or_create(
            verkenning=self.verkenning, door=self.persoon, bekend_op=None, defaults={"basis": self.kenmerk}
        )
        return plan

    def verplaats(self, sessie: str, na: str) -> None:
        """Put a stop after another: the arrow. Pressed again and again it stays one step, and back where it was none.

        It names where the stop is to stand, so that a double click is as good as one. Raises PastNiet.
        """
        gegevens: dict[str, Any] = {"sessie": sessie, "na": na}
        eerder = [s.stap for s in self.stappen]
        laatste = eerder[-1] if eerder and eerder[-1].soort == Routestap.Soort.VERPLAATS else None
        if laatste is not None and laatste.gegevens["sessie"] == sessie:
            self._verzet(laatste, gegevens)
            return
        route = self.route_voor()
        if route.voor(sessie) == na:
            return  # it stands there already
        route.zet_na(route.vrije_sessie(sessie), na)
        self.begin().stappen.create(soort=Routestap.Soort.VERPLAATS, gegevens=gegevens)

    def _verzet(self, stap: Routestap, gegevens: dict[str, Any]) -> None:
        """The arrow once more: the same step leads elsewhere, or, back where it began, nowhere."""
        ervoor = self.route_voor(stap)
        if ervoor.voor(gegevens["sessie"]) == gegevens["na"] and not (stap.waarom or stap.buiten):
            stap.delete()
            return
        ervoor.zet_na(ervoor.vrije_sessie(gegevens["sessie"]), gegevens["na"])
        stap.herzie(vanaf=stap.versie, gegevens=gegevens)

    def route_voor(self, stap: Routestap | None = None) -> Route:
        """The route as this step finds it; without one as all steps leave it."""
        route = Route(self.basis, self.namen)
        for stapregel in self.stappen:
            if stap is not None and stapregel.stap.pk == stap.pk:
                break
            if not stapregel.fout:
                speel(route, stapregel.stap)
        return route


def _zet_pijlen(stops: list[Stop]) -> None:
    """Which stops can come earlier or later: past one another only where both may move."""
    for voor, stop in zip([None, *stops], stops, strict=False):
        if voor and all(s.plek.is_sessie and not s.plek.ligt_vast for s in (voor, stop)):
            plaats = stops.index(voor)
            stop.eerder = stops[plaats - 1].plek.sleutel if plaats else ""
            voor.later = stop.plek.sleutel


def stop_van(verkenning: Verkenning, plek: Plek, namen: tuple[str, ...]) -> Halte:
    return Halte(
        nr=SOORT_NAAR_NR[plek.soort],
        kort="",
        titel=plek.titel,
        begin=plek.begin,
        einde=plek.einde,
        locatie=plek.locatie,
        status=plek.status,
        slug=plek.sleutel,
        url="",
        van=namen,
    )
