"""The door of the inside: every page under /groep/ starts here."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from verkenning.models import Persoon, Verkenning


def groep_of_404(persoon: Persoon, slug: str) -> Verkenning:
    """The Verkenning whose group this person is in. For anybody else it does not exist."""
    return get_object_or_404(Verkenning, slug=slug, pk__in=persoon.groepen)


def begeleid_of_404(persoon: Persoon, slug: str) -> Verkenning:
    """The Verkenning that this person guides."""
    verkenning = groep_of_404(persoon, slug)
    if not persoon.is_rol("begeleider", verkenning.pk):
        raise Http404
    return verkenning
