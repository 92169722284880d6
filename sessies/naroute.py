"""What follows for whoever is asked to a session when its begeleider makes a changed route known.

The group hears it in the letter about the route, with the sessions for their calendar. Guests do not read along there:
each gets a letter about their own session, once for a publication.
"""

from __future__ import annotations

from .herinneringen import plan
from .komstbrieven import zet_klaar
from .models import Komst, Komstbrief, Routeplan, Sessie

_WIJZIGING = Komstbrief.Soort.WIJZIGING


def volg_route(bekend: Routeplan) -> None:
    """Called in the transaction that makes it known. Only where and when concerns a guest, not whose question it is."""
    regels = bekend.regels.filter(voor_allen=True).select_related(
        "sessie__verkenning", "sessie__opgegaan_in__verkenning"
    )
    for sessie in {regel.sessie_id: regel.sessie for regel in regels}.values():
        gasten = list(_gasten(sessie))
        if sessie.opgegaan_in:
            _neem_mee(gasten, sessie.opgegaan_in)
            plan(sessie.opgegaan_in)
        zet_klaar(gasten, _WIJZIGING, f"{bekend.pk}")
        plan(sessie)


def _gasten(sessie: Sessie) -> list[Komst]:
    """Guests who were written to before, or will be."""
    gevraagd = Komst.objects.geldig().filter(sessie=sessie, persoon=None, brieven__soort=Komstbrief.Soort.UITNODIGING)
    return list(gevraagd.distinct())


def _neem_mee(gasten: list[Komst], naar: Sessie) -> None:
    """Their parts went over, and so do they. Whoever is a guest there already stays where they are: they are one person."""
    daar = set(Komst.objects.filter(sessie=naar, persoon=None).values_list("email", flat=True))
    for gast in gasten:
        if gast.email not in daar:
            gast.sessie = naar
            gast.save(update_fields=["sessie"])
