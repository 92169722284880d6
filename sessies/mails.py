"""Letters about what happens in a group. None carries a word of what was said: a mailbox is outside."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.tasks import task
from django.utils import timezone

from deelnemers.permissions import is_van_groep
from verkenning import mail
from verkenning.models import Persoon

from .models import Herinnering, Sessie, Voordracht


def vraag_de_spreker(voordracht: Voordracht) -> None:
    """Ask whoever said it whether it may go out; the passage itself stands behind the login."""
    if voordracht.spreker == voordracht.door:
        return
    # Who left the group still decides about their own words, but is no longer told who is in it.
    in_groep = is_van_groep(voordracht.spreker, voordracht.verkenning_id)
    context = {
        "naam": voordracht.spreker.get_short_name(),
        "door": voordracht.door.naam if in_groep else "Iemand uit de groep",
        "verkenning": voordracht.verkenning.naam,
        "url": f"{settings.BASE_URL}{voordracht.get_absolute_url()}",
    }
    mail.stuur_later("mag_dit_naar_buiten", voordracht.spreker.email, context)


def herinner(sessie: Sessie, door: Persoon) -> list[Persoon]:
    """Remind whoever has not prepared; says whom. The reminders and their letters are noted down together, or neither."""
    with transaction.atomic():
        herinneringen = Herinnering.objects.herinner(sessie, door=door)
        for herinnering in herinneringen:
            stuur_herinnering.enqueue(herinnering.pk)
    return [herinnering.persoon for herinnering in herinneringen]


@task
def stuur_herinnering(pk: int, poging: int = 1) -> None:
    """Who left or has answered meanwhile gets nothing, and then was not reminded."""
    rijen = Herinnering.objects.filter(pk=pk, verstuurd_op=None)
    herinnering = rijen.select_related("sessie__verkenning", "persoon", "door").first()
    if herinnering is None:
        return
    if not herinnering.is_nodig:
        herinnering.delete()
        return
    try:
        mail.verstuur(_schrijf(herinnering), herinnering.persoon.email)
    except mail.NietVerstuurd:
        if poging < mail.POGINGEN:
            stuur_herinnering.using(run_after=timezone.now() + mail.wacht_na(poging)).enqueue(pk, poging + 1)
        else:
            rijen.update(mislukt_op=timezone.now())
    else:
        rijen.update(verstuurd_op=timezone.now())


def _schrijf(herinnering: Herinnering) -> mail.Brief:
    sessie = herinnering.sessie
    context = {
        "naam": herinnering.persoon.get_short_name(),
        "door": herinnering.door.naam,
        "titel": sessie.titel,
        "wanneer": sessie.wanneer,
        "verkenning": sessie.verkenning.naam,
        "url": f"{settings.BASE_URL}{sessie.voorbereiding_url}",
    }
    return mail.schrijf("herinnering", context)
