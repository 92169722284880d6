"""The PDF: everybody can read it, it holds what was released and nothing else, and making it reaches nothing outside."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from pypdf import PdfReader

from berichten.models import Uitgave
from berichten.pdf import maak_pdf_van
from berichten.uitgeven import publiceer
from tests.berichten.conftest import Reis
from tests.factories import maak_blok, maak_vrijgave
from verkenning import pdf as deur
from verkenning.pdf import DrukFout, druk

LANG = " ".join(f"{'heel ' * (nummer % 5)}samenwerkingsverbanden" for nummer in range(30))
KAAL = '<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title><style>@font-face{{font-family:Vollkorn;src:url(huis:fonts/vollkorn-latin-400-normal.woff2)}}{stijl}</style></head><body><h1>Proef</h1>{inhoud}</body></html>'


def document(inhoud: str = "", stijl: str = "body{font-family:Vollkorn}") -> str:
    return KAAL.format(inhoud=inhoud, stijl=stijl)


@pytest.fixture
def uitgave(reis: Reis) -> Uitgave:
    bericht = reis.bericht(publiek="openbaar", titel="Onderweg met de balie")
    maak_blok(bericht, kop="Zo gaan we verder", tekst=LANG)
    maak_blok(bericht, soort="vraag-aan-leden", kop="", tekst="Wat zou jij meten?")
    maak_vrijgave(reis.verkenning, "KANARIE vrij, maar niet in dit bericht.")
    return publiceer(bericht, door=None)


@pytest.fixture
def bestand(uitgave: Uitgave, tmp_path: Path) -> Path:
    pad = tmp_path / "bericht.pdf"
    pad.write_bytes(gedrukt(uitgave.druk_html))
    return pad


@cache
def gedrukt(html: str) -> bytes:
    """Printing takes seconds, and the same document gives the same bytes (see below)."""
    return druk(html)


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def woorden(pad: Path) -> str:
    """The text as it is read, with words that were broken at the end of a line made whole."""
    tekst = run("pdftotext", "-layout", str(pad), "-")
    return " ".join(re.sub(r"(\w)-\n\s*(\w)", r"\1\2", tekst).split())


# ---- Everybody can read it


def test_outloud_and_qpdf_find_no_error(bestand: Path) -> None:
    outloud = Path(sys.executable).parent / "outloud"
    assert "0 error(s)" in run(str(outloud), "--no-info", str(bestand))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(bestand))


def test_it_says_what_it_is_in_which_language_and_where_everything_stands(bestand: Path) -> None:
    lezer = PdfReader(bestand)
    wortel: Any = lezer.trailer["/Root"]
    assert wortel["/Lang"] == "nl"
    assert wortel["/MarkInfo"]["/Marked"].value is True
    assert wortel["/ViewerPreferences"]["/DisplayDocTitle"].value is True
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Onderweg met de balie – voortgangsbericht 1 van de Verkenning"
    bladwijzers = [str(punt["/Title"]) for punt in _plat(lezer.outline)]
    assert {"Onderweg met de balie", "Beste lezer", "Hoe delen wij een balie?", "Zo gaan we verder"} <= set(bladwijzers)
    boom = run("pdfinfo", "-struct-text", str(bestand))
    for soort in ("H1", "H2", "Table", "TH", "L ", "LI", "Figure", "BlockQuote", "Link"):
        assert re.search(rf"^\s+{soort}", boom, re.MULTILINE), soort


def _plat(outline: list[Any]) -> list[Any]:
    return [punt for stuk in outline for punt in (_plat(stuk) if isinstance(stuk, list) else [stuk])]


def test_the_back_says_where_to_find_it_again(bestand: Path) -> None:
    achter: Any = PdfReader(bestand).pages[-1]
    assert "127.0.0.1:8000/samen/berichten/1" in achter.extract_text()
    naar = [verwijzing.get_object()["/A"]["/URI"] for verwijzing in achter["/Annots"]]
    assert naar == [f"{settings.BASE_URL}/samen/berichten/1/"]


def test_it_says_nothing_of_who_made_it_with_what(bestand: Path) -> None:
    lezer = PdfReader(bestand)
    assert set(lezer.metadata or {}) <= {"/Title", "/Author", "/Subject"}
    over = run("pdfinfo", "-meta", str(bestand))
    assert set(re.findall(r"<(\w+:\w+)", over)) & {"pdf:Producer", "xmp:CreatorTool", "xmp:CreateDate"} == set()
    assert not lezer.attachments


def test_every_letter_is_embedded_and_ours(bestand: Path) -> None:
    rijen = run("pdffonts", str(bestand)).splitlines()[2:]
    assert rijen
    for rij in rijen:
        assert re.search(r"\+(Vollkorn|Fira-Sans)", rij), rij
        assert rij.split()[-5:-2] == ["yes", "yes", "yes"], rij  # embedded, a subset, with its characters


def test_who_may_read_it_stands_on_every_inner_page(bestand: Path) -> None:
    bladen = [blad.extract_text() for blad in PdfReader(bestand).pages]
    assert all("Openbaar: iedereen mag dit lezen" in blad for blad in bladen[1:-1])
    boom = run("pdfinfo", "-struct-text", str(bestand))
    assert "iedereen mag dit lezen" not in boom  # furniture, not read out on each page


def test_the_map_is_a_sheet_of_its_own_on_its_side(bestand: Path) -> None:
    liggend = [blad for blad in PdfReader(bestand).pages if blad.mediabox.width > blad.mediabox.height]
    assert len(liggend) == 1
    assert "Steunt" in liggend[0].extract_text()


# ---- What is in it


def test_it_holds_what_was_released_and_nothing_else(reis: Reis, uitgave: Uitgave, bestand: Path) -> None:
    tekst = woorden(bestand)
    for vrijgave in (reis.vraag, reis.citaat, reis.passage, reis.inzicht, reis.theorie):
        assert (vrijgave.tekst or vrijgave.titel) in tekst
    assert "Wat zou jij meten?" in tekst
    assert uitgave.sha256 in tekst.replace(" ", "")
    for weg in (reis.leden.tekst, "KANARIE", "todo"):
        assert weg not in tekst
    assert "KANARIE" not in uitgave.html + uitgave.druk_html


def test_words_are_broken_the_dutch_way_with_a_hyphen_we_have(bestand: Path) -> None:
    tekst = "\n".join(blad.extract_text() for blad in PdfReader(bestand).pages)
    assert re.search(r"[a-z]-$", tekst, re.MULTILINE)
    assert "\u2010" not in tekst


def test_the_same_edition_is_the_same_bytes(uitgave: Uitgave, bestand: Path) -> None:
    assert druk(uitgave.druk_html) == bestand.read_bytes()


# ---- Making it


def test_it_is_made_once_and_stored_whole(uitgave: Uitgave) -> None:
    naam = maak_pdf_van(uitgave.pk)
    assert maak_pdf_van(uitgave.pk) == naam
    uitgave.refresh_from_db()
    assert uitgave.pdf.name == naam
    map_ = Path(default_storage.path(naam)).parent
    assert [pad.name for pad in map_.iterdir()] == ["samen-bericht-1-uitgave-1.pdf"]
    assert [pad.name for pad in map_.parent.iterdir()] == [map_.name]  # nothing half-way is left behind


def test_what_an_attempt_left_behind_is_replaced(uitgave: Uitgave) -> None:
    """A worker that was killed after writing the file, before the edition knew of it."""
    naam = maak_pdf_van(uitgave.pk)
    Path(default_storage.path(naam)).write_bytes(b"%PDF- half")
    Uitgave.objects.update(pdf="")
    assert maak_pdf_van(uitgave.pk) == naam
    assert Path(default_storage.path(naam)).stat().st_size > 10_000


def test_a_document_without_language_or_alternative_text_is_refused() -> None:
    with pytest.raises(DrukFout):
        druk(document().replace(' lang="nl"', ""))
    with pytest.raises(DrukFout):
        druk(document('<img src="huis:fonts/vollkorn-latin-400-normal.woff2">'))


def test_a_document_that_runs_wild_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deur, "MAX_SECONDEN", 0.05)
    with pytest.raises(DrukFout, match="langer dan"):
        druk(document())
    with pytest.raises(DrukFout, match="te groot"):
        druk("x" * (deur.MAX_BYTES + 1))


@pytest.mark.parametrize(
    "adres",
    [
        "file:///etc/passwd",
        "http://127.0.0.1:{poort}/x",
        "data:text/css,body",
        "huis:fonts/../../verkenning/settings.py",
        "ftp://127.0.0.1:{poort}/",
    ],
)
@pytest.mark.parametrize(
    "vorm",
    [
        '<img alt="x" src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<svg role="img"><title>x</title><image href="{}"/></svg>',
    ],
)
def test_it_fetches_nothing_but_our_fonts(adres: str, vorm: str, tmp_path: Path) -> None:
    geklopt: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as oor:
        oor.settimeout(10)
        threading.Thread(target=_wacht, args=(oor, geklopt), daemon=True).start()
        waar = adres.format(poort=oor.getsockname()[1])
        try:
            uit = deur.maak(document(vorm.format(waar)))
        except DrukFout:
            uit = b""
    assert b"root:" not in uit
    assert not PdfReader(_bestand(tmp_path, uit)).attachments if uit else True
    assert geklopt == []


def _wacht(oor: socket.socket, geklopt: list[str]) -> None:
    try:
        geklopt.append(str(oor.accept()[1]))
    except OSError:
        return


def _bestand(map_: Path, inhoud: bytes) -> Path:
    pad = map_ / "uit.pdf"
    pad.write_bytes(inhoud)
    return pad


def test_loading_the_views_loads_no_pdf_library() -> None:
    program = "import sys, verkenning.wsgi, berichten.urls, berichten.tasks; print('weasyprint' in sys.modules or 'pikepdf' in sys.modules)"
    assert run(sys.executable, "-c", program).strip() == "False"
