"""The two pictures of the README, made of the demo. Not a test of the run; when the look has changed:

.venv/bin/python -m pytest tests/browser/beelden.py
"""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

from django.urls import reverse
from PIL import Image

from berichten.models import Uitgave
from berichten.pdf import maak_pdf_van
from tests.browser.conftest import mens_met
from tests.browser.paginas import JORINDE
from tests.browser.zien import Kijk
from verkenning.models import Verkenning

MAP = Path(__file__).parents[2] / "docs" / "beelden"


def test_beelden(demo: Verkenning, kijk: Kijk, tmp_path: Path) -> None:
    MAP.mkdir(exist_ok=True)
    werkplek = kijk(mens_met(JORINDE), reverse("sessies:werkplek"))
    werkplek.evaluate("document.fonts.ready")
    bewaar(Image.open(io.BytesIO(werkplek.screenshot(animations="disabled"))), "werkplek")
    bewaar(twee_bladen(Uitgave.objects.get(bericht__nummer=2), tmp_path), "bericht")


def twee_bladen(uitgave: Uitgave, map_: Path) -> Image.Image:
    """The cover and the first page with a question, side by side."""
    maak_pdf_van(uitgave.pk)
    uitgave.refresh_from_db()
    doek = Image.new("RGB", (1440, 1010), "#e3e0e6")
    for links, blad in ((20, 1), (730, 3)):
        pagina = ("-singlefile", "-f", str(blad), "-l", str(blad), "-scale-to-x", "690", "-scale-to-y", "-1")
        with uitgave.pdf.open() as pdf:
            subprocess.run(["pdftoppm", "-png", *pagina, "-", str(map_ / "blad")], input=pdf.read(), check=True)
        doek.paste(Image.open(map_ / "blad.png"), (links, 17))
    return doek


def bewaar(plaat: Image.Image, naam: str) -> None:
    """In 128 colours: a page has few, and the file is a quarter of the size."""
    plaat.convert("RGB").quantize(128, dither=Image.Dither.NONE).save(MAP / f"{naam}.png", optimize=True)
