"""Each kind of step: what it does to the route, and what the log will say of it.

A step is played, never run: it takes the route as it is in front of it and gives what comes of it, so the same steps
show the draft, the difference and the lines of the log.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..logboek import VOORAAN
from ..models import Sessie
from ..models.routeplan import Routestap
from .stand import Corporaties, PastNiet, Plek, Route

LATER = "nog te plannen"
Soort = Routestap.Soort


@dataclass(frozen=True, slots=True)
class Regel:
    """One line of the log to be: of which stop, what, from and to. Dates are ISO text, as precise as they are known.

    `raakt` are the associations it concerns. When one has to be where concerns everybody who comes: then it is None.
    """

    halte: str
    wat: str
    van: str = ""
    naar: str = ""
    raakt: Corporaties | None = None


type Speler = Callable[[Route, dict[str, Any], str], list[Regel]]


def speel(route: Route, stap: Routestap) -> list[Regel]:
    """Take one step. Raises PastNiet, with the route as it was."""
    was = list(route.plekken)
    try:
        return SPELERS[stap.soort](route, stap.gegevens, f"+{stap.pk}")
    except PastNiet:
        route.plekken = was
        raise


def _toevoegen(route: Route, gegevens: dict[str, Any], nieuw: str) -> list[Regel]:
    velden = {naam: gegevens[naam] for naam in ("titel", "begin", "einde", "locatie")}
    plek = Plek(nieuw, vragen=tuple(gegevens["vragen"]), gastheren=tuple(gegevens["gastheren"]), **velden)
    route.zet_na(plek, gegevens["na"])
    return [Regel(nieuw, "toegevoegd", naar=plek.begin or LATER)]


def _plannen(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    plek = route.vrij(gegevens["sessie"])
    begin, einde, locatie = gegevens["begin"], gegevens["einde"], gegevens["locatie"]
    route.wijzig(plek.sleutel, begin=begin, einde=einde, locatie=locatie)
    regels = []
    if begin != plek.begin:
        regels.append(Regel(plek.sleutel, "andere dag of tijd", plek.begin or LATER, begin or LATER))
    elif einde != plek.einde:
        regels.append(Regel(plek.sleutel, "ander einde", plek.einde or "onbekend", einde or "onbekend"))
    if locatie != plek.locatie:
        regels.append(Regel(plek.sleutel, "andere plek", plek.locatie or "onbekend", locatie or "onbekend"))
    if not regels:
        raise PastNiet("Hier verandert niets. Kies een andere dag, tijd of plek, of haal deze wijziging weg.")
    return regels


def _verplaats(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    plek = route.vrije_sessie(gegevens["sessie"])
    van = route.voor(plek.sleutel)
    if gegevens["na"] in {van, plek.sleutel}:
        raise PastNiet(f"{plek.naam} staat daar al. Kies een andere plaats, of haal deze wijziging weg.")
    route.zet_na(plek, gegevens["na"])
    return [Regel(plek.sleutel, "verplaatst", _na(route, van), _na(route, gegevens["na"]), plek.betrokken)]


def _na(route: Route, sleutel: str) -> str:
    return f"na {route.plek(sleutel).naam}" if sleutel else VOORAAN


def _ruil(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    """Two sessions change places, each with the day and the time of that place; where they are held goes along."""
    een, ander = (route.vrije_sessie(gegevens[naam]) for naam in ("sessie", "met"))
    if een.sleutel == ander.sleutel:
        raise PastNiet("Kies een andere sessie om mee te ruilen.")
    route.plekken = [{een: ander, ander: een}.get(plek, plek) for plek in route.plekken]
    route.wijzig(een.sleutel, begin=ander.begin, einde=ander.einde)
    route.wijzig(ander.sleutel, begin=een.begin, einde=een.einde)
    return [
        Regel(a.sleutel, f"geruild met {b.naam}", a.begin or LATER, b.begin or LATER)
        for a, b in ((een, ander), (ander, een))
    ]


def _uitstellen(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    plek = route.vrij(gegevens["sessie"])
    if not plek.begin:
        raise PastNiet(f"{plek.naam} heeft nog geen dag. Haal deze wijziging weg.")
    if plek.is_sessie and route.achteraan() != plek.sleutel:
        route.zet_na(plek, route.achteraan())
    route.wijzig(plek.sleutel, begin="", einde="")
    return [Regel(plek.sleutel, "uitgesteld", plek.begin, LATER)]


def _vervalt(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    plek = route.vrij(gegevens["sessie"])
    route.wijzig(plek.sleutel, status=Sessie.Status.VERVALLEN)
    return [Regel(plek.sleutel, "vervalt", plek.begin or LATER, "gaat niet door")]


def _vragen(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    return _corporaties(route, gegevens, "vragen", "andere vraag")


def _gastheren(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    return _corporaties(route, gegevens, "gastheren", "andere gastheer")


def _corporaties(route: Route, gegevens: dict[str, Any], veld: str, wat: str) -> list[Regel]:
    plek, nieuw = route.vrij(gegevens["sessie"]), tuple(sorted(gegevens[veld]))
    oud = getattr(plek, veld)
    if nieuw == oud:
        raise PastNiet("Hier verandert niets. Kies iemand anders, of haal deze wijziging weg.")
    if veld == "vragen" and nieuw and plek.soort == Sessie.Soort.KICK_OFF:
        raise PastNiet("Een kick-off gaat over alle vragen. Haal deze wijziging weg.")
    route.wijzig(plek.sleutel, **{veld: nieuw})
    betrokken = plek.betrokken + route.plek(plek.sleutel).betrokken
    return [Regel(plek.sleutel, wat, route.namen(oud), route.namen(nieuw), betrokken)]


def _splits(route: Route, gegevens: dict[str, Any], nieuw: str) -> list[Regel]:
    """A second session behind it takes one of its questions along, and who asks it as its host."""
    plek, vraag = route.vrije_sessie(gegevens["sessie"]), gegevens["vraag"]
    if vraag not in plek.vragen or len(plek.vragen) < 2:
        raise PastNiet(f"{plek.naam} gaat niet meer over twee vragen. Haal deze wijziging weg.")
    blijft = tuple(pk for pk in plek.vragen if pk != vraag)
    gastheren = tuple(pk for pk in plek.gastheren if pk != vraag) or plek.gastheren
    route.wijzig(plek.sleutel, vragen=blijft, gastheren=gastheren)
    eigen = (vraag,) if vraag in plek.gastheren else ()
    route.zet_na(Plek(nieuw, gegevens["titel"], vragen=(vraag,), gastheren=eigen), plek.sleutel)
    return [
        Regel(plek.sleutel, "gesplitst", route.namen(plek.vragen), route.namen(blijft)),
        Regel(nieuw, f"afgesplitst van {plek.naam}", naar=LATER),
    ]


def _samen(route: Route, gegevens: dict[str, Any], _: str) -> list[Regel]:
    """One session goes up in another, which then serves the questions of both; the first keeps its place, as a detour."""
    weg, blijft = (route.vrije_sessie(gegevens[naam]) for naam in ("sessie", "met"))
    if weg.sleutel == blijft.sleutel:
        raise PastNiet("Kies een andere sessie om mee samen te voegen.")
    route.wijzig(
        blijft.sleutel,
        vragen=tuple(sorted({*weg.vragen, *blijft.vragen})),
        gastheren=tuple(sorted({*weg.gastheren, *blijft.gastheren})),
    )
    route.wijzig(weg.sleutel, status=Sessie.Status.VERVALLEN, opgegaan_in=blijft.sleutel)
    return [
        Regel(weg.sleutel, f"gaat op in {blijft.naam}", weg.begin or LATER, blijft.begin or LATER),
        Regel(
            blijft.sleutel,
            f"samen met {weg.naam}",
            route.namen(blijft.vragen),
            route.namen(route.plek(blijft.sleutel).vragen),
        ),
    ]


SPELERS: dict[str, Speler] = {
    Soort.TOEVOEGEN: _toevoegen,
    Soort.PLANNEN: _plannen,
    Soort.VERPLAATS: _verplaats,
    Soort.RUIL: _ruil,
    Soort.UITSTELLEN: _uitstellen,
    Soort.VRAGEN: _vragen,
    Soort.GASTHEREN: _gastheren,
    Soort.SPLITS: _splits,
    Soort.SAMEN: _samen,
    Soort.VERVALT: _vervalt,
}
