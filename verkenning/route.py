"""The route as stops in order: one shape for the inside, the outside, the strip at the top and the report.

Where a stop stands (been, now, ahead, date open) follows from its explicit status and never from the clock.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from . import datum
from .models import Verkenning, Vrijgave


@dataclass(frozen=True, slots=True)
class Halte:
    """One stop. `nr` is 'vlag' (kick-off), 'huis' (the end) or the number of the session."""

    nr: str
    kort: str  # 'Kick-off', 'Sessie 4', 'Slot'
    titel: str
    begin: str  # ISO text, as precise as it is known: '2019-06-13T13:00', '2019-06', ''
    status: str
    slug: str
    url: str
    vragen: tuple[str, ...] = ()  # the central questions it serves, as this reader may read them
    van: tuple[str, ...] = ()  # whose questions
    wie: tuple[str, ...] = ()  # the same, as slugs
    omleidingen: tuple[str, ...] = ()  # why the route changed here, in words this reader may read
    einde: str = ""
    locatie: str = ""
    publiek: str = ""  # who may read this stop: prive, besloten, achterban, openbaar
    tijd: str = "straks"  # geweest, nu, straks, open

    @property
    def datum(self) -> str:
        return datum.dag_kort(self.begin)

    @property
    def naam(self) -> str:
        return " en ".join(self.van) or "alle deelnemers"

    @property
    def vraag(self) -> str:
        """What this stop is about: its question, else its title."""
        return self.vragen[0] if self.vragen else self.titel


def nummer_en_tijd(haltes: list[Halte]) -> list[Halte]:
    """Number the sessions and mark where we are: the first stop that is still ahead is 'nu'. A cancelled stop gets no number."""
    genummerd: list[Halte] = []
    sessie = 0
    nu_gezet = False
    for halte in haltes:
        nr, kort = {"vlag": ("vlag", "Kick-off"), "huis": ("huis", "Slot")}.get(halte.nr, ("", ""))
        if not nr and halte.status != "vervallen":
            sessie += 1
            nr, kort = str(sessie), f"Sessie {sessie}"
        tijd = (
            "geweest" if halte.status in {"gehouden", "vervallen"} else "straks" if len(halte.begin) >= 10 else "open"
        )
        if not nu_gezet and halte.status in {"gepland", "voorbereid"}:
            tijd, nu_gezet = "nu", True
        genummerd.append(replace(halte, nr=nr or "-", kort=kort or "Vervallen", tijd=tijd))
    return genummerd


SOORT_NAAR_NR = {"kick-off": "vlag", "slot": "huis", "sessie": ""}


def buiten(verkenning: Verkenning, vrijgaven: list[Vrijgave]) -> list[Halte]:
    """The route as one reader may see it, from the released copies this reader may read."""
    versies = wordingen([v for v in vrijgaven if v.soort == Vrijgave.Soort.VRAAG])
    vragen = {slug: versies_van[-1].titel for slug, versies_van in versies.items()}
    kaarten = sorted((v for v in vrijgaven if v.soort == Vrijgave.Soort.SESSIE), key=lambda v: v.gegevens["volgorde"])
    return nummer_en_tijd([_halte(verkenning, kaart, vragen) for kaart in kaarten])


def wordingen(vragen: list[Vrijgave]) -> dict[str, list[Vrijgave]]:
    """By participant the wordings of its question, oldest first. By their number: an old one may be released later."""
    per_deelnemer: dict[str, list[Vrijgave]] = {}
    for vraag in sorted(vragen, key=lambda v: v.gegevens["versie"]):
        per_deelnemer.setdefault(vraag.sleutel, []).append(vraag)
    return per_deelnemer


def _halte(verkenning: Verkenning, kaart: Vrijgave, vragen: dict[str, str]) -> Halte:
    gegevens: dict[str, Any] = kaart.gegevens
    return Halte(
        nr=SOORT_NAAR_NR[gegevens["soort"]],
        kort="",
        titel=kaart.titel,
        begin=gegevens["begin"],
        einde=gegevens["einde"],
        locatie=gegevens["locatie"],
        status=gegevens["status"],
        slug=kaart.sleutel,
        url=reverse("verkenning:sessie", args=[verkenning.slug, kaart.sleutel]),
        vragen=tuple(vragen[wie["slug"]] for wie in gegevens["vragen"] if wie["slug"] in vragen),
        van=tuple(wie["naam"] for wie in gegevens["vragen"]),
        wie=tuple(wie["slug"] for wie in gegevens["vragen"]),
        omleidingen=tuple(wijziging["buiten"] for wijziging in gegevens["wijzigingen"]),
        publiek=kaart.publiek,
    )
