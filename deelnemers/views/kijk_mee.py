"""Looking along in the demo: one click, and you are one of six people. Only when settings.DEMO is on."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from verkenning.kijkers import kijker
from verkenning.models import Persoon

from ..models.lidmaatschap import bevestig_adres


@login_not_required
def kijk_mee(request: HttpRequest) -> HttpResponse:
    """Without DEMO this address does not exist, whatever is sent to it."""
    if not settings.DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    mens = kijker(request.POST.get("wie", ""))
    if mens is None:
        raise Http404
    if not mens.email:
        logout(request)
        messages.info(request, "Je kijkt nu mee als bezoeker.")
        return redirect("verkenning:home")
    persoon = Persoon.objects.filter(email=mens.email, is_active=True).first()
    if persoon is None:
        messages.error(request, "De mensen van de demo zijn er nog niet. Draai eerst: manage.py demo")
        return redirect("verkenning:home")
    bevestig_adres(persoon)
    login(request, persoon, backend=settings.AUTHENTICATION_BACKENDS[0])
    messages.info(request, f"Je kijkt nu mee als {persoon.naam}, {mens.rol}.")
    return redirect(settings.LOGIN_REDIRECT_URL)
