"""A session as a booklet for the train: what one reader may read of it, laid out for paper.

Built from the page of the session, so it holds what that page shows this reader and nothing else: the answers that were
shared, and their own. Nothing in it is of the moment that it is made, so the same content is the same booklet.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from itertools import pairwise
from pathlib import Path

from django.conf import settings
from django.db.models import F
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from verkenning import datum
from verkenning.kunst import velden

from .bronnen import publicatie
from .models import Boekje, InspiratieKoppeling, TheorieKoppeling
from .sessiepagina import Sessiepagina

STIJL = Path(settings.BASE_DIR) / "static" / "css" / "boekje.css"
LANGE_VRAAG, LANGE_TITEL = 130, 45
# The sheet and its edges; the page number stands in the middle of the foot.
BLADEN = {
    "a4": "size: 210mm 297mm; margin: 24mm 22mm 26mm; @bottom-right { margin-top: 9mm }",
    "a5": "size: 148mm 210mm; margin: 17mm 15mm 20mm; @bottom-right { margin-top: 6mm }",
}
REGELS = {"a4": 6, "a5": 4}


@dataclass(frozen=True, slots=True)
class Cijferregel:
    wat: str
    waarde: str
    peildatum: str
    bron: str


@dataclass(slots=True)
class Bronblad:
    """One source at the session: what it is, what it says, and what that means for this question."""

    soort: str
    titel: str
    waar: str
    html: str  # clean already, as its field gives it
    tekst: str
    toelichting: str
    oordeel: str = ""
    doi: str = ""
    url: str = ""
    nagekeken: bool = True
    mislukking: bool = False
    cijfers: list[Cijferregel] = field(default_factory=list)


class Boekdruk:
    def __init__(self, pagina: Sessiepagina, formaat: str) -> None:
        self.pagina, self.sessie, self.formaat = pagina, pagina.sessie, formaat

    def html(self) -> str:
        """The whole document, with its style inside: the printer has no web server to ask."""
        context = {"boek": self, "pagina": self.pagina, "sessie": self.sessie}
        document = render_to_string("sessies/boekje_druk.html", context)
        stijl = f"@page {{ {BLADEN[self.formaat]} }}\n{STIJL.read_text(encoding='utf-8')}"
        return document.replace("</head>", f"<style>\n{stijl}</style></head>", 1)

    # ---- Cover and feet

    @property
    def soort(self) -> str:
        """'boekje bij sessie 4'"""
        halte = self.pagina.halte
        bij = {"vlag": "de kick-off", "huis": "het slot"}.get(halte.nr, halte.kort.lower())
        return f"boekje bij {bij}"

    @property
    def lezer(self) -> str:
        return self.pagina.persoon.naam

    @property
    def titelmaat(self) -> str:
        return "lang" if len(self.sessie.titel) > LANGE_TITEL else ""

    @property
    def afzender(self) -> str:
        return self.pagina.verkenning.platform or "de Verkenning"

    @property
    def verzonnen(self) -> bool:
        return any(corporatie.fictief for corporatie in self.pagina.gezelschap.corporaties.values())

    @property
    def omslag(self) -> SafeString:
        strook = self.pagina.strook
        plek = next(i for i, halte in enumerate(strook) if halte.slug == self.sessie.slug)
        titel = f"Bollenvelden van bovenaf, met de route erdoorheen. Deze sessie is halte {plek + 1} van {len(strook)}."
        return velden(sum(self.sessie.slug.encode()), 1200, 1006, len(strook), plek, titel)

    # ---- What, when and where

    @property
    def wanneer(self) -> str:
        dag = datum.dag_lang(self.sessie.wanneer)
        if self.sessie.precisie != self.sessie.Precisie.MOMENT or not self.sessie.begin:
            return dag
        tot = f" tot {datum.uur(self.sessie.einde)}" if self.sessie.einde else ""
        return f"{dag}, {datum.uur(self.sessie.begin)}{tot} uur"

    @property
    def plaatsen(self) -> list[tuple[datetime | None, str]]:
        """From when on one is where, for who goes from place to place."""
        plekken = [(regel.tijd, regel.onderdeel.locatie) for regel in self.pagina.agenda if regel.onderdeel.locatie]
        return [plek for vorige, plek in pairwise([(None, ""), *plekken]) if plek[1] != vorige[1]]

    @property
    def regels(self) -> range:
        """How many lines to write on go under one heading."""
        return range(REGELS[self.formaat])

    @property
    def grote_vraag(self) -> bool:
        return all(len(stuk.nu.tekst) <= LANGE_VRAAG for stuk in self.pagina.vraagstukken if stuk.nu)

    # ---- Sources

    @cached_property
    def bronnen(self) -> list[Bronblad]:
        return [*self._theorie(), *self._inspiratie()]

    def _theorie(self) -> list[Bronblad]:
        rijen = TheorieKoppeling.objects.filter(sessie=self.sessie).select_related("bron").order_by("pk")
        return [
            Bronblad(
                soort="Wetenschap",
                titel=publicatie(rij.bron.auteurs, rij.bron.jaar, rij.bron.titel),
                waar=rij.bron.uitgegeven_in,
                html=rij.bron.html,
                tekst=rij.bewering,
                toelichting=rij.toelichting_html,
                oordeel="" if rij.oordeel == TheorieKoppeling.Oordeel.OPEN else rij.get_oordeel_display(),
                doi=rij.bron.doi,
                url=rij.bron.url,
                nagekeken=rij.bron.gecontroleerd,
            )
            for rij in rijen
        ]

    def _inspiratie(self) -> list[Bronblad]:
        """An example comes once for each of its figures; together that is one query."""
        bladen: dict[int, Bronblad] = {}
        rijen = InspiratieKoppeling.objects.filter(sessie=self.sessie).select_related("voorbeeld")
        rijen = rijen.annotate(
            wat=F("voorbeeld__cijfers__wat"),
            waarde=F("voorbeeld__cijfers__waarde"),
            peildatum=F("voorbeeld__cijfers__peildatum"),
            cijferbron=F("voorbeeld__cijfers__bron"),
        )
        for rij in rijen.order_by("pk", "voorbeeld__cijfers__pk"):
            blad = bladen.setdefault(
                rij.pk,
                Bronblad(
                    soort="Inspiratie uit een andere sector",
                    titel=rij.voorbeeld.naam,
                    waar=rij.voorbeeld.sector,
                    html=rij.voorbeeld.html,
                    tekst=rij.les,
                    toelichting=rij.toelichting_html,
                    url=rij.voorbeeld.url,
                    mislukking=rij.voorbeeld.mislukking,
                ),
            )
            if rij.waarde:
                blad.cijfers.append(Cijferregel(rij.wat, rij.waarde, rij.peildatum, rij.cijferbron))
        return list(bladen.values())


FORMATEN = frozenset(Boekje.Formaat.values)
