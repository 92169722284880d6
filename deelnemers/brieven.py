"""The mail that carries an invitation, and the one that tells whom it touches."""

from __future__ import annotations

from django.conf import settings
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from verkenning import mail

from .models import Uitnodiging


@task
def verstuur_uitnodiging(pk: int, poging: int = 1) -> None:
    """Send the mail once. The secret is made here, so that it stands in the mail only: not in the task, not in the database."""
    uitnodiging = Uitnodiging.objects.open().select_related("verkenning", "corporatie", "door").filter(pk=pk).first()
    if uitnodiging is None or uitnodiging.verstuurd_op is not None or not uitnodiging.is_open:
        return
    brief = _schrijf(uitnodiging, uitnodiging.nieuwe_sleutel())
    uitnodiging.save(update_fields=["sleutel_hash"])
    try:
        mail.verstuur(brief, uitnodiging.email, antwoord_aan=uitnodiging.door.email)
    except mail.NietVerstuurd:
        uitnodiging.mislukt_op = timezone.now()
        uitnodiging.save(update_fields=["mislukt_op"])
        if poging < mail.POGINGEN:
            verstuur_uitnodiging.using(run_after=timezone.now() + mail.wacht_na(poging)).enqueue(pk, poging + 1)
        return
    uitnodiging.verstuurd_op, uitnodiging.mislukt_op = timezone.now(), None
    uitnodiging.save(update_fields=["verstuurd_op", "mislukt_op"])


def _schrijf(uitnodiging: Uitnodiging, sleutel: str) -> mail.Brief:
    url = settings.BASE_URL + reverse("deelnemers:uitnodiging", args=[sleutel])
    velden = ("naam", "rol", "door", "verkenning", "corporatie", "verloopt_op")
    return mail.schrijf("uitnodiging", {naam: getattr(uitnodiging, naam) for naam in velden} | {"url": url})


def meld_aan_verkenners(uitnodiging: Uitnodiging) -> None:
    """Whoever is verkenner of an association already hears that another is asked: that one will read what it keeps private."""
    if uitnodiging.corporatie is None:
        return
    context = {naam: str(getattr(uitnodiging, naam)) for naam in ("naam", "email", "door", "verkenning", "corporatie")}
    leden = uitnodiging.corporatie.lidmaatschappen.geldig().filter(persoon__is_active=True)
    for lid in leden.exclude(persoon=uitnodiging.door).select_related("persoon"):
        voornaam = lid.persoon.get_short_name()
        mail.stuur_later("nog-een-verkenner", lid.persoon.email, context | {"voornaam": voornaam})
