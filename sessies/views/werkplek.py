"""Where everybody arrives: what waits, and what comes; and what of oneself stands outside."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deelnemers.models import Vraagversie
from deelnemers.permissions import is_eigen_vraag
from verkenning.http import Verzoek
from verkenning.taken import wat_wacht

from ..models import Voordracht
from ..werkplek import Werkplek


@require_safe
def werkplek(request: Verzoek) -> HttpResponse:
    plek = Werkplek(request.user)
    groepen = plek.groepen
    context = {
        "plek": plek,
        "taken": wat_wacht(request.user),
        "verkenning": next(iter(groepen or plek.verkenningen), None),
        "strook": plek.kamers[0].route if len(groepen) == 1 == len(plek.kamers) else None,
    }
    return render(request, "sessies/werkplek.html", context)


@require_safe
def buiten(request: Verzoek) -> HttpResponse:
    """One's own words and questions that are out, or may go out; also for who left the group, and finds no other page of it."""
    vragen = Vraagversie.objects.filter(is_eigen_vraag(request.user)).exclude(vrijgegeven="")
    context = {
        "uitspraken": Voordracht.objects.filter(spreker=request.user).nog_in_te_trekken().met_bron().order_by("-op"),
        "vragen": vragen.select_related("corporatie__verkenning").order_by("corporatie__naam", "-nummer"),
    }
    return render(request, "sessies/buiten.html", context)
