"""Reminding whoever did not answer or prepare yet, so many days before a session. Nobody is reminded twice.

The worker looks again at the hour that was planned, and goes by what it finds then. A session that moved is planned
anew; what was planned for its old day finds that the day is another, and does nothing.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta

from django.tasks import task
from django.utils import timezone

from .komstbrieven import Openstaand, zet_klaar
from .models import Komst, Komstbrief, Sessie

DAGEN = (14, 3)
_UUR = time(9)


def plan(sessie: Sessie) -> None:
    """Whatever is past already is not made up for: the invitation or the change itself has just gone out."""
    if not (sessie.is_straks and sessie.heeft_dag):
        return
    for dagen in DAGEN:
        if (straks := _moment(sessie, dagen)) > timezone.now():
            herinner.using(run_after=straks).enqueue(sessie.pk, dagen, _dag(sessie))


def _dag(sessie: Sessie) -> str:
    return sessie.wanneer[:10]


def _moment(sessie: Sessie, dagen: int) -> datetime:
    dag = datetime.fromisoformat(_dag(sessie)) - timedelta(days=dagen)
    return timezone.make_aware(datetime.combine(dag, _UUR))


@task
def herinner(pk: int, dagen: int, dag: str) -> None:
    sessie = Sessie.objects.select_related("verkenning").filter(pk=pk).first()
    if sessie is None or not sessie.is_straks:
        return
    if _dag(sessie) != dag:
        plan(sessie)
        return
    komsten = Komst.objects.geldig().filter(sessie=sessie).met_alles()
    nog_open = [komst for komst in komsten if _is_gevraagd(komst) and Openstaand(komst).is_iets]
    zet_klaar(nog_open, Komstbrief.Soort.HERINNERING, f"{dagen} {dag}")


def _is_gevraagd(komst: Komst) -> bool:
    """Somebody was written to before, and their address took it."""
    return any(brief.verstuurd_op for brief in komst.brieven.all())
