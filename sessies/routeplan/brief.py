"""Telling the group: one letter a person for a whole publication, with what changes for them in words.

The task carries numbers only. Who gets a letter, and what stands in it, is looked up when it is sent: whoever left the
group in the meantime is told nothing. Why the route changed is for the group, and stands behind the login.
"""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from verkenning import mail

from ..komstbrieven import agenda_voor, in_woorden
from ..models import Routebrief, Routeplan, Routewijziging
from .wie import Wie, betrokken, groep


def zet_klaar(plan: Routeplan) -> None:
    """Leave it to the worker, in the transaction that makes the plan known."""
    verspreid.enqueue(plan.pk)


@task
def verspreid(pk: int) -> None:
    """A letter for everybody whom it concerns; run again it adds none."""
    plan = Routeplan.objects.select_related("verkenning", "door").get(pk=pk)
    with transaction.atomic():
        for lid in _wie_hoort_wat(plan):
            brief, nieuw = Routebrief.objects.get_or_create(plan=plan, persoon=lid.persoon)
            if nieuw:
                verstuur.enqueue(brief.pk)


@task
def verstuur(pk: int, poging: int = 1) -> None:
    """Hand one letter to the mail server, once."""
    brief = Routebrief.objects.select_related("plan__verkenning", "plan__door", "persoon").get(pk=pk)
    if brief.verstuurd_op is not None:
        return
    hoort = {lid.persoon: regels for lid, regels in _wie_hoort_wat(brief.plan).items()}
    if brief.persoon not in hoort:
        return
    regels, aan = hoort[brief.persoon], brief.persoon.email
    agenda = agenda_voor(aan, (regel.sessie for regel in regels if regel.voor_allen))
    try:
        mail.verstuur(_schrijf(brief, regels), aan, antwoord_aan=brief.plan.door.email, agenda=agenda)
    except mail.NietVerstuurd:
        brief.mislukt_op = timezone.now()
        brief.save(update_fields=["mislukt_op"])
        if poging < mail.POGINGEN:
            verstuur.using(run_after=timezone.now() + mail.wacht_na(poging)).enqueue(pk, poging + 1)
        return
    brief.verstuurd_op, brief.mislukt_op = timezone.now(), None
    brief.save(update_fields=["verstuurd_op", "mislukt_op"])


def _wie_hoort_wat(plan: Routeplan) -> dict[Wie, list[Routewijziging]]:
    regels = plan.regels.select_related("sessie__verkenning").prefetch_related("raakt")
    raakt = {regel: None if regel.voor_allen else [c.pk for c in regel.raakt.all()] for regel in regels}
    return betrokken(groep(plan.verkenning), raakt, zonder=plan.door)


def _schrijf(brief: Routebrief, regels: list[Routewijziging]) -> mail.Brief:
    plan = brief.plan
    context = {
        "naam": brief.persoon.get_short_name(),
        "door": plan.door,
        "verkenning": plan.verkenning,
        "zinnen": [in_woorden(regel) for regel in regels],
        "url": settings.BASE_URL + reverse("sessies:route", args=[plan.verkenning.slug]),
    }
    return mail.schrijf("route", context)
