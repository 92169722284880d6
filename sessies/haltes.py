"""The route as the group sees it: the same stops as outside, built from the sessions themselves."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from verkenning.models import Verkenning
from verkenning.route import SOORT_NAAR_NR, Halte, nummer_en_tijd

from .gezelschap import Gezelschap
from .logboek import omleidingen
from .models import Sessie


def haltes(verkenning: Verkenning, sessies: Iterable[Sessie], *, voluit: bool = False) -> list[Halte]:
    """The stops in order. `voluit` adds what the whole route tells of each: its questions and its detours.

    That asks for sessions that come `als_route()`.
    """
    return nummer_en_tijd([_halte(verkenning, sessie, voluit) for sessie in sessies])


def strook(verkenning: Verkenning, gezelschap: Gezelschap | None = None) -> list[Halte]:
    """The route in one line, for under the header of any page in the group: two queries, one where the company is known."""
    gezelschap = gezelschap or Gezelschap([verkenning])
    return haltes(verkenning, gezelschap.sessies(Sessie.objects.van(verkenning)))


def _halte(verkenning: Verkenning, sessie: Sessie, voluit: bool) -> Halte:
    van = sessie.vraag_van
    vragen = tuple(str(corporatie.vraag) for corporatie in van if corporatie.vraag) if voluit else ()
    return Halte(
        nr=SOORT_NAAR_NR[sessie.soort],
        kort="",
        titel=sessie.titel,
        begin=sessie.wanneer,
        einde=sessie.einde.isoformat() if sessie.einde else "",
        locatie=sessie.locatie,
        status=sessie.status,
        slug=sessie.slug,
        url=reverse("sessies:sessie", args=[verkenning.slug, sessie.slug]),
        vragen=vragen,
        van=tuple(corporatie.naam for corporatie in van),
        omleidingen=omleidingen(sessie.wijzigingen.all()) if voluit else (),
        publiek=sessie.vrijgegeven or "besloten" if voluit else "besloten",
    )
