"""What a bericht shows, block by block, for the web page and for paper alike.

Everything comes from the released copies that this bericht's audience may read: one query, and nothing else is in
reach. Whatever stands in an edition because of a released copy stands between `<!--stuk:…-->` and `<!--/stuk-->`
(see merken.py), so that an edition says itself which copies it holds and where.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from verkenning import datum
from verkenning.buitenkant import veilig_adres
from verkenning.kaart import Cel, Kaart, Vondst, bouw_kaart
from verkenning.models import Vrijgave
from verkenning.route import Halte, buiten

from .merken import merk
from .models import Bericht, Blok

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
        eigen = {"kaart": "De meerwaardekaart", "vraag-aan-leden": "Wat zou jij doen?"}.get(self.vorm, "")
        return "" if self.vrijgave else self.blok.kop or eigen

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


class Opmaak:
    """A bericht with everything its pages need, read once."""

    def __init__(self, bericht: Bericht) -> None:
        self.bericht = bericht
        self.verkenning = bericht.verkenning
        self.bronnen: list[Bron] = []
        self.voorraad = list(bericht.mag_erin().order_by("op", "pk"))
        self._mag = {vrijgave.pk for vrijgave in self.voorraad}
        self.stukken = [self._stuk(i, blok) for i, blok in enumerate(self._blokken(), start=1)]

    def _blokken(self) -> list[Blok]:
        return list(self.bericht.blokken.select_related("vrijgave"))

    @cached_property
    def _op_sleutel(self) -> dict[tuple[str, str], Vrijgave]:
        return {(vrijgave.soort, vrijgave.sleutel): vrijgave for vrijgave in self.voorraad}

    # ---- The route and the map, as this bericht's readers may see them

    @cached_property
    def route(self) -> list[Halte]:
        return [halte for halte in buiten(self.verkenning, self.voorraad) if halte.status != "vervallen"]

    @cached_property
    def hier(self) -> Halte | None:
        """The last stop that was reached: where this bericht is written."""
        return next((halte for halte in reversed(self.route) if halte.tijd == "geweest"), None)

    @cached_property
    def hierna(self) -> Halte | None:
        return next((halte for halte in self.route if halte.tijd == "nu"), None)

    def merk_van_halte(self, halte: Halte) -> str:
        return merk(self._op_sleutel["sessie", halte.slug])

    @property
    def merk_hierna(self) -> str:
        """The mark of the next stop as it is announced: its card, and the question it is about."""
        if self.hierna is None:
            return ""
        vragen = [v for v in self.voorraad if v.soort == Vrijgave.Soort.VRAAG and v.titel in self.hierna.vragen]
        return merk(self._op_sleutel["sessie", self.hierna.slug], *vragen)

    @property
    def verzonnen(self) -> bool:
        """Whether this is a made-up example: it says so on every edition."""
        return any(v.gegevens.get("fictief") for v in self.voorraad if v.soort == Vrijgave.Soort.DEELNEMER)

    @cached_property
    def haltes(self) -> list[Stop]:
        return [Stop(halte, self.merk_van_halte(halte), is_hier=halte is self.hier) for halte in self.route]

    @property
    def omleidingen(self) -> list[Stop]:
        return [stop for stop in self.haltes if stop.halte.omleidingen]

    @cached_property
    def inzichten(self) -> list[Vrijgave]:
        return [vrijgave for vrijgave in self.voorraad if vrijgave.soort == Vrijgave.Soort.INZICHT]

    @cached_property
    def kaart(self) -> Kaart:
        vondsten = [
            Vondst(
                vorm=vrijgave.gegevens["vorm"],
                meerwaarde=vrijgave.gegevens["meerwaarde"],
                effect=vrijgave.gegevens["effect"],
                tekst=merk(vrijgave),
                nieuw=self._is_nieuw(vrijgave),
            )
            for vrijgave in self.inzichten
        ]
        return bouw_kaart(self.verkenning, vondsten, titel="De meerwaardekaart")

    @property
    def verkend(self) -> list[Vak]:
        """The cells that are not white, the tenant's first."""
        cellen = [cel for cel in self.kaart.cellen if cel.vondsten]
        volgorde = [kolom.pk for kolom in self.kaart.kolommen]
        return [Vak(cel) for cel in sorted(cellen, key=lambda cel: volgorde.index(cel.meerwaarde.pk))]

    def _is_nieuw(self, vrijgave: Vrijgave) -> bool:
        return bool(self.bericht.van and vrijgave.op.date() >= self.bericht.van)

    # ---- The art

    @property
    def zaad(self) -> int:
        """The home page shows the cover of a bericht by its number."""
        return self.bericht.nummer

    @property
    def nu(self) -> int | None:
        return self.route.index(self.hier) if self.hier else None

    # ---- One block

    def _stuk(self, nummer: int, blok: Blok) -> Stuk:
        anker = f"blok-{nummer}"
        vrijgave = blok.vrijgave
        if vrijgave is None:
            return Stuk(blok.soort, blok, anker)
        if vrijgave.pk not in self._mag:
            return Stuk("ingetrokken", blok, anker)
        stuk = Stuk(self._vorm(vrijgave), blok, anker, vrijgave, self._kantlijn(vrijgave), vrijgave.naam)
        stuk.bron = self._bron(vrijgave)
        if vrijgave.soort == Vrijgave.Soort.VRAAG:
            stuk.versies = self._versies(vrijgave)
            stuk.halte = next((halte for halte in self.route if vrijgave.titel in halte.vragen), None)
        elif vrijgave.soort == Vrijgave.Soort.INZICHT:
            stuk.plek = self._plek(vrijgave)
        elif vrijgave.sessie:
            stuk.halte = next((halte for halte in self.route if halte.slug == vrijgave.sessie), None)
        return stuk

    def _vorm(self, vrijgave: Vrijgave) -> str:
        if vrijgave.soort == Vrijgave.Soort.NOTITIE and vrijgave.gegevens.get("soort") == "citaat":
            return "citaat"
        return {"notitie": "passage", "antwoord": "passage", "bewering": "regel", "les": "regel"}.get(
            vrijgave.soort, vrijgave.soort
        )

    def _kantlijn(self, vrijgave: Vrijgave) -> str:
        eigen = KANTLIJN_NOTITIE.get(vrijgave.gegevens.get("soort", ""), "") if vrijgave.soort == "notitie" else ""
        return eigen or KANTLIJN.get(vrijgave.soort, "")

    def _bron(self, vrijgave: Vrijgave) -> Bron | None:
        """The numbered source behind a passage, if this bericht's readers may know it."""
        soort = {"bewering": "theorie", "les": "inspiratie"}.get(vrijgave.soort, vrijgave.soort)
        if soort not in {"theorie", "inspiratie"}:
            return None
        sleutel = vrijgave.gegevens["bron"] if soort != vrijgave.soort else vrijgave.sleutel
        bron = self._op_sleutel.get((soort, sleutel))
        if bron is None:
            return None
        if al := next((al for al in self.bronnen if al.vrijgave.pk == bron.pk), None):
            return al
        self.bronnen.append(Bron(len(self.bronnen) + 1, bron, KANTLIJN[soort]))
        return self.bronnen[-1]

    def _versies(self, vraag: Vrijgave) -> list[Versie]:
        """The question up to the version in this block, oldest first, as far as it was released."""
        versies = [v for v in self.voorraad if v.soort == Vrijgave.Soort.VRAAG and v.sleutel == vraag.sleutel]
        versies.sort(key=lambda v: v.gegevens["versie"])
        return [
            Versie(v.gegevens["versie"], datum.dag(v.gegevens["op"]), v.titel, merk(v))
            for v in versies
            if v.gegevens["versie"] <= vraag.gegevens["versie"]
        ]

    def _plek(self, inzicht: Vrijgave) -> str:
        cel = f"{inzicht.gegevens['vorm']}.{inzicht.gegevens['meerwaarde']}"
        return next((f"{c.vorm.naam} · {c.meerwaarde.naam}" for c in self.kaart.cellen if c.sleutel == cel), "")
