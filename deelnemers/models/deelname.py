"""How an association takes part, as a history."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Case, F, OuterRef, Subquery, Value, When
from django.utils import timezone

from verkenning.velden import DeelDatumVeld, PlatteTekst


class Deelname(models.Model):
    """One step in how an association takes part. Steps are added, never changed: counts are 'as of a date'."""

    class Status(models.TextChoices):
        AANGEMELD = "aangemeld", "aangemeld"
        ACTIEF = "actief", "doet mee"
        GESTOPT = "gestopt", "gestopt"

    corporatie = models.ForeignKey("Corporatie", models.CASCADE, related_name="deelnames")
    status = models.CharField(max_length=20, choices=Status)
    op = DeelDatumVeld()
    reden = PlatteTekst(blank=True, help_text="blijft binnen de groep")
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return f"{self.corporatie}: {self.status}"


def stand_van(corporatie: OuterRef, op: date | None = None) -> Subquery:
    """How an association takes part on a date (today unless told): its last step that has begun by then.

    A stop of which nobody knows the date counts from now on; any other step without one came before those with one.
    """
    tot = (op or timezone.localdate()).isoformat()
    stop_zonder_datum = When(op="", status=Deelname.Status.GESTOPT, then=Value(tot))
    sinds = Case(stop_zonder_datum, default=F("op"), output_field=models.CharField())
    begonnen = Deelname.objects.filter(corporatie=corporatie, op__lte=tot).order_by(sinds.desc(), "-volgorde", "-pk")
    return Subquery(begonnen.values("status")[:1])
