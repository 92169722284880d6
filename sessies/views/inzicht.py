"""What the group has come to see: each insight with its evidence, as far as this reader may see it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from deelnemers.groep import groep_of_404
from verkenning.http import Verzoek

from ..deur import kader
from ..inzichtforms import InzichtForm
from ..models import Antwoord, Bewijs, Inzicht, Notitie
from ..staat import met_staat


@require_safe
def inzichten(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    rijen = Inzicht.objects.zichtbaar_voor(request.user).van(verkenning).geldend()
    rijen = met_staat(rijen, request.user).select_related("vorm", "meerwaarde", "verkenning")
    rijen = rijen.order_by("vorm__volgorde", "meerwaarde__volgorde", "slug")
    return render(request, "sessies/inzichten.html", {**kader(request, verkenning), "inzichten": rijen})


@require_safe
def inzicht(request: Verzoek, slug: str, inzicht: str) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    rijen = Inzicht.objects.zichtbaar_voor(request.user).van(verkenning)
    rij = get_object_or_404(
        rijen.select_related("vorm", "meerwaarde", "vervangt__verkenning", "verkenning"), slug=inzicht
    )
    context = {
        **kader(request, verkenning),
        "inzicht": rij,
        "bewijs": _bewijs(request, rij),
        "opvolgers": rij.vervangen_door.select_related("verkenning"),
        # Who is asked, and who said no, is between them, the begeleider and whoever put it forward.
        "voordrachten": rij.voordrachten.bekend_bij(request.user).select_related("spreker", "vrijgave"),
    }
    return render(request, "sessies/inzicht.html", context)


def _bewijs(request: Verzoek, inzicht: Inzicht) -> QuerySet[Bewijs]:
    """What it rests on. What this reader may not see is left out whole: an empty place would tell that it exists."""
    notities = Notitie.objects.zichtbaar_voor(request.user).filter(bewijs_voor__inzicht=inzicht)
    antwoorden = Antwoord.objects.zichtbaar_voor(request.user).filter(bewijs_voor__inzicht=inzicht)
    bibliotheek = Q(theorie__isnull=False) | Q(inspiratie__isnull=False)
    zichtbaar = inzicht.bewijs.filter(
        bibliotheek | Q(notitie__in=notities.values("pk")) | Q(antwoord__in=antwoorden.values("pk"))
    )
    return zichtbaar.select_related(
        "notitie__auteur",
        "notitie__verkenning",
        "antwoord__corporatie",
        "antwoord__vraag__sessie__verkenning",
        "theorie__verkenning",
        "inspiratie__verkenning",
    )


@require_http_methods(["GET", "POST"])
def nieuw(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    form = InzichtForm(
        request.POST or None, verkenning=verkenning, persoon=request.user, initial={"sleutel": uuid.uuid4()}
    )
    if request.method == "POST" and form.is_valid():
        inzicht = form.bewaar()
        messages.success(request, "Bewaard, voor de groep.")
        return redirect(inzicht)
    context = {"verkenning": verkenning, "form": form}
    return render(request, "sessies/inzicht_nieuw.html", context, status=422 if form.errors else 200)
