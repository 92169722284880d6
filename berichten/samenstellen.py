"""A first draft from released material, in the order of the route: the redactie writes around it.

Every sentence here is true as it stands: a draft can be published as it is. And none of them says what a card says (a
title, a place, a day, whose question it was, how many there were): what was released stands in blocks of its own, so that
it goes when it is withdrawn. Words in a text would stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from verkenning.models import Publiek, Verkenning, Vrijgave
from verkenning.route import Halte, buiten

from .models import Bericht, Blok

AANHEF = {Publiek.ACHTERBAN: "Beste leden", Publiek.OPENBAAR: "Beste lezer"}


def stel_samen(
    verkenning: Verkenning,
    titel: str,
    publiek: str,
    soort: str = Bericht.Soort.VOORTGANG,
    van: date | None = None,
    tot: date | None = None,
    sleutel: UUID | None = None,
) -> Bericht:
    """Make a draft of everything that was released for these readers about this period."""
    with transaction.atomic():
        bericht = Bericht.objects.begin(
            verkenning, titel, publiek=publiek, soort=soort, van=van, tot=tot, sleutel=sleutel
        )
        if bericht.blokken.exists():
            return bericht  # the same form, sent twice
        blokken = _Samensteller(bericht).blokken()
        for volgorde, blok in enumerate(blokken):
            blok.bericht, blok.volgorde = bericht, volgorde
        Blok.objects.bulk_create(blokken)
    return bericht


class _Samensteller:
    def __init__(self, bericht: Bericht) -> None:
        self.bericht = bericht
        self.voorraad = list(bericht.mag_erin().order_by("op", "pk"))
        self.gebruikt: set[int] = set()
        self.kaarten = {v.sleutel: v for v in self.voorraad if v.soort == "sessie"}
        route = buiten(bericht.verkenning, self.voorraad)
        self.gelopen = [halte for halte in route if halte.status == "gehouden" and self._in_periode(halte.begin)]

    def blokken(self) -> list[Blok]:
        verder = "verder " if self.gelopen else ""
        delen = [
            [self._opening()],
            *(self._halte(halte) for halte in self.gelopen),
            *([] if self.gelopen else [self._vragen("De vragen")]),
            self._los(f"Wat we {verder}zagen", lambda v: v.soort in {"notitie", "antwoord"}),
            self._los(f"Wat we {verder}leerden", lambda v: v.soort == "inzicht"),
            *([] if self.gelopen else [self._bibliotheek()]),
            self._kaart(),
            self._vooruit(),
            self._vragen("De andere vragen"),
        ]
        return [blok for deel in delen for blok in deel]

    # ---- What is in the period

    def _in_periode(self, dag: str) -> bool:
        """A day known to the month only counts by its month."""
        van, tot = self.bericht.van, self.bericht.tot
        return not (van and dag[:10] < van.isoformat()[: len(dag)]) and not (tot and dag[:10] > tot.isoformat())

    def _vrij_in_periode(self, vrijgave: Vrijgave) -> bool:
        return self._in_periode(timezone.localtime(vrijgave.op).date().isoformat())

    def _laatste_versie(self, vraag: Vrijgave) -> bool:
        versies = [v for v in self.voorraad if v.soort == "vraag" and v.sleutel == vraag.sleutel]
        return max(versies, key=lambda v: v.gegevens["versie"]).pk == vraag.pk

    # ---- Parts

    def _opening(self) -> Blok:
        over = f"Dit bericht gaat over de Verkenning *{self.bericht.verkenning.naam}*."
        wat = (
            "Je leest waar we waren en welke vraag er lag. Je leest wat we zagen en wat onderzoek erover zegt. En ook wat we nog niet weten."
            if self.gelopen
            else "Je leest wat er tot nu toe is vrijgegeven, en wat er komt."
        )
        return _tekst(AANHEF[Publiek(self.bericht.publiek)], f"{over} {wat}")

    def _halte(self, halte: Halte) -> list[Blok]:
        """One stop: its card, the question, what was seen, what science and examples say, and what we think now.

        Of a source stands here what it says about this question. What it is stands once, in the list of sources.
        """
        vragen = [
            v for v in self.voorraad if v.soort == "vraag" and v.titel in halte.vragen and self._laatste_versie(v)
        ]
        sleutels = {vraag.sleutel for vraag in vragen}
        hier = [v for v in self.voorraad if v.sessie == halte.slug]
        return [
            *self._neem([self.kaarten[halte.slug], *vragen]),
            *self._onder("Wat we zagen", (v for v in hier if v.soort in {"notitie", "antwoord"})),
            *self._onder("Wat onderzoek zegt", (v for v in hier if v.soort == "bewering")),
            *self._onder("Wat we elders zagen", (v for v in hier if v.soort == "les")),
            *self._onder(
                "Wat we nu denken",
                (v for v in self.voorraad if v.soort == "inzicht" and sleutels & set(v.vragen)),
            ),
        ]

    def _vragen(self, kop: str) -> list[Blok]:
        return self._los(kop, lambda v: v.soort == "vraag" and self._laatste_versie(v))

    def _bibliotheek(self) -> list[Blok]:
        """Whole entries only where no session says yet what they are good for."""
        return self._los("Uit de bibliotheek", lambda v: v.soort in {"theorie", "inspiratie"})

    def _los(self, kop: str, past: Callable[[Vrijgave], Any]) -> list[Blok]:
        return self._onder(kop, (v for v in self.voorraad if past(v) and self._vrij_in_periode(v)))

    def _kaart(self) -> list[Blok]:
        if not any(v.soort == "inzicht" for v in self.voorraad):
            return []
        tekst = "De kaart laat zien wat we weten, per vorm van samenwerken. De huurder staat vooraan. Een winnaar is er niet."
        return [_tekst("De meerwaardekaart", tekst), Blok(soort=Blok.Soort.KAART)]

    def _vooruit(self) -> list[Blok]:
        if not self.kaarten:
            return []
        tekst = "Een vast plan is er niet: verandert een vraag, dan verandert de weg. Dit is de route zoals we die nu kennen."
        if self.bericht.verkenning.fase == Verkenning.Fase.AFGEROND:
            tekst = "De reis zit erop. Dit was de route."
        return [_tekst("Hoe de reis verdergaat", tekst), Blok(soort=Blok.Soort.ROUTE)]

    # ---- Blocks

    def _neem(self, vrijgaven: Iterable[Vrijgave]) -> list[Blok]:
        """A block for each of these that is not in the bericht yet."""
        blokken = []
        for vrijgave in vrijgaven:
            if vrijgave.pk not in self.gebruikt:
                self.gebruikt.add(vrijgave.pk)
                blokken.append(Blok(soort=Blok.Soort.VRIJGAVE, vrijgave=vrijgave))
        return blokken

    def _onder(self, kop: str, vrijgaven: Iterable[Vrijgave]) -> list[Blok]:
        blokken = self._neem(vrijgaven)
        return [_tekst(kop), *blokken] if blokken else []


def _tekst(kop: str, tekst: str = "") -> Blok:
    return Blok(soort=Blok.Soort.TEKST, kop=kop[:200], tekst=tekst)
