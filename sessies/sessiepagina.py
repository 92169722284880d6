"""Everything the page of one session shows, as far as this reader may see it: one query for each kind of thing.

Each part is asked for when it is shown, so a fragment asks only for its own.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import F
from django.http import Http404

from deelnemers.models import Corporatie, Vraagversie
from verkenning.models import Persoon
from verkenning.route import Halte
from verkenning.verschil import woordverschil

from . import permissions
from .bronnen import Bronregel, bronnen_van
from .gezelschap import Gezelschap
from .haltes import haltes
from .models import Antwoord, Notitie, Onderdeel, Sessie, Voorbereidingsvraag
from .models.sleutels import lees_namen
from .staat import met_staat


@dataclass(slots=True)
class Agendaregel:
    tijd: datetime | None
    onderdeel: Onderdeel
    gasten: list[str]


@dataclass(slots=True)
class Vraagstuk:
    """The central question of one association, as this session finds it."""

    corporatie: Corporatie
    versies: list[Vraagversie]

    @property
    def nu(self) -> Vraagversie | None:
        return self.versies[-1] if self.versies else None

    @property
    def zin(self) -> Any:
        """The question as it reads now, with what is new in it marked."""
        if len(self.versies) < 2:
            return self.versies[-1].tekst if self.versies else ""
        return woordverschil(self.versies[-2].tekst, self.versies[-1].tekst, toon_weg=False)

    @property
    def verhaal(self) -> list[dict[str, Any]]:
        """Van, naar, omdat: what components/versies.html shows."""
        vorige = ["", *(versie.tekst for versie in self.versies)]
        return [
            {
                "nr": versie.nummer,
                "datum": versie.op,
                "zin": versie.tekst if versie is self.nu else woordverschil(vorige[i], versie.tekst),
                "waarom": versie.waarom,
                "huidig": versie is self.nu,
            }
            for i, versie in enumerate(self.versies)
        ]


@dataclass(slots=True)
class Voorbereiding:
    """One preparation question with the answers this reader may read, and their own association's."""

    vraag: Voorbereidingsvraag
    nummer: int
    antwoorden: list[Antwoord] = field(default_factory=list)
    open_voor: list[Corporatie] = field(default_factory=list)  # own associations that have not answered yet
    form: Any = None  # set by the view, where this question can be answered


class Sessiepagina:
    def __init__(self, persoon: Persoon, sessies: list[Sessie], sessie: Sessie, gezelschap: Gezelschap) -> None:
        self.persoon, self.sessies, self.sessie, self.gezelschap = persoon, sessies, sessie, gezelschap
        self.verkenning = sessie.verkenning

    @classmethod
    def of_404(cls, persoon: Persoon, slug: str, sessie: str) -> Sessiepagina:
        """All sessions at once: the strip at the top needs them anyway."""
        rijen = Sessie.objects.zichtbaar_voor(persoon).filter(verkenning__slug=slug)
        gezelschap = Gezelschap([])
        sessies = gezelschap.sessies(rijen.met_aanwezigen().select_related("verkenning", "vrijgave"))
        gevonden = next((rij for rij in sessies if rij.slug == sessie), None)
        if gevonden is None:
            raise Http404
        gezelschap.neem_op(gevonden.verkenning)
        return cls(persoon, sessies, gevonden, gezelschap)

    # ---- Where we are

    @cached_property
    def strook(self) -> list[Halte]:
        return haltes(self.verkenning, self.sessies)

    @property
    def halte(self) -> Halte:
        return next(halte for halte in self.strook if halte.slug == self.sessie.slug)

    @cached_property
    def vraagstukken(self) -> list[Vraagstuk]:
        corporaties = self.sessie.vraag_van
        vragen = Gezelschap.vragen_van(corporaties)
        return [Vraagstuk(corporatie, vragen[corporatie.pk]) for corporatie in corporaties if vragen[corporatie.pk]]

    @property
    def is_straks(self) -> bool:
        return self.sessie.is_straks

    @cached_property
    def is_van_mij(self) -> bool:
        return any(corporatie.pk in self.persoon.corporaties for corporatie in self.sessie.vraag_van)

    @cached_property
    def mag_voorbereiden(self) -> bool:
        return permissions.mag_sessie_voorbereiden(self.persoon, self.sessie)

    @cached_property
    def is_begeleider(self) -> bool:
        return permissions.is_begeleider(self.persoon, self.verkenning.pk)

    @cached_property
    def aanwezigen(self) -> list[str]:
        """Who was there, in order of name."""
        namen = sorted(lees_namen(self.sessie.aanwezigen), key=lambda wie: wie[1].casefold())
        return [self.gezelschap.wie_is(pk, naam) for pk, naam in namen]

    # ---- Agenda

    @cached_property
    def agenda(self) -> list[Agendaregel]:
        """A part comes once for each of its guests; together that is one query."""
        onderdelen: dict[int, Onderdeel] = {}
        gasten: dict[int, list[str]] = {}
        rijen = Onderdeel.objects.filter(sessie=self.sessie).annotate(
            gast=F("gasten__naam"), gast_van=F("gasten__organisatie")
        )
        for rij in rijen.order_by("volgorde", "pk", "gasten__pk"):
            onderdelen.setdefault(rij.pk, rij)
            gast = ", ".join(deel for deel in (rij.gast, rij.gast_van) if deel)
            gasten.setdefault(rij.pk, []).extend([gast] if gast else [])
        return [Agendaregel(tijd, rij, gasten[rij.pk]) for tijd, rij in self.sessie.agenda(onderdelen.values())]

    @property
    def onderdelen(self) -> list[Onderdeel]:
        return [regel.onderdeel for regel in self.agenda]

    # ---- Preparation

    @cached_property
    def mijn_corporaties(self) -> list[Corporatie]:
        """Those of this reader that take part in this Verkenning."""
        return [c for c in self.gezelschap.corporaties.values() if c.pk in self.persoon.corporaties]

    @cached_property
    def voorbereiding(self) -> list[Voorbereiding]:
        gesteld = Voorbereidingsvraag.objects.filter(sessie=self.sessie)
        vragen = {vraag.pk: Voorbereiding(vraag, nummer) for nummer, vraag in enumerate(gesteld, start=1)}
        antwoorden = Antwoord.objects.zichtbaar_voor(self.persoon).filter(vraag__sessie=self.sessie)
        for antwoord in met_staat(antwoorden, self.persoon):
            # Whose answer it is comes from the company at hand, without another query.
            antwoord.corporatie = self.gezelschap.corporaties[antwoord.corporatie_id]
            vragen[antwoord.vraag_id].antwoorden.append(antwoord)
        for blok in vragen.values():
            beantwoord = {antwoord.corporatie_id for antwoord in blok.antwoorden}
            blok.open_voor = [c for c in self.mijn_corporaties if c.pk not in beantwoord]
        return list(vragen.values())

    @cached_property
    def voorbereid(self) -> list[Corporatie]:
        """Who answered every question, as far as this reader may know."""
        if not self.voorbereiding:
            return []
        wie = [{antwoord.corporatie_id for antwoord in blok.antwoorden} for blok in self.voorbereiding]
        klaar = set.intersection(*wie)
        return [corporatie for pk, corporatie in self.gezelschap.corporaties.items() if pk in klaar]

    @property
    def vakken(self) -> int:
        """How many boxes for an answer stand open on this page."""
        return sum(blok.form is not None for blok in self.voorbereiding)

    @property
    def aantal_antwoorden(self) -> int:
        return sum(len(blok.antwoorden) for blok in self.voorbereiding)

    # ---- Sources and notes

    @cached_property
    def bronnen(self) -> list[Bronregel]:
        return bronnen_van(self.sessie)

    @cached_property
    def notities(self) -> list[Notitie]:
        rijen = Notitie.objects.zichtbaar_voor(self.persoon).filter(sessie=self.sessie)
        return self.gezelschap.notities(met_staat(rijen.als_regel(), self.persoon))
