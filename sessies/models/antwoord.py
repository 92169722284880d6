from __future__ import annotations

from typing import Self

from django.db import models
from django.utils import timezone

from deelnemers.models import Corporatie
from verkenning.models import Persoon
from verkenning.velden import HtmlVan, Tekstveld

from .. import permissions
from .bewaren import Bewaard
from .sessie import Sessie
from .zichtbaarheid import Zichtbaarheid


class Voorbereidingsvraag(models.Model):
    """A question that a session puts to the others beforehand."""

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="voorbereidingsvragen")
    volgorde = models.PositiveSmallIntegerField(default=0)
    tekst = models.CharField("vraag", max_length=1000)

    class Meta:
        verbose_name_plural = "voorbereidingsvragen"
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.tekst


class AntwoordQuerySet(models.QuerySet["Antwoord"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.ziet_antwoord(persoon))


class Antwoord(Bewaard):
    """One association's answer to one preparation question."""

    vraag = models.ForeignKey(Voorbereidingsvraag, models.CASCADE, related_name="antwoorden")
    corporatie = models.ForeignKey(Corporatie, models.CASCADE, related_name="antwoorden")
    zichtbaarheid = models.CharField(max_length=10, choices=Zichtbaarheid, default=Zichtbaarheid.BESLOTEN)
    op = models.DateTimeField(default=timezone.now)
    tekst = Tekstveld("antwoord")
    html = HtmlVan("tekst")

    objects = AntwoordQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "antwoorden"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["vraag", "corporatie"], name="antwoord_uniek")]

    def __str__(self) -> str:
        return f"{self.corporatie} op '{self.vraag}'"
