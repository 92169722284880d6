"""What holds for every request and response."""

from collections.abc import Callable

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from .views.fouten import uitgelogd

BINNEN = ("/werkplek/", "/groep/", "/redactie/", "/account/", "/beheer/", "/uitnodiging/")


def koppen(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Nothing personal is kept by a cache, and a page and its fragment are two things at one address."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        patch_vary_headers(response, ["HX-Request"])
        # A response that looked at the session is somebody's own: Django marks it with Vary: Cookie.
        persoonlijk = request.path.startswith(BINNEN) or (
            getattr(request, "user", None) is not None and request.user.is_authenticated
        )
        if persoonlijk:
            response.headers["Cache-Control"] = "no-store"
        return response

    return middleware


class InlogMiddleware(LoginRequiredMiddleware):
    """Closed by default. A form that comes in after the session ended gives back what was typed, instead of losing it."""

    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseBase:
        if request.method == "POST" and request.POST:
            return uitgelogd(request)
        return super().handle_no_permission(request, view_func)
