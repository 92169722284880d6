"""Notes: the list with its filters, one note with its earlier texts, and changing one's own."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from deelnemers.groep import groep_of_404
from deelnemers.models import Botsing
from verkenning.http import Verzoek
from verkenning.models import Verkenning

from .. import permissions
from ..deur import kader
from ..gezelschap import Gezelschap
from ..haltes import haltes
from ..models import Notitie, Sessie
from ..notitieforms import NotitieForm
from ..staat import met_staat
from ..velden import zet_focus

_PER_BLAD = 40


@require_safe
def notities(request: Verzoek, slug: str) -> HttpResponse:
    """All notes this reader may read, by session and by the question they bear on."""
    verkenning = groep_of_404(request.user, slug)
    gezelschap = Gezelschap([verkenning])
    sessies = gezelschap.sessies(Sessie.objects.zichtbaar_voor(request.user).van(verkenning))
    rijen = Notitie.objects.zichtbaar_voor(request.user).van(verkenning)
    # A filter that names nothing here is no filter: nobody learns by it what exists elsewhere.
    sessie = next((rij for rij in sessies if rij.slug == request.GET.get("sessie")), None)
    vraag = next((c for c in gezelschap.corporaties.values() if c.slug == request.GET.get("vraag")), None)
    if sessie:
        rijen = rijen.filter(sessie=sessie)
    if vraag:
        geraakt = Notitie.raakt.through.objects.filter(corporatie=vraag).values("notitie")
        rijen = rijen.filter(Q(pk__in=geraakt) | Q(sessie__in=[s for s in sessies if vraag in s.vraag_van]))
    blad = Paginator(met_staat(rijen.als_regel().order_by("-op", "-pk"), request.user), _PER_BLAD).get_page(
        request.GET.get("blad")
    )
    context = {
        **_kader(verkenning, sessies),
        "blad": blad,
        "notities": gezelschap.notities(blad.object_list),
        "sessies": sessies,
        "sessie": sessie,
        "vragen": gezelschap.corporaties.values(),
        "vraag": vraag,
    }
    return render(request, "sessies/notities.html", context)


def _kader(verkenning: Verkenning, sessies: list[Sessie]) -> dict[str, Any]:
    return {"verkenning": verkenning, "groepen": [verkenning], "strook": haltes(verkenning, sessies)}


def _notitie_of_404(request: Verzoek, slug: str, notitie: str) -> tuple[Notitie, Gezelschap]:
    verkenning = groep_of_404(request.user, slug)
    rijen = Notitie.objects.zichtbaar_voor(request.user).van(verkenning).als_regel()
    rij = get_object_or_404(met_staat(rijen.select_related("sessie", "verkenning"), request.user), slug=notitie)
    gezelschap = Gezelschap([verkenning])
    gezelschap.notities([rij])
    rij.sessie.verkenning = rij.verkenning
    return rij, gezelschap


@require_safe
def notitie(request: Verzoek, slug: str, notitie: str) -> HttpResponse:
    rij, gezelschap = _notitie_of_404(request, slug, notitie)
    context = {
        **kader(request, rij.verkenning, gezelschap),
        "notitie": rij,
        "sessie": rij.sessie,
        # What somebody wrote before they shared it stays theirs.
        "versies": rij.versies.select_related("door").order_by("-versie") if rij.auteur == request.user else [],
    }
    return render(request, "sessies/notitie.html", context)


@require_http_methods(["GET", "POST"])
def wijzigen(request: Verzoek, slug: str, notitie: str) -> HttpResponse:
    """Only its author changes a note."""
    rij, gezelschap = _notitie_of_404(request, slug, notitie)
    if not permissions.mag_notitie_wijzigen(request.user, rij):
        raise Http404
    form = NotitieForm(
        request.POST or None,
        persoon=request.user,
        sessie=rij.sessie,
        gezelschap=gezelschap,
        onderdelen=list(rij.sessie.onderdelen.all()),
        notitie=rij,
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                form.bewaar()
            except Botsing as botsing:
                form.toon_botsing(botsing.huidig)
                status = 409
            else:
                messages.success(request, "Je notitie is gewijzigd. De oude tekst blijft bewaard.")
                return redirect(rij)
    zet_focus(form)
    context = {**kader(request, rij.verkenning, gezelschap), "notitie": rij, "sessie": rij.sessie, "form": form}
    return render(request, "sessies/notitie_wijzigen.html", context, status=status)
