"""The library: what science says and what others do, with what that meant on this journey."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant, Uitspraak, veilig_adres
from ..models import Samenwerkingsvorm, Vrijgave
from ..stand import buitenpagina


@dataclass(frozen=True, slots=True)
class Bron:
    """A publication or an example, with what was said of it along the way."""

    vrijgave: Vrijgave
    vorm: Samenwerkingsvorm | None
    uitspraken: list[Uitspraak]

    @property
    def gegevens(self) -> dict[str, Any]:
        return dict(self.vrijgave.gegevens)

    @property
    def url(self) -> str:
        return veilig_adres(self.gegevens.get("url"))

    @property
    def auteurs(self) -> str:
        return " & ".join(filter(None, [", ".join(self._auteurs[:-1]), *self._auteurs[-1:]]))

    @property
    def _auteurs(self) -> list[str]:
        return [str(auteur) for auteur in self.gegevens.get("auteurs") or []]


@login_not_required
@require_safe
@buitenpagina
def bibliotheek(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    vormen = {vorm.slug: vorm for vorm in buitenkant.verkenning.assen.vormen}

    def bronnen(soort: str) -> list[Bron]:
        gevonden = [
            Bron(
                vrijgave,
                vormen.get(vrijgave.gegevens.get("vorm", "")),
                [u for u in buitenkant.uitspraken if u.bron is vrijgave],
            )
            for vrijgave in buitenkant.soort(soort)
        ]
        return sorted(gevonden, key=lambda bron: (bron.auteurs.casefold(), bron.vrijgave.titel.casefold()))

    context = {
        "verkenning": buitenkant.verkenning,
        "strook": buitenkant.route,
        "theorie": bronnen(Vrijgave.Soort.THEORIE),
        "inspiratie": bronnen(Vrijgave.Soort.INSPIRATIE),
        # A claim whose source did not go out is read here too, if its session is not readable either.
        "los": [u for u in buitenkant.uitspraken if u.bron is None and u.halte is None],
    }
    return render(request, "verkenning/bibliotheek.html", context)
