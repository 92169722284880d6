"""What a bericht shows, block by block, for the web page and for paper alike.

Everything comes from the released copies that this bericht's audience may read: one query, and nothing else is in
reach. Whatever stands in an edition because of a released copy stands between `<!--stuk:…-->` and `<!--/stuk-->`
(see merken.py), so that an edition says itself which copies it holds and where.
"""

from __future__ import annotations

from functools import cached_property

from verkenning import datum
from verkenning.kaart import Kaart, Vondst, bouw_kaart
from verkenning.models import Vrijgave
from verkenning.route import Halte, buiten

from .merken import merk
from .models import Bericht, Blok
from .stuk import KANTLIJN, KANTLIJN_NOTITIE, Bron, Stop, Stuk, Vak, Versie


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
        else:
            slug = vrijgave.sleutel if vrijgave.soort == Vrijgave.Soort.SESSIE else vrijgave.sessie
            stuk.halte = next((halte for halte in self.route if halte.slug == slug), None)
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
