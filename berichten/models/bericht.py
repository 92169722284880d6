from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.db import models, transaction
from django.db.models import Max
from django.urls import reverse
from django.utils import timezone

from verkenning.models import Persoon, Publiek, Verkenning, Vrijgave
from verkenning.velden import SlugVeld

from .. import permissions

if TYPE_CHECKING:
    from .blok import Blok


class Botsing(Exception):
    """Somebody else saved first. Carries what stands there now, so that the writer can be shown both texts."""

    def __init__(self, huidig: Any) -> None:
        super().__init__("Iemand anders was je net voor.")
        self.huidig = huidig


class NietVrijgegeven(Exception):
    """This is not released material of this Verkenning for this audience, so it cannot stand in this bericht."""


class BerichtQuerySet(models.QuerySet["Bericht"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        """Drafts are for the redactie of their Verkenning only; readers get editions."""
        return self.filter(permissions.redigeert(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def begin(self, verkenning: Verkenning, titel: str, **velden: Any) -> Bericht:
        """Start the next bericht of this Verkenning: numbers are given out once, in order."""
        with transaction.atomic():
            Verkenning.objects.select_for_update().get(pk=verkenning.pk)
            if al := self.van(verkenning).filter(sleutel=velden.get("sleutel"), sleutel__isnull=False).first():
                return al
            nummer = (self.van(verkenning).aggregate(hoogste=Max("nummer"))["hoogste"] or 0) + 1
            return self.create(verkenning=verkenning, nummer=nummer, slug=f"bericht-{nummer}", titel=titel, **velden)


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
    soort = models.CharField("soort bericht", max_length=20, choices=Soort, default=Soort.VOORTGANG)
    titel = models.CharField(max_length=200)
    publiek = models.CharField("voor wie?", max_length=20, choices=Publiek, default=Publiek.ACHTERBAN)
    van = models.DateField("vanaf", null=True, blank=True)
    tot = models.DateField("tot en met", null=True, blank=True)
    gemaakt_op = models.DateTimeField(default=timezone.now, editable=False)
    versie = models.PositiveIntegerField(default=1, editable=False)
    # Of the form it was begun with: the same form sent twice begins one bericht.
    sleutel = models.UUIDField(null=True, blank=True, unique=True, editable=False)

    objects = BerichtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "berichten"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "nummer"], name="bericht_nummer_uniek")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("berichten:maken", args=[self.verkenning.slug, self.nummer])

    @property
    def url_buiten(self) -> str:
        return reverse("berichten:bericht", args=[self.verkenning.slug, self.nummer])

    @property
    def naam(self) -> str:
        """Voortgangsbericht 3"""
        return f"{self.get_soort_display()} {self.nummer}"

    def mag_erin(self) -> models.QuerySet[Vrijgave]:
        """The released material that may stand in this bericht: of its Verkenning, and for no narrower audience."""
        return Vrijgave.objects.van(self.verkenning).voor_publiek(self.publiek).exclude(soort=Vrijgave.Soort.BERICHT)

    def hernoem(self, *, vanaf: int, **velden: Any) -> None:
        """Change the title, the audience or the period. `vanaf` is the version the writer started from. Raises Botsing."""
        with transaction.atomic():
            huidig = Bericht.objects.select_for_update().get(pk=self.pk)
            if huidig.versie != vanaf:
                raise Botsing(huidig)
            velden["versie"] = huidig.versie + 1
            for veld, waarde in velden.items():
                setattr(self, veld, waarde)
            self.save(update_fields=list(velden))

    def voeg_toe(
        self, soort: str, *, vrijgave: Vrijgave | None = None, na: int | None = None, sleutel: UUID | None = None
    ) -> Blok:
        """Add a block: at the end, or after block `na` (0: first). Raises NietVrijgegeven for what may not stand here.

        A released passage stands in a bericht once, and a form sent twice adds one block.
        """
        if vrijgave is not None and not self.mag_erin().filter(pk=vrijgave.pk).exists():
            raise NietVrijgegeven
        with transaction.atomic():
            blokken = self._op_slot()
            if al := self._staat_er_al(blokken, vrijgave):
                return al
            if al := self.ook_weg.filter(sleutel=sleutel, sleutel__isnull=False).first():
                return al
            blok = self.blokken.create(soort=soort, vrijgave=vrijgave, sleutel=sleutel, volgorde=len(blokken))
            plekken = {0: 0} | {b.pk: i for i, b in enumerate(blokken, start=1)}
            blokken.insert(len(blokken) if na is None else plekken.get(na, len(blokken)), blok)
            self._nummer(blokken)
        return blok

    def verplaats(self, blok: Blok, plek: int) -> None:
        """Move a block to this place, counted from zero; asked twice it moves once."""
        with transaction.atomic():
            blokken = self._op_slot()
            if blok in blokken:
                blokken.remove(blok)
                blokken.insert(max(plek, 0), blok)
                self._nummer(blokken)

    def verwijder(self, blok: Blok) -> None:
        """Take a block out. It is kept, and knows its place, so that it can be put back."""
        with transaction.atomic():
            blokken = self._op_slot()
            if blok in blokken:
                blokken.remove(blok)
                blok.weg_op = timezone.now()
                blok.save(update_fields=["weg_op"])
                self._nummer(blokken)

    def zet_terug(self, blok: Blok) -> None:
        """Put back what was taken out, where it stood. A released passage that stands here again meanwhile stays once."""
        with transaction.atomic():
            blokken = self._op_slot()
            if blok in blokken or self._staat_er_al(blokken, blok.vrijgave):
                return
            blok.weg_op = None
            blok.save(update_fields=["weg_op"])
            blokken.insert(blok.volgorde, blok)
            self._nummer(blokken)

    @property
    def ook_weg(self) -> models.QuerySet[Blok]:
        """The blocks with those that were taken out."""
        alle: models.QuerySet[Blok] = self.blokken(manager="ook_weg").all()
        return alle

    def _staat_er_al(self, blokken: list[Blok], vrijgave: Vrijgave | None) -> Blok | None:
        return next((blok for blok in blokken if vrijgave and blok.vrijgave_id == vrijgave.pk), None)

    def _op_slot(self) -> list[Blok]:
        """The blocks in order, while nobody else changes their order."""
        Bericht.objects.select_for_update().get(pk=self.pk)
        return list(self.blokken.all())

    def _nummer(self, blokken: list[Blok]) -> None:
        for volgorde, blok in enumerate(blokken):
            if blok.volgorde != volgorde:
                blok.volgorde = volgorde
                blok.save(update_fields=["volgorde"])
