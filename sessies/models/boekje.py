from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import Self

from django.db import models, transaction
from django.utils import timezone

from verkenning.models import Persoon

from .sessie import Sessie

BEWAAR = timedelta(days=1)
GEDULD = timedelta(minutes=2)  # after that it is asked for again: the printer may have been stopped half-way


class BoekjeQuerySet(models.QuerySet["Boekje"]):
    def voor(self, persoon: Persoon, sessie: Sessie, formaat: str) -> Self:
        return self.filter(persoon=persoon, sessie=sessie, formaat=formaat)

    def oud(self) -> Self:
        return self.filter(op__lte=timezone.now() - BEWAAR)

    def leg_klaar(self, persoon: Persoon, sessie: Sessie, formaat: str, html: str) -> tuple[Boekje, bool]:
        """Note down what has to be printed, and whether that is new: the same thing is asked for once."""
        nieuw = {"document": html, "sha256": merk(html), "pdf": None, "mislukt_op": None, "op": timezone.now()}
        with transaction.atomic():
            wie = {"persoon": persoon, "sessie": sessie, "formaat": formaat}
            boekje, gemaakt = self.select_for_update().get_or_create(**wie, defaults=nieuw)
            if gemaakt or boekje.is_van(html):
                return boekje, gemaakt
            for veld, waarde in nieuw.items():
                setattr(boekje, veld, waarde)
            boekje.save(update_fields=list(nieuw))
        return boekje, True


class Boekje(models.Model):
    """A session as a booklet on paper, of what one reader may read: made for them, kept for a day, and read by nobody else.

    It stands in the database, where no address leads to it but their own; a file would have to be kept from others as well.
    """

    class Formaat(models.TextChoices):
        A4 = "a4", "A4"
        A5 = "a5", "A5"

    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="boekjes")
    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="boekjes")
    formaat = models.CharField(max_length=2, choices=Formaat)
    sha256 = models.CharField(max_length=64)
    document = models.TextField(blank=True)  # until it is printed
    pdf = models.BinaryField(null=True)
    op = models.DateTimeField(default=timezone.now)
    mislukt_op = models.DateTimeField(null=True)

    objects = BoekjeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["persoon", "sessie", "formaat"], name="boekje_uniek")]

    def __str__(self) -> str:
        return f"boekje van {self.persoon}: {self.sessie}"

    def is_van(self, html: str) -> bool:
        """Whether this is still what there is to read, and is still kept, or may still come from the printer."""
        return self.sha256 == merk(html) and self.op > timezone.now() - (GEDULD if self.pdf is None else BEWAAR)


def merk(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()
