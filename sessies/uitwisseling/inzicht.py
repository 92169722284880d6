"""Insights and what they rest on: inzichten/SLUG.md."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from verkenning.uitwisseling.deel import Bron, Invoer, Uitvoer
from verkenning.uitwisseling.fouten import toon
from verkenning.uitwisseling.programma import Bestandssoort, Document
from verkenning.uitwisseling.schema import Blok, Lijst
from verkenning.uitwisseling.soorten import Keuze, Slug, Tekst, Verwijzing

from ..models import Bewijs, Inzicht
from . import vrijgaven

# The kinds of evidence, and where what they refer to was made.
BEWIJS_IN = {"notitie": "notities", "theorie": "theorie", "inspiratie": "inspiratie", "antwoord": "antwoorden"}
BEWIJS = Blok(
    {
        "notitie": Verwijzing(naar="notities"),
        "theorie": Verwijzing(naar="theorie"),
        "inspiratie": Verwijzing(naar="inspiratie"),
        "antwoord": Verwijzing(naar="antwoorden", verwacht="een antwoord dat er is, als sessie/vraagnummer/corporatie"),
    }
)
INZICHT = Bestandssoort(
    map="inzichten",
    sleutels=Blok(
        {
            "stelling": Tekst(Inzicht, "stelling", regels=True, verplicht=True),
            "vorm": Verwijzing(naar="vormen", verplicht=True),
            "meerwaarde": Verwijzing(naar="meerwaarden", verplicht=True),
            "effect": Keuze(Inzicht, "effect", standaard=Inzicht.Effect.ONBEKEND.value, altijd=True),
            "status": Keuze(Inzicht, "status", standaard=Inzicht.Status.VOORLOPIG.value, altijd=True),
            "vervangt": Verwijzing(naar="inzichten"),
            "bewijs": Lijst(BEWIJS),
            "vrijgaven": vrijgaven.VRIJGAVEN,
        }
    ),
    tekst=Tekst(Inzicht, "tekst", regels=True),
    slug=Slug(Inzicht, "slug", noemt="inzichten"),
)


def controleer(invoer: Invoer) -> None:
    documenten = [document for document in invoer.programma.van("inzichten") if document.waarden]
    vervangt = {document.slug: document.waarden["vervangt"] for document in documenten}
    for document in documenten:
        waarden: Any = document.waarden
        for stuk in waarden["bewijs"]:
            if sum(bool(waarde) for waarde in stuk.values()) != 1:
                gevonden = ", ".join(naam for naam, waarde in stuk.items() if waarde) or "niets"
                stuk.plek.fout(gevonden, f"precies één van: {', '.join(BEWIJS_IN)}")
        if _keert_terug(document.slug, vervangt):
            plek = waarden.plek / "vervangt"
            plek.fout(toon(waarden["vervangt"]), "een ander inzicht, dat niet op zijn beurt dit inzicht vervangt")
        vrijgaven.controleer(invoer, ("inzicht", document.slug), waarden["vrijgaven"])


def _keert_terug(slug: str, vervangt: dict[str, str | None]) -> bool:
    """Whether an insight replaces itself, directly or by a detour."""
    gezien: set[str] = set()
    volgende = vervangt.get(slug)
    while volgende and volgende not in gezien:
        if volgende == slug:
            return True
        gezien.add(volgende)
        volgende = vervangt.get(volgende)
    return False


def bewaar(invoer: Invoer) -> None:
    documenten = invoer.programma.van("inzichten")
    rijen = Inzicht.objects.bulk_create(_inzicht(invoer, document) for document in documenten)
    inzichten = invoer.gemaakt["inzichten"] = {rij.slug: rij for rij in rijen}
    for document in documenten:
        if vervangt := document.waarden["vervangt"]:
            inzichten[document.slug].vervangt = inzichten[vervangt]
    Inzicht.objects.bulk_update([rij for rij in rijen if rij.vervangt], ["vervangt"])
    Bewijs.objects.bulk_create(
        Bewijs(
            inzicht=inzichten[document.slug],
            **{naam: invoer.gemaakt[BEWIJS_IN[naam]][waarde] for naam, waarde in stuk.items() if waarde},
        )
        for document in documenten
        for stuk in document.waarden["bewijs"]
    )


def _inzicht(invoer: Invoer, document: Document) -> Inzicht:
    waarden = document.waarden
    return Inzicht(
        verkenning=invoer.verkenning,
        slug=document.slug,
        vorm=invoer.gemaakt["vormen"][waarden["vorm"]],
        meerwaarde=invoer.gemaakt["meerwaarden"][waarden["meerwaarde"]],
        tekst=document.tekst,
        **{naam: waarden[naam] for naam in ("stelling", "effect", "status")},
    )


def bronnen(invoer: Invoer) -> Iterable[tuple[Bron, Inzicht, list[Any]]]:
    for document in invoer.programma.van("inzichten"):
        inzicht = invoer.gemaakt["inzichten"][document.slug]
        yield ("inzicht", document.slug), inzicht, document.waarden["vrijgaven"]


def verzamel(uitvoer: Uitvoer) -> None:
    inzichten = (
        uitvoer.verkenning.inzichten.select_related("vorm", "meerwaarde", "vervangt")
        .prefetch_related(
            "bewijs__notitie",
            "bewijs__theorie",
            "bewijs__inspiratie",
            "bewijs__antwoord__corporatie",
            "bewijs__antwoord__vraag__sessie__voorbereidingsvragen",
            "voordrachten__vrijgave__door",
            "voordrachten__door",
            "voordrachten__spreker",
        )
        .order_by("slug")
    )
    for inzicht in inzichten:
        waarden = {naam: getattr(inzicht, naam) for naam in ("stelling", "effect", "status")} | {
            "vorm": inzicht.vorm.slug,
            "meerwaarde": inzicht.meerwaarde.slug,
            "vervangt": inzicht.vervangt.slug if inzicht.vervangt else "",
            "bewijs": [_stuk(bewijs) for bewijs in inzicht.bewijs.all()],
            "vrijgaven": vrijgaven.verzamel(uitvoer, ("inzicht", inzicht.slug), inzicht.voordrachten.all()),
        }
        uitvoer.programma.voeg_toe(Document(INZICHT, waarden, inzicht.tekst, inzicht.slug))


def _stuk(bewijs: Bewijs) -> dict[str, str]:
    if antwoord := bewijs.antwoord:
        nummer = 1 + [vraag.pk for vraag in antwoord.vraag.sessie.voorbereidingsvragen.all()].index(antwoord.vraag_id)
        return {"antwoord": f"{antwoord.vraag.sessie.slug}/{nummer}/{antwoord.corporatie.slug}"}
    bron = bewijs.notitie or bewijs.theorie or bewijs.inspiratie
    return {str(bron._meta.model_name): bron.slug} if bron else {}
