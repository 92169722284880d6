"""The pictures of the README and the manuals, made of the demo. Not a test of the run; when the look has changed:

.venv/bin/python -m pytest tests/browser/beelden.py
.venv/bin/python -m pytest tests/browser/beelden.py -k werkplek
"""

from __future__ import annotations

import io
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page

from berichten.models import Uitgave
from berichten.pdf import maak_pdf_van
from sessies.boekje import Boekdruk
from sessies.sessiepagina import Sessiepagina
from tests.browser.conftest import mens_met
from tests.browser.paginas import FEMKE, JORINDE, SIETZE, SLUG, STRAKS, Pagina, van
from tests.browser.zien import Kijk
from verkenning.models import Verkenning
from verkenning.pdf import druk

MAP = Path(__file__).parents[2] / "docs" / "beelden"
BUREAU, TELEFOON = (1440, 900), (390, 844)


@dataclass(frozen=True)
class Beeld:
    """One picture: which page, as whom, and from which heading on."""

    naam: str
    wie: str
    pagina: Pagina
    maat: tuple[int, int] = BUREAU
    vanaf: str = ""  # what stands at the top of the picture


BEELDEN = (
    Beeld("werkplek", SIETZE, Pagina("sessies:werkplek")),
    Beeld("wie-is-er-klaar", FEMKE, Pagina("sessies:werkplek"), vanaf="main h2:text('Wie is er klaar?')"),
    Beeld("sessie", SIETZE, van("sessies:sessie", sessie=STRAKS)),
    Beeld("samenstellen", SIETZE, van("sessies:samenstellen", sessie=STRAKS)),
    Beeld("voorbereiden", JORINDE, van("sessies:voorbereiden", sessie=STRAKS), TELEFOON),
    Beeld("komst", FEMKE, van("sessies:komst", sessie=STRAKS)),
    Beeld("route-aanpassen", FEMKE, van("sessies:route_aanpassen")),
    Beeld("anderen", JORINDE, van("sessies:anderen", corporatie="kromwaal")),
)


@pytest.mark.parametrize("beeld", BEELDEN, ids=[beeld.naam for beeld in BEELDEN])
def test_pagina(beeld: Beeld, demo: Verkenning, kijk: Kijk) -> None:
    bewaar(neem(kijk, beeld), beeld.naam)


def test_drukwerk(demo: Verkenning, tmp_path: Path) -> None:
    bewaar(twee_bladen(Uitgave.objects.get(bericht__nummer=2), tmp_path), "bericht")
    bewaar(boekje(tmp_path), "boekje")


def neem(kijk: Kijk, beeld: Beeld) -> Image.Image:
    breed, hoog = beeld.maat
    page: Page = kijk(mens_met(beeld.wie), viewport={"width": breed, "height": hoog})
    page.set_default_timeout(120_000)  # nobody waits for it
    page.goto(beeld.pagina.pad)
    page.evaluate("document.fonts.ready")
    if beeld.vanaf:
        page.locator(beeld.vanaf).first.evaluate("kop => window.scrollTo(0, kop.getBoundingClientRect().top - 40)")
    return Image.open(io.BytesIO(page.screenshot(animations="disabled")))


def twee_bladen(uitgave: Uitgave, map_: Path) -> Image.Image:
    """The cover and the first page with a question, side by side."""
    maak_pdf_van(uitgave.pk)
    uitgave.refresh_from_db()
    with uitgave.pdf.open() as pdf:
        return naast_elkaar(pdf.read(), (1, 3), map_)


def boekje(map_: Path) -> Image.Image:
    pagina = Sessiepagina.of_404(mens_met(JORINDE).persoon, SLUG, STRAKS)
    return naast_elkaar(druk(Boekdruk(pagina, "a5").html()), (1, 2), map_)


def naast_elkaar(pdf: bytes, bladen: tuple[int, int], map_: Path) -> Image.Image:
    doek = Image.new("RGB", (1440, 1010), "#e3e0e6")
    for links, blad in zip((20, 730), bladen, strict=True):
        pagina = ("-singlefile", "-f", str(blad), "-l", str(blad), "-scale-to-x", "690", "-scale-to-y", "-1")
        subprocess.run(["pdftoppm", "-png", *pagina, "-", str(map_ / "blad")], input=pdf, check=True)
        doek.paste(Image.open(map_ / "blad.png"), (links, 17))
    return doek


def bewaar(plaat: Image.Image, naam: str) -> None:
    """Three quarters of the size, in 128 colours, the rare ones too: the file is a third of what it was."""
    klein = plaat.convert("RGB").resize((plaat.width * 3 // 4, plaat.height * 3 // 4), Image.Resampling.LANCZOS)
    klein.quantize(128, Image.Quantize.MAXCOVERAGE, kmeans=4, dither=Image.Dither.NONE).save(
        MAP / f"{naam}.png", optimize=True
    )
