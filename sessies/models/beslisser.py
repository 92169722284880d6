"""Whose words or view a passage is, and so who says yes to it.

Somebody's own: what they said, or what they wrote without saying who said it. An association's own: its answer. But a
line that a begeleider wrote down is nobody's in particular, and so is an insight. It is cleared by the verkenner whose
central question the session served; where that gives nobody, by a verkenner whom a begeleider chooses. And then by
somebody else than who put it forward: it may well be words of another, and nobody both proposes those and says yes to
them. Whose association stopped, still decides. Who left it still decides about their own words; for the association
speaks who came in their place, and where nobody did, it stays inside.

Whoever once said no to something is asked again when it is put forward again, whatever changed in between.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from deelnemers.models import Corporatie, Lidmaatschap
from verkenning.models import Persoon

from .. import permissions
from .antwoord import Antwoord
from .bron import Bron, is_prive, verkenning_van
from .inzicht import Inzicht
from .notitie import Notitie

_PRIVE = "Dit is privé. Wat privé is, gaat niet naar buiten. Maak het eerst besloten."
_ZELF = (
    "Jij zou hier zelf ja op zeggen, en het kunnen woorden van een ander zijn. "
    "Vraag een begeleider om dit voor te dragen. Daarna beslis jij."
)
_KIEST_BEGELEIDER = (
    "Dit hoort bij niemand in het bijzonder. Alleen een begeleider kan kiezen wie hierover beslist. "
    "Vraag een begeleider om dit voor te dragen."
)
_NIEMAND = "Er is geen Verkenner die hierover kan beslissen. Daarom kan dit niet naar buiten."


class NietVoorTeDragen(Exception):
    """There is nobody to say yes to this. Carries the sentence that says why."""


@dataclass(frozen=True, slots=True)
class Beslisser:
    """Who decides about what somebody puts forward: one person, one of several to choose from, or nobody."""

    wie: Persoon | None = None
    uit: tuple[Persoon, ...] = ()
    niet: str = ""

    def wijs_aan(self, gekozen: Persoon | None) -> Persoon:
        """The one to ask. Raises NietVoorTeDragen for anybody who does not decide here."""
        if self.niet:
            raise NietVoorTeDragen(self.niet)
        persoon = gekozen or self.wie
        if persoon is None or persoon not in (self.uit or (self.wie,)):
            raise NietVoorTeDragen(f"{persoon or 'Niemand'} kan hier niet over beslissen.")
        return persoon


def wie_beslist(bron: Bron) -> Persoon | None:
    """Who decides by what the source itself says, as it travels in a folder: without what was asked or chosen before."""
    eigenaars = _eigenaars(bron)
    return next(iter(_bij_de_vraag(bron) if eigenaars is None else eigenaars), None)


def beslisser(bron: Bron, door: Persoon) -> Beslisser:
    """Whom to ask when `door` puts this forward."""
    if is_prive(bron):
        return Beslisser(niet=_PRIVE)
    eigenaars, weigeraar = _eigenaars(bron), _weigeraar(bron)
    kring = _kring(bron, door, eigenaars, weigeraar)
    if wie := next((persoon for persoon in kring if persoon.is_active), None):
        return Beslisser(wie=wie)
    if eigenaars is not None or weigeraar:
        return Beslisser(niet=_ZELF if weigeraar == door else _niemand(bron, weigeraar))
    if not permissions.is_begeleider(door, verkenning_van(bron).pk):
        return Beslisser(niet=_ZELF if door in _bij_de_vraag(bron) else _KIEST_BEGELEIDER)
    keuze = tuple(_verkenners(bron, door))
    return Beslisser(uit=keuze, niet="" if keuze else _NIEMAND)


def beslist_nog(bron: Bron, spreker: Persoon, door: Persoon) -> bool:
    """Whether the yes of `spreker` is still the yes that this source asks for."""
    eigenaars, weigeraar = _eigenaars(bron), _weigeraar(bron)
    kring = _kring(bron, door, eigenaars, weigeraar)
    if spreker in kring or eigenaars is not None or any(persoon.is_active for persoon in kring):
        return spreker in kring
    # Chosen at the time, because the source told of nobody; it still does not.
    return weigeraar is None and spreker != door and _spreekt_namens(spreker, bron)


def _kring(bron: Bron, door: Persoon, eigenaars: list[Persoon] | None, weigeraar: Persoon | None) -> list[Persoon]:
    """Who may say yes, the first one first."""
    eigen_woorden = eigenaars is not None and isinstance(bron, Notitie)
    if weigeraar and not eigen_woorden and not _spreekt_namens(weigeraar, bron):
        return []  # a no stays a no, also of who has left since
    if eigenaars is not None:
        return [weigeraar] if weigeraar else eigenaars
    return [persoon for persoon in ([weigeraar] if weigeraar else _bij_de_vraag(bron)) if persoon != door]


def _spreekt_namens(persoon: Persoon, bron: Bron) -> bool:
    """Whether somebody is of an association here, also of one that has stopped; not whoever left it."""
    namens = persoon.lidmaatschappen.lopend().filter(verkenning=verkenning_van(bron), corporatie__isnull=False)
    return namens.exists()


def _weigeraar(bron: Bron) -> Persoon | None:
    """Who said last that this stays inside."""
    nee = bron.voordrachten.filter(antwoord="binnen").select_related("spreker").order_by("beantwoord_op", "pk").last()
    return nee.spreker if nee else None


def _eigenaars(bron: Bron) -> list[Persoon] | None:
    """Whose own words or view it is; None where it is nobody's in particular."""
    if isinstance(bron, Antwoord):
        return _mensen_van(Corporatie.objects.filter(pk=bron.corporatie_id))
    if isinstance(bron, Inzicht):
        return None
    if bron.spreker:
        return [bron.spreker]
    begeleidt = bron.auteur.lidmaatschappen.filter(verkenning=bron.verkenning_id, begeleider=True)
    return None if begeleidt.exists() else [bron.auteur]


def _bij_de_vraag(bron: Bron) -> list[Persoon]:
    """The verkenners whose central question was served; of an insight else those whose question it bears on."""
    if isinstance(bron, Inzicht):
        return _mensen_van(bron.bediende_vragen()) or _mensen_van(bron.rakende_vragen())
    return _mensen_van(bron.sessie.vragen.all()) if isinstance(bron, Notitie) else []


def _mensen_van(corporaties: QuerySet[Corporatie]) -> list[Persoon]:
    """Who speaks for these associations: those that take part before those that stopped."""
    nog = Lidmaatschap.objects.geldig().filter(pk=OuterRef("pk"))
    leden = Lidmaatschap.objects.lopend().filter(corporatie__in=corporaties.order_by().values("pk"))
    leden = leden.annotate(doet_mee=Exists(nog)).select_related("persoon")
    return list(dict.fromkeys(lid.persoon for lid in leden.order_by("-doet_mee", "corporatie__naam", "pk")))


def _verkenners(bron: Bron, door: Persoon) -> QuerySet[Persoon]:
    """Of whom a begeleider may choose one: everybody who takes part for an association, but not themselves."""
    leden = verkenning_van(bron).lidmaatschappen.geldig().filter(corporatie__isnull=False)
    return Persoon.objects.filter(pk__in=leden.values("persoon"), is_active=True).exclude(pk=door.pk).order_by("naam")


def _niemand(bron: Bron, weigeraar: Persoon | None) -> str:
    if weigeraar:
        return f"{weigeraar} zei eerder nee, en kan hier niet meer over beslissen. Daarom blijft dit binnen."
    if isinstance(bron, Antwoord):
        return f"Er is niemand meer van {bron.corporatie} die hierover kan beslissen. Daarom kan dit niet naar buiten."
    wie = getattr(bron, "spreker", None) or getattr(bron, "auteur", None)
    return f"{wie} kan hier niet meer over beslissen. Daarom kan dit niet naar buiten."
