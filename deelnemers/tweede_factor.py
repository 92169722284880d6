"""A second factor for who can do the most: begeleiders, redactie and beheerders. Everybody else is offered one.

Asked for at the door of the pages that need it, and not at login: so they can log in to set it up. On a developer's
machine and in the demo nobody needs one (TWEEDE_FACTOR in settings).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django_htmx.http import HttpResponseClientRedirect

from verkenning.models import Persoon

DEUREN = ("/werkplek/", "/groep/", "/redactie/", "/beheer/")
# Recovery codes alone are no second factor: they are for the day that it is lost.
FACTOREN = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


def tweede_factor(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if not settings.TWEEDE_FACTOR or not request.path.startswith(DEUREN) or not _ontbreekt(request):
            return get_response(request)
        messages.warning(
            request, "Zet eerst een extra slot op je account. Dat is nodig voor wie begeleidt, redigeert of beheert."
        )
        if request.headers.get("HX-Request"):
            return HttpResponseClientRedirect(resolve_url("mfa_index"))
        return redirect("mfa_index")

    return middleware


def net_gemaakt(request: HttpRequest, user: Persoon, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever has just made a lock need not open it at once to see its recovery codes."""
    if authenticator.type in FACTOREN:
        record_authentication(request, user, "mfa", type=authenticator.type, reauthenticated=True)


def _ontbreekt(request: HttpRequest) -> bool:
    persoon = request.user
    if not isinstance(persoon, Persoon):
        return False
    moet = persoon.is_staff or any(rol in {"begeleider", "redactie"} for _, rol in persoon.rollen)
    return moet and not is_mfa_enabled(persoon, FACTOREN)
