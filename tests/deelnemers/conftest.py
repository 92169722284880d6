"""A real mail server on this machine, and a worker that empties the queue."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from deelnemers.models import Corporatie, Lidmaatschap, Uitnodiging, Vraagversie
from tests.factories import maak_uitnodiging, maak_vraagversie
from tests.mensen import Mens


@dataclass
class Postkantoor:
    """What the mail server took in. Set `dicht` and it refuses everything."""

    post: list[EmailMessage] = field(default_factory=list)
    dicht: bool = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.dicht:
            return "451 Even niet"
        self.post.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def tekst(self, nummer: int = -1) -> str:
        return self._deel("plain", nummer)

    def html(self, nummer: int = -1) -> str:
        return self._deel("html", nummer)

    def _deel(self, soort: str, nummer: int) -> str:
        deel = self.post[nummer].get_body((soort,))
        assert deel is not None
        return str(deel.get_content()).replace("\r\n", "\n")


def zoals_getoond(response: Any) -> tuple[int, str]:
    """An answer without the token of its form, which is another one every time."""
    return response.status_code, re.sub(r"\b\w{64}\b", "", response.content.decode())


def _vrije_poort() -> int:
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        return int(deur.getsockname()[1])


NOOR = {"naam": "Noor Nieuw", "email": "noor@voorbeeld.example", "functie": "bestuurder"}


@pytest.fixture
def uitnodiging(kromwaal: Corporatie, begeleider: Mens) -> tuple[Uitnodiging, str]:
    """Noor is invited to be verkenner of Kromwaal."""
    return maak_uitnodiging(
        kromwaal.verkenning, begeleider.persoon, rol=Uitnodiging.Rol.VERKENNER, corporatie=kromwaal, **NOOR
    )


def link(sleutel: str) -> str:
    return reverse("deelnemers:uitnodiging", args=[sleutel])


def is_ingelogd(mens: Client) -> bool:
    return "_auth_user_id" in mens.session


def rollen_van(email: str) -> set[tuple[str, str]]:
    """Which roles somebody has, as (programme, role)."""
    leden = Lidmaatschap.objects.filter(persoon__email=email).select_related("verkenning")
    return {(lid.verkenning.slug, rol) for lid in leden for rol in lid.rollen}


VRAGEN = "/groep/samen/vragen/"
VRAAG = f"{VRAGEN}kromwaal/"
NIEUW = f"{VRAAG}nieuw/"
# A text that would be found anywhere it should not be.
BINNEN = ("kanarie-toelichting", "kanarie-waarom", "kanarie-reden")
SCHERPER = {
    "tekst": "Hoe delen wij een controller?",
    "toelichting": "kanarie-toelichting",
    "waarom": "kanarie-waarom",
    "vanaf": 1,
}


@pytest.fixture
def versie(kromwaal: Corporatie) -> Vraagversie:
    """Kromwaal's second wording, with everything that stays inside."""
    kromwaal.tekst = "Een vestingstadje."
    kromwaal.save()
    kromwaal.deelnames.update(reden="kanarie-reden")
    return maak_vraagversie(
        kromwaal, tekst="Wat merkt de huurder?", toelichting="kanarie-toelichting", waarom="kanarie-waarom"
    )


def gelezen(response: Any) -> str:
    """The words as they read now: without markup, and without what was struck out."""
    return re.sub(r"<del>.*?</del> ?|<[^>]+>", "", response.content.decode(), flags=re.DOTALL)


@pytest.fixture
def postkantoor(settings: Settings) -> Iterator[Postkantoor]:
    kantoor = Postkantoor()
    server = Controller(kantoor, hostname="127.0.0.1", port=_vrije_poort())
    server.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": server.port, "timeout": 5},
        }
    }
    yield kantoor
    server.stop()


@pytest.fixture
def werk(transactional_db: None) -> Callable[[], None]:
    """Let the worker do what waits, as `manage.py db_worker` does; it has a connection of its own."""

    def werk() -> None:
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)

    return werk
