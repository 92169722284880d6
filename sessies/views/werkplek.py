"""Where everybody arrives: what waits, and what comes; and what of oneself stands outside."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from deelnemers.groep import begeleid_of_404
from deelnemers.models import Vraagversie
from deelnemers.permissions import is_eigen_vraag
from verkenning.http import Verzoek
from verkenning.taal import opsomming
from verkenning.taken import wat_wacht

from .. import mails
from ..models import Sessie, Voordracht
from ..werkplek import Werkplek

HOOGSTENS = 5


@require_safe
def werkplek(request: Verzoek) -> HttpResponse:
    plek = Werkplek(request.user)
    groepen = plek.groepen
    alles = wat_wacht(request.user)
    context = {
        "plek": plek,
        "taken": alles[:HOOGSTENS],
        "meer": len(alles[HOOGSTENS:]),
        "verkenning": next(iter(groepen or plek.verkenningen), None),
        "strook": plek.kamers[0].route if len(groepen) == 1 == len(plek.kamers) else None,
    }
    return render(request, "sessies/werkplek.html", context)


@require_safe
def taken(request: Verzoek) -> HttpResponse:
    """All that waits, for whom five is not the whole of it."""
    return render(request, "sessies/taken.html", {"taken": wat_wacht(request.user)})


@require_POST
def herinner(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """Ask by mail whoever has not prepared for this session to do so. Who is asked is worked out here, not on the page."""
    verkenning = begeleid_of_404(request.user, slug)
    rij = get_object_or_404(Sessie.objects.zichtbaar_voor(request.user).van(verkenning), slug=sessie)
    if mensen := mails.herinner(rij, request.user):
        wie = opsomming([mens.naam for mens in mensen])
        krijgt = "krijgt" if len(mensen) == 1 else "krijgen"
        messages.success(request, f"{wie} {krijgt} een mail die meteen naar de vragen van ‘{rij.titel}’ leidt.")
    else:
        messages.info(request, "Er ging geen mail uit: iedereen is klaar, of is de laatste 24 uur al herinnerd.")
    return redirect(f"{reverse('sessies:werkplek')}#klaar-{rij.pk}")


@require_safe
def buiten(request: Verzoek) -> HttpResponse:
    """One's own words and questions that are out, or may go out; also for who left the group, and finds no other page of it."""
    vragen = Vraagversie.objects.filter(is_eigen_vraag(request.user)).exclude(vrijgegeven="")
    context = {
        "uitspraken": Voordracht.objects.filter(spreker=request.user).nog_in_te_trekken().met_bron().order_by("-op"),
        "vragen": vragen.select_related("corporatie__verkenning").order_by("corporatie__naam", "-nummer"),
    }
    return render(request, "sessies/buiten.html", context)
