"""What must hold of the settings before the portal may run for real.

Asked by every manage.py command, by check --deploy, and by the web server when it starts: Django asks its checks of
commands only. Rejected: to raise in settings.py, because then no command could name what is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import CheckMessage, Error, Info
from django.core.exceptions import ImproperlyConfigured
from django.http.request import validate_host

# These keep a mail on this machine: nobody would ever get a code to log in with.
MAIL_BLIJFT_HIER = ("console", "dummy", "filebased", "locmem", "terminal")


def instellingen(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.DEBUG:
        return []
    return [*_demo(), *_adres(), *_mail()]


def weiger_onveilig() -> None:
    """For the web server: do not start where a check fails."""
    fouten = [str(bezwaar) for bezwaar in instellingen(None) if bezwaar.is_serious()]
    if fouten:
        raise ImproperlyConfigured("\n".join(["The portal does not start with these settings.", *fouten]))


def _demo() -> list[CheckMessage]:
    if not settings.DEMO:
        return []
    return [
        Error(
            "DEMO is on while DEBUG is off: everybody could log in as anybody of the demo.",
            hint="Unset DEMO. It is for a portal without real people in it.",
            id="verkenning.E001",
        )
    ]


def _adres() -> list[CheckMessage]:
    adres = urlsplit(settings.BASE_URL)
    gevonden: list[CheckMessage] = []
    if adres.scheme != "https":
        gevonden.append(
            Error(
                "BASE_URL is not an https address: the cookies of the session travel over https only.",
                hint="Set BASE_URL to the address that people type, such as https://verkenning.example.",
                id="verkenning.E002",
            )
        )
    if not validate_host(adres.hostname or "", settings.ALLOWED_HOSTS):
        gevonden.append(
            Error(
                "The host of BASE_URL is not one of ALLOWED_HOSTS: the links in mails would be refused.",
                hint=f"Add {adres.hostname} to ALLOWED_HOSTS.",
                id="verkenning.E003",
            )
        )
    if adres.scheme == "https" and not settings.PROXIES:
        gevonden.append(
            Info(
                "BASE_URL is https and PROXIES is 0: right only when this server speaks TLS itself.",
                hint="Behind a proxy that does, set PROXIES to how many stand in front. Otherwise every page redirects to itself.",
                id="verkenning.I001",
            )
        )
    return gevonden


def _mail() -> list[CheckMessage]:
    backend: str = settings.MAILERS["default"]["BACKEND"]
    if not any(f".{naam}." in backend for naam in MAIL_BLIJFT_HIER):
        return []
    return [
        Error(
            "Mail stays on this machine: nobody would get a code to log in with.",
            hint="Set EMAIL_URL to your mail server, such as smtp+tls://name:password@mail.example:587.",
            id="verkenning.E004",
        )
    ]
