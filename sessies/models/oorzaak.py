from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q

from deelnemers.models import Vraagversie
from verkenning.models import Persoon

from .inzicht import Inzicht
from .notitie import Notitie


class VraagoorzaakQuerySet(models.QuerySet["Vraagoorzaak"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        """Of what this person may read: a note that was made private since is no cause for anybody else."""
        notities, inzichten = Notitie.objects.zichtbaar_voor(persoon), Inzicht.objects.zichtbaar_voor(persoon)
        return self.filter(Q(notitie__in=notities.values("pk")) | Q(inzicht__in=inzichten.values("pk")))


class Vraagoorzaak(models.Model):
    """The note or the insight by which a question changed. Questions are `deelnemers`', which knows neither: so it hangs here."""

    versie = models.OneToOneField(Vraagversie, models.CASCADE, related_name="+")
    notitie = models.ForeignKey(Notitie, models.CASCADE, null=True, blank=True, related_name="+")
    inzicht = models.ForeignKey(Inzicht, models.CASCADE, null=True, blank=True, related_name="+")

    objects = VraagoorzaakQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "vraagoorzaken"
        constraints = [
            models.CheckConstraint(
                name="vraagoorzaak_een_bron",
                condition=Q(notitie__isnull=False, inzicht=None) | Q(notitie=None, inzicht__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.notitie or self.inzicht)
