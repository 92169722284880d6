"""The front door: what the portal is, and the Verkenning that is underway."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..models import Verkenning
from ..stand import bewaarbaar

_EERST = {Verkenning.Fase.ONDERWEG: 0, Verkenning.Fase.VOORBEREIDING: 1, Verkenning.Fase.AFGEROND: 2}


def op_volgorde(verkenningen: list[Verkenning]) -> list[Verkenning]:
    """What is underway first, then what is coming, then what is over; the newest first."""
    return sorted(verkenningen, key=lambda verkenning: _EERST[Verkenning.Fase(verkenning.fase)])


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    if settings.DEMO:
        # The demo's switch is a form of this visitor, so that page is not for keeping.
        return _home(request)
    return bewaarbaar(request, lambda: _home(request))


def _home(request: HttpRequest) -> HttpResponse:
    verkenningen = op_volgorde(list(Verkenning.objects.all()))
    if not verkenningen:
        return render(request, "verkenning/leeg.html")
    verkenning = verkenningen[0]
    buitenkant = Buitenkant(verkenning, request.user)
    context = {
        "verkenning": verkenning,
        "buitenkant": buitenkant,
        "kop": verkenning.ondertitel or verkenning.naam,
        "jaar": verkenning.begin[:4],
        "bericht": next(iter(buitenkant.berichten), None),
        "kaart": buitenkant.kaart(),
        "andere": verkenningen[1:],
    }
    return render(request, "verkenning/home.html", context)
