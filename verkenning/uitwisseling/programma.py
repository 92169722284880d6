"""A programme as values: the documents and files of one folder, apart from the disk and apart from the database.

Reading a folder makes one, exporting a Verkenning makes one; written out, equal programmes are equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .schema import Blok
from .soorten import Slug, Tekst
from .voorwerk import MAX_BYTES, maak

# The number of a file is kept in a small column.
HOOGSTE_NUMMER = 32_767


@dataclass(frozen=True)
class Bestandssoort:
    """One kind of file: the folder it stands in ('' for verkenning.md itself), its keys, and what its body must satisfy."""

    map: str
    sleutels: Blok
    tekst: Tekst
    slug: Slug | None = None
    genummerd: bool = False
    max_bytes: int = MAX_BYTES
    vul_aan: Callable[[dict[str, Any]], None] | None = None  # defaults that depend on another key

    @property
    def vorm(self) -> str:
        return f"{self.map}/{'NN-' if self.genummerd else ''}SLUG.md" if self.map else "verkenning.md"

    def lees_naam(self, naam: str) -> tuple[int, str] | None:
        """The number and the slug that a file name holds, or None where it is not of this form."""
        if not self.map:
            return (0, "") if naam == "verkenning.md" else None
        patroon = r"(\d{2}|[1-9]\d{2,4})-(.+)\.md" if self.genummerd else r"()(.+)\.md"
        gevonden = re.fullmatch(patroon, naam)
        return (int(gevonden[1] or 0), gevonden[2]) if gevonden else None


@dataclass(frozen=True)
class Bijsoort:
    """Files that are no Markdown: their path, and how large one may be."""

    patroon: re.Pattern[str]
    vorm: str
    max_bytes: int
    noemt: str = ""  # under which their names are known for references to find
    bezwaar: Callable[[str], tuple[str, str] | None] = lambda pad: None  # why a path that looks like one is none


@dataclass
class Document:
    soort: Bestandssoort
    waarden: Mapping[str, Any]
    tekst: str = ""
    slug: str = ""
    nummer: int = 0

    @property
    def pad(self) -> str:
        nummer = f"{self.nummer:02}-" if self.soort.genummerd else ""
        return f"{self.soort.map}/{nummer}{self.slug}.md" if self.soort.map else "verkenning.md"

    @property
    def naam(self) -> str:
        """The path without '.md': also the folder of what belongs to this file."""
        return self.pad.removesuffix(".md")

    def bytes(self) -> bytes:
        return maak(self.soort.sleutels.schrijf(self.waarden), self.soort.tekst.uit(self.tekst))


@dataclass
class Programma:
    documenten: dict[str, list[Document]] = field(default_factory=dict)
    bestanden: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    # Those of them that are made from others, and will be made again where they are missing.
    afgeleid: set[str] = field(default_factory=set)

    def van(self, map_: str) -> list[Document]:
        return self.documenten.get(map_, [])

    def voeg_toe(self, document: Document) -> None:
        self.documenten.setdefault(document.soort.map, []).append(document)

    @property
    def verkenning(self) -> Document:
        return self.documenten[""][0]

    def inhoud(self) -> dict[str, bytes]:
        """Every file with its bytes, in the one form in which an export writes them."""
        alles = {document.pad: document.bytes() for documenten in self.documenten.values() for document in documenten}
        return dict(sorted((alles | {pad: lees() for pad, lees in self.bestanden.items()}).items()))
