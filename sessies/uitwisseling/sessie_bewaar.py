"""Sessions from a folder into the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Model

from deelnemers.models import Corporatie
from verkenning.models import Persoon
from verkenning.uitwisseling.deel import Bron, Invoer
from verkenning.uitwisseling.programma import Document
from verkenning.uitwisseling.tijd import lees_moment

from ..models import (
    Antwoord,
    Gast,
    InspiratieKoppeling,
    Onderdeel,
    Routewijziging,
    Sessie,
    TheorieKoppeling,
    Voorbereidingsvraag,
)
from .moment import begin_van, van_kaart
from .sessie import REGELS, antwoorden

_MODELLEN: dict[str, Any] = {"bewering": TheorieKoppeling, "les": InspiratieKoppeling}


def bewaar(invoer: Invoer) -> None:
    """The sessions and what they hold; what goes out of them waits until all else stands."""
    documenten = invoer.programma.van("sessies")
    rijen = Sessie.objects.bulk_create(_sessie(invoer, document) for document in documenten)
    sessies = invoer.gemaakt["sessies"] = {rij.slug: rij for rij in rijen}
    corporaties, personen = invoer.gemaakt["corporaties"], invoer.gemaakt["personen"]
    paren = [(sessies[document.slug], document.waarden) for document in documenten]
    koppel(Sessie.vragen.through, "sessie", [(s, Corporatie, _rijen(corporaties, w["vragen"])) for s, w in paren])
    koppel(Sessie.gastheren.through, "sessie", [(s, Corporatie, _rijen(corporaties, w["gastheren"])) for s, w in paren])
    koppel(Sessie.aanwezig.through, "sessie", [(s, Persoon, _rijen(personen, w["aanwezig"])) for s, w in paren])
    for document in documenten:
        _bewaar_onderdelen(invoer, document)
        _bewaar_voorbereiding(invoer, document)


def bewaar_na_inzichten(invoer: Invoer) -> None:
    """What refers to insights, and then what is let out of a session."""
    documenten = invoer.programma.van("sessies")
    Routewijziging.objects.bulk_create(
        Routewijziging(
            sessie=invoer.gemaakt["sessies"][document.slug],
            **{**wijziging, "inzicht": invoer.gemaakt["inzichten"].get(wijziging["inzicht"])},
        )
        for document in documenten
        for wijziging in document.waarden["wijzigingen"]
    )
    for document in documenten:
        sessie = invoer.gemaakt["sessies"][document.slug]
        op = van_kaart(sessie)
        if publiek := document.waarden["vrijgegeven"]:
            invoer.vrijgaven["sessie", sessie.slug] = [sessie.geef_vrij(publiek, door=None, op=op)]
        _bewaar_koppelingen(invoer, document, sessie, op)


def bronnen(invoer: Invoer) -> Iterable[tuple[Bron, Antwoord, list[Any]]]:
    for document in invoer.programma.van("sessies"):
        for sleutel, antwoord in antwoorden(document):
            yield ("antwoord", sleutel), invoer.gemaakt["antwoorden"][sleutel], antwoord["vrijgaven"]


def koppel(through: type[Model], van: str, paren: Iterable[tuple[Model, type[Model], list[Any]]]) -> None:
    """Fill a many-to-many relation in the order in which it was written."""
    rijen = [
        through(**{van: rij, str(model._meta.model_name): ander}) for rij, model, anderen in paren for ander in anderen
    ]
    through._default_manager.bulk_create(rijen)


def _rijen(gemaakt: dict[str, Any], sleutels: Iterable[str]) -> list[Any]:
    return [gemaakt[sleutel] for sleutel in sleutels]


def _sessie(invoer: Invoer, document: Document) -> Sessie:
    waarden = document.waarden
    velden = {naam: waarden[naam] for naam in ("soort", "titel", "locatie", "einde", "status", "bijlagen")}
    begin, precisie = _begin(waarden["begin"])
    return Sessie(
        verkenning=invoer.verkenning,
        slug=document.slug,
        volgorde=document.nummer,
        begin=begin,
        precisie=precisie,
        tekst=document.tekst,
        **velden,
    )


def _begin(tekst: str) -> tuple[datetime | None, str]:
    if not tekst:
        return None, Sessie.Precisie.MOMENT
    if "T" in tekst:
        return lees_moment(tekst), Sessie.Precisie.MOMENT
    return begin_van(tekst), Sessie.Precisie.DAG if len(tekst) == len("2019-02-06") else Sessie.Precisie.MAAND


def _bewaar_onderdelen(invoer: Invoer, document: Document) -> None:
    sessie = invoer.gemaakt["sessies"][document.slug]
    waarden = document.waarden["onderdelen"]
    onderdelen = Onderdeel.objects.bulk_create(
        Onderdeel(sessie=sessie, volgorde=plaats, **{naam: w for naam, w in deel.items() if naam != "gasten"})
        for plaats, deel in enumerate(waarden)
    )
    for onderdeel in onderdelen:
        invoer.gemaakt["onderdelen"][f"{sessie.slug}/{onderdeel.slug}"] = onderdeel
    Gast.objects.bulk_create(
        Gast(onderdeel=onderdeel, **gast)
        for onderdeel, deel in zip(onderdelen, waarden, strict=True)
        for gast in deel["gasten"]
    )


def _bewaar_voorbereiding(invoer: Invoer, document: Document) -> None:
    sessie = invoer.gemaakt["sessies"][document.slug]
    vragen = Voorbereidingsvraag.objects.bulk_create(
        Voorbereidingsvraag(sessie=sessie, volgorde=plaats, tekst=vraag["vraag"])
        for plaats, vraag in enumerate(document.waarden["voorbereiding"])
    )
    rijen = [
        Antwoord(
            vraag=vragen[int(sleutel.split("/")[1]) - 1],
            corporatie=invoer.gemaakt["corporaties"][antwoord["van"]],
            tekst=antwoord["tekst"],
            zichtbaarheid=antwoord["zichtbaarheid"],
        )
        for sleutel, antwoord in antwoorden(document)
    ]
    namen = [sleutel for sleutel, _ in antwoorden(document)]
    invoer.gemaakt["antwoorden"] |= dict(zip(namen, Antwoord.objects.bulk_create(rijen), strict=True))


def _bewaar_koppelingen(invoer: Invoer, document: Document, sessie: Sessie, op: datetime) -> None:
    for soort, map_, naam in REGELS:
        waarden = document.waarden[map_]
        rijen = _MODELLEN[soort].objects.bulk_create(
            _MODELLEN[soort](
                sessie=sessie, **_zonder_vrijgegeven(koppeling) | {naam: invoer.gemaakt[map_][koppeling[naam]]}
            )
            for koppeling in waarden
        )
        for rij, koppeling in zip(rijen, waarden, strict=True):
            if koppeling["vrijgegeven"]:
                vrijgave = rij.geef_vrij(koppeling["vrijgegeven"], door=None, op=op)
                invoer.vrijgaven.setdefault((soort, f"{sessie.slug}/{koppeling[naam]}"), []).append(vrijgave)


def _zonder_vrijgegeven(waarden: Any) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in waarden.items() if naam != "vrijgegeven"}
