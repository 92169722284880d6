"""The composer's page as one object: the blocks with what is wrong with them, and what may still be put in."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import cached_property
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.text import Truncator

from verkenning.models import Vrijgave
from verkenning.route import Halte, buiten
from verkenning.zoeken import platte_tekst

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


@dataclass(frozen=True, slots=True)
class Stand:
    """How the table lies. It stands in the address of the page, and goes along with every button on it."""

    open: int | None = None  # the block that is being written
    na: int | None = None  # what is added comes after this block; 0: before all others, None: at the end
    weg: int | None = None  # the block that was just taken out
    stuk: int | None = None  # the passage that was just put in

    @classmethod
    def uit(cls, velden: QueryDict) -> Stand:
        return cls(**{naam: getal(velden, naam) for naam in ("open", "na", "weg", "stuk")})

    @property
    def vraag(self) -> str:
        return urlencode({naam: waarde for naam, waarde in asdict(self).items() if waarde is not None})


def getal(velden: QueryDict, naam: str) -> int | None:
    waarde = velden.get(naam, "")
    return int(waarde) if waarde.isascii() and waarde.isdecimal() and len(waarde) < 19 else None


def soort_van(blok: Blok) -> str:
    """What the composer calls a block."""
    if blok.vrijgave is None:
        return blok.get_soort_display()
    return "Citaat" if blok.vrijgave.gegevens.get("soort") == "citaat" else blok.vrijgave.get_soort_display()


@dataclass(frozen=True, slots=True)
class Weg:
    """A block that was taken out and can be put back. `woorden`: whether it may still say what stands in it."""

    blok: Blok
    woorden: bool

    @property
    def naam(self) -> str:
        """'Inzicht: Een controller delen raakt de balie niet'"""
        blok, vrijgave = self.blok, self.blok.vrijgave
        tekst = (vrijgave.titel or platte_tekst(vrijgave.html)) if vrijgave else blok.kop or platte_tekst(blok.html)
        begin = Truncator(tekst).words(8) if self.woorden else ""
        return f"{soort_van(blok)}: {begin}" if begin else soort_van(blok)


@dataclass(slots=True)
class Regel:
    """A block on the composer's page."""

    blok: Blok
    nummer: int
    eerste: bool
    laatste: bool
    bezwaar: str
    form: BlokForm | None = None
    invoegen: bool = False  # what is added comes right after it
    bij: bool = False  # whoever pressed a button finds themselves here

    @property
    def hoger(self) -> int:
        """The place, counted from zero, that it moves up to."""
        return self.nummer - 2

    @property
    def lager(self) -> int:
        return self.nummer

    @property
    def naam(self) -> str:
        """What the hidden words of its buttons call it."""
        return f"blok {self.nummer}, {self.soort.lower()}"

    @property
    def soort(self) -> str:
        return soort_van(self.blok)


@dataclass(slots=True)
class Groep:
    """What may go in and belongs together: each passage with the block that it stands in, if it does."""

    naam: str
    stukken: list[tuple[Vrijgave, int | None]]
    open: bool

    @property
    def nog(self) -> int:
        """How many are not in the bericht yet."""
        return sum(blok is None for _, blok in self.stukken)


class Schrijftafel:
    def __init__(self, bericht: Bericht, stand: Stand, form: BlokForm | None = None, bij: int | None = None) -> None:
        self.bericht = bericht
        self.stand = stand
        self.form = form
        self.bij = bij

    @cached_property
    def _alle(self) -> list[Blok]:
        return list(self.bericht.ook_weg.select_related("vrijgave"))

    @cached_property
    def regels(self) -> list[Regel]:
        # What cannot be saved stays in sight, also when somebody else took the block out meanwhile.
        blokken = [blok for blok in self._alle if blok.weg_op is None or (self.form and self.form.blok == blok)]
        return [self._regel(blok, nummer, len(blokken)) for nummer, blok in enumerate(blokken, start=1)]

    def _regel(self, blok: Blok, nummer: int, aantal: int) -> Regel:
        blok.bericht = self.bericht
        regel = Regel(blok, nummer, nummer == 1, nummer == aantal, blok.bezwaar())
        regel.invoegen, regel.bij = blok.pk == self.stand.na, blok.pk == self.bij
        if blok.pk == self.stand.open and blok.te_schrijven:
            regel.form = self.form or BlokForm(blok=blok)
            if regel.bij:
                regel.form.fields["kop"].widget.attrs["autofocus"] = True
        return regel

    @cached_property
    def weggehaald(self) -> list[Weg]:
        """What was taken out, the last one first."""
        mag = {vrijgave.pk for vrijgave in self.voorraad}
        weg = sorted((b for b in self._alle if b.weg_op), key=lambda blok: (blok.weg_op, blok.pk), reverse=True)
        return [Weg(blok, woorden=not blok.vrijgave or blok.vrijgave.pk in mag) for blok in weg]

    @property
    def net_weg(self) -> Weg | None:
        return next((weg for weg in self.weggehaald if weg.blok.pk == self.stand.weg), None)

    @property
    def net_weg_plek(self) -> int:
        """How many blocks stand before the place where it stood."""
        return min(self.net_weg.blok.volgorde, len(self.regels)) if self.net_weg else -1

    @property
    def invoegen(self) -> str:
        """Where the choice of what to add stands: 'boven', 'tussen' two blocks, or at the 'eind'."""
        if self.stand.na == 0:
            return "boven"
        return "tussen" if any(regel.invoegen and not regel.laatste for regel in self.regels) else "eind"

    @property
    def sleutel(self) -> UUID:
        """For the form that adds a block: sent twice, it adds one."""
        return uuid4()

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

    @property
    def nog(self) -> int:
        return sum(groep.nog for groep in self.groepen)

    @cached_property
    def groepen(self) -> list[Groep]:
        """What may go in, in the order of the route; then what belongs to no stop. Open is where something was just taken."""
        blok_van = {regel.blok.vrijgave_id: regel.blok.pk for regel in self.regels}
        halte_van = {h.slug: f"{h.kort}: {h.titel}" for h in self.route}
        elders = "Bij een sessie die niet is vrijgegeven"
        groepen = {naam: Groep(naam, [], False) for naam in [*halte_van.values(), *LOSSE_GROEPEN.values(), elders]}
        for vrijgave in self.voorraad:
            groep = groepen[LOSSE_GROEPEN.get(vrijgave.soort) or halte_van.get(vrijgave.sessie, elders)]
            groep.stukken.append((vrijgave, blok_van.get(vrijgave.pk)))
            groep.open = groep.open or vrijgave.pk == self.stand.stuk
        gevuld = [groep for groep in groepen.values() if groep.stukken]
        if gevuld and not any(groep.open for groep in gevuld):
            gevuld[0].open = True
        return gevuld
