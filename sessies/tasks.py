"""Work for the worker: making a booklet, and throwing it away."""

from __future__ import annotations

import logging

from django.db import transaction
from django.tasks import task
from django.utils import timezone

from verkenning.models import Persoon
from verkenning.pdf import DrukFout, druk

from .models import Boekje, Sessie
from .models.boekje import BEWAAR

logger = logging.getLogger(__name__)


def bestel_boekje(persoon: Persoon, sessie: Sessie, formaat: str, html: str) -> Boekje:
    """Have it made, unless that is being done already; and have it thrown away a day later."""
    with transaction.atomic():
        boekje, nieuw = Boekje.objects.leg_klaar(persoon, sessie, formaat, html)
        if nieuw:
            maak_boekje.enqueue(boekje.pk, boekje.sha256)
            ruim_boekjes_op.using(run_after=boekje.op + BEWAAR).enqueue()
    return boekje


@task
def maak_boekje(pk: int, sha256: str) -> None:
    """Print what was asked for; what is asked for meanwhile has a task of its own."""
    rijen = Boekje.objects.filter(pk=pk, sha256=sha256, pdf=None)
    html = rijen.values_list("document", flat=True).first()
    if not html:
        return
    try:
        pdf = druk(html)
    except DrukFout:
        logger.exception("Boekje %s is niet gemaakt", pk)
        rijen.update(mislukt_op=timezone.now())
    else:
        rijen.update(pdf=pdf, document="")


@task
def ruim_boekjes_op() -> None:
    Boekje.objects.oud().delete()
