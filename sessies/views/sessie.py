"""The page of one session, and everything that people add to it.

Each addition has an address of its own. Without JavaScript it shows this same page with the form open in its place;
with htmx only that part of the page travels. Saved, it leads to the new thing either way.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from deelnemers.models import Botsing
from verkenning.http import Verzoek

from ..bronforms import BRONFORMS, OordeelForm
from ..models import Notitie, Sessie
from ..notitieforms import NotitieForm
from ..sessieforms import AntwoordForm, OnderdeelForm, VoorbereidingsvraagForm
from ..sessiepagina import Sessiepagina, Voorbereiding
from ..velden import zet_focus


@dataclass(frozen=True, slots=True)
class Nieuw:
    """What was just saved: the page gives it the focus."""

    soort: str
    pk: int


@require_safe
def sessie(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    return _toon(request, Sessiepagina.of_404(request.user, slug, sessie))


@require_http_methods(["GET", "POST"])
def onderdeel(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    pagina = _voorbereid_of_404(request, slug, sessie)
    form = OnderdeelForm(request.POST or None, sessie=pagina.sessie)
    return _voeg_toe(request, pagina, "agenda", "onderdeel", form, "Het onderdeel staat in de agenda.")


@require_http_methods(["GET", "POST"])
def voorbereidingsvraag(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    pagina = _voorbereid_of_404(request, slug, sessie)
    form = VoorbereidingsvraagForm(request.POST or None, sessie=pagina.sessie)
    return _voeg_toe(request, pagina, "voorbereiding", "vraag", form, "Je vraag staat erbij. De anderen zien hem nu.")


@require_http_methods(["GET", "POST"])
def antwoord(request: Verzoek, slug: str, sessie: str, vraag: int) -> HttpResponse:
    """Give or change the answer of one's own association."""
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    blok = next((blok for blok in pagina.voorbereiding if blok.vraag.pk == vraag), None)
    if blok is None or not pagina.mijn_corporaties:
        raise Http404
    form = _antwoordform(pagina, blok, request.POST or None, wijzig=True)
    return _voeg_toe(request, pagina, "voorbereiding", "antwoord", form, "Jullie antwoord is bewaard.")


@require_http_methods(["GET", "POST"])
def bron(request: Verzoek, slug: str, sessie: str, soort: str) -> HttpResponse:
    if soort not in BRONFORMS:
        raise Http404
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    form = BRONFORMS[soort](request.POST or None, sessie=pagina.sessie)
    return _voeg_toe(request, pagina, "bronnen", soort, form, "De bron staat bij deze sessie.")


@require_http_methods(["GET", "POST"])
def oordeel(request: Verzoek, slug: str, sessie: str, koppeling: int) -> HttpResponse:
    """The verdict from practice on what a theory claims here."""
    pagina = _voorbereid_of_404(request, slug, sessie)
    rij = get_object_or_404(pagina.sessie.theoriekoppelingen.select_related("bron"), pk=koppeling)
    form = OordeelForm(request.POST or None, instance=rij)
    return _voeg_toe(request, pagina, "bronnen", "theorie", form, "Het oordeel van de praktijk staat erbij.")


@require_http_methods(["GET", "POST"])
def notitie(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """A note, or with ?soort=reisverslag the story of the day, which starts out privé."""
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    gevraagd = request.POST.get("soort") or request.GET.get("soort", "")
    soort = Notitie.Soort.REISVERSLAG if gevraagd == Notitie.Soort.REISVERSLAG else ""
    form = _notitieform(pagina, request.POST or None, soort=soort)
    return _voeg_toe(request, pagina, "notities", "notitie", form, "Je notitie is bewaard.")


def _voorbereid_of_404(request: Verzoek, slug: str, sessie: str) -> Sessiepagina:
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    if not pagina.mag_voorbereiden:
        raise Http404
    return pagina


def _voeg_toe(request: Verzoek, pagina: Sessiepagina, deel: str, soort: str, form: Any, bewaard: str) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            ding: Model = form.bewaar()
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
            return _toon(request, pagina, deel, soort=soort, form=form, status=409)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            return _klaar(request, pagina, deel, Nieuw(soort, ding.pk), bewaard)
    return _toon(request, pagina, deel, soort=soort, form=form, status=422 if form.errors else 200)


def _klaar(request: Verzoek, pagina: Sessiepagina, deel: str, nieuw: Nieuw, bewaard: str) -> HttpResponse:
    if not request.htmx:
        messages.success(request, bewaard)
        return redirect(f"{pagina.sessie.get_absolute_url()}#{nieuw.soort}-{nieuw.pk}")
    vers = Sessiepagina.of_404(request.user, pagina.verkenning.slug, pagina.sessie.slug)
    return _toon(request, vers, deel, nieuw=nieuw, melding=bewaard)


def _toon(
    request: Verzoek, pagina: Sessiepagina, deel: str = "", *, form: Any = None, status: int = 200, **meer: Any
) -> HttpResponse:
    """The page, or with htmx the one part that the view is about."""
    template = f"sessies/sessie.html#{deel}" if deel and request.htmx else "sessies/sessie.html"
    if form is not None:
        zet_focus(form)
    if deel in {"", "voorbereiding"} or not request.htmx:
        _zet_antwoordforms(pagina, form)
    context = {
        "verkenning": pagina.verkenning,
        # What the menu asks about the reader, known already: a query less.
        "groepen": [pagina.verkenning],
        "strook": pagina.strook if template == "sessies/sessie.html" else None,
        "pagina": pagina,
        "sessie": pagina.sessie,
        "deel": deel,
        "form": form,
        "oordeel_van": form.instance if isinstance(form, OordeelForm) else None,
        "notitieform": form if isinstance(form, NotitieForm) else _later(_notitieform, pagina),
        **meer,
    }
    return render(request, template, context, status=status)


def _later(maak: Callable[[Sessiepagina], forms.Form], pagina: Sessiepagina) -> Callable[[], forms.Form]:
    """A template calls this where it shows the form; a fragment without it never makes it."""
    return lambda: maak(pagina)


def _notitieform(pagina: Sessiepagina, data: Any = None, soort: str = "") -> NotitieForm:
    return NotitieForm(
        data,
        persoon=pagina.persoon,
        sessie=pagina.sessie,
        gezelschap=pagina.gezelschap,
        onderdelen=pagina.onderdelen,
        soort=soort,
    )


def _antwoordform(pagina: Sessiepagina, blok: Voorbereiding, data: Any = None, *, wijzig: bool = False) -> AntwoordForm:
    eigen = [antwoord for antwoord in blok.antwoorden if antwoord.corporatie_id in pagina.persoon.corporaties]
    return AntwoordForm(
        data,
        persoon=pagina.persoon,
        vraag=blok.vraag,
        corporaties=pagina.mijn_corporaties if wijzig else blok.open_voor,
        antwoord=eigen[0] if wijzig and eigen else None,
    )


def _zet_antwoordforms(pagina: Sessiepagina, gegeven: Any) -> None:
    """Before a session each open question has its form at hand; afterwards only the one that was asked for."""
    straks = pagina.sessie.status in {Sessie.Status.GEPLAND, Sessie.Status.VOORBEREID}
    for blok in pagina.voorbereiding:
        if isinstance(gegeven, AntwoordForm) and gegeven.vraag.pk == blok.vraag.pk:
            blok.form = gegeven
        elif straks and blok.open_voor:
            blok.form = _antwoordform(pagina, blok)
