"""A bericht as a publication on paper: which block comes on which sheet, and what stands on cover and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString

from verkenning import datum
from verkenning.kunst import velden

from .opmaak import Opmaak
from .stuk import Stuk

STIJL = Path(settings.BASE_DIR) / "static" / "css" / "druk.css"
LEZERS = {"openbaar": "Openbaar: iedereen mag dit lezen", "achterban": "Achterban: alleen voor onze leden"}
DOORGEVEN = {
    "openbaar": "Dit bericht mag je doorgeven: het is openbaar.",
    "achterban": "Dit bericht is voor onze leden. Geef het niet door aan anderen.",
}
VRAGEN_PER_VEL = 3
INLEIDING_BIJ_VRAAG = 700  # characters: a longer introduction gets a page of its own
INLEIDING_BIJ_KAART = 420
STEM_BIJ_VRAAG = 240  # characters of the questions and the quote together
INHOUD_OP_EEN_PAGINA = 13
RUIME_KAART = 48  # cells: with more, the words in them are smaller


@dataclass(slots=True)
class Vel:
    """One sheet, or a run of text over as many pages as it needs."""

    soort: str  # brief, vraag, kaart, tekst
    stukken: list[Stuk] = field(default_factory=list)
    inleiding: Stuk | None = None
    stem: Stuk | None = None  # a quote at the foot of a question, that would else have a page to itself
    slot: bool = False

    @property
    def sjabloon(self) -> str:
        return f"berichten/vellen.html#{self.soort}"

    @property
    def brief(self) -> Stuk | None:
        return self.inleiding

    @property
    def kop(self) -> Stuk:
        return self.inleiding or self.stukken[0]

    @property
    def met_kop(self) -> list[Stuk]:
        """What of this sheet stands in the table of contents: of a sheet with an introduction, that."""
        return [self.inleiding] if self.inleiding else self.stukken

    @property
    def alleen(self) -> bool:
        return len(self.stukken) == 1

    def heeft_plaats_voor(self, stem: Stuk) -> bool:
        if self.alleen and self.stukken[0].vorige:
            return False  # the earlier wordings stand at the foot
        woorden = [stuk.vrijgave.titel + stuk.vrijgave.tekst for stuk in (*self.stukken, stem) if stuk.vrijgave]
        return sum(map(len, woorden)) <= STEM_BIJ_VRAAG

    @property
    def stil(self) -> bool:
        """A page with one voice on it, and nothing else."""
        return self.alleen and not self.slot and self.stukken[0].vorm == "citaat"

    @property
    def maat(self) -> str:
        """How large the words on this sheet can be."""
        lengte = max((len(stuk.vrijgave.titel) for stuk in self.stukken if stuk.vrijgave), default=0)
        if not self.alleen:
            return "klein"
        return "groot" if lengte < 130 and not self.inleiding else "midden"


class Drukwerk:
    def __init__(self, opmaak: Opmaak, *, nummer: int, op: datetime, vingerafdruk: str) -> None:
        self.opmaak, self.nummer, self.op, self.vingerafdruk = opmaak, nummer, op, vingerafdruk
        self.bericht = opmaak.bericht

    def html(self) -> str:
        """The whole document, with its style inside: it can be printed again when our stylesheet has long changed."""
        document = render_to_string("berichten/druk.html", {"drukwerk": self, "opmaak": self.opmaak})
        stijl = STIJL.read_text(encoding="utf-8")
        return document.replace("</head>", f"<style>\n{stijl}</style></head>", 1)

    # ---- Cover and back

    @property
    def naam(self) -> str:
        return self.bericht.naam

    @property
    def titel(self) -> str:
        return f"{self.bericht.titel} – {self.naam.lower()} van de Verkenning"

    @property
    def afzender(self) -> str:
        return self.opmaak.verkenning.platform or "de Verkenning"

    @property
    def onder(self) -> str:
        return self.opmaak.verkenning.ondertitel or self.opmaak.verkenning.naam

    @property
    def titelmaat(self) -> str:
        return "lang" if len(self.bericht.titel) > 45 else ""

    @property
    def maand(self) -> str:
        return datum.maand(self.bericht.tot or self.op)

    @property
    def dag(self) -> str:
        return datum.dag(self.op)

    @property
    def lezers(self) -> str:
        return LEZERS[self.bericht.publiek]

    @property
    def doorgeven(self) -> str:
        return DOORGEVEN[self.bericht.publiek]

    @property
    def adres(self) -> str:
        return f"{settings.BASE_URL}{self.bericht.url_buiten}"

    @property
    def adres_kort(self) -> str:
        """As people copy it from paper."""
        return self.adres.partition("://")[2].removesuffix("/")

    @property
    def uitnodiging(self) -> str:
        return (
            "Reis je mee? Denk met ons mee over de volgende vraag. Schrijf ons, ook als je het antwoord nog niet weet."
        )

    @property
    def omslag(self) -> SafeString:
        opmaak = self.opmaak
        waar = f" We zijn bij halte {opmaak.nu + 1} van {len(opmaak.route)}." if opmaak.nu is not None else ""
        titel = f"Bollenvelden van bovenaf, met de route van de reis erdoorheen.{waar}"
        return velden(opmaak.zaad, 1200, 1006, len(opmaak.route), opmaak.nu, titel)

    @property
    def achterkant(self) -> SafeString:
        return velden(self.opmaak.zaad + 1, 1200, 549, len(self.opmaak.route), self.opmaak.nu)

    @property
    def lijn(self) -> SafeString:
        """The programme's own route as a line of nodes, for the foot of the cover."""
        haltes = self.opmaak.route
        if not haltes:
            return SafeString("")
        punten = [(20 + i * (480 / max(len(haltes) - 1, 1)), 16 if i % 2 == 0 else 28) for i in range(len(haltes))]
        nu = self.opmaak.nu
        svg = _golf(punten[: (nu or 0) + 1], dicht=True) + _golf(punten[nu or 0 :], dicht=False)
        svg += "".join(
            _knoop(x, y, halte.nr, i, nu) for i, ((x, y), halte) in enumerate(zip(punten, haltes, strict=True))
        )
        hier = f" Dit bericht gaat tot en met {self.opmaak.hier.kort.lower()}." if self.opmaak.hier else ""
        return format_html(
            '<svg class="lijn" viewBox="0 0 520 44" width="520" height="44" role="img"><title>De route: {} haltes.{}</title>{}</svg>',
            len(haltes),
            hier,
            SafeString(svg),
        )

    # ---- Sheets

    @property
    def dichte_kaart(self) -> bool:
        return len(self.opmaak.kaart.cellen) > RUIME_KAART

    @cached_property
    def inhoud(self) -> list[Stuk]:
        """The table of contents: every heading after the letter, or of a long bericht the first of each sheet.

        What follows a question is then found under that question.
        """
        na_de_brief = [vel for vel in self.vellen if vel.soort != "brief"]
        alles = [stuk for vel in na_de_brief for stuk in vel.met_kop if stuk.kop]
        if len(alles) <= INHOUD_OP_EEN_PAGINA:
            return alles
        voor = ["", *(vel.soort for vel in na_de_brief)]
        per_vel = [
            [stuk for stuk in vel.met_kop if stuk.kop]
            for vel, vorige in zip(na_de_brief, voor, strict=False)
            if (vorige, vel.soort) != ("vraag", "tekst")
        ]
        return [koppen[0] for koppen in per_vel if koppen]

    @property
    def _heeft_brief(self) -> bool:
        stukken = self.opmaak.stukken
        return bool(stukken) and stukken[0].vorm == "tekst"

    @cached_property
    def vellen(self) -> list[Vel]:
        rest = list(self.opmaak.stukken)
        vellen = [_brief(rest)] if self._heeft_brief else []
        while rest:
            vel = _volgend_vel(rest, lopend=vellen[-1] if vellen else None)
            if not vellen or vel is not vellen[-1]:
                vellen.append(vel)
        if not vellen or vellen[-1].soort != "tekst":
            vellen.append(Vel("tekst"))
        vellen[-1].slot = True
        return vellen


def _brief(rest: list[Stuk]) -> Vel:
    """The opening as a letter; a route that follows it at once stands at its foot."""
    vel = Vel("brief", inleiding=rest.pop(0))
    if rest and rest[0].vorm == "route":
        vel.stukken.append(rest.pop(0))
    return vel


def _volgend_vel(rest: list[Stuk], lopend: Vel | None) -> Vel:
    """Take the next sheet from what is left; a block of running text goes on where the text was."""
    inleiding = _inleiding(rest)
    if inleiding or rest[0].vorm in {"vraag", "kaart"}:
        if inleiding:
            rest.pop(0)
        vel = Vel(rest[0].vorm, [rest.pop(0)], inleiding)
        while vel.soort == "vraag" and rest and rest[0].vorm == "vraag" and len(vel.stukken) < VRAGEN_PER_VEL:
            vel.stukken.append(rest.pop(0))
        if vel.soort == "vraag" and _staat_alleen(rest) and vel.heeft_plaats_voor(rest[0]):
            vel.stem = rest.pop(0)
        return vel
    vel = lopend if lopend and lopend.soort == "tekst" else Vel("tekst")
    vel.stukken.append(rest.pop(0))
    return vel


def _staat_alleen(rest: list[Stuk]) -> bool:
    """Whether what comes next is a quote, with a new sheet right after it."""
    if len(rest) < 2 or rest[0].vorm != "citaat":
        return False
    return rest[1].vorm in {"vraag", "kaart"} or _inleiding(rest[1:]) is not None


def _inleiding(rest: list[Stuk]) -> Stuk | None:
    """What comes right before a question or the map, and shares its sheet: a short text, or the card of a session."""
    if len(rest) < 2:
        return None
    stuk, volgende = rest[0], rest[1].vorm
    if stuk.vorm == "sessie":
        return stuk if volgende == "vraag" else None
    ruimte = {"vraag": INLEIDING_BIJ_VRAAG, "kaart": INLEIDING_BIJ_KAART}.get(volgende, -1)
    past = stuk.vorm == "tekst" and stuk.blok.kop and len(stuk.blok.tekst) <= ruimte
    return stuk if past else None


def _golf(punten: Sequence[tuple[float, float]], *, dicht: bool) -> str:
    pad = f"M{punten[0][0]:.0f} {punten[0][1]}"
    for (x1, y1), (x2, y2) in pairwise(punten):
        midden = (x1 + x2) / 2
        pad += f"C{midden:.0f} {y1} {midden:.0f} {y2} {x2:.0f} {y2}"
    streep = 'stroke-width="3.4"' if dicht else 'stroke-width="2.6" stroke-dasharray="0.1 6" stroke-linecap="round"'
    return f'<path d="{pad}" fill="none" stroke="#2A1A2D" {streep}/>'


def _knoop(x: float, y: float, nr: str, i: int, nu: int | None) -> str:
    hier, geweest = i == nu, nu is not None and i < nu
    vlak, letter = ("#F6C944", "#2A1A2D") if hier else ("#2A1A2D", "#FFFFFF") if geweest else ("#FFFFFF", "#2A1A2D")
    cijfer = (
        f'<text x="{x:.0f}" y="{y + 3.8:.1f}" text-anchor="middle" font-family="Fira Sans" font-weight="600" font-size="11" fill="{letter}">{nr}</text>'
        if nr.isdecimal()
        else ""
    )
    ring = f'<circle cx="{x:.0f}" cy="{y}" r="14.5" fill="#F6C944"/>' if hier else ""
    return f'{ring}<circle cx="{x:.0f}" cy="{y}" r="{11.5 if hier else 10}" fill="{vlak}" stroke="#2A1A2D" stroke-width="2.2"/>{cijfer}'
