"""Guests of a session: the begeleider asks them, and they answer on a page of their own, without an account."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deelnemers.models import Botsing
from verkenning.http import Verzoek

from ..komstforms import GastForm, KomstForm
from ..komstpagina import Gastpagina, Komstpagina
from ..komstverzoek import stuur_nieuwe_link
from ..models import Komst, Komstbrief
from ..velden import zet_focus
from .komst import begeleid_of_404


@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigen(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    pagina = begeleid_of_404(request, slug, sessie)
    form = GastForm(
        request.POST if request.method == "POST" else None,
        sessie=pagina.sessie,
        door=request.user,
        onderdelen=pagina.pagina.onderdelen,
        initial=pagina.gast_van_de_agenda(request.GET.get("gast", "")),
    )
    if request.method == "POST" and form.is_valid() and pagina.sessie.is_straks:
        naam = form.cleaned_data["naam"]
        if form.nodig_uit():
            messages.success(request, f"De uitnodiging gaat naar {naam}.")
        else:
            messages.info(request, f"{naam} had al een uitnodiging. Bij welke onderdelen, is nu bijgewerkt.")
        return redirect("sessies:komst", slug, sessie)
    zet_focus(form)
    context = {
        "verkenning": pagina.verkenning,
        "strook": pagina.pagina.strook,
        "pagina": pagina,
        "sessie": pagina.sessie,
        "form": form,
    }
    return render(request, "sessies/gast_uitnodigen.html", context, status=422 if form.errors else 200)


@require_POST
def wijzig(request: Verzoek, slug: str, sessie: str, pk: int) -> HttpResponse:
    """Withdraw a guest, or send another link."""
    pagina: Komstpagina = begeleid_of_404(request, slug, sessie)
    komst = get_object_or_404(Komst.objects.geldig(), sessie=pagina.sessie, persoon=None, pk=pk)
    if request.POST.get("doe") == "trek_in":
        komst.trek_in()
        messages.success(request, f"De uitnodiging voor {komst.naam} is ingetrokken. De link werkt niet meer.")
    elif pagina.sessie.is_straks and stuur_nieuwe_link(komst):
        messages.success(request, f"Er gaat een nieuwe link naar {komst.email}. De oude werkt niet meer.")
    else:
        messages.info(request, "Er is niets verstuurd: de mail is al onderweg, of de sessie is geweest.")
    return redirect("sessies:komst", slug, sessie)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def gast(request: HttpRequest, sleutel: str) -> HttpResponse:
    """What a guest sees, and whoever they pass the link on to: their own part. To look changes nothing."""
    brief = Komstbrief.objects.met_sleutel(sleutel)
    if brief is None:
        return render(request, "sessies/gast_werkt_niet.html", status=404)
    pagina = Gastpagina(brief.komst)
    form = KomstForm(request.POST if request.method == "POST" else None, komst=brief.komst)
    status = 200
    if request.method == "POST" and pagina.sessie.is_straks:
        status = _bewaar(request, form)
        if status == 302:
            return redirect("sessies:gast", sleutel)
    return render(request, "sessies/gast.html", {"pagina": pagina, "form": form, "sleutel": sleutel}, status=status)


def _bewaar(request: HttpRequest, form: KomstForm) -> int:
    """Keep the answer, and say how that went."""
    if not form.is_valid():
        zet_focus(form)
        return 422
    try:
        antwoord = form.bewaar()
    except Botsing as botsing:
        form.toon_botsing(botsing.huidig)
        return 409
    gezegd = antwoord.get_antwoord_display().lower()
    messages.success(request, f"Dank je. Je antwoord is bewaard: {gezegd}. Je kunt het hier later nog veranderen.")
    return 302
