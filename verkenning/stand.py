"""Outside pages: found by their slug, and for anonymous readers checked with one question: has anything changed?

An anonymous reader may keep a page, and asks each time whether it still holds (no-cache): what is withdrawn is gone at
once, and an unchanged page costs no rendering. Only an ETag: a Last-Modified of whole seconds would miss the second
release within one. What members read is never kept; the middleware sees to that.

The same mark serves those who ask for the first time: a page that was made for one reader without any cookie is what the
next one without any cookie gets, as long as the mark is the same. The mark is asked of the database each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Max, Q, Value
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response

from .buitenkant import Buitenkant
from .models import Meerwaarde, Publiek, Samenwerkingsvorm, Verkenning

# Stands in the compiled SQL where the slug comes. Nobody's slug has it.
_SLUG = "*"


def stand_van(slug: str = "") -> str:
    """What tells one state of the public pages of this Verkenning from another, or without a slug of all; '' of none.

    Asked at every visit, and so in bare SQL: to make a query and its rows took ten times as long as to ask it.
    """
    antwoorden = []
    with connection.cursor() as cursor:
        for sql, waarden in _vragen(connection.vendor, een=bool(slug)):
            cursor.execute(sql, [slug if waarde == _SLUG else waarde for waarde in waarden])
            antwoorden.append(sorted(cursor.fetchall(), key=repr))
    return repr(antwoorden) if antwoorden[0] else ""


@cache
def _vragen(_database: str, *, een: bool) -> list[tuple[str, tuple[Any, ...]]]:
    """The SQL of everything that shows on a public page, and its values."""
    openbaar = Q(vrijgaven__publiek=Publiek.OPENBAAR)
    verkenningen = Verkenning.objects.filter(Q(slug=_SLUG) if een else Q()).annotate(
        aantal=Count("vrijgaven", filter=openbaar),
        laatste=Max("vrijgaven__pk", filter=openbaar),
        # Numbers are given out again after a backup is put back; these are not.
        op_het_laatst=Max("vrijgaven__op", filter=openbaar),
        merk=Max("vrijgaven__vingerafdruk", filter=openbaar),
        vervangen=Count("vrijgaven__vervangen_op", filter=openbaar),
        ingetrokken=Count("vrijgaven__ingetrokken_op", filter=openbaar),
    )
    assen = [
        model.objects.filter(Q(verkenning__slug=_SLUG) if een else Q()).order_by().values_list(*velden)
        for model, velden in (
            (Samenwerkingsvorm, ("verkenning", "pk", "slug", "naam", "volgorde", "omschrijving", Value(""))),
            (Meerwaarde, ("verkenning", "pk", "slug", "naam", "volgorde", "vraag", "voor")),
        )
    ]
    vragen = [verkenningen.order_by(), assen[0].union(assen[1], all=True)]
    return [vraag.query.sql_with_params() for vraag in vragen]


def buitenpagina(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of one Verkenning: the view gets what this reader may read of it instead of its slug."""

    @wraps(view)
    def pagina(request: HttpRequest, slug: str, **kwargs: Any) -> HttpResponse:
        def maak() -> HttpResponse:
            return view(request, Buitenkant(get_object_or_404(Verkenning, slug=slug), request.user), **kwargs)

        return bewaarbaar(request, maak, slug)

    return pagina


def bewaarbaar(request: HttpRequest, maak: Callable[[], HttpResponse], slug: str = "") -> HttpResponse:
    """The response, or for an anonymous reader who has it already: 304. Without a slug it is about all Verkenningen."""
    stand = stand_van(slug) if is_anoniem(request) else ""
    if not stand:
        return maak()
    # The date too, because who takes part is counted as of today.
    delen = [gebouwd(), timezone.localdate(), request.get_full_path(), request.headers.get("HX-Request"), stand]
    etag = f'"{hashlib.sha256(repr(delen).encode()).hexdigest()[:32]}"'
    response = get_conditional_response(request, etag=etag) or eenmaal(request, etag, maak)
    if response.status_code in {200, 304}:
        response.headers["ETag"] = etag
        response.headers["Cache-Control"] = "no-cache"
    return response


def is_anoniem(request: HttpRequest) -> bool:
    """Nobody in particular. A message that waits for somebody is theirs too."""
    eigen = {settings.SESSION_COOKIE_NAME, CookieStorage.cookie_name}
    return not request.user.is_authenticated and not eigen & request.COOKIES.keys()


def eenmaal[R: HttpResponseBase](request: HttpRequest, etag: str, maak: Callable[[], R]) -> R:
    """What belongs to this mark, made once in this process. For who is anonymous only.

    Never from or for a request with a cookie, whatever it says: what was made for somebody is kept for nobody. And not
    for a question, or whoever makes up questions fills the memory.
    """
    if request.COOKIES or request.GET:
        return maak()
    bewaard: R | None = caches["paginas"].get(etag)
    if bewaard is not None:
        return bewaard
    response = maak()
    if response.status_code == 200 and not response.cookies:
        caches["paginas"].set(etag, response)
    return response


def waarden_van(rij: Any) -> list[tuple[str, Any]]:
    return [(naam, waarde) for naam, waarde in sorted(vars(rij).items()) if not naam.startswith("_")]


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
