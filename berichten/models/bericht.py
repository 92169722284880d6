from __future__ import annotations

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from verkenning.models import Persoon, Publiek, Verkenning, Vrijgave
from verkenning.velden import HtmlVan, SlugVeld, Tekstveld

from .. import permissions


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        """Drafts are for the redactie of their Verkenning only; readers get editions."""
        return self.filter(permissions.redigeert(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)


class Bericht(models.Model):
    """A publication in the making: blocks in order. What readers get is an Uitgave of it."""

    class Soort(models.TextChoices):
        INTRODUCTIE = "introductie", "Introductie"
        VOORTGANG = "voortgang", "Voortgangsbericht"
        TERUGKOPPELING = "terugkoppeling", "Terugkoppeling"
        ESSAY = "essay", "Essay"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="berichten")
    nummer = models.PositiveSmallIntegerField()
    slug = SlugVeld()
    soort = models.CharField(max_length=20, choices=Soort, default=Soort.VOORTGANG)
    titel = models.CharField(max_length=200)
    publiek = models.CharField("voor wie?", max_length=20, choices=Publiek, default=Publiek.ACHTERBAN)
    van = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "berichten"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "nummer"], name="bericht_nummer_uniek")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("berichten:maken", args=[self.verkenning.slug, self.nummer])


class Blok(models.Model):
    """One block. A released passage is shown as it was released, and cannot be edited here."""

    class Soort(models.TextChoices):
        TEKST = "tekst", "Tekst"
        VRIJGAVE = "vrijgave", "Vrijgegeven stuk"
        ROUTE = "route", "De route"
        KAART = "kaart", "De meerwaardekaart"
        VRAAG = "vraag-aan-leden", "Vraag aan de leden"

    bericht = models.ForeignKey(Bericht, models.CASCADE, related_name="blokken")
    volgorde = models.PositiveSmallIntegerField(default=0)
    soort = models.CharField(max_length=20, choices=Soort, default=Soort.TEKST)
    kop = models.CharField(max_length=200, blank=True)
    tekst = Tekstveld(blank=True)
    html = HtmlVan("tekst")
    vrijgave = models.ForeignKey(Vrijgave, models.PROTECT, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "blokken"
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.kop or self.get_soort_display()


def mag_erin(bericht: Bericht) -> models.QuerySet[Vrijgave]:
    """The released material that may stand in this bericht: of its Verkenning, and for no narrower audience."""
    return Vrijgave.objects.van(bericht.verkenning).voor_publiek(bericht.publiek).exclude(soort=Vrijgave.Soort.BERICHT)
