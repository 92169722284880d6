"""The sources of a session, or of some, as one list: theory with its claim and verdict, examples with their lesson."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, CharField, F, IntegerField, TextField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.safestring import SafeString

from verkenning.models import Verkenning

from .models import InspiratieKoppeling, Sessie, TheorieKoppeling


@dataclass(frozen=True, slots=True)
class Bronregel:
    soort: str  # 'theorie' or 'inspiratie'
    pk: int
    sessie_pk: int
    titel: str
    url: str
    tekst: str  # what it says or teaches for this question
    toelichting: SafeString
    oordeel: str = ""
    mislukking: bool = False
    publiek: str = ""  # for whom its claim or lesson is released
    html: str = ""  # what the library says of it, where that was asked for

    @property
    def id(self) -> str:
        return f"{self.soort}-{self.pk}"

    @property
    def oordeel_in_woorden(self) -> str:
        return TheorieKoppeling.Oordeel(self.oordeel).label if self.oordeel else ""

    @property
    def vrijgeefsoort(self) -> str:
        """What the gate calls this line."""
        return "bewering" if self.soort == "theorie" else "les"


def bronnen_van(sessie: Sessie, *, met_tekst: bool = False) -> list[Bronregel]:
    return bronnen_bij([sessie], sessie.verkenning, met_tekst=met_tekst)


def bronnen_bij(sessies: Sequence[Sessie], verkenning: Verkenning, *, met_tekst: bool = False) -> list[Bronregel]:
    """Both kinds in one query, by session in the order in which they were added, theory first.

    `met_tekst` with what the library says of each.
    """
    leeg = Value("", TextField())
    theorie = (
        TheorieKoppeling.objects.filter(sessie__in=sessies)
        .order_by()
        .values(
            soort=Value("theorie", CharField()),
            nr=F("pk"),
            bij=F("sessie"),
            slug=F("bron__slug"),
            titel=F("bron__titel"),
            # As text: the other half of this query has no authors, and a union wants one type.
            auteurs=Cast("bron__auteurs", TextField()),
            jaar=F("bron__jaar"),
            tekst=F("bewering"),
            html=F("toelichting_html"),
            uitkomst=F("oordeel"),
            mislukt=Value(False, BooleanField()),
            publiek=F("vrijgave__publiek"),
            ingetrokken=F("vrijgave__ingetrokken_op"),
            stuk=F("bron__html") if met_tekst else leeg,
        )
    )
    inspiratie = (
        InspiratieKoppeling.objects.filter(sessie__in=sessies)
        .order_by()
        .values(
            soort=Value("inspiratie", CharField()),
            nr=F("pk"),
            bij=F("sessie"),
            slug=F("voorbeeld__slug"),
            titel=F("voorbeeld__naam"),
            auteurs=Value("[]", TextField()),
            jaar=Cast(Value(None), IntegerField()),
            tekst=F("les"),
            html=F("toelichting_html"),
            uitkomst=Value("", CharField()),
            mislukt=F("voorbeeld__mislukking"),
            publiek=F("vrijgave__publiek"),
            ingetrokken=F("vrijgave__ingetrokken_op"),
            stuk=F("voorbeeld__html") if met_tekst else leeg,
        )
    )
    beide = theorie.union(inspiratie, all=True).order_by()
    plaats = {sessie.pk: nummer for nummer, sessie in enumerate(sessies)}
    rijen: list[Any] = sorted(beide, key=lambda rij: (rij["soort"] != "theorie", plaats[rij["bij"]], rij["nr"]))
    return list(_regels(verkenning, rijen))


def _regels(verkenning: Verkenning, rijen: list[Any]) -> Iterator[Bronregel]:
    for rij in rijen:
        yield Bronregel(
            soort=rij["soort"],
            pk=rij["nr"],
            sessie_pk=rij["bij"],
            titel=publicatie(json.loads(rij["auteurs"]), rij["jaar"], rij["titel"]),
            url=reverse(f"sessies:{rij['soort']}", args=[verkenning.slug, rij["slug"]]),
            tekst=rij["tekst"],
            toelichting=rij["html"],
            oordeel=rij["uitkomst"],
            mislukking=bool(rij["mislukt"]),
            html=rij["stuk"],
            publiek="" if rij["ingetrokken"] else rij["publiek"] or "",
        )


def publicatie(auteurs: list[str], jaar: int | None, titel: str) -> str:
    """'Provan en Kenis (2008): Modes of Network Governance', as somebody would say it."""
    namen = [auteur.split(",")[0] for auteur in auteurs]
    veel = len(namen) > 2 or any(auteur.endswith("e.a.") for auteur in auteurs)
    wie = f"{namen[0].removesuffix(' e.a.')} e.a." if veel else " en ".join(namen)
    kop = " ".join(deel for deel in (wie, f"({jaar})" if jaar else "") if deel)
    return f"{kop}: {titel}" if kop else titel
