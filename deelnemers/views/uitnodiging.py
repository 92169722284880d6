"""Taking up an invitation.

The link in the mail holds a secret. It is checked, put away in the session as its hash, and leaves the address bar:
the pages and forms that follow have no secret in their address that a log or a neighbour could read.
"""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.http import require_http_methods, require_safe

from verkenning.models import Persoon

from .. import meedoen
from ..models import Uitnodiging
from ..models.lidmaatschap import HeeftAccount, UitnodigingVerlopen


@login_not_required
@require_safe
def uitnodiging(request: HttpRequest, sleutel: str) -> HttpResponse:
    """The link from the mail."""
    gevonden = Uitnodiging.objects.met_sleutel(sleutel)
    if gevonden is None or not gevonden.is_open:
        return _werkt_niet(request, gevonden)
    meedoen.leg_weg(request, gevonden)
    return redirect("deelnemers:welkom")


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def welkom(request: HttpRequest) -> HttpResponse:
    """Who invites you, for what; and 'Doe mee'."""
    gevonden = meedoen.weggelegd(request)
    if gevonden is None or not gevonden.is_open:
        # Clicked twice: the first click made the account and logged in.
        if request.method == "POST" or (gevonden is None and request.user.is_authenticated):
            return redirect(settings.LOGIN_REDIRECT_URL if request.user.is_authenticated else "deelnemers:welkom")
        return _werkt_niet(request, gevonden)
    ik = request.user if isinstance(request.user, Persoon) else None
    ander = ik is not None and ik.email.lower() != gevonden.email.lower()
    if request.method == "POST":
        return _maak_plaats(request, gevonden) if ander else _doe_mee(request, gevonden, ik)
    context = {"uitnodiging": gevonden, "ander": ander, "moet_inloggen": ik is None and gevonden.account is not None}
    return render(request, "deelnemers/uitnodiging.html", context)


def _werkt_niet(request: HttpRequest, uitnodiging: Uitnodiging | None) -> HttpResponse:
    """One page for every invitation that does not work. Only its owner, who had the secret, hears why."""
    context = {"staat": uitnodiging.staat if uitnodiging else "onbekend", "uitnodiging": uitnodiging}
    return render(request, "deelnemers/uitnodiging_werkt_niet.html", context, status=410 if uitnodiging else 404)


def _maak_plaats(request: HttpRequest, uitnodiging: Uitnodiging) -> HttpResponse:
    """Somebody else was logged in on this computer: log them out and go on with the invitation."""
    logout(request)
    meedoen.leg_weg(request, uitnodiging)
    return redirect("deelnemers:welkom")


def _doe_mee(request: HttpRequest, uitnodiging: Uitnodiging, ik: Persoon | None) -> HttpResponse:
    try:
        persoon = meedoen.doe_mee(request, uitnodiging, ik)
    except UitnodigingVerlopen:
        return redirect("deelnemers:welkom")
    except HeeftAccount:
        return _log_eerst_in(request, uitnodiging)
    naar = resolve_url(settings.LOGIN_REDIRECT_URL)
    if ik is not None:
        return redirect(naar)
    # The account was made just now. To log in as after a mailed code: their address was proven by its link.
    record_authentication(request, persoon, method="code", email=persoon.email)
    verder: HttpResponse = perform_login(request, Login(user=persoon, email=persoon.email, redirect_url=naar))
    return verder


def _log_eerst_in(request: HttpRequest, uitnodiging: Uitnodiging) -> HttpResponse:
    account = uitnodiging.account
    if account is not None and not account.is_active:
        return redirect("account_inactive")
    # A login that was begun with another address does not stand in the way of this one.
    clear_login(request)
    meedoen.zeg_toe(request, uitnodiging)
    return redirect("account_login")
