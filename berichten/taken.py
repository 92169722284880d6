"""What waits for the redactie."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.urls import reverse

from verkenning.models import Persoon, Verkenning, Vrijgave
from verkenning.taken import Taak

from .models import Uitgave


def taken(persoon: Persoon) -> list[Taak]:
    """Per Verkenning that this person writes for: what was released since the last bericht."""
    if not persoon.redactie_van:
        return []
    laatste = Uitgave.objects.filter(bericht__verkenning=OuterRef("pk")).order_by("-op").values("op")[:1]
    sinds = Q(vrijgaven__ingetrokken_op=None, vrijgaven__vervangen_op=None) & ~Q(
        vrijgaven__soort=Vrijgave.Soort.BERICHT
    )
    verkenningen = (
        Verkenning.objects.filter(pk__in=persoon.redactie_van)
        .annotate(laatste=Subquery(laatste))
        .annotate(nieuw=Count("vrijgaven", filter=sinds & (Q(laatste=None) | Q(vrijgaven__op__gt=F("laatste")))))
        .filter(nieuw__gt=0)
    )
    return [_taak(verkenning) for verkenning in verkenningen]


def _taak(verkenning: Any) -> Taak:
    stukken = "1 nieuw stuk" if verkenning.nieuw == 1 else f"{verkenning.nieuw} nieuwe stukken"
    sinds = "sinds het laatste bericht" if verkenning.laatste else "voor het eerste bericht"
    return Taak(
        titel=f"{stukken} {sinds}",
        uitleg=f"Vrijgegeven in {verkenning.naam}. Je kunt er een concept van laten maken.",
        knop="Maak een bericht",
        url=reverse("berichten:redactie", args=[verkenning.slug]),
        minuten=30,
        icoon="bericht",
    )
