"""Where everybody arrives: what waits, and what comes."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from verkenning.http import Verzoek
from verkenning.taken import wat_wacht

from ..werkplek import Werkplek


@require_safe
def werkplek(request: Verzoek) -> HttpResponse:
    plek = Werkplek(request.user)
    groepen = plek.groepen
    context = {
        "plek": plek,
        "taken": wat_wacht(request.user),
        # What the menu asks about the reader, known already.
        "groepen": groepen,
        "verkenning": next(iter(groepen or plek.verkenningen), None),
        "strook": plek.kamers[0].route if len(groepen) == 1 == len(plek.kamers) else None,
    }
    return render(request, "sessies/werkplek.html", context)
