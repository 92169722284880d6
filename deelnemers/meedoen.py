"""An invitation on its way from the link in a mail to taking part: it waits in the session, as the hash of its secret.

Whoever has the link is let in at once only when that makes a new account. An account that is there already holds more
than this invitation gives, and a link can be passed on: its owner logs in first, and what they said yes to follows.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from verkenning.models import Persoon

from .models import Uitnodiging
from .models.lidmaatschap import HeeftAccount, UitnodigingVerlopen

SESSIE, TOEGEZEGD = "uitnodiging", "uitnodiging_toegezegd"


def leg_weg(request: HttpRequest, uitnodiging: Uitnodiging) -> None:
    request.session[SESSIE] = uitnodiging.sleutel_hash


def weggelegd(request: HttpRequest) -> Uitnodiging | None:
    return Uitnodiging.objects.met_hash(request.session.get(SESSIE, ""))


def zeg_toe(request: HttpRequest, uitnodiging: Uitnodiging) -> None:
    """Somebody said yes, and has to log in before it counts."""
    request.session[TOEGEZEGD] = uitnodiging.sleutel_hash


def toegezegd(request: HttpRequest) -> Uitnodiging | None:
    sleutel_hash = request.session.get(TOEGEZEGD)
    return Uitnodiging.objects.met_hash(sleutel_hash) if sleutel_hash else None


def doe_mee(request: HttpRequest, uitnodiging: Uitnodiging, persoon: Persoon | None) -> Persoon:
    """Take it up, as whoever is logged in or else with a new account."""
    persoon = uitnodiging.neem_aan(persoon)
    for naam in (SESSIE, TOEGEZEGD):
        request.session.pop(naam, None)
    messages.success(request, f"Je doet nu mee aan {uitnodiging.verkenning}.")
    return persoon


def kom_na(request: HttpRequest, persoon: Persoon) -> HttpResponse | None:
    """Just logged in: take up what was said yes to. The page of the invitation tells what is in the way."""
    uitnodiging = toegezegd(request)
    request.session.pop(TOEGEZEGD, None)
    if uitnodiging is None:
        return None
    try:
        doe_mee(request, uitnodiging, persoon)
    except (UitnodigingVerlopen, HeeftAccount):
        leg_weg(request, uitnodiging)
        return redirect("deelnemers:welkom")
    return None
