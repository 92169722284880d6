"""Pages that say how things are done here, and what machines ask for."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from ..models import Verkenning


def verkenning_voor_menu(request: HttpRequest) -> Verkenning | None:
    """On a page of no Verkenning the menu leads to the reader's own, and else to the one that is underway."""
    if request.user.is_authenticated and request.user.groepen:
        return None
    onderweg_eerst = Case(When(fase=Verkenning.Fase.ONDERWEG, then=0), default=1)
    return Verkenning.objects.order_by(onderweg_eerst, *(Verkenning._meta.ordering or ())).first()


def _vast(request: HttpRequest, naam: str) -> HttpResponse:
    context = {"verkenning": verkenning_voor_menu(request), "adres": _adres()}
    return render(request, f"verkenning/{naam}.html", context)


def _adres() -> str:
    """The one address for everybody who has a question: mail from the portal comes from it too."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1]


@login_not_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    return _vast(request, "privacy")


@login_not_required
@require_safe
def toegankelijkheid(request: HttpRequest) -> HttpResponse:
    return _vast(request, "toegankelijkheid")


@login_not_required
@require_safe
def contact(request: HttpRequest) -> HttpResponse:
    return _vast(request, "contact")


@login_not_required
@require_safe
def gezond(request: HttpRequest) -> HttpResponse:
    """For who watches over the server: 'ok' when the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return _tekst("de database antwoordt niet", status=503)
    return _tekst("ok")


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    binnen = "/account/ /agenda/ /beheer/ /gast/ /groep/ /redactie/ /uitnodiging/ /werkplek/ /zoeken/".split()
    return _tekst("\n".join(["User-agent: *", *(f"Disallow: {pad}" for pad in binnen), ""]))


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116. It holds for half a year from today: a portal that still answers is still looked after."""
    tot = (timezone.now() + timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    regels = [
        f"Contact: mailto:{_adres()}",
        f"Expires: {tot.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {settings.BASE_URL}{reverse('verkenning:security')}",
    ]
    return _tekst("\n".join([*regels, ""]))


def _tekst(tekst: str, status: int = 200) -> HttpResponse:
    response = HttpResponse(tekst, content_type="text/plain; charset=utf-8", status=status)
    response.headers["Cache-Control"] = "no-store" if status != 200 or tekst == "ok" else "max-age=3600"
    return response
