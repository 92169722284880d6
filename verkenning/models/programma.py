from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db import models
from django.db.models import Value
from django.urls import reverse

from ..adressen import controleer_plek
from ..velden import DeelDatumVeld, HtmlVan, SlugVeld, Tekstveld


def slug_vrij(slug: str) -> None:
    """A programme stands at /SLUG/, beside the fixed addresses of the portal."""
    controleer_plek(slug, "slug")


class Verkenning(models.Model):
    """One journey: its occasion, period and phase. Public by nature; what is said in it is not held here."""

    class Fase(models.TextChoices):
        VOORBEREIDING = "voorbereiding", "in voorbereiding"
        ONDERWEG = "onderweg", "onderweg"
        AFGEROND = "afgerond", "afgerond"

    slug = SlugVeld(unique=True, validators=[slug_vrij])
    naam = models.CharField(max_length=200)
    ondertitel = models.CharField(max_length=300, blank=True)
    platform = models.CharField(max_length=200, blank=True)
    begin = DeelDatumVeld()
    einde = DeelDatumVeld()
    fase = models.CharField(max_length=20, choices=Fase, default=Fase.VOORBEREIDING)
    aanleiding = Tekstveld("aanleiding en werkwijze", blank=True)
    aanleiding_html = HtmlVan("aanleiding")
    # Fingerprint of the folder this came from: a second import of that same folder changes nothing.
    import_vingerafdruk = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = "Verkenning"
        verbose_name_plural = "Verkenningen"
        ordering = ["-begin", "naam"]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("verkenning:programma", args=[self.slug])

    @cached_property
    def assen(self) -> Assen:
        """The two sides of the map. Pages that show several Verkenningen ask for all at once: see `haal_assen`."""
        return haal_assen([self])[self.pk]


class Onderwerp(models.Model):
    """What a row and a column of the meerwaardekaart have in common: a name within one Verkenning, in order."""

    slug = SlugVeld()
    naam = models.CharField(max_length=120)
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.naam


class Samenwerkingsvorm(Onderwerp):
    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="vormen")
    omschrijving = models.CharField(max_length=500, blank=True)

    class Meta(Onderwerp.Meta):
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="vorm_uniek")]


class Meerwaarde(Onderwerp):
    class Voor(models.TextChoices):
        HUURDER = "huurder", "Voor de huurder"
        CORPORATIE = "corporatie", "Voor de corporatie"
        SAMENLEVING = "samenleving", "Voor de samenleving"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="meerwaarden")
    vraag = models.CharField(max_length=500, blank=True)
    voor = models.CharField(max_length=20, choices=Voor, default=Voor.CORPORATIE)

    class Meta(Onderwerp.Meta):
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="meerwaarde_uniek")]


@dataclass(slots=True)
class Assen:
    """The two sides of the meerwaardekaart, each in order: the forms are its rows, the values its columns."""

    vormen: list[Samenwerkingsvorm] = field(default_factory=list)
    meerwaarden: list[Meerwaarde] = field(default_factory=list)


def haal_assen(verkenningen: Sequence[Verkenning]) -> dict[int, Assen]:
    """The sides of the map of each of these, by its id, in one question: outside pages have six in all."""
    samen = ("verkenning_id", "pk", "slug", "naam", "volgorde")
    vormen = Samenwerkingsvorm.objects.filter(verkenning__in=verkenningen).order_by()
    meerwaarden = Meerwaarde.objects.filter(verkenning__in=verkenningen).order_by()
    rijen = vormen.values_list(*samen, "omschrijving", Value("")).union(
        meerwaarden.values_list(*samen, "vraag", "voor"), all=True
    )
    assen = {verkenning.pk: Assen() for verkenning in verkenningen}
    for van, pk, slug, naam, volgorde, tekst, voor in sorted(rijen, key=lambda rij: (rij[4], rij[1])):
        velden = {"verkenning_id": van, "pk": pk, "slug": slug, "naam": naam, "volgorde": volgorde}
        if voor:  # a value always says for whom it is; a form never does
            assen[van].meerwaarden.append(Meerwaarde(**velden, vraag=tekst, voor=voor))
        else:
            assen[van].vormen.append(Samenwerkingsvorm(**velden, omschrijving=tekst))
    return assen
