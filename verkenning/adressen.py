"""Slugs stand in addresses, so none may be a word that the portal itself has at that place: 'nieuw' is no source.

Which words those are is read from the map of the portal itself, by the name that a place has there (`<slug:sessie>`).
Rejected: a list kept by hand, which goes stale with the next page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from django.core.exceptions import ValidationError
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils.text import slugify

# Beside what the map tells: what the web server has there, and what a programme should not be taken for.
OOK_VAST = {"slug": frozenset(("accounts", "feed", "media", "static"))}
_PLEK = re.compile(r"<(?:\w+:)?(\w+)>")


@cache
def vaste_woorden(plek: str) -> frozenset[str]:
    """The words that addresses have where this place stands in others: of 'slug' among them 'groep' and 'zoeken'."""
    paden = [pad.split("/") for pad in _paden()]
    ervoor = {_vorm(pad[:nummer]) for pad in paden for nummer, deel in enumerate(pad) if _naam(deel) == plek}
    woorden = {
        deel for pad in paden for nummer, deel in enumerate(pad) if "<" not in deel and _vorm(pad[:nummer]) in ervoor
    }
    return frozenset(woorden - {""}) | OOK_VAST.get(plek, frozenset())


def slug_van(tekst: str, anders: str) -> str:
    """The words of a text as a slug, or `anders` where nothing is left of them."""
    return re.sub("[-_]+", "-", slugify(tekst))[:60].strip("-") or anders


def kies_slug(tekst: str, plek: str, bezet: Collection[str] = (), *, anders: str) -> str:
    """A slug made of a text, with '-2' and so on behind it where it is taken, or a fixed word."""
    wortel = slug_van(tekst, anders)
    weg = vaste_woorden(plek).union(bezet)
    nummer = 1
    while (slug := wortel if nummer == 1 else f"{wortel}-{nummer}") in weg:
        nummer += 1
    return slug


def controleer_plek(slug: str, plek: str) -> None:
    if slug in vaste_woorden(plek):
        raise ValidationError(f"'{slug}' is al een adres van het portaal. Kies een andere slug.")


def _paden(resolver: URLResolver | None = None, ervoor: str = "") -> Iterator[str]:
    for deel in (resolver or get_resolver()).url_patterns:
        pad = ervoor + (str(deel.pattern) if isinstance(deel.pattern, RoutePattern) else "<regex>")
        if isinstance(deel, URLResolver):
            yield from _paden(deel, pad)
        elif isinstance(deel, URLPattern):
            yield pad


def _naam(deel: str) -> str:
    gevonden = _PLEK.fullmatch(deel)
    return gevonden[1] if gevonden else ""


def _vorm(delen: list[str]) -> tuple[str, ...]:
    """What stands before a place, whatever the places before it are called."""
    return tuple(_PLEK.sub("<>", deel) for deel in delen)
