from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse

from verkenning.models import Meerwaarde, Persoon, Samenwerkingsvorm, Verkenning
from verkenning.velden import HtmlVan, PlatteTekst, SlugVeld, Tekstveld

from .. import permissions
from .antwoord import Antwoord
from .bibliotheek import Inspiratie, Theorie
from .notitie import Notitie


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
    slug = SlugVeld(max_length=120)
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

    def geraakte_vragen(self) -> list[str]:
        """Slugs of the central questions its evidence bears on, in order of the alphabet."""
        slugs: set[str] = set()
        for stuk in self.bewijs.select_related("notitie__sessie", "antwoord__vraag__sessie"):
            if stuk.notitie:
                slugs |= {
                    corporatie.slug for corporatie in (*stuk.notitie.raakt.all(), *stuk.notitie.sessie.vragen.all())
                }
            if stuk.antwoord:
                slugs |= {corporatie.slug for corporatie in stuk.antwoord.vraag.sessie.vragen.all()}
        return sorted(slugs)


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
