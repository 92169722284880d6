from __future__ import annotations

import uuid
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from deelnemers.models import Corporatie
from verkenning.models import Persoon, Verkenning
from verkenning.velden import HtmlVan, SlugVeld, Tekstveld

from .. import permissions
from .bewaren import Bewaard
from .onderdeel import Onderdeel
from .sessie import Sessie
from .sleutels import sleutels_van
from .zichtbaarheid import Zichtbaarheid

SPREKER_VAST = "Wie het zei staat vast zodra een notitie is voorgedragen. Diegene beslist erover, en niemand anders."


class SprekerStaatVast(ValidationError):
    """Who said it was to be changed of a note that was put forward: that person was asked, and nobody in their place."""

    def __init__(self) -> None:
        super().__init__(SPREKER_VAST)


class NotitieQuerySet(models.QuerySet["Notitie"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.ziet_notitie(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def als_regel(self) -> Self:
        """With everything one note on a page shows: who, where, and the ids of the questions it bears on."""
        return self.select_related("auteur", "spreker", "onderdeel").annotate(
            raakt_sleutels=sleutels_van(Notitie.raakt)
        )


class Notitie(Bewaard):
    """One line or a page from a session."""

    class Soort(models.TextChoices):
        VERSLAG = "verslag", "Verslag"
        INZICHT = "inzicht", "Inzicht"
        CITAAT = "citaat", "Citaat"
        VRAAG = "vraag", "Vraag"
        AFSPRAAK = "afspraak", "Afspraak"
        TWIJFEL = "twijfel", "Twijfel"
        REISVERSLAG = "reisverslag", "Reisverslag"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="notities")
    slug = SlugVeld(max_length=120, plek="notitie")
    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="notities")
    onderdeel = models.ForeignKey(Onderdeel, models.SET_NULL, null=True, blank=True, related_name="notities")
    soort = models.CharField(max_length=20, choices=Soort)
    auteur = models.ForeignKey(Persoon, models.PROTECT, related_name="notities")
    spreker = models.ForeignKey(
        Persoon,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="uitspraken",
        help_text="wiens woorden of mening dit zijn",
    )
    op = models.DateTimeField(default=timezone.now)
    raakt = models.ManyToManyField(Corporatie, blank=True, related_name="geraakt_door")
    zichtbaarheid = models.CharField(max_length=10, choices=Zichtbaarheid, default=Zichtbaarheid.BESLOTEN)
    bijlagen = models.JSONField(default=list, blank=True)
    tekst = Tekstveld("notitie")
    html = HtmlVan("tekst")
    # Made by the form or the desk: the same key twice is the same line.
    sleutel = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = NotitieQuerySet.as_manager()

    # On the rows of a page: see `als_regel`, and Gezelschap.notities.
    raakt_sleutels: str | None
    van: str
    bij: list[Corporatie]

    class Meta:
        ordering = ["op", "slug"]
        constraints = [
            models.UniqueConstraint(fields=["verkenning", "slug"], name="notitie_uniek"),
            models.CheckConstraint(
                condition=~models.Q(soort="citaat") | models.Q(spreker__isnull=False), name="citaat_met_spreker"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} van {self.auteur}"

    @property
    def spreker_staat_vast(self) -> bool:
        """From the moment that it is put forward: otherwise a no could be walked around by asking somebody else."""
        return self.voordrachten.exists()

    def herschrijf(self, tekst: str, *, door: Persoon, vanaf: int, **velden: Any) -> None:
        """As of any text, and raises SprekerStaatVast where it would change who is asked."""
        with transaction.atomic():
            huidig = Notitie.objects.select_for_update().get(pk=self.pk)
            anders = velden.get("spreker_id", huidig.spreker_id) != huidig.spreker_id
            if anders and huidig.spreker_staat_vast:
                raise SprekerStaatVast
            super().herschrijf(tekst, door=door, vanaf=vanaf, **velden)

    def get_absolute_url(self) -> str:
        return reverse("sessies:notitie", args=[self.verkenning.slug, self.slug])
