from __future__ import annotations

from typing import Any

from django.db import models

from verkenning.models import Persoon
from verkenning.velden import HtmlVan, SlugVeld, Tekstveld

from .samen import OpVolgorde
from .sessie import Sessie


class Onderdeel(OpVolgorde):
    """A part of the agenda: typed, timed, with its own place and guests."""

    bewaart = "tekst"

    class Soort(models.TextChoices):
        OPENING = "opening", "Opening"
        PRAKTIJK = "praktijk", "Praktijk"
        THEORIE = "theorie", "Theorie"
        INSPIRATIE = "inspiratie", "Inspiratie"
        GAST = "gast", "Gast"
        WERKBEZOEK = "werkbezoek", "Werkbezoek"
        GESPREK = "gesprek", "Gesprek"
        PAUZE = "pauze", "Pauze"
        OOGST = "oogst", "Oogst"

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="onderdelen")
    slug = SlugVeld(plek="onderdeel")
    soort = models.CharField(max_length=20, choices=Soort)
    titel = models.CharField(max_length=300)
    minuten = models.PositiveSmallIntegerField(null=True, blank=True)
    locatie = models.CharField(max_length=300, blank=True)
    tekst = Tekstveld(blank=True)
    html = HtmlVan("tekst")

    class Meta:
        verbose_name_plural = "onderdelen"
        ordering = ["volgorde", "pk"]
        constraints = [models.UniqueConstraint(fields=["sessie", "slug"], name="onderdeel_uniek")]

    def __str__(self) -> str:
        return self.titel

    def zegt(self, velden: dict[str, Any]) -> bool:
        rest = {naam: waarde for naam, waarde in velden.items() if naam != "gasten"}
        return super().zegt(rest) and ("gasten" not in velden or self.wie() == [g for g in velden["gasten"] if g[0]])

    def neem_over(self, velden: dict[str, Any], door: Persoon) -> None:
        gasten = velden.pop("gasten", None)
        super().neem_over(velden, door)
        if gasten is not None:
            self.ontvang(gasten)

    def wie(self) -> list[tuple[str, str]]:
        """Its guests, as (name, organisation)."""
        return [(gast.naam, gast.organisatie) for gast in self.gasten.all()]

    def ontvang(self, gasten: list[tuple[str, str]]) -> None:
        """Row by row: whoever stays in their row stays the same guest, and an emptied row is a guest less."""
        er_al: list[Gast | None] = list(self.gasten.all())
        er_al += [None] * (len(gasten) - len(er_al))
        for gast, (naam, organisatie) in zip(er_al, gasten, strict=False):
            if naam:
                gast = gast or Gast(onderdeel=self)
                gast.naam, gast.organisatie = naam, organisatie
                gast.save()
            elif gast:
                gast.delete()


class Gast(models.Model):
    """Somebody from outside who joins one part. Has no account."""

    onderdeel = models.ForeignKey(Onderdeel, models.CASCADE, related_name="gasten")
    naam = models.CharField(max_length=200)
    organisatie = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "gasten"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.naam
