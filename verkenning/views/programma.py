"""The page of one Verkenning, and its whole route."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..stand import buitenpagina

NIEUWSTE = 6


@login_not_required
@require_safe
@buitenpagina
def programma(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    passages = list(reversed(buitenkant.passages))
    # Whatever has no session page of its own to be read on, is read here.
    nieuwste = passages[:NIEUWSTE]
    los = [stuk for stuk in passages[NIEUWSTE:] if stuk.sessie not in buitenkant.haltes]
    context = {
        "verkenning": buitenkant.verkenning,
        "buitenkant": buitenkant,
        "strook": buitenkant.route,
        "passages": [(stuk, buitenkant.haltes.get(stuk.sessie)) for stuk in nieuwste + los],
        "meer": len(passages) > len(nieuwste + los),
        "bericht": next(iter(buitenkant.berichten), None),
    }
    return render(request, "verkenning/programma.html", context)


@login_not_required
@require_safe
@buitenpagina
def route(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    context = {"verkenning": buitenkant.verkenning, "buitenkant": buitenkant}
    return render(request, "verkenning/route.html", context)
