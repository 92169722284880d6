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
    # A page that is not there stands under no door: which door it would be tells nothing of what is behind it.
    pad = request.path if request and "request_path" not in context else ""
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


@dataclass(frozen=True)
class Kamers:
    """The rooms of the group, or of the redactie."""

    naam: str
    punten: list[Menupunt]


_KAMERS = (
    _Deur("Vragen", "vraag", "deelnemers:vragen"),
    _Deur("Notities", "schrijf", "sessies:notities"),
    _Deur("Inzichten", "lamp", "sessies:inzichten"),
    _Deur("Naar buiten", "stuur", "sessies:voordrachten"),
)
_VAN_DE_BEGELEIDER = (
    _Deur("Deelnemers", "deelnemers", "deelnemers:deelnemers"),
    _Deur("Uitnodigen", "plus", "deelnemers:uitnodigen"),
)
_VAN_DE_REDACTIE = (
    _Deur("Berichten maken", "bericht", "berichten:redactie"),
    _Deur("Bibliotheek", "boek", "sessies:bibliotheek"),
    _Deur("Leden uitnodigen", "plus", "deelnemers:uitnodigen_redactie"),
)


def groepmenu(context: Context) -> Kamers | None:
    """What `{% groepmenu as kamers %}` gives: the rooms of the group on its pages, those of the redactie on theirs."""
    request: HttpRequest | None = context.get("request")
    verkenning = context.get("verkenning")
    if request is None or verkenning is None:
        return None
    if request.path.startswith("/groep/") and verkenning.pk in getattr(request.user, "groepen", ()):
        begeleidt = (verkenning.pk, "begeleider") in (context.get("rollen") or ())
        deuren = (*_KAMERS, *_VAN_DE_BEGELEIDER) if begeleidt else _KAMERS
        return _kamers("In de groep", deuren, verkenning, request.path)
    if request.path.startswith(("/redactie/", "/groep/", "/werkplek/")) and _is_redactie(context, verkenning):
        return _kamers("Voor de redactie", _VAN_DE_REDACTIE, verkenning, request.path)
    return None


def _kamers(naam: str, deuren: tuple[_Deur, ...], verkenning: Verkenning, pad: str) -> Kamers:
    return Kamers(naam, [_punt(deur.naam, deur.icoon, pad, deur.binnen, verkenning.slug) for deur in deuren])


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
    # A session is a stop on the route, though its address is not under that of the route; and who is invited has
    # nothing to do with berichten, though its address is under theirs.
    onder = pad.startswith(url) and not pad.startswith(f"{url}uitnodigen/")
    onder = onder or (naam == "Route" and "/sessies/" in pad)
    return "true" if onder else ""
