"""What must hold for every page that a person looks at."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.mensen import Mens

WIDTHS = {1440: 900, 390: 844}
SCHEMES = ("light", "dark")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only the colours are others (css/tokens.css), so only the rules about colour can come out otherwise.
COLOUR_RULES = ["color-contrast", "link-in-text-block"]

_AXE = """async only => {
    const {violations} = await axe.run({runOnly: only, resultTypes: ["violations"], preload: false});
    return violations.flatMap(({id, help, nodes}) => nodes.slice(0, 5).map(
        node => `${id} (${help}): ${node.target} ${node.html.slice(0, 160)}`));
}"""
_TOO_WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Kijk(Protocol):
    def __call__(self, mens: Mens | None = None, path: str = "", **context: Any) -> Page:
        """Open a page as somebody. `context` is Playwright's: `java_script_enabled=False`, `viewport=…`."""


def elk_beeld(page: Page) -> Iterator[tuple[int, str]]:
    """Show the page that is open at a desk and on a phone, light and dark; says which it is now."""
    for width, height in WIDTHS.items():
        page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            # Without motion: halfway a transition a colour is neither the one nor the other.
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
            yield width, scheme


# A page is as whole on PostgreSQL as it is on SQLite. script/test names a folder of its own here, in which the first of
# the two runs notes what it found in order, so that the second looks only at pages that came out otherwise.
_GEZIEN = Path(os.environ["PAGINAS_GEZIEN"]) if "PAGINAS_GEZIEN" in os.environ else None
_TOEVAL = re.compile(r"[A-Za-z0-9]{64}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+")


def _al_gezien(page: Page) -> Path | None:
    """Where it stands noted that this page was in order, apart from numbers and tokens."""
    if _GEZIEN is None:
        return None
    html = _TOEVAL.sub("#", page.content())
    return _GEZIEN / hashlib.sha256(html.encode()).hexdigest()


def gebreken(page: Page) -> list[str]:
    """Every violation of WCAG 2.2 A and AA or of best practice that axe can see, and every page that scrolls sideways."""
    page.wait_for_load_state()
    gezien = _al_gezien(page)
    if gezien is not None and gezien.exists():
        return []
    found: list[str] = []
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    for width, scheme in elk_beeld(page):
        complaints = page.evaluate(_AXE, COLOUR_RULES if scheme == "dark" else RULES)
        excess = page.evaluate(_TOO_WIDE)
        complaints += [f"{excess} pixels too wide"] if excess > 0 else []
        found += [f"{page.url} at {width}, {scheme}: {complaint}" for complaint in complaints]
    if gezien is not None and not found:
        gezien.touch()
    return found


def assert_in_orde(page: Page) -> None:
    found = gebreken(page)
    assert not found, "\n".join(found)
