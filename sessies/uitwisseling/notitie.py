"""Notes: notities/SLUG.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from deelnemers.models import Corporatie
from verkenning.uitwisseling.deel import Bron, Invoer, Uitvoer
from verkenning.uitwisseling.fouten import bedoelde, toon
from verkenning.uitwisseling.lezing import PERSONEN
from verkenning.uitwisseling.programma import Bestandssoort, Document
from verkenning.uitwisseling.schema import Blok, Lijst
from verkenning.uitwisseling.soorten import Keuze, Moment, Slug, Tekst, Verwijzing

from ..models import Notitie
from . import vrijgaven
from .sessie import CORPORATIES
from .sessie_bewaar import koppel
from .sessie_verzamel import gekoppelden


def _zichtbaarheid(waarden: dict[str, Any]) -> None:
    """A travel report is its author's own, until they say otherwise; anything else is the group's."""
    if waarden.get("zichtbaarheid") == "":
        waarden["zichtbaarheid"] = "prive" if waarden["soort"] == Notitie.Soort.REISVERSLAG else "besloten"


NOTITIE = Bestandssoort(
    map="notities",
    sleutels=Blok(
        {
            "sessie": Verwijzing(naar="sessies", verplicht=True),
            "onderdeel": Tekst(),
            "soort": Keuze(Notitie, "soort", verplicht=True, altijd=True),
            "auteur": Verwijzing(naar=PERSONEN, verplicht=True),
            "spreker": Verwijzing(naar=PERSONEN),
            "op": Moment(verplicht=True),
            "raakt": CORPORATIES,
            "zichtbaarheid": Keuze(Notitie, "zichtbaarheid", altijd=True),
            "vrijgaven": vrijgaven.VRIJGAVEN,
            "bijlagen": Lijst(Verwijzing(naar="bijlagen"), uniek="*"),
        }
    ),
    tekst=Tekst(Notitie, "tekst", regels=True),
    slug=Slug(Notitie, "slug", noemt="notities"),
    vul_aan=_zichtbaarheid,
)


def controleer(invoer: Invoer) -> None:
    onderdelen = {
        document.slug: {deel["slug"] for deel in document.waarden.get("onderdelen", []) if deel["slug"]}
        for document in invoer.programma.van("sessies")
    }
    for document in invoer.programma.van("notities"):
        waarden: Any = document.waarden
        if not waarden:
            continue
        _controleer_onderdeel(waarden, onderdelen)
        spreker = waarden["spreker"]
        if waarden["soort"] == Notitie.Soort.CITAAT and not spreker:
            (waarden.plek / "spreker").fout("niets", "van wie deze woorden zijn: verplicht bij een citaat")
        wie = "het zijn de woorden van deze spreker"
        vrijgaven.controleer(
            invoer, ("notitie", document.slug), waarden["vrijgaven"], [spreker] if spreker else [], wie
        )


def _controleer_onderdeel(waarden: Any, onderdelen: dict[str, set[str]]) -> None:
    onderdeel, sessie = waarden["onderdeel"], waarden["sessie"]
    if onderdeel and sessie in onderdelen and onderdeel not in onderdelen[sessie]:
        keuze = sorted(onderdelen[sessie])
        (waarden.plek / "onderdeel").fout(toon(onderdeel), f"een onderdeel van {sessie}{bedoelde(onderdeel, keuze)}")


def bewaar(invoer: Invoer) -> None:
    documenten = invoer.programma.van("notities")
    rijen = Notitie.objects.bulk_create(_notitie(invoer, document) for document in documenten)
    invoer.gemaakt["notities"] = {rij.slug: rij for rij in rijen}
    corporaties = invoer.gemaakt["corporaties"]
    geraakt = [[corporaties[slug] for slug in document.waarden["raakt"]] for document in documenten]
    koppel(
        Notitie.raakt.through,
        "notitie",
        [(rij, Corporatie, anderen) for rij, anderen in zip(rijen, geraakt, strict=True)],
    )


def _notitie(invoer: Invoer, document: Document) -> Notitie:
    waarden = document.waarden
    return Notitie(
        verkenning=invoer.verkenning,
        slug=document.slug,
        sessie=invoer.gemaakt["sessies"][waarden["sessie"]],
        onderdeel=invoer.gemaakt["onderdelen"].get(f"{waarden['sessie']}/{waarden['onderdeel']}"),
        auteur=invoer.persoon(waarden["auteur"]),
        spreker=invoer.persoon(waarden["spreker"]),
        tekst=document.tekst,
        **{naam: waarden[naam] for naam in ("soort", "op", "zichtbaarheid", "bijlagen")},
    )


def bronnen(invoer: Invoer) -> Iterable[tuple[Bron, Notitie, list[Any]]]:
    for document in invoer.programma.van("notities"):
        notitie = invoer.gemaakt["notities"][document.slug]
        yield ("notitie", document.slug), notitie, document.waarden["vrijgaven"]


def verzamel(uitvoer: Uitvoer) -> None:
    notities = list(
        uitvoer.verkenning.notities.select_related("sessie", "onderdeel", "auteur", "spreker")
        .prefetch_related("voordrachten__vrijgave__door", "voordrachten__door", "voordrachten__spreker")
        .order_by("slug")
    )
    raakt = gekoppelden(Notitie.raakt.through, "notitie", notities)
    for notitie in notities:
        waarden = {naam: getattr(notitie, naam) for naam in ("soort", "op", "zichtbaarheid", "bijlagen")} | {
            "sessie": notitie.sessie.slug,
            "onderdeel": notitie.onderdeel.slug if notitie.onderdeel else "",
            "auteur": uitvoer.email(notitie.auteur),
            "spreker": uitvoer.email(notitie.spreker),
            "raakt": [rij.corporatie.slug for rij in raakt[notitie.pk]],
            "vrijgaven": vrijgaven.verzamel(uitvoer, ("notitie", notitie.slug), notitie.voordrachten.all()),
        }
        uitvoer.programma.voeg_toe(Document(NOTITIE, waarden, notitie.tekst, notitie.slug))
