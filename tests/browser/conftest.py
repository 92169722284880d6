"""A real Chromium, looking at a real server. What the browser complains about fails the test.

def test_home(kijk: Kijk, anna: Mens) -> None:
    page = kijk(anna, "/werkplek/")          # as anna; without a person: as a visitor
    for beeld in elk_beeld(page):            # phone and desk, light and dark
        assert_toegankelijk(page, beeld)
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request
from pytest_django.live_server_helper import LiveServer

from tests.browser.zien import Kijk
from tests.mensen import Mens

# Playwright keeps an event loop in the thread of the test, and Django then refuses its database there; the test
# itself does nothing at the same time as anything else.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
QUIET = ("--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))
    )
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", *QUIET],
    }


@pytest.fixture
def klachten() -> Iterator[list[str]]:
    """What the browser complained about. A test that provokes a complaint takes it out of this list."""
    complaints: list[str] = []
    yield complaints
    assert not complaints, "\n".join(complaints)


def listen(context: BrowserContext, home: str, klachten: list[str]) -> None:
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
def kijk(browser: Browser, live_server: LiveServer, klachten: list[str]) -> Iterator[Kijk]:
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
