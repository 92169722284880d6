"""The card of a session, with everything that was released of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..models import Vrijgave
from ..stand import buitenpagina


@login_not_required
@require_safe
@buitenpagina
def sessie(request: HttpRequest, buitenkant: Buitenkant, sessie: str) -> HttpResponse:
    halte = buitenkant.haltes.get(sessie)
    if halte is None:
        raise Http404
    kaart = next(kaart for kaart in buitenkant.soort(Vrijgave.Soort.SESSIE) if kaart.sleutel == sessie)
    plek = buitenkant.route.index(halte)
    context = {
        "verkenning": buitenkant.verkenning,
        "strook": buitenkant.route,
        "halte": halte,
        "kaart": kaart,
        "gegevens": kaart.gegevens,
        "vragen": _vragen(buitenkant, kaart),
        "onderdelen": _agenda(kaart.gegevens),
        "uitspraken": [uitspraak for uitspraak in buitenkant.uitspraken if uitspraak.vrijgave.sessie == sessie],
        "passages": [stuk for stuk in buitenkant.passages if stuk.sessie == sessie],
        "vorige": buitenkant.route[plek - 1] if plek else None,
        "volgende": buitenkant.route[plek + 1] if plek + 1 < len(buitenkant.route) else None,
    }
    return render(request, "verkenning/sessie.html", context)


def _vragen(buitenkant: Buitenkant, kaart: Vrijgave) -> list[dict[str, Any]]:
    """Whose question this was, with the wording that was released, and what was learned from it."""
    return [
        {
            "naam": wie["naam"],
            "slug": wie["slug"],
            "zin": versies[-1] if (versies := buitenkant.vragen.get(wie["slug"])) else None,
            "deelnemer": buitenkant.per_slug.get(wie["slug"]),
            "geleerd": [g for g in buitenkant.geleerd if wie["slug"] in g.vrijgave.vragen],
        }
        for wie in kaart.gegevens["vragen"]
    ]


def _agenda(gegevens: dict[str, Any]) -> list[dict[str, Any]]:
    """The agenda with the time each part starts, for as long as that is known."""
    moment = datetime.fromisoformat(gegevens["begin"]) if "T" in gegevens["begin"] else None
    regels = []
    for deel in gegevens["agenda"]:
        regels.append({"tijd": moment and moment.time(), "titel": deel["titel"], "soort": deel["soort"]})
        moment = moment + timedelta(minutes=deel["minuten"]) if moment and deel["minuten"] else None
    return regels
