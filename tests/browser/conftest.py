"""A real Chromium, looking at a real server. What the browser complains about fails the test.

def test_home(kijk: Kijk, anna: Mens) -> None:
    page = kijk(anna, "/werkplek/")          # as anna; without a person: as a visitor
    assert_in_orde(page)                     # phone and desk, light and dark
"""

from __future__ import annotations

import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from deelnemers.models import Uitnodiging
from sessies.models import Notitie, Sessie, Voordracht
from tests.browser.paginas import FEMKE, JORINDE
from tests.browser.zien import Kijk
from tests.factories import maak_routestap, maak_uitnodiging, maak_voordracht
from tests.mensen import Mens
from tests.post import postkantoor as postkantoor
from tests.post import werk as werk
from verkenning.kijkers import DEMO_MAP
from verkenning.models import Persoon, Verkenning

# Playwright keeps an event loop in the thread of the test, and Django then refuses its database there; the test
# itself does nothing at the same time as anything else.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
CHROMIUMS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUMS)))
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *QUIET],
    }


def mens_met(email: str) -> Mens:
    """Somebody of the demo programme."""
    return Mens(Persoon.objects.get(email=email))


class Klachten(list[str]):
    """What the browser complained about."""

    def verwacht(self, status: int) -> None:
        """Somebody was answered with this status on purpose; the browser says so, and htmx does too."""
        zo = re.compile(rf"responded with a status of {status} |Response Status Error Code {status} ")
        gewoon = [klacht for klacht in self if not zo.search(klacht)]
        assert len(gewoon) < len(self), f"the browser saw no {status}"
        self[:] = gewoon


@pytest.fixture
def klachten() -> Iterator[Klachten]:
    complaints = Klachten()
    yield complaints
    assert not complaints, "\n".join(complaints)


def listen(context: BrowserContext, home: str, klachten: Klachten) -> None:
    """Note every error, every file that is not there, what the Content Security Policy stops, and every foreign request."""

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            klachten.append(f"{message.location.get('url', '')}: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((home, "blob:")):
            klachten.append(f"asked something outside of the portal: {request.url}")

    context.on("console", on_console)
    context.on("weberror", lambda error: klachten.append(str(error.error)))
    context.on("request", on_request)


@pytest.fixture
def kijk(browser: Browser, live_server: LiveServer, klachten: Klachten) -> Iterator[Kijk]:
    # The counts of the rate limits stand in a table that no test rolls back.
    cache.clear()
    contexts: list[BrowserContext] = []
    wereld = {"base_url": live_server.url, "locale": "nl-NL", "timezone_id": "Europe/Amsterdam"}

    def look(mens: Mens | None = None, path: str = "", **own: Any) -> Page:
        context = browser.new_context(**wereld | {"viewport": {"width": 1440, "height": 900}} | own)
        contexts.append(context)
        listen(context, live_server.url, klachten)
        if mens is not None:
            name = settings.SESSION_COOKIE_NAME
            context.add_cookies([{"name": name, "value": mens.cookies[name].value, "url": live_server.url}])
        page = context.new_page()
        page.set_default_timeout(10_000)
        if path:
            page.goto(path)
        return page

    yield look
    for context in contexts:
        context.close()


@pytest.fixture
def demo(live_server: LiveServer) -> Verkenning:
    """The demo programme, as `manage.py demo` puts it in."""
    call_command("demo", stdout=io.StringIO())
    return Verkenning.objects.get(slug=DEMO_MAP.name)


@pytest.fixture
def alle_standen(demo: Verkenning) -> Verkenning:
    """The demo with what it has none of: a passage in each state, invitations that wait, a route in the making."""
    femke, jorinde = mens_met(FEMKE).persoon, mens_met(JORINDE).persoon
    notitie = Notitie.objects.get(slug="huurder-wil-een-gezicht")
    for besluit in (Voordracht.Besluit.AKKOORD, Voordracht.Besluit.BINNEN):
        voordracht = maak_voordracht(notitie, door=femke, spreker=jorinde, tekst=f"Bij {notitie.sessie}: {besluit}.")
        voordracht.beantwoord(besluit, door=jorinde)
    for rol in (Uitnodiging.Rol.VERKENNER, Uitnodiging.Rol.LID):
        maak_uitnodiging(demo, femke, rol=rol)
    haltes = {sessie.slug: str(sessie.pk) for sessie in Sessie.objects.all()}
    maak_routestap(demo, femke, "ruil", sessie=haltes["tempo-en-toezicht"], met=haltes["keten-en-formule"])
    maak_routestap(demo, femke, "uitstellen", sessie=haltes["slot"], waarom="")
    return demo
