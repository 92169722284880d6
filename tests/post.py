"""A real mail server on this machine, and a worker that empties the queue. A conftest takes in the fixtures it needs."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core.management import call_command
from pytest_django import Settings

from verkenning import mail


@dataclass
class Postkantoor:
    """What the mail server took in. Set `dicht` and it refuses everything; who is in `onbekend` does not live there."""

    dicht: bool = False
    onbekend: set[str] = field(default_factory=set)
    binnen: list[EmailMessage] = field(default_factory=list)

    @property
    def post(self) -> list[EmailMessage]:
        """All that was sent, also what was on its way still."""
        _wacht_op_brieven()
        return self.binnen

    def tekst(self, nummer: int = -1) -> str:
        return self._deel("plain", nummer)

    def html(self, nummer: int = -1) -> str:
        return self._deel("html", nummer)

    def _deel(self, soort: str, nummer: int) -> str:
        deel = self.post[nummer].get_body((soort,))
        assert deel is not None
        return str(deel.get_content()).replace("\r\n", "\n")


@dataclass
class Loket:
    """Where the mail server hands in a letter. It asks this for everything it has, so it has no `post` to wait for."""

    kantoor: Postkantoor

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, opties: Any) -> str:  # noqa: N802
        if address in self.kantoor.onbekend:
            return "550 Woont hier niet"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802 - aiosmtpd's name
        if self.kantoor.dicht:
            return "451 Even niet"
        self.kantoor.binnen.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"


def _wacht_op_brieven() -> None:
    """What is sent beside a request comes in a moment later."""
    for draad in threading.enumerate():
        if draad.name == mail.ERNAAST:
            draad.join()


def _vrije_poort() -> int:
    with socket.socket() as deur:
        deur.bind(("127.0.0.1", 0))
        return int(deur.getsockname()[1])


@pytest.fixture
def postkantoor(settings: Settings) -> Iterator[Postkantoor]:
    _wacht_op_brieven()  # of a test before this one, which looked at no mail
    kantoor = Postkantoor()
    server = Controller(Loket(kantoor), hostname="127.0.0.1", port=_vrije_poort())
    server.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": server.port, "timeout": 5},
        }
    }
    yield kantoor
    _wacht_op_brieven()
    server.stop()


@pytest.fixture
def werk(transactional_db: None) -> Callable[[], None]:
    """Let the worker do what waits, as `manage.py db_worker` does; it has a connection of its own."""

    def werk() -> None:
        call_command("db_worker", batch=True, interval=0, startup_delay=False, reload=False, verbosity=0)

    return werk
