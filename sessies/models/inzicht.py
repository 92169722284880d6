from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse

from deelnemers.models import Corporatie
from deelnemers.models.corporatie import CorporatieQuerySet
from verkenning.models import Meerwaarde, Persoon, Samenwerkingsvorm, Verkenning
from verkenning.velden import HtmlVan, PlatteTekst, SlugVeld, Tekstveld

from .. import permissions
from .antwoord import Antwoord
from .bibliotheek import Inspiratie, Theorie
from .notitie import Notitie
from .sessie import Sessie


class InzichtQuerySet(models.QuerySet["Inzicht"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.groep_ziet(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def geldend(self) -> Self:
        """Not yet replaced by a later insight."""
        return self.filter(vervangen_door=None)


class Inzicht(models.Model):
    """A statement on one form and one added value, with its effect and its evidence. Replaced by a later one, never overwritten."""

    class Effect(models.TextChoices):
        STEUNT = "steunt", "Steunt"
        GEMENGD = "gemengd", "Gemengd"
        TEGEN = "tegen", "Tegen"
        ONBEKEND = "onbekend", "Weten we nog niet"

    class Status(models.TextChoices):
        VOORLOPIG = "voorlopig", "voorlopig"
        GEDEELD = "gedeeld", "gedeeld"
        HERZIEN = "herzien", "herzien"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="inzichten")
    slug = SlugVeld(max_length=120, plek="inzicht")
    stelling = PlatteTekst()
    vorm = models.ForeignKey(Samenwerkingsvorm, models.PROTECT, related_name="inzichten")
    meerwaarde = models.ForeignKey(Meerwaarde, models.PROTECT, related_name="inzichten")
    effect = models.CharField(max_length=10, choices=Effect, default=Effect.ONBEKEND)
    status = models.CharField(max_length=10, choices=Status, default=Status.VOORLOPIG)
    vervangt = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="vervangen_door")
    tekst = Tekstveld("toelichting", blank=True)
    html = HtmlVan("tekst")

    objects = InzichtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inzichten"
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="inzicht_uniek")]

    def __str__(self) -> str:
        return self.stelling

    def get_absolute_url(self) -> str:
        return reverse("sessies:inzicht", args=[self.verkenning.slug, self.slug])

    def bediende_vragen(self) -> CorporatieQuerySet:
        """Whose central questions were served by the sessions that its evidence comes from."""
        sessies = Sessie.objects.filter(
            Q(pk__in=Notitie.objects.filter(bewijs_voor__inzicht=self).values("sessie"))
            | Q(pk__in=Antwoord.objects.filter(bewijs_voor__inzicht=self).values("vraag__sessie"))
        )
        return Corporatie.objects.filter(
            pk__in=Sessie.vragen.through.objects.filter(sessie__in=sessies).values("corporatie")
        )

    def rakende_vragen(self) -> CorporatieQuerySet:
        """Whose central questions the notes bear on that it rests on."""
        return Corporatie.objects.filter(
            pk__in=Corporatie.objects.filter(geraakt_door__bewijs_voor__inzicht=self).values("pk")
        )

    def geraakte_vragen(self) -> list[str]:
        """Slugs of the central questions its evidence bears on, in order of the alphabet."""
        return sorted((self.bediende_vragen() | self.rakende_vragen()).values_list("slug", flat=True))


class Bewijs(models.Model):
    """One thing that an insight rests on: a note, an answer, theory or an example."""

    inzicht = models.ForeignKey(Inzicht, models.CASCADE, related_name="bewijs")
    notitie = models.ForeignKey(Notitie, models.CASCADE, null=True, blank=True, related_name="bewijs_voor")
    antwoord = models.ForeignKey(Antwoord, models.CASCADE, null=True, blank=True, related_name="bewijs_voor")
    theorie = models.ForeignKey(Theorie, models.CASCADE, null=True, blank=True, related_name="bewijs_voor")
    inspiratie = models.ForeignKey(Inspiratie, models.CASCADE, null=True, blank=True, related_name="bewijs_voor")

    class Meta:
        verbose_name_plural = "bewijs"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.notitie or self.antwoord or self.theorie or self.inspiratie)
