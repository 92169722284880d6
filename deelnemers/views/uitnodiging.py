"""Taking up an invitation.

The link in the mail holds a secret. It is checked, put away in the session as its hash, and leaves the address bar:
the pages and forms that follow have no secret in their address that a log or a neighbour could read.
"""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe

from verkenning.models import Persoon

from ..models import Uitnodiging
from ..models.lidmaatschap import UitnodigingVerlopen

SESSIE = "uitnodiging"


@login_not_required
@require_safe
def uitnodiging(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The link from the mail."""
    gevonden = Uitnodiging.objects.met_sleutel(sleutel)
    if gevonden is None or not gevonden.is_open:
        return _werkt_niet(request, gevonden)
    request.session[SESSIE] = gevonden.sleutel_hash
    return redirect("deelnemers:welkom")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def welkom(request: HttpRequest) -> HttpResponse:
    """Who invites you, for what; and 'Doe mee'."""
    gevonden = Uitnodiging.objects.met_hash(request.session.get(SESSIE, ""))
    if gevonden is None or not gevonden.is_open:
        # Clicked twice: the first click made the account and logged in.
        if request.method == "POST" or (gevonden is None and request.user.is_authenticated):
            return redirect(settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "deelnemers:welkom")
        return _werkt_niet(request, gevonden)
    ander = isinstance(request.user, Persoon) and request.user.email.lower() != gevonden.email.lower()
    if request.method == "POST":
        return _maak_plaats(request, gevonden) if ander else _doe_mee(request, gevonden)
    return render(request, "deelnemers/uitnodiging.html", {"uitnodiging": gevonden, "ander": ander})


def _werkt_niet(request: HttpRequest, uitnodiging: Uitnodiging | None) -> HttpResponse:
    """One page for every invitation that does not work. Only its owner, who had the secret, hears why."""
    context = {"staat": uitnodiging.staat if uitnodiging else "onbekend", "uitnodiging": uitnodiging}
    return render(request, "deelnemers/uitnodiging_werkt_niet.html", context, status=410 if uitnodiging else 404)


def _maak_plaats(request: HttpRequest, uitnodiging: Uitnodiging) -> HttpResponse:
    """Somebody else was logged in on this computer: log them out and go on with the invitation."""
    logout(request)
    request.session[SESSIE] = uitnodiging.sleutel_hash
    return redirect("deelnemers:welkom")


def _doe_mee(request: HttpRequest, uitnodiging: Uitnodiging) -> HttpResponse:
    try:
        persoon = uitnodiging.neem_aan()
    except UitnodigingVerlopen:
        return redirect("deelnemers:welkom")
    del request.session[SESSIE]
    messages.success(request, f"Je doet nu mee aan {uitnodiging.verkenning}.")
    naar = resolve_url(settings.LOGIN_REDIRECT_URL)
    if request.user.is_authenticated:
        return redirect(naar)
    # As after a mailed code: whoever has a second factor is asked for it first.
    record_authentication(request, persoon, method="code", email=persoon.email)
    verder: HttpResponse = perform_login(request, Login(user=persoon, email=persoon.email, redirect_url=naar))
    return verder
