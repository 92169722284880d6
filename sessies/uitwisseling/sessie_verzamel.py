"""Sessions from the database into documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Model

from verkenning.uitwisseling.deel import Uitvoer
from verkenning.uitwisseling.programma import Document
from verkenning.uitwisseling.tijd import schrijf_moment

from ..models import Antwoord, Onderdeel, Sessie, Voorbereidingsvraag
from . import vrijgaven
from .sessie import SESSIE, kopieen

_LENGTE = {Sessie.Precisie.DAG: len("2019-02-06"), Sessie.Precisie.MAAND: len("2019-02")}


def verzamel(uitvoer: Uitvoer) -> None:
    sessies = list(
        uitvoer.verkenning.sessies.select_related("vrijgave")
        .prefetch_related(
            "onderdelen__gasten",
            "voorbereidingsvragen__antwoorden__corporatie",
            "voorbereidingsvragen__antwoorden__voordrachten__vrijgave__door",
            "voorbereidingsvragen__antwoorden__voordrachten__door",
            "voorbereidingsvragen__antwoorden__voordrachten__spreker",
            "theoriekoppelingen__bron",
            "theoriekoppelingen__vrijgave",
            "inspiratiekoppelingen__voorbeeld",
            "inspiratiekoppelingen__vrijgave",
            "wijzigingen__inzicht",
        )
        .order_by("volgorde", "pk")
    )
    gekoppeld = {naam: gekoppelden(getattr(Sessie, naam).through, "sessie", sessies) for naam in _KOPPELINGEN}
    for nummer, sessie in zip(_nummers(sessies), sessies, strict=True):
        waarden = _waarden(uitvoer, sessie) | {
            "vragen": [rij.corporatie.slug for rij in gekoppeld["vragen"][sessie.pk]],
            "gastheren": [rij.corporatie.slug for rij in gekoppeld["gastheren"][sessie.pk]],
            "aanwezig": [uitvoer.email(rij.persoon) for rij in gekoppeld["aanwezig"][sessie.pk]],
        }
        uitvoer.kopieen |= kopieen(sessie.slug, waarden)
        uitvoer.programma.voeg_toe(Document(SESSIE, waarden, sessie.tekst, sessie.slug, nummer))


_KOPPELINGEN = {"vragen": "corporatie", "gastheren": "corporatie", "aanwezig": "persoon"}


def gekoppelden(through: type[Model], van: str, rijen: Iterable[Model]) -> Mapping[int, list[Any]]:
    """The rows of a many-to-many relation by the id of one side, in the order in which they were added."""
    ander = next(veld.name for veld in through._meta.fields if veld.is_relation and veld.name != van)
    per_rij: dict[int, list[Any]] = defaultdict(list)
    gevonden = through._default_manager.filter(**{f"{van}__in": rijen}).select_related(ander).order_by("pk")
    for koppeling in gevonden:
        per_rij[getattr(koppeling, f"{van}_id")].append(koppeling)
    return per_rij


def _nummers(sessies: list[Sessie]) -> list[int]:
    """The place of each in the route: as it was given, or counted anew where two claim the same place."""
    gegeven = [sessie.volgorde for sessie in sessies]
    return gegeven if len(set(gegeven)) == len(gegeven) else list(range(1, len(gegeven) + 1))


def _waarden(uitvoer: Uitvoer, sessie: Sessie) -> dict[str, Any]:
    velden = ("soort", "titel", "locatie", "einde", "status", "vrijgegeven", "bijlagen")
    return {naam: getattr(sessie, naam) for naam in velden} | {
        "begin": schrijf_moment(sessie.begin)[: _LENGTE.get(Sessie.Precisie(sessie.precisie))] if sessie.begin else "",
        "onderdelen": [_onderdeel(onderdeel) for onderdeel in sessie.onderdelen.all()],
        "voorbereiding": [
            _voorbereiding(uitvoer, sessie, nummer, vraag)
            for nummer, vraag in enumerate(sessie.voorbereidingsvragen.all(), start=1)
        ],
        "theorie": [
            {
                "bron": koppeling.bron.slug,
                "bewering": koppeling.bewering,
                "oordeel": koppeling.oordeel,
                "toelichting": koppeling.toelichting,
                "vrijgegeven": koppeling.vrijgegeven,
            }
            for koppeling in sessie.theoriekoppelingen.all()
        ],
        "inspiratie": [
            {
                "voorbeeld": koppeling.voorbeeld.slug,
                "les": koppeling.les,
                "toelichting": koppeling.toelichting,
                "vrijgegeven": koppeling.vrijgegeven,
            }
            for koppeling in sessie.inspiratiekoppelingen.all()
        ],
        "wijzigingen": [_wijziging(wijziging) for wijziging in sessie.wijzigingen.all()],
    }


def _onderdeel(onderdeel: Onderdeel) -> dict[str, Any]:
    velden = ("slug", "soort", "titel", "minuten", "locatie", "tekst")
    gasten = [{"naam": gast.naam, "organisatie": gast.organisatie} for gast in onderdeel.gasten.all()]
    return {naam: getattr(onderdeel, naam) for naam in velden} | {"gasten": gasten}


def _voorbereiding(uitvoer: Uitvoer, sessie: Sessie, nummer: int, vraag: Voorbereidingsvraag) -> dict[str, Any]:
    # One that was begun and emptied again says nothing.
    gegeven = [antwoord for antwoord in vraag.antwoorden.all() if antwoord.tekst.strip()]
    antwoorden = [_antwoord(uitvoer, f"{sessie.slug}/{nummer}", antwoord) for antwoord in gegeven]
    return {"vraag": vraag.tekst, "antwoorden": antwoorden}


def _antwoord(uitvoer: Uitvoer, plaats: str, antwoord: Antwoord) -> dict[str, Any]:
    slug = antwoord.corporatie.slug
    return {
        "van": slug,
        "tekst": antwoord.tekst,
        "zichtbaarheid": antwoord.zichtbaarheid,
        "vrijgaven": vrijgaven.verzamel(uitvoer, ("antwoord", f"{plaats}/{slug}"), antwoord.voordrachten.all()),
    }


def _wijziging(wijziging: Any) -> dict[str, Any]:
    velden = ("op", "wat", "van", "naar", "waarom", "buiten")
    inzicht = wijziging.inzicht.slug if wijziging.inzicht else ""
    return {naam: getattr(wijziging, naam) for naam in velden} | {"inzicht": inzicht}
