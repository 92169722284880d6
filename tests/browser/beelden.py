"""The two pictures of the README, made of the demo. Not a test of the run; when the look has changed:

.venv/bin/python -m pytest tests/browser/beelden.py
"""

from __future__ import annotations

import io
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from tests.browser.conftest import mens_met
from tests.browser.paginas import JORINDE, SLUG
from tests.browser.zien import Kijk
from verkenning.models import Verkenning

MAP = Path(__file__).parents[2] / "docs" / "beelden"


def test_beelden(demo: Verkenning, kijk: Kijk) -> None:
    MAP.mkdir(exist_ok=True)
    bewaar(kijk(mens_met(JORINDE), "/werkplek/"), "werkplek")
    bewaar(kijk(None, f"/{SLUG}/berichten/1/"), "bericht")


def bewaar(page: Page, naam: str) -> None:
    """In 128 colours: a page has few, and the file is a quarter of the size."""
    page.evaluate("document.fonts.ready")
    plaat = Image.open(io.BytesIO(page.screenshot(animations="disabled"))).convert("RGB")
    plaat.quantize(128, dither=Image.Dither.NONE).save(MAP / f"{naam}.png", optimize=True)
