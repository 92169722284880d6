"""Make a draft known: all of it or nothing, and what belongs to a session goes wherever the session goes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.text import Truncator

from verkenning.adressen import kies_slug
from verkenning.models import IntussenVeranderd, Persoon, Verkenning

from ..models import Routeplan, Routestap, Routewijziging, Sessie
from ..naroute import volg_route
from . import brief
from .plan import Plan
from .samen import breng_over
from .stand import Plek, lees_begin

# Called in order, in the same transaction, with what was made known: who keeps calendars, invitations or mail hangs in
# here. The lines of the log are `plan.regels`.
HAKEN: list[Callable[[Routeplan], None]] = [brief.zet_klaar, volg_route]


class NietKlaar(Exception):
    """The draft still misses something; its text says what."""


def maak_bekend(persoon: Persoon, verkenning: Verkenning, *, gezien: str) -> Routeplan | None:
    """Lay the draft of this person on the route. Says None when there is no draft (any more): clicked twice.

    `gezien` is the mark of what was looked at. Raises IntussenVeranderd when the draft or the route has moved on, and
    NietKlaar; then nothing has changed.
    """
    with transaction.atomic():
        Verkenning.objects.select_for_update().get(pk=verkenning.pk)
        plan = Plan(persoon, verkenning)
        if plan.eigen is None:
            return None
        if plan.merk != gezien or plan.veranderd:
            raise IntussenVeranderd
        if plan.reden:
            raise NietKlaar(plan.reden)
        eigen = plan.eigen
        eigen.bekend_op = timezone.now()
        eigen.save(update_fields=["bekend_op"])
        sessies = _leg_route(plan)
        _schrijf_logboek(plan, sessies)
        for haak in HAKEN:
            haak(eigen)
    return eigen


def _leg_route(plan: Plan) -> dict[str, Sessie]:
    """The sessions by their key in the draft, as the draft would have them."""
    rijen = Sessie.objects.select_for_update(of=("self",)).van(plan.verkenning)
    sessies = {str(sessie.pk): sessie for sessie in rijen}
    was = {plek.sleutel: plek for plek in plan.basis}
    slugs = {sessie.slug for sessie in sessies.values()}
    for plek in plan.uitkomst:
        if plek.sleutel not in sessies:
            sessies[plek.sleutel] = _nieuwe(plan.verkenning, plek, slugs)
    for plek, volgorde in zip(plan.uitkomst, _volgordes(plan, sessies), strict=True):
        _zet(sessies, plek, was.get(plek.sleutel), volgorde)
    for stapregel in plan.stappen:
        if stapregel.stap.soort == Routestap.Soort.SAMEN:
            breng_over(*(sessies[stapregel.stap.gegevens[naam]] for naam in ("sessie", "met")))
    return sessies


def _volgordes(plan: Plan, sessies: dict[str, Sessie]) -> list[int]:
    """A number for each place. Where the order stays, the numbers stay: a card outside does not change for nothing."""
    gebruikt = sorted(sessies[plek.sleutel].volgorde for plek in plan.basis)
    if len(gebruikt) == len(plan.uitkomst) and len(set(gebruikt)) == len(gebruikt):
        return gebruikt
    eerste = gebruikt[0] if gebruikt else 1
    return list(range(eerste, eerste + len(plan.uitkomst)))


def _nieuwe(verkenning: Verkenning, plek: Plek, slugs: set[str]) -> Sessie:
    slug = kies_slug(plek.titel, "sessie", slugs, anders="sessie")
    slugs.add(slug)
    return Sessie.objects.create(verkenning=verkenning, slug=slug, titel=plek.titel, soort=plek.soort)


def _zet(sessies: dict[str, Sessie], plek: Plek, was: Plek | None, volgorde: int) -> None:
    """Write what changed of one stop, and nothing else: who works on the session meanwhile keeps what they wrote."""
    sessie = sessies[plek.sleutel]
    velden: dict[str, Any] = {"volgorde": volgorde} if sessie.volgorde != volgorde else {}
    if was is None or (plek.begin, plek.einde) != (was.begin, was.einde):
        velden["begin"], velden["precisie"] = lees_begin(plek.begin)
        velden["einde"] = lees_begin(plek.einde)[0]
    velden |= {naam: getattr(plek, naam) for naam in ("locatie", "status") if anders(plek, was, naam)}
    if anders(plek, was, "opgegaan_in"):
        velden["opgegaan_in"] = sessies.get(plek.opgegaan_in)
    for naam, waarde in velden.items():
        setattr(sessie, naam, waarde)
    if velden:
        sessie.save(update_fields=list(velden))
    for naam in ("vragen", "gastheren"):
        if anders(plek, was, naam):
            getattr(sessie, naam).set(getattr(plek, naam))


def anders(plek: Plek, was: Plek | None, naam: str) -> bool:
    return was is None or getattr(plek, naam) != getattr(was, naam)


def _passend(naam: str, tekst: str) -> str:
    """A line names titles and associations, and those may be long."""
    return Truncator(tekst).chars(getattr(Routewijziging._meta.get_field(naam), "max_length", 0))


def _schrijf_logboek(plan: Plan, sessies: dict[str, Sessie]) -> None:
    """A line for each change of each stop. The sentence for outsiders stands once at a stop, however much of it changed."""
    gezegd: set[tuple[int, str]] = set()
    for stap, regel in plan.regels:
        buiten = "" if (stap.pk, regel.halte) in gezegd else stap.buiten
        gezegd.add((stap.pk, regel.halte))
        wijziging = Routewijziging.objects.create(
            sessie=sessies[regel.halte],
            plan=plan.eigen,
            op=plan.eigen.bekend_op if plan.eigen and plan.eigen.bekend_op else timezone.now(),
            **{naam: _passend(naam, getattr(regel, naam)) for naam in ("wat", "van", "naar")},
            waarom=stap.waarom,
            buiten=buiten,
            inzicht=stap.inzicht,
            notitie=stap.notitie,
            voor_allen=regel.raakt is None,
        )
        wijziging.raakt.set(regel.raakt or ())
