"""Small helps for reading a page."""

from __future__ import annotations

import re
from typing import Any

from tests.mensen import Mens

# A fresh token and a fresh key stand in every page; apart from them, two pages can be compared byte for byte.
_VERS = re.compile(rb'(name="(?:csrfmiddlewaretoken|sleutel)" value="|"x-csrftoken": ")[\w-]+')


def tekst_van(response: Any) -> str:
    return re.sub(r"\s+", " ", response.content.decode())


def bytes_van(response: Any) -> bytes:
    return _VERS.sub(rb"\1", response.content)


def sleutel_in(response: Any) -> str:
    """The key that a form on this page carries."""
    gevonden = re.search(r'name="sleutel" value="([\w-]+)"', response.content.decode())
    assert gevonden
    return gevonden.group(1)


def post(mens: Mens, htmx: bool, adres: str, data: dict[str, Any]) -> Any:
    """Send a form as a browser does, with JavaScript or without."""
    return mens.htmx("post", adres, data) if htmx else mens.post(adres, data)


def geef_kaart_vrij(mens: Mens, adres: str, publiek: str = "openbaar", **anders: str) -> Any:
    """Look at what would go out, and let it out: with the mark of what was shown, as a browser sends it."""
    merk = mens.get(adres).context["form"]["merk"].value()
    return mens.post(adres, {"publiek": publiek, "merk": merk} | anders)
