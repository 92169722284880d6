"""What the group has come to see: each insight with its evidence, as far as this reader may see it."""

from __future__ import annotations

import uuid

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from deelnemers.groep import groep_of_404
from verkenning.http import Verzoek

from ..haltes import strook
from ..inzichtforms import InzichtForm
from ..models import Antwoord, Inzicht, Notitie, Voordracht
from ..staat import met_staat


@require_safe
def inzichten(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    rijen = Inzicht.objects.zichtbaar_voor(request.user).van(verkenning).geldend()
    rijen = met_staat(rijen, request.user).select_related("vorm", "meerwaarde", "verkenning")
    rijen = rijen.order_by("vorm__volgorde", "meerwaarde__volgorde", "slug")
    return render(
        request, "sessies/inzichten.html", {"verkenning": verkenning, "strook": strook(verkenning), "inzichten": rijen}
    )


@require_safe
def inzicht(request: Verzoek, slug: str, inzicht: str) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    rij = get_object_or_404(
        Inzicht.objects.zichtbaar_voor(request.user).van(verkenning).select_related("vorm", "meerwaarde", "vervangt"),
        slug=inzicht,
    )
    # Evidence that this reader may not see is left out whole: an empty place would tell that it exists.
    bewijs = rij.bewijs.select_related("theorie", "inspiratie").prefetch_related(
        Prefetch("notitie", Notitie.objects.zichtbaar_voor(request.user).select_related("auteur", "spreker", "sessie")),
        Prefetch(
            "antwoord", Antwoord.objects.zichtbaar_voor(request.user).select_related("corporatie", "vraag__sessie")
        ),
    )
    context = {
        "verkenning": verkenning,
        "strook": strook(verkenning),
        "inzicht": rij,
        "bewijs": [stuk for stuk in bewijs if stuk.notitie or stuk.antwoord or stuk.theorie or stuk.inspiratie],
        "opvolgers": rij.vervangen_door.all(),
        "voordrachten": Voordracht.objects.filter(inzicht=rij).met_bron(),
    }
    return render(request, "sessies/inzicht.html", context)


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
