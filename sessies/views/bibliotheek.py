"""The library: what science says and what others tried, for the group and the redactie."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from verkenning.http import Verzoek
from verkenning.models import Verkenning

from .. import permissions
from ..bibliotheekforms import CijferFormSet, InspiratieForm, TheorieForm, bewaar_met_cijfers
from ..deur import kader
from ..models import Inspiratie, Theorie


def _bibliotheek_of_404(request: Verzoek, slug: str) -> Verkenning:
    """The group and the redactie may come in; for anybody else there is no such library."""
    return get_object_or_404(Verkenning, slug=slug, pk__in=request.user.groepen | request.user.redactie_van)


def _context(request: Verzoek, verkenning: Verkenning, **meer: Any) -> dict[str, Any]:
    mag = permissions.mag_bibliotheek_vrijgeven(request.user, verkenning.pk)
    return {**kader(request, verkenning), "mag_vrijgeven": mag, **meer}


@require_safe
def bibliotheek(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = _bibliotheek_of_404(request, slug)
    theorie = Theorie.objects.zichtbaar_voor(request.user).filter(verkenning=verkenning)
    inspiratie = Inspiratie.objects.zichtbaar_voor(request.user).filter(verkenning=verkenning)
    context = _context(
        request,
        verkenning,
        theorie=theorie.select_related("vrijgave", "verkenning"),
        inspiratie=inspiratie.select_related("vrijgave", "vorm", "verkenning").order_by("naam"),
    )
    return render(request, "sessies/bibliotheek.html", context)


def _bron_of_404(request: Verzoek, verkenning: Verkenning, rijen: Any, slug: str) -> Any:
    zichtbaar = rijen.zichtbaar_voor(request.user).filter(verkenning=verkenning).select_related("vrijgave")
    bron = get_object_or_404(zichtbaar, slug=slug)
    bron.verkenning = verkenning
    return bron


def _gebruikt(request: Verzoek, bron: Theorie | Inspiratie) -> list[Any]:
    """The sessions where it lies on the table. What it claims there was said in the group, and stays with the group."""
    if bron.verkenning_id not in request.user.groepen:
        return []
    return list(bron.koppelingen.select_related("sessie").order_by("sessie__volgorde", "pk"))


@require_safe
def theorie(request: Verzoek, slug: str, bron: str) -> HttpResponse:
    verkenning = _bibliotheek_of_404(request, slug)
    rij = _bron_of_404(request, verkenning, Theorie.objects, bron)
    return render(
        request, "sessies/theorie.html", _context(request, verkenning, bron=rij, gebruikt=_gebruikt(request, rij))
    )


@require_safe
def inspiratie(request: Verzoek, slug: str, bron: str) -> HttpResponse:
    verkenning = _bibliotheek_of_404(request, slug)
    rij = _bron_of_404(request, verkenning, Inspiratie.objects.select_related("vorm").prefetch_related("cijfers"), bron)
    return render(
        request, "sessies/inspiratie.html", _context(request, verkenning, bron=rij, gebruikt=_gebruikt(request, rij))
    )


@require_http_methods(["GET", "POST"])
def theorie_nieuw(request: Verzoek, slug: str) -> HttpResponse:
    return _bewerk_theorie(request, _bibliotheek_of_404(request, slug), None)


@require_http_methods(["GET", "POST"])
def theorie_wijzigen(request: Verzoek, slug: str, bron: str) -> HttpResponse:
    verkenning = _bibliotheek_of_404(request, slug)
    return _bewerk_theorie(request, verkenning, _bron_of_404(request, verkenning, Theorie.objects, bron))


def _bewerk_theorie(request: Verzoek, verkenning: Verkenning, bron: Theorie | None) -> HttpResponse:
    form = TheorieForm(request.POST or None, instance=bron, verkenning=verkenning)
    if request.method == "POST" and form.is_valid():
        return _bewaard(request, form.bewaar())
    return _formulier(request, verkenning, form, "Theorie wijzigen" if bron else "Nieuwe theorie")


@require_http_methods(["GET", "POST"])
def inspiratie_nieuw(request: Verzoek, slug: str) -> HttpResponse:
    return _bewerk_inspiratie(request, _bibliotheek_of_404(request, slug), None)


@require_http_methods(["GET", "POST"])
def inspiratie_wijzigen(request: Verzoek, slug: str, bron: str) -> HttpResponse:
    verkenning = _bibliotheek_of_404(request, slug)
    return _bewerk_inspiratie(request, verkenning, _bron_of_404(request, verkenning, Inspiratie.objects, bron))


def _bewerk_inspiratie(request: Verzoek, verkenning: Verkenning, bron: Inspiratie | None) -> HttpResponse:
    form = InspiratieForm(request.POST or None, instance=bron, verkenning=verkenning)
    cijfers = CijferFormSet(request.POST or None, instance=form.instance)
    if request.method == "POST" and form.is_valid() and cijfers.is_valid():
        return _bewaard(request, bewaar_met_cijfers(form, cijfers))
    kop = "Inspiratie wijzigen" if bron else "Nieuwe inspiratie"
    return _formulier(request, verkenning, form, kop, cijfers=cijfers)


def _bewaard(request: Verzoek, bron: Theorie | Inspiratie) -> HttpResponse:
    messages.success(request, "Bewaard in de bibliotheek.")
    return redirect(bron)


def _formulier(request: Verzoek, verkenning: Verkenning, form: Any, kop: str, cijfers: Any = None) -> HttpResponse:
    context = _context(request, verkenning, form=form, kop=kop, cijfers=cijfers)
    return render(request, "sessies/bron_bewerken.html", context, status=422 if request.method == "POST" else 200)
