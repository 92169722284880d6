"""What the pages of the redactie share: finding a bericht."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from verkenning.http import Verzoek

from ..models import Bericht


def bericht_of_404(request: Verzoek, slug: str, nummer: int) -> Bericht:
    rijen = Bericht.objects.zichtbaar_voor(request.user).select_related("verkenning")
    return get_object_or_404(rijen, verkenning__slug=slug, nummer=nummer)
