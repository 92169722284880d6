"""The door of the inside: every page under /groep/ starts here."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from verkenning.models import Persoon, Verkenning

from . import permissions
from .models import Corporatie


def groep_of_404(persoon: Persoon, slug: str) -> Verkenning:
    """The Verkenning whose group this person is in. For anybody else it does not exist."""
    return get_object_or_404(Verkenning, slug=slug, pk__in=persoon.groepen)


def begeleid_of_404(persoon: Persoon, slug: str) -> Verkenning:
    """The Verkenning that this person guides."""
    verkenning = groep_of_404(persoon, slug)
    if not persoon.is_rol("begeleider", verkenning.pk):
        raise Http404
    return verkenning


def corporatie_of_404(persoon: Persoon, slug: str, corporatie: str) -> Corporatie:
    zichtbaar = Corporatie.objects.zichtbaar_voor(persoon).met_status().select_related("verkenning")
    return get_object_or_404(zichtbaar, verkenning__slug=slug, slug=corporatie)


def eigen_of_404(persoon: Persoon, slug: str, corporatie: str) -> Corporatie:
    """An association whose question this person words."""
    gevonden = corporatie_of_404(persoon, slug, corporatie)
    if not permissions.mag_vraag_stellen(persoon, gevonden):
        raise Http404
    return gevonden
