"""The main menu: the same six doors for everybody, each leading to what this reader may open.

The ground imports no app above it, so it knows their pages by name only.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from .models import Verkenning


@dataclass(frozen=True)
class Menupunt:
    naam: str
    icoon: str
    url: str
    huidig: str  # the value of aria-current: "page" on the page itself, "true" on a page under it


@dataclass(frozen=True)
class _Deur:
    naam: str
    icoon: str
    binnen: str
    buiten: str = ""


DEUREN = (
    _Deur("Route", "wegwijzer", "sessies:route", "verkenning:route"),
    _Deur("Kaart", "kaart", "sessies:kaart", "verkenning:kaart"),
    _Deur("Bibliotheek", "boek", "sessies:bibliotheek", "verkenning:bibliotheek"),
    _Deur("Berichten", "bericht", "", "berichten:lijst"),
)


def hoofdmenu(context: Context) -> list[Menupunt]:
    """What `{% hoofdmenu as punten %}` gives: doors of the Verkenning at hand, inside for who is in its group."""
    request: HttpRequest | None = context.get("request")
    pad = request.path if request else ""
    ingelogd = bool(request and request.user.is_authenticated)
    groepen = context.get("groepen") or []
    verkenning = context.get("verkenning") or (groepen[0] if groepen else None)
    punten: list[Menupunt] = []
    if ingelogd:
        punten.append(_punt("Werkplek", "tent", pad, settings.LOGIN_REDIRECT_URL))
    if verkenning:
        punten += [_deur(deur, verkenning, pad, context) for deur in DEUREN]
    punten.append(_punt("Zoeken", "zoek", pad, "verkenning:zoeken"))
    if not ingelogd:
        punten.append(_punt("Inloggen", "mens", pad, "account_login"))
    return punten


_KAMERS = (
    _Deur("Vragen", "vraag", "deelnemers:vragen"),
    _Deur("Notities", "schrijf", "sessies:notities"),
    _Deur("Inzichten", "lamp", "sessies:inzichten"),
    _Deur("Naar buiten", "stuur", "sessies:voordrachten"),
)
_VAN_DE_BEGELEIDER = _Deur("Uitnodigen", "plus", "deelnemers:uitnodigen")


def groepmenu(context: Context) -> list[Menupunt]:
    """What `{% groepmenu as punten %}` gives: the rooms of the group, on the pages of the group."""
    request: HttpRequest | None = context.get("request")
    verkenning = context.get("verkenning")
    if request is None or verkenning is None or not request.path.startswith("/groep/"):
        return []
    if verkenning.pk not in getattr(request.user, "groepen", ()):
        return []
    begeleider = (verkenning.pk, "begeleider") in (context.get("rollen") or ())
    kamers = [*_KAMERS, _VAN_DE_BEGELEIDER] if begeleider else _KAMERS
    return [_punt(kamer.naam, kamer.icoon, request.path, kamer.binnen, verkenning.slug) for kamer in kamers]


def _deur(deur: _Deur, verkenning: Verkenning, pad: str, context: Context) -> Menupunt:
    naam = deur.buiten
    if deur.binnen and verkenning in (context.get("groepen") or []):
        naam = deur.binnen
    elif deur.naam == "Berichten" and _is_redactie(context, verkenning):
        naam = "berichten:redactie"
    return _punt(deur.naam, deur.icoon, pad, naam, verkenning.slug)


def _is_redactie(context: Context, verkenning: Verkenning) -> bool:
    return (verkenning.pk, "redactie") in (context.get("rollen") or ())


def _punt(naam: str, icoon: str, pad: str, doel: str, *args: Any) -> Menupunt:
    url = reverse(doel, args=args)
    return Menupunt(naam, icoon, url, _huidig(naam, url, pad))


def _huidig(naam: str, url: str, pad: str) -> str:
    if pad == url:
        return "page"
    # A session is a stop on the route, though its address is not under that of the route.
    onder = pad.startswith(url) or (naam == "Route" and "/sessies/" in pad)
    return "true" if onder else ""
