"""The parts that a bericht is shown in, on the web page and on paper: one block, a stop of the route, a cell of the map.

Each says with its mark (see merken.py) on which released copies its words rest.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from verkenning.buitenkant import veilig_adres
from verkenning.kaart import Cel
from verkenning.models import Vrijgave
from verkenning.route import Halte

from .merken import merk
from .models import Blok

# What the margin says of a passage: which kind of source it is.
KANTLIJN = {
    "notitie": "Praktijk",
    "antwoord": "Praktijk",
    "inzicht": "Inzicht",
    "theorie": "Wetenschap",
    "bewering": "Wetenschap",
    "inspiratie": "Inspiratie",
    "les": "Inspiratie",
    "sessie": "De route",
    "deelnemer": "Deelnemer",
}
KANTLIJN_NOTITIE = {
    "vraag": "Nog een vraag",
    "twijfel": "Twijfel",
    "afspraak": "Afspraak",
    "reisverslag": "Reisverslag",
}


@dataclass(slots=True)
class Bron:
    """A publication or an example that the bericht leans on, numbered in order of appearance."""

    nummer: int
    vrijgave: Vrijgave
    soort: str

    @property
    def merk(self) -> str:
        return merk(self.vrijgave)

    @property
    def url(self) -> str:
        return veilig_adres(self.vrijgave.gegevens.get("url"))


@dataclass(slots=True)
class Versie:
    nummer: int
    op: str
    zin: str
    merk: str


@dataclass(slots=True)
class Stuk:
    """One block, ready to be shown by the partial that is named in `vorm`."""

    vorm: str
    blok: Blok
    anker: str
    vrijgave: Vrijgave | None = None
    kantlijn: str = ""
    wie: str = ""
    bron: Bron | None = None
    versies: list[Versie] = field(default_factory=list)
    plek: str = ""  # of an insight: the form and the added value it is about
    halte: Halte | None = None

    @property
    def merk(self) -> str:
        """What its words rest on. A claim and a lesson stand beside the title of their source, so they rest on that too."""
        if self.vrijgave is None:
            return ""
        bron = self.bron.vrijgave if self.bron and self.vorm == "regel" else None
        return merk(self.vrijgave, bron) if bron else merk(self.vrijgave)

    @property
    def web(self) -> str:
        return f"berichten/stukken.html#{self.vorm}"

    @property
    def druk(self) -> str:
        return f"berichten/drukstukken.html#{self.vorm}"

    @property
    def kop(self) -> str:
        """What the table of contents says of it; '' when it has no entry."""
        if self.vorm == "vraag":
            return f"De vraag van {self.wie}"
        if self.vorm == "sessie" and self.vrijgave:
            return f"{self.halte.kort}: {self.vrijgave.titel}" if self.halte else self.vrijgave.titel
        eigen = {"kaart": "De meerwaardekaart", "vraag-aan-leden": "Wat zou jij doen?"}.get(self.vorm, "")
        return "" if self.vrijgave else self.blok.kop or eigen

    @property
    def centraal(self) -> str:
        """Whose question a session is about, as its card says; '' when it is about none in particular."""
        if self.halte is None or not self.halte.van:
            return ""
        geweest, meer = self.halte.tijd == "geweest", len(self.halte.van) > 1
        staat = ("stonden" if meer else "stond") if geweest else ("staan" if meer else "staat")
        return f"De {'vragen' if meer else 'vraag'} van {self.halte.naam} {staat} centraal."

    @property
    def vorige(self) -> str:
        return self.versies[-2].zin if len(self.versies) > 1 else ""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop of the route, with its mark: what stands there goes when the card of the session is withdrawn."""

    halte: Halte
    merk: str
    is_hier: bool

    @property
    def teken(self) -> str:
        """In the node: the number of the session, K for the kick-off, S for the end."""
        return self.halte.nr if self.halte.nr.isdecimal() else self.halte.kort[:1]

    @property
    def tijd(self) -> str:
        """Yellow is for where this bericht is written; the next stop is simply ahead."""
        return "nu" if self.is_hier else self.halte.tijd.replace("nu", "straks")


@dataclass(frozen=True, slots=True)
class Vak:
    """A cell of the map that somebody looked into, with the mark of the insights behind it."""

    cel: Cel

    @property
    def merk(self) -> str:
        return " ".join(vondst.tekst for vondst in self.cel.vondsten)
