"""Somebody's own calendar: all sessions of their groups, at an address with a secret in it."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from verkenning.http import Verzoek
from verkenning.kalender import naar_ics
from verkenning.views.vast import verkenning_voor_menu

from ..afspraken import agenda_van
from ..models import Agendasleutel, Sessie


@require_http_methods(["GET", "HEAD", "POST"])
def agenda(request: Verzoek) -> HttpResponse:
    """Make the address, renew it, or end it. It is shown once, in the answer itself: afterwards nobody can read it back."""
    link = ""
    if request.method == "POST":
        if request.POST.get("doe") == "trek_in":
            Agendasleutel.objects.filter(persoon=request.user).delete()
            messages.success(request, "De link naar je agenda werkt niet meer.")
            return redirect("sessies:agenda")
        versie = request.POST.get("versie", "")
        geheim = Agendasleutel.objects.vernieuw(request.user, vanaf=int(versie) if versie.isdecimal() else 0)
        if geheim is None:
            messages.info(request, "Er is net al een link gemaakt. Ben je hem kwijt? Maak dan een nieuwe.")
            return redirect("sessies:agenda")
        link = settings.BASE_URL + reverse("sessies:agenda_feed", args=[geheim])
    context = {
        "verkenning": verkenning_voor_menu(request),
        "link": link,
        "sleutel": Agendasleutel.objects.filter(persoon=request.user).first(),
        "sessies": Sessie.objects.zichtbaar_voor(request.user).straks().select_related("verkenning"),
    }
    return render(request, "sessies/agenda.html", context)


@login_not_required
@require_safe
def feed(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What a calendar comes to fetch. It has no cookies, so the secret stands in the address; see docs/besluiten."""
    rij = Agendasleutel.objects.met_sleutel(sleutel)
    if rij is None:
        raise Http404
    response = HttpResponse(
        naar_ics("de Verkenning", agenda_van(rij.persoon)), content_type="text/calendar; charset=utf-8"
    )
    response.headers["Content-Disposition"] = 'inline; filename="verkenning.ics"'
    return response
