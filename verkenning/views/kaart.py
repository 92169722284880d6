"""The meerwaardekaart as this reader may see it; one cell can be opened."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..datum import dag
from ..stand import buitenpagina


@login_not_required
@require_safe
@buitenpagina
def kaart(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    kaart = buitenkant.kaart(request.GET.get("vak", ""))
    gekozen = kaart.gekozen
    context = {
        "verkenning": buitenkant.verkenning,
        "strook": buitenkant.route,
        "kaart": kaart,
        "gekozen": gekozen,
        "geleerd": [g for g in buitenkant.geleerd if gekozen and g.vak == gekozen.sleutel],
        "onderschrift": _onderschrift(buitenkant),
    }
    return render(request, "verkenning/kaart.html", context)


def _onderschrift(buitenkant: Buitenkant) -> str:
    laatste = max((geleerd.vrijgave.op for geleerd in buitenkant.geleerd), default=None)
    stand = f"Stand van {dag(laatste)}." if laatste else "Er is nog geen inzicht vrijgegeven."
    return f"{stand} Kies een vak om te lezen wat we weten."
