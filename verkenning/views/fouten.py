"""Pages for when it goes wrong while somebody is writing: what was typed is given back, never lost."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import requires_csrf_token

_GEEN_TEKST = frozenset({"csrfmiddlewaretoken", "password", "code", "versie", "sleutel", "next"})


def _ingevuld(request: HttpRequest) -> list[str]:
    return [
        waarde
        for naam, waarde in request.POST.items()
        if naam not in _GEEN_TEKST and isinstance(waarde, str) and " " in waarde.strip()
    ]


@requires_csrf_token
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render(request, "403_csrf.html", {"ingevuld": _ingevuld(request), "terug": _terug(request)}, status=403)


def uitgelogd(request: HttpRequest) -> HttpResponse:
    """A form arrived from somebody whose session has ended: 401, with their words and the way back."""
    terug = _terug(request)
    inloggen = f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': terug})}"
    return render(
        request, "uitgelogd.html", {"ingevuld": _ingevuld(request), "inloggen": inloggen, "terug": terug}, status=401
    )


def _terug(request: HttpRequest) -> str:
    """The page the form stood on, if it is one of ours; a POST address itself may not be readable."""
    hier = f"{request.scheme}://{request.get_host()}"
    vandaan = request.headers.get("Referer", "")
    pad = vandaan.removeprefix(hier) if vandaan.startswith(f"{hier}/") else "/"
    # What is left may be '//elders/', which a browser reads as another host.
    return pad if url_has_allowed_host_and_scheme(pad, allowed_hosts=None) else "/"
