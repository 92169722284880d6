"""Outside pages: found by their slug, and for anonymous readers checked with one question: has anything changed?

An anonymous reader may keep a page, and asks each time whether it still holds (no-cache): what is withdrawn is gone at
once, and an unchanged page costs no rendering. Only an ETag: a Last-Modified of whole seconds would miss the second
release within one. What members read is never kept; the middleware sees to that.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response

from .buitenkant import Buitenkant
from .models import Publiek, Verkenning
from .models.programma import haal_assen


def met_stand() -> QuerySet[Verkenning]:
    """Verkenningen with what tells one state of their public pages from another."""
    openbaar = Q(vrijgaven__publiek=Publiek.OPENBAAR)
    return Verkenning.objects.annotate(
        aantal=Count("vrijgaven", filter=openbaar),
        laatste=Max("vrijgaven__pk", filter=openbaar),
        # Numbers are given out again after a backup is put back; these are not.
        op=Max("vrijgaven__op", filter=openbaar),
        merk=Max("vrijgaven__vingerafdruk", filter=openbaar),
        vervangen=Count("vrijgaven__vervangen_op", filter=openbaar),
        ingetrokken=Count("vrijgaven__ingetrokken_op", filter=openbaar),
    )


def buitenpagina(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one Verkenning: the view gets what this reader may read of it instead of its slug."""

    @wraps(view)
    def pagina(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        verkenning = met_stand().filter(slug=slug).first()
        if verkenning is None:
            raise Http404
        return bewaarbaar(request, [verkenning], lambda: view(request, Buitenkant(verkenning, request.user), **kwargs))

    return pagina


def bewaarbaar(request: HttpRequest, verkenningen: list[Verkenning], maak: Callable[[], HttpResponse]) -> HttpResponse:
    """The response, or for an anonymous reader who has it already: 304."""
    if request.user.is_authenticated or settings.SESSION_COOKIE_NAME in request.COOKIES:
        return maak()
    etag = _etag(request, verkenningen)
    response = get_conditional_response(request, etag=etag) or maak()
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
    return response


def _etag(request: HttpRequest, verkenningen: list[Verkenning]) -> str:
    """The state of everything the page is made of; the date too, because who takes part is counted as of today."""
    assen = haal_assen(verkenningen)
    rijen = []
    for verkenning in verkenningen:
        rijen.append(
            [_waarden(rij) for rij in (verkenning, *assen[verkenning.pk].vormen, *assen[verkenning.pk].meerwaarden)]
        )
        verkenning.assen = assen[verkenning.pk]  # for the page, if it is to be made
    delen = [gebouwd(), timezone.localdate(), request.get_full_path(), request.headers.get("HX-Request"), rijen]
    return f'"{hashlib.sha256(repr(delen).encode()).hexdigest()[:32]}"'


def _waarden(rij: Any) -> list[tuple[str, Any]]:
    return [
        (naam, waarde) for naam, waarde in sorted(vars(rij).items()) if not naam.startswith("_") and naam != "assen"
    ]


def gebouwd() -> str:
    """Which code makes the pages: another release, other pages. While developing a template changes without a restart."""
    return _vingerafdruk_van_de_code() if not settings.DEBUG else _vingerafdruk_van_de_code.__wrapped__()


@cache
def _vingerafdruk_van_de_code() -> str:
    mappen = [settings.BASE_DIR / "templates", settings.BASE_DIR / "static", Path(__file__).parent]
    bestanden = sorted(
        pad for map_ in mappen for pad in map_.rglob("*") if pad.suffix in {".html", ".css", ".js", ".py"}
    )
    return hashlib.sha256(repr([(str(p), p.stat().st_mtime_ns) for p in bestanden]).encode()).hexdigest()
