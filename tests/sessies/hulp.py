"""Small helps for reading a page, and for what a person does on it."""

from __future__ import annotations

import re
from typing import Any

from django.urls import reverse

from sessies.models import Antwoord, Inzicht, Notitie, Voordracht
from tests.mensen import Mens
from verkenning.models import Persoon

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


# ---- Putting forward

INVOER = {"tekst": "Zo leest het buiten.", "publiek": "openbaar", "naamsvermelding": "anoniem"}


def draag_voor_pagina(bron: Notitie | Antwoord | Inzicht) -> str:
    verkenning = bron.vraag.sessie.verkenning if isinstance(bron, Antwoord) else bron.verkenning
    return reverse("sessies:draag_voor", args=[verkenning.slug, type(bron).__name__.lower(), bron.pk])


def gevraagd(mens: Mens, bron: Notitie | Antwoord | Inzicht, **anders: object) -> Persoon | None:
    """Whom the portal asks when this person puts it forward; None when it may not be."""
    eerder = list(Voordracht.objects.values_list("pk", flat=True))
    antwoord = mens.post(draag_voor_pagina(bron), INVOER | anders)
    voordracht = Voordracht.objects.exclude(pk__in=eerder).first()
    assert antwoord.status_code == (302 if voordracht else 422)
    return voordracht.spreker if voordracht else None
