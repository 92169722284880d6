"""The one door to WeasyPrint and pikepdf: from a print document to an accessible PDF.

`druk(html)` is what the portal calls. It runs this module as a program of its own, with a limit on memory and time,
so that neither a web process nor the worker ever loads the libraries, and a document that runs wild takes nothing
with it. That program reaches no network and no file but our own fonts, and gives the same bytes for the same document.

Rejected: rendering in the worker itself (its memory never shrinks again), and headless Chromium (four times the memory,
and no PDF/UA).
"""

from __future__ import annotations

import logging
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

FONTS = Path(__file__).resolve().parent.parent / "static" / "fonts"
HUIS = "huis:"  # the scheme of what the fetcher may serve: huis:fonts/vollkorn-latin-400-normal.woff2
MAX_BYTES = 4_000_000
MAX_GEHEUGEN = 1_000_000_000
MAX_SECONDEN = 60
_FONT = re.compile(r"huis:fonts/([a-z0-9-]+\.woff2)\Z")

# What a PDF may say about itself. Anything else that a document or a library adds is left out.
_DC = "{http://purl.org/dc/elements/1.1/}"
METADATA = frozenset(
    {f"{_DC}title", f"{_DC}creator", f"{_DC}description", f"{_DC}language", "{http://www.aiim.org/pdfua/ns/id/}part"}
)
DOCINFO = frozenset({"/Title", "/Author", "/Subject"})


class DrukFout(Exception):
    """The document could not become a PDF that everybody can read. Says why, for the log."""


def druk(html: str) -> bytes:
    """Make the PDF of a print document, in a process of its own. Raises DrukFout."""
    if len(html.encode()) > MAX_BYTES:
        raise DrukFout("Het document is te groot om te drukken.")
    omgeving = {naam: os.environ[naam] for naam in ("PATH", "HOME", "LANG", "XDG_CACHE_HOME") if naam in os.environ}
    try:
        klaar = subprocess.run(
            [sys.executable, "-m", "verkenning.pdf"],
            input=html.encode(),
            capture_output=True,
            timeout=MAX_SECONDEN,
            cwd=Path(__file__).resolve().parent.parent,
            env=omgeving | {"PYTHONHASHSEED": "0"},
            check=False,
        )
    except subprocess.TimeoutExpired as fout:
        raise DrukFout(f"Het drukken duurde langer dan {MAX_SECONDEN} seconden.") from fout
    if klaar.returncode or not klaar.stdout.startswith(b"%PDF-"):
        raise DrukFout(klaar.stderr.decode(errors="replace").strip()[-2000:] or f"gestopt met {klaar.returncode}")
    return klaar.stdout


def maak(html: str) -> bytes:
    """Make the PDF here and now. For the program below, and for tests; everybody else calls `druk`."""
    ruw = _zet(html)
    return _werk_af(ruw)


class _Meeluisteraar(logging.Handler):
    """WeasyPrint only logs what makes a PDF unreadable for some: a missing font, language or alternative text."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.fouten: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.fouten.append(record.getMessage())


def _zet(html: str) -> bytes:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Gesloten(URLFetcher):  # type: ignore[misc]
        """Serves our own fonts, and nothing else: no network, no other file, no data."""

        def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
            if gevonden := _FONT.match(url):
                return URLFetcherResponse(url, (FONTS / gevonden[1]).read_bytes(), {"Content-Type": "font/woff2"})
            raise ValueError(f"Dit mag een document niet ophalen: {url[:200]}")

    oren = _Meeluisteraar()
    logboek = logging.getLogger("weasyprint")
    logboek.addHandler(oren)
    logboek.setLevel(logging.WARNING)
    try:
        pdf: bytes = HTML(string=html, url_fetcher=Gesloten()).write_pdf(pdf_variant="pdf/ua-1")
    finally:
        logboek.removeHandler(oren)
    if oren.fouten:
        raise DrukFout("\n".join(oren.fouten))
    return pdf


def _werk_af(ruw: bytes) -> bytes:
    """The last step to PDF/UA: set what WeasyPrint leaves open, and take out what it says too much."""
    import pikepdf

    with pikepdf.open(BytesIO(ruw)) as pdf:
        _Afwerking(pikepdf, pdf).doe()
        uit = BytesIO()
        pdf.save(uit, deterministic_id=True)
    return uit.getvalue()


class _Afwerking:
    """One PDF under the hands of pikepdf."""

    def __init__(self, pikepdf: Any, pdf: Any) -> None:
        self.pikepdf, self.pdf = pikepdf, pdf
        self.naam, self.woordenboek = pikepdf.Name, pikepdf.Dictionary

    def doe(self) -> None:
        self.pdf.Root.ViewerPreferences = self.woordenboek(DisplayDocTitle=True)
        self.pdf.Root.PageMode = self.naam.UseOutlines
        boom = self.pdf.Root.StructTreeRoot
        self._snoei(boom)
        genoemd: dict[Any, set[int]] = {pagina.obj.objgen: set() for pagina in self.pdf.pages}
        for element, in_kop in self._elementen(boom, in_kop=False):
            for nummer in self._kinderen(element):
                if isinstance(nummer, int):
                    genoemd[element.Pg.objgen].add(nummer)
            if element.get("/S") == self.naam.TH:
                self._geef_bereik(element, "Column" if in_kop else "Row")
        for pagina in self.pdf.pages:
            self._maak_artefact(pagina, genoemd[pagina.obj.objgen])
            for aantekening in pagina.obj.get("/Annots", []):
                aantekening.F = 4  # links stand on paper as they stand on the screen
        self._beperk_metadata()

    def _kinderen(self, element: Any) -> list[Any]:
        kinderen = element.get("/K")
        if kinderen is None:
            return []
        return list(kinderen) if isinstance(kinderen, self.pikepdf.Array) else [kinderen]

    def _elementen(self, element: Any, *, in_kop: bool) -> Iterator[tuple[Any, bool]]:
        """Every element of the structure tree, and whether it stands in the head of a table."""
        for kind in self._kinderen(element):
            if isinstance(kind, self.woordenboek) and "/S" in kind:
                kop = in_kop or self.naam.THead == kind.S
                yield kind, kop
                yield from self._elementen(kind, in_kop=kop)

    def _geef_bereik(self, th: Any, bereik: str) -> None:
        """A header says whether it goes for its column or for its row."""
        eigen = th.get("/A")
        if not isinstance(eigen, self.woordenboek):
            th.A = eigen = self.woordenboek(O=self.naam.Table)
        eigen.Scope = self.naam("/" + bereik)

    def _snoei(self, element: Any) -> bool:
        """Take decoration out of the tree, and what is empty without it; say whether this element stays.

        A drawing without an alternative text is decoration: the words beside it say the same.
        """
        soort = element.get("/S")
        if soort == self.naam.Figure and "/Alt" not in element:
            return False
        over = [
            kind
            for kind in self._kinderen(element)
            if not (isinstance(kind, self.woordenboek) and "/S" in kind) or self._snoei(kind)
        ]
        element.K = self.pikepdf.Array(over)
        return bool(over) or soort not in {self.naam.Span, self.naam.NonStruct}

    def _maak_artefact(self, pagina: Any, genoemd: set[int]) -> None:
        """What no element names is an artifact: decoration, running feet and page numbers."""
        inhoud = []
        for instructie in self.pikepdf.parse_content_stream(pagina):
            if str(instructie.operator) == "BDC" and instructie.operands[1].get("/MCID", -1) not in genoemd:
                inhoud.append(([self.naam.Artifact], self.pikepdf.Operator("BMC")))
            else:
                inhoud.append(instructie)
        pagina.Contents = self.pdf.make_stream(self.pikepdf.unparse_content_stream(inhoud))

    def _beperk_metadata(self) -> None:
        with self.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as over:
            for sleutel in [sleutel for sleutel in over if sleutel not in METADATA]:
                del over[sleutel]
        for sleutel in list(self.pdf.docinfo.keys()):
            if sleutel not in DOCINFO:
                del self.pdf.docinfo[sleutel]


def _grenzen() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MAX_GEHEUGEN, MAX_GEHEUGEN))
    resource.setrlimit(resource.RLIMIT_CPU, (MAX_SECONDEN, MAX_SECONDEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _grenzen()
    sys.stdout.buffer.write(maak(sys.stdin.buffer.read().decode()))
