from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Max, Q
from django.utils import timezone

from verkenning.models import Persoon, Publiek, zichtbare_publieken

from .bericht import Bericht


class UitgaveQuerySet(models.QuerySet["Uitgave"]):
    def leesbaar_voor(self, persoon: Persoon | AnonymousUser) -> Self:
        return self.filter(publiek__in=zichtbare_publieken(persoon))

    def laatste(self) -> Self:
        """Of each bericht the newest edition only: earlier ones are kept, and no longer served."""
        return self.annotate(_laatste=Max("bericht__uitgaven__nummer")).filter(nummer=models.F("_laatste"))


class Onveranderlijk(Exception):
    """An edition is what people have read. It is never changed or removed; a correction is a next edition."""


class Uitgave(models.Model):
    """An edition: what was published, as it was published. Its HTML and its PDF are files of the archive."""

    bericht = models.ForeignKey(Bericht, models.PROTECT, related_name="uitgaven")
    nummer = models.PositiveSmallIntegerField(default=1)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Persoon, models.PROTECT, null=True, blank=True, related_name="+")
    publiek = models.CharField(max_length=20, choices=Publiek)
    soort = models.CharField(max_length=20)
    titel = models.CharField(max_length=200)
    toelichting = models.TextField("wat is er veranderd?", blank=True)
    html = models.TextField()
    druk_html = models.TextField(help_text="waaruit de PDF is gemaakt")
    sha256 = models.CharField(max_length=64)
    pdf = models.FileField(upload_to="uitgaven/", blank=True)

    objects = UitgaveQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitgaven"
        ordering = ["bericht", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["bericht", "nummer"], name="uitgave_uniek"),
            models.CheckConstraint(condition=~Q(html="") & ~Q(sha256=""), name="uitgave_niet_leeg"),
        ]

    def __str__(self) -> str:
        return f"{self.titel}, uitgave {self.nummer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only the PDF is added later, by the worker that makes it."""
        if self.pk and kwargs.get("update_fields") != ["pdf"]:
            raise Onveranderlijk
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Onveranderlijk
