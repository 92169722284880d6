from __future__ import annotations

import re

from django.db import models, transaction
from django.db.models import Q

from verkenning.models import Vrijgave
from verkenning.velden import HtmlVan, Tekstveld

from .bericht import Bericht, Botsing

# What people leave behind to fill in later.
RESTJE = re.compile(r"\b(?:lorem ipsum|todo|xxx+|nog invullen|hier komt nog)\b|\[(?:…|\.\.\.)\]", re.IGNORECASE)


class StaandeBlokken(models.Manager["Blok"]):
    """The blocks that stand in their bericht. What was taken out is kept to be put back, and is read nowhere else."""

    def get_queryset(self) -> models.QuerySet[Blok]:
        return super().get_queryset().filter(weg_op=None)


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
    sleutel = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    weg_op = models.DateTimeField("uit het bericht gehaald op", null=True, blank=True, editable=False)

    objects = StaandeBlokken()
    ook_weg = models.Manager["Blok"]()

    class Meta:
        verbose_name_plural = "blokken"
        ordering = ["volgorde", "pk"]
        constraints = [
            models.CheckConstraint(
                name="blok_vrijgave_alleen_zelf",
                condition=Q(soort="vrijgave", vrijgave__isnull=False, kop="", tekst="")
                | (~Q(soort="vrijgave") & Q(vrijgave=None)),
            )
        ]

    def __str__(self) -> str:
        return self.kop or self.get_soort_display()

    @property
    def te_schrijven(self) -> bool:
        """Whether the redactie writes this block itself. What was released stands as it was released."""
        return self.soort in {self.Soort.TEKST, self.Soort.VRAAG}

    def herschrijf(self, *, kop: str, tekst: str, vanaf: int) -> None:
        """Change heading and text. `vanaf` is the version the writer started from; raises Botsing when it moved on.

        Who was still writing when somebody else took the block out loses nothing: the words are kept with it.
        """
        with transaction.atomic():
            huidig = Blok.ook_weg.select_for_update().get(pk=self.pk)
            if huidig.versie != vanaf:
                raise Botsing(huidig)
            self.kop, self.tekst, self.versie = kop, tekst, huidig.versie + 1
            self.save(update_fields=["kop", "tekst", "html", "versie"])

    def bezwaar(self) -> str:
        """Why this block cannot be published as it stands; '' when it can."""
        if self.te_schrijven:
            return self._bezwaar_tegen_tekst()
        vrijgave = self.vrijgave
        if vrijgave is None:
            return ""
        if vrijgave.ingetrokken_op:
            return "Dit stuk is ingetrokken. Haal het weg."
        if vrijgave.vervangen_op:
            return "Van dit stuk is een nieuwere versie vrijgegeven. Haal het weg en zet de nieuwe erin."
        if vrijgave.publiek != self.bericht.publiek and self.bericht.publiek == "openbaar":
            return "Dit stuk is alleen voor leden, en dit bericht is voor iedereen. Haal het weg."
        return ""

    def _bezwaar_tegen_tekst(self) -> str:
        if not self.tekst.strip() and (not self.kop.strip() or self.soort == self.Soort.VRAAG):
            return "Dit blok is leeg. Schrijf er iets in, of haal het weg."
        if rest := RESTJE.search(f"{self.kop}\n{self.tekst}"):
            return f"Er staat nog '{rest.group().strip()}' in. Maak de zin af, of haal hem weg."
        return ""
