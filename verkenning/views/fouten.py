"""Pages for when it goes wrong while somebody is writing: what was typed is given back, never lost."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token

_GEHEIM = frozenset({"csrfmiddlewaretoken", "password", "code"})
_GEEN_TEKST = _GEHEIM | {"versie", "sleutel", "next"}


def _ingevuld(request: HttpRequest) -> list[str]:
    return [
        waarde
        for naam, waarde in request.POST.items()
        if naam not in _GEEN_TEKST and isinstance(waarde, str) and " " in waarde.strip()
    ]


def _opnieuw(request: HttpRequest) -> list[tuple[str, str]]:
    """All fields of a form with words in it, to send once more: its hidden ones too, so that it still counts as one."""
    if not _ingevuld(request) or request.path.startswith(("/account/", "/uitnodiging/")):
        return []
    velden = [(naam, waarden) for naam, waarden in request.POST.lists() if naam not in _GEHEIM]
    return [(naam, waarde) for naam, waarden in velden for waarde in waarden]


def _gegevens(request: HttpRequest) -> dict[str, Any]:
    return {
        "ingevuld": _ingevuld(request),
        "opnieuw": _opnieuw(request),
        "hierheen": request.build_absolute_uri(),
        "terug": _terug(request),
    }


@requires_csrf_token
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without a token that holds: 403, with its words.

    It may be sent again from here, with a token, only if it came from a page of ours. The browser says so in a header
    that no page can set: else another site could have us offer somebody a form that it had filled in.
    """
    gegevens = _gegevens(request)
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        gegevens["opnieuw"] = []
    return render(request, "403_csrf.html", gegevens, status=403)


def uitgelogd(request: HttpRequest) -> HttpResponse:
    """A form arrived from somebody whose session has ended: 401, with their words, which can be sent again after login.

    Its token was looked at before: it came from a page of ours.
    """
    gegevens = _gegevens(request)
    inloggen = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': gegevens['terug']})}"
    return render(request, "uitgelogd.html", {**gegevens, "inloggen": inloggen}, status=401)


def _terug(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours; a POST address itself may not be readable."""
    hier = f"{request.scheme}://{request.get_host()}"
    vandaan = request.headers.get("Referer", "")
    pad = vandaan.removeprefix(hier) if vandaan.startswith(f"{hier}/") else "/"
    # What is left may be '//elders/', which a browser reads as another host.
    return pad if url_has_allowed_host_and_scheme(pad, allowed_hosts=None) else "/"
