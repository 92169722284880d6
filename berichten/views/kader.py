"""What the pages of the redactie share: finding a bericht, and what stands around each page."""

from __future__ import annotations

from typing import Any

from django.shortcuts import get_object_or_404

from verkenning.http import Verzoek
from verkenning.models import Verkenning

from ..models import Bericht


def bericht_of_404(request: Verzoek, slug: str, nummer: int) -> Bericht:
    rijen = Bericht.objects.zichtbaar_voor(request.user).select_related("verkenning")
    return get_object_or_404(rijen, verkenning__slug=slug, nummer=nummer)


def kader(request: Verzoek, verkenning: Verkenning) -> dict[str, Any]:
    """The Verkenning, and what the menu would otherwise ask."""
    in_groep = verkenning.pk in request.user.groepen
    return {"verkenning": verkenning, "groepen": [verkenning] if in_groep else []}
