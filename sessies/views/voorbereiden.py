"""Preparing for a session: straight from a mail to one page.

What somebody types is private until they share it. It saves itself whenever they pause; without JavaScript one button
saves all. Of the private words nobody else reads anything: who composes the session sees what was shared.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from deelnemers.models import Botsing
from verkenning.http import Verzoek

from ..models.zichtbaarheid import Zichtbaarheid
from ..sessiepagina import Sessiepagina
from ..velden import verweesd
from ..voorbereidblad import Vak, Voorbereidblad

_WEG = "Deze vraag is net weggehaald. Je tekst staat er nog: kopieer hem als je hem wilt bewaren."


@require_http_methods(["GET", "POST"])
def voorbereiden(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    if request.method == "POST":
        return _bewaar_alles(request, pagina)
    return _toon(request, Voorbereidblad(pagina))


@require_POST
def vak(request: Verzoek, slug: str, sessie: str, vraag: int, corporatie: int) -> HttpResponse:
    """One box, when its writer pauses: the receipt, or why it could not be saved. The box itself stays as it is."""
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    if corporatie not in {mijn.pk for mijn in pagina.mijn_corporaties}:
        raise Http404
    vak = Voorbereidblad(pagina, request.POST).vak(vraag, corporatie)
    context: dict[str, Any] = {"verkenning": pagina.verkenning, "sessie": pagina.sessie, "vak": vak}
    status = 200
    if vak is None:
        context["fout"], status = _WEG, 409
    elif vak.form.ingevuld:
        status = _bewaar(vak, request.user, stil=True)
        context["bewaard_om"] = timezone.localtime() if status == 200 else None
    return render(request, "sessies/voorbereiden.html#staat", context, status=status)


def _bewaar_alles(request: Verzoek, pagina: Sessiepagina) -> HttpResponse:
    """Save every box in which something stands, and share what was asked. What cannot be saved comes back as it was typed."""
    if not pagina.mijn_corporaties:
        raise Http404
    blad = Voorbereidblad(pagina, request.POST)
    deel, over = request.POST.get("deel", ""), request.POST.get("over", "")
    eerder = blad.gedeeld
    ingevuld = [vak for vak in blad.vakken if vak.form.ingevuld or vak.id == deel]
    statussen = [_bewaar(vak, request.user, deel=deel in {"alles", vak.id}, over=over) for vak in ingevuld]
    terug = {vak.id: vak.form for vak, status in zip(ingevuld, statussen, strict=True) if status != 200}
    vers = Voorbereidblad(Sessiepagina.of_404(request.user, pagina.verkenning.slug, pagina.sessie.slug))
    los = verweesd(request.POST, {str(vak.form.prefix) for vak in vers.vakken})
    gezegd = _gezegd(len(ingevuld) - len(terug), vers.gedeeld - eerder)
    if terug or los:
        for vak in vers.vakken:
            vak.form = terug.get(vak.id, vak.form)
        return _toon(request, vers, status=max([*statussen, 409]), gezegd=gezegd, ingevuld=los)
    (messages.success if ingevuld else messages.error)(request, gezegd or "Schrijf eerst een antwoord.")
    return redirect(f"{reverse('sessies:voorbereiden', args=[pagina.verkenning.slug, pagina.sessie.slug])}#vragen")


def _gezegd(bewaard: int, gedeeld: int) -> str:
    if gedeeld:
        return "Je antwoord is gedeeld met de groep." if gedeeld == 1 else f"Je {gedeeld} antwoorden zijn gedeeld."
    return "Het is bewaard." if bewaard else ""


def _bewaar(vak: Vak, door: Any, *, deel: bool = False, over: str = "", stil: bool = False) -> int:
    """Save one box; says with which status that went. Why not, its form then says."""
    form = vak.form
    if not form.is_valid():
        return 422
    hoe: dict[str, Any] = {"zichtbaarheid": Zichtbaarheid.BESLOTEN if deel else "", "stil": stil}
    versie = over.removeprefix(f"{vak.id}-")
    if versie != over and versie.isdecimal():
        hoe["over"] = int(versie)
    try:
        vak.antwoord = form.bewaar(door, **hoe)
    except Botsing as botsing:
        form.botsing = vak.antwoord = botsing.huidig
        return 409
    except ObjectDoesNotExist:
        form.add_error("tekst", _WEG)
        return 409
    return 200


def _toon(request: Verzoek, blad: Voorbereidblad, *, status: int = 200, **meer: Any) -> HttpResponse:
    pagina = blad.pagina
    context = {
        "verkenning": pagina.verkenning,
        "strook": pagina.strook,
        "pagina": pagina,
        "sessie": pagina.sessie,
        "blad": blad,
        **meer,
    }
    return render(request, "sessies/voorbereiden.html", context, status=status)
