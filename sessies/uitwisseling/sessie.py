"""Sessions, with their agenda, preparation, links to the library and route log: sessies/NN-SLUG.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from yaml import Node, ScalarNode

from deelnemers.uitwisseling import mensen_van
from verkenning.uitwisseling.deel import Bron, Invoer, Kopie
from verkenning.uitwisseling.fouten import toon
from verkenning.uitwisseling.lezing import PERSONEN, Plek
from verkenning.uitwisseling.programma import Bestandssoort, Document
from verkenning.uitwisseling.schema import Blok, Lijst
from verkenning.uitwisseling.soorten import DatumOfTekst, Geheel, Keuze, Moment, Slug, Tekst, Verwijzing
from verkenning.uitwisseling.tijd import GeenMoment, lees_moment, schrijf_moment
from verkenning.uitwisseling.voorwerk import kale_knoop
from verkenning.velden import is_deeldatum

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
from . import vrijgaven
from .bibliotheek import VRIJGEGEVEN, kaart


@dataclass(frozen=True)
class Begin(Tekst):
    """A moment, or a date of which the time or also the day is unknown; kept as the text of that precision."""

    def lees(self, knoop: Node, plek: Plek) -> str | None:
        if not isinstance(knoop, ScalarNode):
            return super().lees(knoop, plek)
        tekst = knoop.value.strip()
        try:
            if is_deeldatum(tekst) and len(tekst) > len("2019"):
                lees_moment(f"{tekst}-01"[: len("2019-02-06")], ook_dag=True)
                return str(tekst)
            return schrijf_moment(lees_moment(tekst))
        except GeenMoment as fout:
            plek.fout(toon(tekst), f"{fout}, of een datum die bestaat zoals 2019-02-06 of 2019-02")
            return None

    def schrijf(self, waarde: str) -> Node:
        return kale_knoop(waarde)


CORPORATIES = Lijst(Verwijzing(naar="corporaties"), uniek="*")
GAST = Blok({"naam": Tekst(Gast, "naam", verplicht=True), "organisatie": Tekst(Gast, "organisatie")})
ONDERDEEL = Blok(
    {
        "slug": Slug(Onderdeel, "slug", verplicht=True),
        "soort": Keuze(Onderdeel, "soort", verplicht=True, altijd=True),
        "titel": Tekst(Onderdeel, "titel", verplicht=True),
        "minuten": Geheel(model=Onderdeel, veld="minuten"),
        "locatie": Tekst(Onderdeel, "locatie"),
        "gasten": Lijst(GAST),
        "tekst": Tekst(Onderdeel, "tekst", regels=True),
    }
)
ANTWOORD = Blok(
    {
        "van": Verwijzing(naar="corporaties", verplicht=True),
        "tekst": Tekst(Antwoord, "tekst", regels=True, verplicht=True),
        "zichtbaarheid": Keuze(Antwoord, "zichtbaarheid", standaard="besloten", altijd=True),
        "vrijgaven": vrijgaven.VRIJGAVEN,
    }
)
VOORBEREIDING = Blok(
    {
        "vraag": Tekst(Voorbereidingsvraag, "tekst", regels=True, verplicht=True),
        "antwoorden": Lijst(ANTWOORD, uniek="van"),
    }
)
THEORIE = Blok(
    {
        "bron": Verwijzing(naar="theorie", verplicht=True),
        "bewering": Tekst(TheorieKoppeling, "bewering", regels=True),
        "oordeel": Keuze(TheorieKoppeling, "oordeel", standaard=TheorieKoppeling.Oordeel.OPEN.value, altijd=True),
        "toelichting": Tekst(TheorieKoppeling, "toelichting", regels=True),
        "vrijgegeven": VRIJGEGEVEN,
    }
)
INSPIRATIE = Blok(
    {
        "voorbeeld": Verwijzing(naar="inspiratie", verplicht=True),
        "les": Tekst(InspiratieKoppeling, "les", regels=True),
        "toelichting": Tekst(InspiratieKoppeling, "toelichting", regels=True),
        "vrijgegeven": VRIJGEGEVEN,
    }
)
WIJZIGING = Blok(
    {
        "op": Moment(verplicht=True),
        "wat": Tekst(Routewijziging, "wat", verplicht=True),
        "van": DatumOfTekst(Routewijziging, "van"),
        "naar": DatumOfTekst(Routewijziging, "naar"),
        "waarom": Tekst(Routewijziging, "waarom", regels=True, verplicht=True),
        "buiten": Tekst(Routewijziging, "buiten", regels=True),
        "inzicht": Verwijzing(naar="inzichten"),
    }
)
SESSIE = Bestandssoort(
    map="sessies",
    genummerd=True,
    sleutels=Blok(
        {
            "soort": Keuze(Sessie, "soort", verplicht=True, altijd=True),
            "titel": Tekst(Sessie, "titel", verplicht=True),
            "locatie": Tekst(Sessie, "locatie"),
            "begin": Begin(),
            "einde": Moment(ook_dag=False),
            "status": Keuze(Sessie, "status", standaard=Sessie.Status.GEPLAND.value, altijd=True),
            "vragen": CORPORATIES,
            "gastheren": CORPORATIES,
            "aanwezig": Lijst(Verwijzing(naar=PERSONEN), uniek="*"),
            "onderdelen": Lijst(ONDERDEEL, uniek="slug"),
            "voorbereiding": Lijst(VOORBEREIDING),
            "theorie": Lijst(THEORIE, uniek="bron"),
            "inspiratie": Lijst(INSPIRATIE, uniek="voorbeeld"),
            "wijzigingen": Lijst(WIJZIGING),
            "vrijgegeven": VRIJGEGEVEN,
            "bijlagen": Lijst(Verwijzing(naar="bijlagen"), uniek="*"),
        }
    ),
    tekst=Tekst(Sessie, "tekst", regels=True),
    slug=Slug(Sessie, "slug", noemt="sessies"),
)


# What goes out of a link to the library, the list it stands in, and the key that names the entry.
REGELS = (("bewering", "theorie", "bron"), ("les", "inspiratie", "voorbeeld"))


# ---- Rules


def controleer(invoer: Invoer) -> None:
    adressen = mensen_van(invoer)
    for document in invoer.programma.van("sessies"):
        _controleer_tijd(document.waarden)
        _controleer_kick_off(document.waarden)
        invoer.kopieen |= kopieen(document.slug, document.waarden)
        for sleutel, antwoord in antwoorden(document):
            invoer.lezing.bekend["antwoorden"].add(sleutel)
            van = antwoord["van"]
            wie = f"het is het antwoord van {van}"
            vrijgaven.controleer(invoer, ("antwoord", sleutel), antwoord["vrijgaven"], adressen.get(van, []), wie)


def kopieen(slug: str, waarden: Any) -> dict[Bron, list[Kopie]]:
    """What is out of a session besides passages: its card, and a line for each link to the library."""
    uit: dict[Bron, list[Kopie]] = {("sessie", slug): kaart(waarden.get("vrijgegeven"))}
    for soort, map_, naam in REGELS:
        for koppeling in waarden.get(map_, []):
            uit.setdefault((soort, f"{slug}/{koppeling[naam]}"), []).extend(kaart(koppeling["vrijgegeven"]))
    return uit


def antwoorden(document: Document) -> list[tuple[str, Any]]:
    """Every answer with the name by which it is referred to: session/number of the question/association."""
    vragen = document.waarden.get("voorbereiding", [])
    return [
        (f"{document.slug}/{nummer}/{antwoord['van']}", antwoord)
        for nummer, vraag in enumerate(vragen, start=1)
        for antwoord in vraag["antwoorden"]
    ]


def _controleer_tijd(waarden: Any) -> None:
    begin, einde = waarden.get("begin"), waarden.get("einde")
    if not begin or not einde:
        return
    te_vroeg = einde < lees_moment(begin) if "T" in begin else schrijf_moment(einde)[: len(begin)] < begin
    if te_vroeg:
        (waarden.plek / "einde").fout(toon(schrijf_moment(einde)), f"een moment na het begin ({begin})")


def _controleer_kick_off(waarden: Any) -> None:
    if waarden.get("soort") == Sessie.Soort.KICK_OFF and waarden["vragen"]:
        (waarden.plek / "vragen").fout(", ".join(waarden["vragen"]), "niets: een kick-off gaat over alle vragen")
