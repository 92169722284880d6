"""A central question on its way: what somebody has filled in so far, step by step, for nobody else to read."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from verkenning.models import Persoon
from verkenning.velden import PlatteTekst

from .corporatie import Botsing, Corporatie, Vraagversie

# Each under its fixed heading in the explanation of the question.
KOPPEN = {
    "waarom_nu": "Waarom nu?",
    "geprobeerd": "Wat is al geprobeerd?",
    "huurder": "Wat moet de huurder ervan merken?",
    "vormen": "Welke vormen komen in gedachten?",
}


class Vraagconcept(models.Model):
    """One for each writer: two people of one association never write in each other's. It goes when the question is there."""

    corporatie = models.ForeignKey(Corporatie, models.CASCADE, related_name="+")
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    versie = models.PositiveIntegerField(default=0)
    stap = models.PositiveSmallIntegerField(default=1)
    tekst = models.CharField(max_length=1000, blank=True)
    waarom_nu = PlatteTekst(blank=True)
    geprobeerd = PlatteTekst(blank=True)
    huurder = PlatteTekst(blank=True)
    vormen = PlatteTekst(blank=True)

    class Meta:
        verbose_name_plural = "vraagconcepten"
        constraints = [models.UniqueConstraint(fields=["corporatie", "persoon"], name="vraagconcept_uniek")]

    def __str__(self) -> str:
        return self.tekst or "een vraag in de maak"

    @property
    def antwoorden(self) -> list[tuple[str, str]]:
        """What was filled in under its heading; what was left open is left out."""
        delen = ((kop, getattr(self, naam).strip()) for naam, kop in KOPPEN.items())
        return [(kop, wat) for kop, wat in delen if wat]

    @property
    def toelichting(self) -> str:
        """The same as one text, with fixed headings."""
        return "\n\n".join(f"### {kop}\n\n{wat}" for kop, wat in self.antwoorden)

    def bewaar(self, stap: int, *, vanaf: int, naar: int, **velden: Any) -> None:
        """Keep one step. `vanaf` is the version that its writer began with.

        Raises Botsing, with what is kept now, when they wrote something else meanwhile on another device.
        """
        with transaction.atomic():
            Corporatie.objects.select_for_update().get(pk=self.corporatie_id)
            huidig = Vraagconcept.objects.filter(corporatie=self.corporatie, persoon=self.persoon).first() or self
            anders = {naam: waarde for naam, waarde in velden.items() if getattr(huidig, naam) != waarde}
            if anders and huidig.versie != vanaf:
                raise Botsing(huidig)
            self.pk, self.versie = huidig.pk, huidig.versie + bool(anders)
            for naam in (*KOPPEN, "tekst"):
                setattr(self, naam, velden.get(naam, getattr(huidig, naam)))
            self.stap, self.op = naar, timezone.now()
            self.save()

    def stel(self, tekst: str, *, waarom: str, vanaf: int, gezien: int) -> Vraagversie:
        """Make it the question of the association. `vanaf` is how many wordings its writer had seen, `gezien` which draft.

        Raises Botsing, and keeps the draft, when a colleague worded one meanwhile or the draft itself went on.
        """
        with transaction.atomic():
            Corporatie.objects.select_for_update().get(pk=self.corporatie_id)
            huidig = Vraagconcept.objects.filter(pk=self.pk).first()
            if huidig and huidig.versie != gezien:
                raise Botsing(huidig)
            versie = self.corporatie.scherp_aan(
                tekst, toelichting=self.toelichting, waarom=waarom, door=self.persoon, vanaf=vanaf
            )
            self.delete()
        return versie
