"""Composing a session: the owner of its question and the begeleiders do it together, on one page.

One thing is open at a time, at an address of its own; meanwhile the tools of the others are away, so that nobody loses a
half-written form by moving something else. With htmx the table travels, without it the page.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deelnemers.models import Botsing
from verkenning.http import Verzoek

from ..onderdeelforms import OnderdeelForm
from ..samenstelling import Samenstelling
from ..sessieforms import VASTE_VRAGEN, VoorbereidingsvraagForm, stel
from ..sessiepagina import Sessiepagina
from ..velden import SamenForm, zet_focus

WEG = "Iemand heeft dit intussen weggehaald. Wat je schreef staat er nog. Bewaar het als iets nieuws, of laat het zo."
_GEWIJZIGD = "Iemand heeft dit net gewijzigd. Er is niets weggehaald: kijk eerst wat er nu staat."
# What one of them is called, by its part of the address.
ENKEL = {"onderdelen": "onderdeel", "vragen": "vraag"}


@require_safe
def samenstellen(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    return toon(request, tafel_of_404(request, slug, sessie))


@require_http_methods(["GET", "POST"])
def onderdeel_nieuw(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    tafel = tafel_of_404(request, slug, sessie)
    form = OnderdeelForm(request.POST or None, sessie=tafel.sessie, persoon=request.user)
    return schrijf(request, tafel, "onderdeel", form, "Het onderdeel staat in de agenda.")


@require_http_methods(["GET", "POST"])
def onderdeel(request: Verzoek, slug: str, sessie: str, deel: int) -> HttpResponse:
    tafel = tafel_of_404(request, slug, sessie)
    rij = next((rij for rij in tafel.pagina.onderdelen if rij.pk == deel), None)
    if rij is None and request.method != "POST":
        raise Http404
    form = OnderdeelForm(
        request.POST or None,
        sessie=tafel.sessie,
        persoon=request.user,
        onderdeel=rij,
        gasten=rij.wie() if rij else None,
    )
    return schrijf(request, tafel, "onderdeel", form, "Het onderdeel is bewaard.", ding=rij, bestaat=rij is not None)


@require_http_methods(["GET", "POST"])
def vraag_nieuw(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    tafel = tafel_of_404(request, slug, sessie)
    form = VoorbereidingsvraagForm(request.POST or None, sessie=tafel.sessie, persoon=request.user)
    return schrijf(request, tafel, "vraag", form, "Je vraag staat erbij. De anderen zien hem nu.")


@require_POST
def vaste_vragen(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """The three that every session may begin with."""
    tafel = tafel_of_404(request, slug, sessie)
    eerste, *_ = stel(tafel.sessie, *VASTE_VRAGEN)
    return klaar(request, tafel, "vraag", eerste.pk, "De drie vaste vragen staan erbij. Pas ze aan zoals je wilt.")


@require_http_methods(["GET", "POST"])
def vraag(request: Verzoek, slug: str, sessie: str, vraag: int) -> HttpResponse:
    tafel = tafel_of_404(request, slug, sessie)
    rij = next((blok.vraag for blok in tafel.pagina.voorbereiding if blok.vraag.pk == vraag), None)
    if rij is None and request.method != "POST":
        raise Http404
    form = VoorbereidingsvraagForm(request.POST or None, sessie=tafel.sessie, persoon=request.user, vraag=rij)
    return schrijf(request, tafel, "vraag", form, "Je vraag is bewaard.", ding=rij, bestaat=rij is not None)


@require_POST
def plek(request: Verzoek, slug: str, sessie: str, soort: str, pk: int) -> HttpResponse:
    """Move it to a place. The buttons say to which, so pressing one twice moves it once."""
    tafel = tafel_of_404(request, slug, sessie)
    rij, naar = _ding_of_404(tafel, soort, pk), request.POST.get("naar", "")
    if rij is None or not naar.isdecimal():
        return klaar(request, tafel)
    rij.verplaats(min(int(naar), 999))
    return klaar(request, tafel, ENKEL[soort], pk, f"Verplaatst: {rij}.", kant=request.POST.get("kant", ""))


@require_POST
def weg(request: Verzoek, slug: str, sessie: str, soort: str, pk: int) -> HttpResponse:
    """Take it away. What is away already is what was asked for."""
    tafel = tafel_of_404(request, slug, sessie)
    rij, versie = _ding_of_404(tafel, soort, pk), request.POST.get("versie", "")
    if rij is None:
        return klaar(request, tafel)
    try:
        rij.verwijder(vanaf=int(versie) if versie.isdecimal() else 0)
    except (Botsing, ValidationError) as fout:
        waarom = fout.messages[0] if isinstance(fout, ValidationError) else _GEWIJZIGD
        return klaar(request, tafel, ENKEL[soort], pk, waarom, gelukt=False)
    return klaar(request, tafel, gezegd=f"Weggehaald: {rij}.")


def _ding_of_404(tafel: Samenstelling, soort: str, pk: int) -> Any:
    """What it is about; None when it is not on this table, or not any more."""
    if soort not in ENKEL:
        raise Http404
    return tafel.ding(soort, pk)


# ---- What all of these share


def tafel_of_404(request: Verzoek, slug: str, sessie: str) -> Samenstelling:
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    if not pagina.mag_voorbereiden:
        raise Http404
    return Samenstelling(pagina)


def schrijf(
    request: Verzoek,
    tafel: Samenstelling,
    soort: str,
    form: SamenForm,
    gezegd: str,
    *,
    ding: Any = None,
    bestaat: bool = True,
) -> HttpResponse:
    """Show the form in its place, or save it. Whatever keeps it from being saved, what was typed stays in it."""
    status = 200
    if request.method == "POST":
        status = 422
        try:
            if form.is_valid():
                if not bestaat:
                    raise ObjectDoesNotExist
                return klaar(request, tafel, soort, form.bewaar().pk, gezegd)
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
            status = 409
        except ObjectDoesNotExist:
            form.add_error(None, WEG)
            ding, status = None, 409
        except ValidationError as fout:
            form.add_error(None, fout)
    zet_focus(form)
    return toon(request, tafel, status=status, soort=soort, form=form, bij=ding.pk if ding else None)


def klaar(
    request: Verzoek,
    tafel: Samenstelling,
    soort: str = "",
    pk: int = 0,
    gezegd: str = "",
    *,
    gelukt: bool = True,
    kant: str = "",
) -> HttpResponse:
    """Back to the table, at the thing that it was about."""
    adres = reverse("sessies:samenstellen", args=[tafel.pagina.verkenning.slug, tafel.sessie.slug])
    if not request.htmx:
        if gezegd:
            (messages.success if gelukt else messages.error)(request, gezegd)
        return redirect(f"{adres}#{soort}-{pk}" if soort else adres)
    vers = tafel_of_404(request, tafel.pagina.verkenning.slug, tafel.sessie.slug)
    nieuw = {"soort": soort, "pk": pk, "kant": kant}
    return toon(request, vers, nieuw=nieuw, melding=gezegd, gelukt=gelukt)


def toon(request: Verzoek, tafel: Samenstelling, *, status: int = 200, **meer: Any) -> HttpResponse:
    template = "sessies/samenstellen.html#tafel" if request.htmx else "sessies/samenstellen.html"
    context = {
        "verkenning": tafel.pagina.verkenning,
        "strook": None if request.htmx else tafel.pagina.strook,
        "tafel": tafel,
        "pagina": tafel.pagina,
        "sessie": tafel.sessie,
        **meer,
    }
    return render(request, template, context, status=status)
