"""The whole route: its stops with their detours, and the log of every change as a story."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deelnemers.groep import groep_of_404
from verkenning.http import Verzoek

from ..haltes import haltes
from ..logboek import verhalen
from ..models import Routewijziging, Sessie
from ..permissions import is_begeleider


@require_safe
def route(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    sessies = Sessie.objects.zichtbaar_voor(request.user).van(verkenning).select_related("vrijgave").als_route()
    wijzigingen = Routewijziging.objects.filter(sessie__verkenning=verkenning)
    stops = haltes(verkenning, sessies, voluit=True)
    context = {
        "verkenning": verkenning,
        "strook": stops,
        "haltes": stops,
        "logboek": verhalen(wijzigingen.select_related("sessie", "inzicht", "notitie").order_by("-op", "pk")),
        "mag_aanpassen": is_begeleider(request.user, verkenning.pk),
    }
    return render(request, "sessies/route.html", context)
