"""The composer: write blocks, move them, take them out, put in what was released."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verkenning.http import Verzoek
from verkenning.models import Vrijgave

from ..forms import BlokForm, ErbijForm
from ..models import Bericht, Blok, Botsing, NietVrijgegeven
from ..schrijftafel import Schrijftafel
from .kader import bericht_of_404


@require_safe
def maken(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    open_blok = request.GET.get("open", "")
    tafel = Schrijftafel(bericht_of_404(request, slug, nummer), int(open_blok) if open_blok.isdecimal() else None)
    return _toon(request, tafel)


@require_http_methods(["POST"])
def erbij(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    """Add a block of one's own, or a released passage. What may not stand in this bericht does not exist here."""
    bericht = bericht_of_404(request, slug, nummer)
    form = ErbijForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Kies wat je wilt toevoegen.")
        return redirect(bericht)
    gegevens = form.cleaned_data
    vrijgave = get_object_or_404(Vrijgave, pk=gegevens["vrijgave"]) if gegevens["vrijgave"] else None
    soort = Blok.Soort.VRIJGAVE if vrijgave else gegevens["soort"]
    try:
        blok = bericht.voeg_toe(soort, vrijgave=vrijgave, na=gegevens["na"], sleutel=gegevens["sleutel"])
    except NietVrijgegeven:
        raise Http404 from None
    return _verder(request, bericht, blok, melding=f"Toegevoegd: {blok.get_soort_display().lower()}.")


@require_http_methods(["POST"])
def schrijf(request: Verzoek, slug: str, nummer: int, blok: int) -> HttpResponse:
    bericht, rij = _blok_of_404(request, slug, nummer, blok)
    if not rij.te_schrijven:
        raise Http404
    form = BlokForm(request.POST, blok=rij)
    status = 422
    if form.is_valid():
        try:
            form.bewaar()
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
            status = 409
        else:
            return _bewaard(request, bericht, rij)
    tafel = Schrijftafel(bericht, form=form)
    if request.htmx:
        return _toon_blok(request, tafel, rij, status=status)
    return _toon(request, tafel, status=status)


@require_POST
def verplaats(request: Verzoek, slug: str, nummer: int, blok: int) -> HttpResponse:
    bericht, rij = _blok_of_404(request, slug, nummer, blok)
    bericht.verplaats(rij, -1 if request.POST.get("waarheen") == "op" else 1)
    return _verder(request, bericht, rij)


@require_POST
def weg(request: Verzoek, slug: str, nummer: int, blok: int) -> HttpResponse:
    bericht, rij = _blok_of_404(request, slug, nummer, blok)
    bericht.verwijder(rij)
    return _verder(request, bericht, melding="Het blok is uit het bericht gehaald.")


def _blok_of_404(request: Verzoek, slug: str, nummer: int, blok: int) -> tuple[Bericht, Blok]:
    bericht = bericht_of_404(request, slug, nummer)
    rij = get_object_or_404(bericht.blokken.select_related("vrijgave"), pk=blok)
    rij.bericht = bericht
    return bericht, rij


def _bewaard(request: Verzoek, bericht: Bericht, blok: Blok) -> HttpResponse:
    if request.htmx:
        return _toon_blok(request, Schrijftafel(bericht, blok.pk), blok, bewaard=True)
    messages.success(request, "Het blok is bewaard.")
    return redirect(_bij_blok(bericht, blok))


def _verder(request: Verzoek, bericht: Bericht, blok: Blok | None = None, melding: str = "") -> HttpResponse:
    """Back to the table, with the block at hand; a new block to write is open."""
    open_blok = blok.pk if blok and blok.te_schrijven and melding else None
    if request.htmx:
        return _toon(request, Schrijftafel(bericht, open_blok), melding=melding, bij=blok)
    if melding:
        messages.success(request, melding)
    return redirect(_bij_blok(bericht, blok, open_blok))


def _bij_blok(bericht: Bericht, blok: Blok | None, open_blok: int | None = None) -> str:
    adres = reverse("berichten:maken", args=[bericht.verkenning.slug, bericht.nummer])
    vraag = f"?open={open_blok}" if open_blok else ""
    return f"{adres}{vraag}#blok-{blok.pk}" if blok else adres


def _toon(
    request: Verzoek, tafel: Schrijftafel, *, status: int = 200, melding: str = "", bij: Blok | None = None
) -> HttpResponse:
    context = {
        "verkenning": tafel.bericht.verkenning,
        "bericht": tafel.bericht,
        "tafel": tafel,
        "strook": None if request.htmx else tafel.route,
        "melding": melding,
        "bij": bij,
    }
    template = "berichten/maken.html#tafel" if request.htmx else "berichten/maken.html"
    return render(request, template, context, status=status)


def _toon_blok(
    request: Verzoek, tafel: Schrijftafel, blok: Blok, *, status: int = 200, bewaard: bool = False
) -> HttpResponse:
    context = {
        "verkenning": tafel.bericht.verkenning,
        "bericht": tafel.bericht,
        "regel": tafel.regel(blok.pk),
        "bewaard_om": timezone.localtime() if bewaard else None,
    }
    return render(request, "berichten/maken.html#blok", context, status=status)
