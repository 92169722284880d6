"""What members and visitors read: the list, an edition, and its PDF."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from verkenning.buitenkant import Buitenkant
from verkenning.stand import buitenpagina, eenmaal, gebouwd, is_anoniem, waarden_van

from ..models import Uitgave
from ..uitgeven import houd_bij

_KUNST = re.compile(r'data-zaad="(\d+)" data-haltes="(\d+)"(?: data-nu="(\d+)")?')


@login_not_required
@require_safe
@buitenpagina
def lijst(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    context = {
        "verkenning": buitenkant.verkenning,
        "strook": buitenkant.route,
        "berichten": buitenkant.berichten,
        "haltes": len(buitenkant.route),
        "nu": buitenkant.nu,
    }
    return render(request, "berichten/lijst.html", context)


def _uitgave_of_404(request: HttpRequest, slug: str, nummer: int) -> Uitgave:
    """The newest edition, if this reader may read it, as it may be read now."""
    rijen = Uitgave.objects.laatste().leesbaar_voor(request.user).select_related("bericht__verkenning")
    uitgave = rijen.filter(bericht__verkenning__slug=slug, bericht__nummer=nummer).first()
    if uitgave is None:
        raise Http404
    return houd_bij(uitgave)


@login_not_required
@require_safe
def bericht(request: HttpRequest, slug: str, nummer: int) -> HttpResponseBase:
    uitgave = _uitgave_of_404(request, slug, nummer)
    verkenning = uitgave.bericht.verkenning
    context = {
        "verkenning": verkenning,
        "uitgave": uitgave,
        "kunst": _kunst(uitgave),
    }
    # The page around the edition counts too: another release of the portal, or another name, makes another page of it.
    fragment = request.headers.get("HX-Request")
    rond = (request.path, fragment, waarden_van(verkenning), gebouwd())
    etag = _etag(uitgave.pk, uitgave.op, uitgave.sha256, uitgave.pdf.name, *rond)

    def maak() -> HttpResponseBase:
        return render(request, "berichten/bericht.html", context)

    if not is_anoniem(request):
        return maak()
    return _bewaarbaar(request, etag) or _met_etag(request, eenmaal(request, etag, maak), etag)


@login_not_required
@require_safe
def pdf(request: HttpRequest, slug: str, nummer: int) -> HttpResponseBase:
    """The file as the worker made it. Until it is there, there is nothing at this address."""
    uitgave = _uitgave_of_404(request, slug, nummer)
    if not uitgave.pdf:
        raise Http404
    etag = _etag(uitgave.sha256, uitgave.pdf.name)
    if niets_nieuws := _bewaarbaar(request, etag):
        return niets_nieuws
    antwoord = FileResponse(uitgave.pdf.open("rb"), filename=uitgave.bestandsnaam, content_type="application/pdf")
    # Nothing in it may run, wherever a browser shows it.
    antwoord.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return _met_etag(request, antwoord, etag)


def _kunst(uitgave: Uitgave) -> dict[str, Any]:
    """The strip above the edition: its own fields and route, as they were when it was published."""
    gevonden = _KUNST.search(uitgave.html)
    zaad, haltes, nu = gevonden.groups() if gevonden else (uitgave.bericht.nummer, 0, None)
    return {"zaad": int(zaad), "haltes": int(haltes), "nu": int(nu) if nu else None}


def _etag(*delen: object) -> str:
    return f'"{hashlib.sha256(repr(delen).encode()).hexdigest()[:32]}"'


def _bewaarbaar(request: HttpRequest, etag: str) -> HttpResponseBase | None:
    """304 for an anonymous reader who has this already. What members read is never kept."""
    if not is_anoniem(request):
        return None
    antwoord = get_conditional_response(request, etag=etag)
    return _met_etag(request, antwoord, etag) if antwoord else None


def _met_etag(request: HttpRequest, antwoord: HttpResponseBase, etag: str) -> HttpResponseBase:
    if is_anoniem(request):
        antwoord.headers["ETag"] = etag
        antwoord.headers["Cache-Control"] = "no-cache"
    return antwoord
