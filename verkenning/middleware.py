"""What holds for every request and response."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core.exceptions import MiddlewareNotUsed
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.views.defaults import page_not_found

from .views.fouten import uitgelogd

BINNEN = ("/werkplek/", "/groep/", "/redactie/", "/account/", "/beheer/", "/uitnodiging/", "/gast/", "/agenda/")


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


class EigenNietGevonden:
    """In the demo a wrong address shows our own page, as it does to real people.

    With DEBUG on Django would list every address there is instead, and say of some of them that they do exist. Other
    errors stay as a developer wants them. The last of the middleware: what happens on the way out happens to it too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if not (settings.DEBUG and settings.DEMO):
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            resolve(request.path_info)
        except Resolver404 as fout:
            return page_not_found(request, fout)
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fout: Exception) -> HttpResponseBase | None:
        return page_not_found(request, fout) if isinstance(fout, Http404) else None
