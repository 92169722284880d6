from __future__ import annotations

from datetime import timedelta
from typing import Self

from django.db import models, transaction
from django.db.models import Count
from django.utils import timezone

from deelnemers.models import Corporatie, Lidmaatschap
from verkenning.models import Persoon

from .antwoord import Antwoord
from .sessie import Sessie
from .zichtbaarheid import Zichtbaarheid

RUST = timedelta(hours=24)


class HerinneringQuerySet(models.QuerySet["Herinnering"]):
    def telt(self) -> Self:
        """Those after which somebody is left in peace still. What the mail server never took is no reminder."""
        return self.filter(op__gt=timezone.now() - RUST, mislukt_op=None)

    def herinner(self, sessie: Sessie, *, door: Persoon) -> list[Herinnering]:
        """Remind everybody who has not prepared, and was not reminded in the last day. Whoever clicks twice, reminds once."""
        with transaction.atomic():
            Sessie.objects.select_for_update().get(pk=sessie.pk)
            met_rust = set(self.filter(sessie=sessie).telt().values_list("persoon", flat=True)) | {door.pk}
            nodig = [persoon for persoon in niet_voorbereid(sessie) if persoon.pk not in met_rust]
            return [self.create(sessie=sessie, persoon=persoon, door=door) for persoon in nodig]


class Herinnering(models.Model):
    """Somebody was asked by mail to prepare for a session: who, when, and by whom."""

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="herinneringen")
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="herinneringen")
    door = models.ForeignKey(Persoon, models.CASCADE, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    verstuurd_op = models.DateTimeField(null=True, blank=True, editable=False)
    mislukt_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = HerinneringQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "herinneringen"
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"herinnering aan {self.persoon}: {self.sessie}"

    @property
    def is_nodig(self) -> bool:
        """Whether they still take part, and still have something to prepare."""
        return self.persoon in niet_voorbereid(self.sessie)


def niet_voorbereid(sessie: Sessie) -> list[Persoon]:
    """The verkenners whose association has not shared an answer to every question of a session that lies ahead.

    Only shared answers count: a reminder tells nobody what somebody wrote for themselves.
    """
    aantal = sessie.voorbereidingsvragen.count()
    if not aantal or not Sessie.objects.straks().filter(pk=sessie.pk).exists():
        return []
    gedeeld = Antwoord.objects.filter(vraag__sessie=sessie, zichtbaarheid=Zichtbaarheid.BESLOTEN).order_by()
    klaar = gedeeld.values("corporatie").annotate(aantal=Count("pk")).filter(aantal__gte=aantal).values("corporatie")
    achter = Corporatie.objects.actief().filter(verkenning=sessie.verkenning_id).exclude(pk__in=klaar)
    leden = Lidmaatschap.objects.lopend().filter(corporatie__in=achter.values("pk"), persoon__is_active=True)
    rijen = leden.select_related("persoon").order_by("persoon__naam", "pk")
    return list(dict.fromkeys(lid.persoon for lid in rijen))
