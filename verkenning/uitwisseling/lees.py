"""From a folder on disk to a programme, or to the list of everything that is wrong with it."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .fouten import Fout, Weigering, toon
from .lezing import Lezing, Plek
from .programma import HOOGSTE_NUMMER, Bestandssoort, Bijsoort, Document, Programma
from .schema import Waarden
from .soorten import controleer_tekst
from .voorwerk import Onleesbaar, ontleed

MAX_BESTANDEN = 5000


@dataclass
class Gelezen:
    programma: Programma
    lezing: Lezing
    vingerafdruk: str


class Lezer:
    """Reads one folder. What it does not know, it refuses."""

    def __init__(self, soorten: Sequence[Bestandssoort], bijsoorten: Sequence[Bijsoort]) -> None:
        self.soorten = {soort.map: soort for soort in soorten}
        self.bijsoorten = bijsoorten
        self.lezing = Lezing()
        self.programma = Programma()

    def lees(self, map_: Path) -> Gelezen:
        if not map_.is_dir():
            raise Weigering(f"{map_} is geen map." if map_.exists() else f"De map {map_} bestaat niet.")
        som = hashlib.sha256()
        for pad, bestand in sorted(self._bestanden(map_).items()):
            for deel in (pad.encode(), self._neem_op(bestand, pad)):
                som.update(hashlib.sha256(deel).digest())
        if not self.programma.van(""):
            self._fout("verkenning.md", "geen bestand", "het bestand verkenning.md in de map zelf")
        self._dubbele_namen()
        return Gelezen(self.programma, self.lezing, som.hexdigest())

    # ---- Files

    def _bestanden(self, map_: Path) -> dict[str, Path]:
        """By path in the folder. Some computers write an accent as a sign of its own; here it is one with its letter."""
        paden: dict[str, Path] = {}
        for ingang in sorted(_loop(map_), key=lambda ingang: ingang.path):
            pad = unicodedata.normalize("NFC", Path(ingang.path).relative_to(map_).as_posix())
            if pad in paden:
                self._fout(pad, "deze naam voor de tweede keer, met het accent anders geschreven", "elke naam één keer")
            elif not pad.isprintable():
                self._fout(repr(pad), "een bestandsnaam met vreemde tekens", "gewone letters en cijfers")
            elif ingang.is_symlink() or not ingang.is_file():
                self._fout(pad, "een koppeling of iets anders dan een bestand", "een gewoon bestand")
            else:
                paden[pad] = Path(ingang.path)
        if len(paden) > MAX_BESTANDEN:
            raise Weigering(
                f"De map {map_} heeft {len(paden)} bestanden. Er passen er {MAX_BESTANDEN} in een programma."
            )
        return paden

    def _neem_op(self, bestand: Path, pad: str) -> bytes:
        """Take one file in, and give its bytes."""
        soort = self._soort(pad)
        if soort is None:
            self._fout(pad, *self._bezwaar(pad))
            return b""
        if (omvang := bestand.stat().st_size) > soort.max_bytes:
            self._fout(pad, f"{omvang} bytes", f"hoogstens {soort.max_bytes} bytes")
            return b""
        inhoud = bestand.read_bytes()
        if isinstance(soort, Bestandssoort):
            self._neem_document_op(soort, pad, inhoud)
        else:
            self.programma.bestanden[pad] = bestand.read_bytes
            if soort.noemt:
                self.lezing.bekend[soort.noemt].add(pad.rpartition("/")[2])
        return inhoud

    def _bezwaar(self, pad: str) -> tuple[str, str]:
        vormen = [een.vorm for een in self.soorten.values()] + [een.vorm for een in self.bijsoorten]
        algemeen = ("een bestand dat niet in een programma hoort", "alleen: " + ", ".join(vormen))
        return next(filter(None, (een.bezwaar(pad) for een in self.bijsoorten)), algemeen)

    def _soort(self, pad: str) -> Bestandssoort | Bijsoort | None:
        for bijsoort in self.bijsoorten:
            if bijsoort.patroon.fullmatch(pad):
                return bijsoort
        map_, _, naam = pad.rpartition("/")
        return self.soorten.get(map_) if naam.endswith(".md") and (map_ or naam == "verkenning.md") else None

    # ---- Documents

    def _neem_document_op(self, soort: Bestandssoort, pad: str, inhoud: bytes) -> None:
        plek = Plek(self.lezing, pad)
        genoemd = soort.lees_naam(pad.rpartition("/")[2])
        if genoemd is None:
            plek.fout("deze bestandsnaam", f"een naam als {soort.vorm}")
        nummer, slug = genoemd or (0, pad.rpartition("/")[2].removesuffix(".md"))
        if nummer > HOOGSTE_NUMMER:
            plek.fout(f"het nummer {nummer}", f"een nummer van 00 tot en met {HOOGSTE_NUMMER}")
        if soort.slug:
            controleer_tekst(soort.slug, slug, plek)
        try:
            knoop, tekst = ontleed(inhoud)
        except Onleesbaar as fout:
            return plek.fout(fout.gevonden, fout.verwacht)
        waarden = soort.sleutels.lees(knoop, plek) or Waarden()
        if soort.vul_aan:
            soort.vul_aan(waarden)
        controleer_tekst(soort.tekst, tekst, plek / "(tekst)")
        if genoemd is not None:
            self.programma.voeg_toe(Document(soort, waarden, tekst, slug, nummer))
        return None

    def _dubbele_namen(self) -> None:
        """In a numbered folder two files may not share a number, nor a slug that others refer to."""
        for map_, documenten in self.programma.documenten.items():
            soort = self.soorten[map_]
            if soort.genummerd:
                self._dubbel([(document, f"{document.nummer:02}") for document in documenten], "het nummer")
            if soort.slug and soort.slug.noemt:
                self._dubbel([(document, document.slug) for document in documenten], "de slug")

    def _dubbel(self, namen: list[tuple[Document, str]], wat: str) -> None:
        eerder: dict[str, str] = {}
        for document, naam in namen:
            if naam in eerder:
                self._fout(document.pad, f"{wat} {toon(naam)}, net als {eerder[naam]}", f"{wat} maar één keer")
            eerder.setdefault(naam, document.pad)

    def _fout(self, bestand: str, gevonden: str, verwacht: str) -> None:
        self.lezing.fouten.append(Fout(bestand, "", gevonden, verwacht))


def _loop(map_: Path) -> Iterator[os.DirEntry[str]]:
    """Every entry below a folder that is not itself a plain folder; links are not followed."""
    with os.scandir(map_) as ingangen:
        for ingang in ingangen:
            if ingang.is_dir(follow_symlinks=False):
                yield from _loop(Path(ingang.path))
            else:
                yield ingang
