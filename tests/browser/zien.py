"""What must hold for every page that a person looks at."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.mensen import Mens

WIDTHS = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Kijk(Protocol):
    def __call__(self, mens: Mens | None = None, path: str = "", **context: Any) -> Page:
        """Open a page as somebody. `context` is Playwright's: `java_script_enabled=False`, `viewport=…`."""


def elk_beeld(page: Page) -> Iterator[str]:
    """Show the page that is open at a desk and on a phone, light and dark; says which it is now."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            yield f"{page.url} at {width}, {scheme}"


def assert_toegankelijk(page: Page, beeld: str = "") -> None:
    """No violation of WCAG 2.2 A and AA that axe can see."""
    found = Axe().run(page, options={"runOnly": RULES, "resultTypes": ["violations"]}).response["violations"]
    assert not found, "\n".join(
        f"{beeld or page.url}: {violation['id']} ({violation['help']}): {node['target']} {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"][:5]
    )


def assert_past_in_beeld(page: Page, beeld: str = "") -> None:
    """Nobody has to scroll sideways to read."""
    excess = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert excess <= 0, f"{beeld or page.url}: {excess} pixels too wide"
