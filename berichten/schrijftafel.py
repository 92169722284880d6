"""The composer's page as one object: the blocks with what is wrong with them, and what may still be put in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from verkenning.models import Vrijgave
from verkenning.route import Halte, buiten

from .forms import BlokForm
from .models import Bericht, Blok, Uitgave

LOSSE_GROEPEN = {
    "vraag": "De centrale vragen",
    "inzicht": "Inzichten",
    "theorie": "Bibliotheek: theorie",
    "inspiratie": "Bibliotheek: inspiratie",
    "sessie": "Kaartjes van sessies",
    "deelnemer": "Kaartjes van deelnemers",
}


@dataclass(slots=True)
class Regel:
    """A block on the composer's page."""

    blok: Blok
    nummer: int
    eerste: bool
    laatste: bool
    bezwaar: str
    form: BlokForm | None = None

    @property
    def naam(self) -> str:
        """What the hidden words of its buttons call it."""
        return f"blok {self.nummer}, {self.soort.lower()}"

    @property
    def soort(self) -> str:
        vrijgave = self.blok.vrijgave
        if vrijgave is None:
            return self.blok.get_soort_display()
        is_citaat = vrijgave.gegevens.get("soort") == "citaat"
        return "Citaat" if is_citaat else vrijgave.get_soort_display()


class Schrijftafel:
    def __init__(self, bericht: Bericht, open_blok: int | None = None, form: BlokForm | None = None) -> None:
        self.bericht = bericht
        self.open_blok = form.blok.pk if form else open_blok
        self.form = form

    @cached_property
    def regels(self) -> list[Regel]:
        blokken = list(self.bericht.blokken.select_related("vrijgave"))
        return [self._regel(blok, nummer, len(blokken)) for nummer, blok in enumerate(blokken, start=1)]

    def _regel(self, blok: Blok, nummer: int, aantal: int) -> Regel:
        blok.bericht = self.bericht
        regel = Regel(blok, nummer, nummer == 1, nummer == aantal, blok.bezwaar())
        if blok.pk == self.open_blok and blok.te_schrijven:
            regel.form = self.form or BlokForm(blok=blok)
        return regel

    @property
    def sleutel(self) -> UUID:
        """For the form that adds a block: sent twice, it adds one."""
        return uuid4()

    def regel(self, pk: int) -> Regel:
        return next(regel for regel in self.regels if regel.blok.pk == pk)

    @property
    def bezwaren(self) -> list[Regel]:
        return [regel for regel in self.regels if regel.bezwaar]

    @cached_property
    def laatste_uitgave(self) -> Uitgave | None:
        return self.bericht.uitgaven.order_by("nummer").last()

    # ---- What may go in

    @cached_property
    def voorraad(self) -> list[Vrijgave]:
        return list(self.bericht.mag_erin().order_by("op", "pk"))

    @cached_property
    def route(self) -> list[Halte]:
        return buiten(self.bericht.verkenning, self.voorraad)

    @cached_property
    def mag_mee(self) -> list[Vrijgave]:
        erin = {regel.blok.vrijgave_id for regel in self.regels}
        return [vrijgave for vrijgave in self.voorraad if vrijgave.pk not in erin]

    @cached_property
    def groepen(self) -> list[tuple[str, list[Vrijgave]]]:
        """What may go in, in the order of the route; then what belongs to no stop."""
        groepen: dict[str, list[Vrijgave]] = {f"{h.kort}: {h.titel}": [] for h in self.route}
        halte_van = {h.slug: f"{h.kort}: {h.titel}" for h in self.route}
        groepen |= {naam: [] for naam in [*LOSSE_GROEPEN.values(), "Bij een sessie die niet is vrijgegeven"]}
        for vrijgave in self.mag_mee:
            los = LOSSE_GROEPEN.get(vrijgave.soort)
            groepen[los or halte_van.get(vrijgave.sessie, "Bij een sessie die niet is vrijgegeven")].append(vrijgave)
        return [(naam, vrijgaven) for naam, vrijgaven in groepen.items() if vrijgaven]
