"""Coming to a session: everybody of the group answers for themselves, and the begeleider asks and sees all answers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deelnemers.models import Botsing
from verkenning.http import Verzoek

from ..komstforms import KomstForm, OproepForm
from ..komstpagina import Komstpagina
from ..velden import zet_focus

_GEWEEST = "Deze sessie is geweest of gaat niet door. Een antwoord kan er niet meer bij."


@require_http_methods(["GET", "HEAD", "POST"])
def komst(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    pagina = Komstpagina.of_404(request.user, slug, sessie)
    form = KomstForm(request.POST if request.method == "POST" else None, komst=pagina.mijn)
    if request.method != "POST":
        return _toon(request, pagina, form=form)
    if not pagina.sessie.is_straks:
        messages.info(request, _GEWEEST)
        return redirect("sessies:komst", slug, sessie)
    if form.is_valid():
        try:
            antwoord = form.bewaar()
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
            return _toon(request, pagina, form=form, status=409)
        gezegd = antwoord.get_antwoord_display().lower()
        messages.success(request, f"Je antwoord is bewaard: {gezegd}. Je kunt het later nog veranderen.")
        return redirect("sessies:komst", slug, sessie)
    zet_focus(form)
    return _toon(request, pagina, form=form, status=422)


@require_POST
def uitnodigen(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """Ask whoever of the group was not asked yet, or only set another date."""
    pagina = begeleid_of_404(request, slug, sessie)
    if not pagina.sessie.is_straks:
        messages.info(request, "Deze sessie is geweest of gaat niet door. Er gaat geen uitnodiging uit.")
        return redirect("sessies:komst", slug, sessie)
    form = oproepform(pagina, request.POST)
    if form.is_valid():
        try:
            nieuw = form.nodig_uit()
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
            return _toon(request, pagina, oproepform=form, status=409)
        messages.success(request, _uitgenodigd(nieuw))
        return redirect("sessies:komst", slug, sessie)
    return _toon(request, pagina, oproepform=form, status=422)


def _uitgenodigd(nieuw: int) -> str:
    if not nieuw:
        return "Bewaard. Iedereen in de groep had al een uitnodiging, dus er gaat geen mail uit."
    return f"De uitnodiging gaat naar {nieuw} {'mens' if nieuw == 1 else 'mensen'} in de groep."


def begeleid_of_404(request: Verzoek, slug: str, sessie: str) -> Komstpagina:
    pagina = Komstpagina.of_404(request.user, slug, sessie)
    if not pagina.pagina.is_begeleider:
        raise Http404
    return pagina


def oproepform(pagina: Komstpagina, data: Any = None) -> OproepForm:
    return OproepForm(data, sessie=pagina.sessie, oproep=pagina.oproep, door=pagina.persoon, auto_id="id_oproep_%s")


def _toon(request: Verzoek, pagina: Komstpagina, *, status: int = 200, **forms: Any) -> HttpResponse:
    context = {
        "verkenning": pagina.verkenning,
        "strook": pagina.pagina.strook,
        "pagina": pagina,
        "sessie": pagina.sessie,
        "form": forms.get("form") or KomstForm(komst=pagina.mijn),
        "oproepform": forms.get("oproepform") or (oproepform(pagina) if pagina.pagina.is_begeleider else None),
    }
    return render(request, "sessies/komst.html", context, status=status)
