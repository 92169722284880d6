"""The booklets: what would be printed for somebody of every session that there is."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import Http404

from sessies.boekje import Boekdruk
from sessies.models import Sessie
from sessies.sessiepagina import Sessiepagina

from .wandelaar import Wandelaar


def boekjes(wandelaar: Wandelaar) -> Iterator[str]:
    """Of who may log in: nobody else comes as far as this."""
    persoon = wandelaar.wereld.mensen.get(wandelaar.naam)
    if persoon is None or wandelaar.naam == "inactief":
        return
    for sessie in Sessie.objects.select_related("verkenning"):
        try:
            pagina = Sessiepagina.of_404(persoon, sessie.verkenning.slug, sessie.slug)
        except Http404:
            continue
        yield Boekdruk(pagina, "a4").html()
