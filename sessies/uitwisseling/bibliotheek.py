"""Theory and inspiration: theorie/SLUG.md and inspiratie/SLUG.md."""

from __future__ import annotations

from verkenning.models import Vrijgave
from verkenning.uitwisseling.deel import Invoer, Kopie, Uitvoer
from verkenning.uitwisseling.programma import Bestandssoort, Document
from verkenning.uitwisseling.schema import Blok, Lijst
from verkenning.uitwisseling.soorten import Datum, Geheel, JaNee, Keuze, Slug, Tekst, Verwijzing, Webadres

from ..models import Cijfer, Inspiratie, Theorie
from .moment import ONBEKEND, begin_van

VRIJGEGEVEN = Keuze(Vrijgave, "publiek")

THEORIE = Bestandssoort(
    map="theorie",
    sleutels=Blok(
        {
            "auteurs": Lijst(Tekst(verplicht=True, hoogstens=200)),
            "jaar": Geheel(model=Theorie, veld="jaar"),
            "titel": Tekst(Theorie, "titel", verplicht=True),
            "in": Tekst(Theorie, "uitgegeven_in"),
            "doi": Tekst(Theorie, "doi"),
            "url": Webadres(Theorie, "url"),
            "gecontroleerd": JaNee(),
            "vrijgegeven": VRIJGEGEVEN,
        }
    ),
    tekst=Tekst(Theorie, "tekst", regels=True),
    slug=Slug(Theorie, "slug", noemt="theorie"),
)
CIJFER = Blok(
    {
        "wat": Tekst(Cijfer, "wat", verplicht=True),
        "waarde": Tekst(Cijfer, "waarde", verplicht=True),
        "peildatum": Datum(Cijfer, "peildatum"),
        "bron": Tekst(Cijfer, "bron"),
    }
)
INSPIRATIE = Bestandssoort(
    map="inspiratie",
    sleutels=Blok(
        {
            "naam": Tekst(Inspiratie, "naam", verplicht=True),
            "sector": Tekst(Inspiratie, "sector"),
            "vorm": Verwijzing(naar="vormen"),
            "url": Webadres(Inspiratie, "url"),
            "cijfers": Lijst(CIJFER),
            "mislukking": JaNee(),
            "vrijgegeven": VRIJGEGEVEN,
        }
    ),
    tekst=Tekst(Inspiratie, "tekst", regels=True),
    slug=Slug(Inspiratie, "slug", noemt="inspiratie"),
)


def controleer(invoer: Invoer) -> None:
    for soort in ("theorie", "inspiratie"):
        for document in invoer.programma.van(soort):
            invoer.kopieen[soort, document.slug] = kaart(document.waarden.get("vrijgegeven"))


def kaart(publiek: str | None) -> list[Kopie]:
    """A card that is out, or nothing. There is one at a time, so its moment does not matter."""
    return [Kopie(publiek, ONBEKEND, ingetrokken=False)] if publiek else []


def bewaar(invoer: Invoer) -> None:
    verkenning = invoer.verkenning
    theorie = [_theorie(invoer, document) for document in invoer.programma.van("theorie")]
    inspiratie = [_inspiratie(invoer, document) for document in invoer.programma.van("inspiratie")]
    invoer.gemaakt["theorie"] = {rij.slug: rij for rij in Theorie.objects.bulk_create(theorie)}
    invoer.gemaakt["inspiratie"] = {rij.slug: rij for rij in Inspiratie.objects.bulk_create(inspiratie)}
    Cijfer.objects.bulk_create(
        Cijfer(inspiratie=invoer.gemaakt["inspiratie"][document.slug], **cijfer)
        for document in invoer.programma.van("inspiratie")
        for cijfer in document.waarden["cijfers"]
    )
    op = begin_van(verkenning.begin)
    for soort in ("theorie", "inspiratie"):
        for document in invoer.programma.van(soort):
            if publiek := document.waarden["vrijgegeven"]:
                vrijgave = invoer.gemaakt[soort][document.slug].geef_vrij(publiek, door=None, op=op)
                invoer.vrijgaven[soort, document.slug] = [vrijgave]


def _theorie(invoer: Invoer, document: Document) -> Theorie:
    velden = {naam: document.waarden[naam] for naam in ("auteurs", "jaar", "titel", "doi", "url", "gecontroleerd")}
    velden |= {"uitgegeven_in": document.waarden["in"], "tekst": document.tekst, "slug": document.slug}
    return Theorie(verkenning=invoer.verkenning, **velden)


def _inspiratie(invoer: Invoer, document: Document) -> Inspiratie:
    velden = {naam: document.waarden[naam] for naam in ("naam", "sector", "url", "mislukking")}
    velden |= {"vorm": invoer.gemaakt["vormen"].get(document.waarden["vorm"]), "tekst": document.tekst}
    return Inspiratie(verkenning=invoer.verkenning, slug=document.slug, **velden)


def verzamel(uitvoer: Uitvoer) -> None:
    for theorie in uitvoer.verkenning.theorie.select_related("vrijgave").order_by("slug"):
        waarden = {naam: getattr(theorie, naam) for naam in THEORIE.sleutels.sleutels if naam != "in"}
        _neem_op(
            uitvoer, Document(THEORIE, waarden | {"in": theorie.uitgegeven_in}, theorie.tekst, theorie.slug), theorie
        )
    voorbeelden = uitvoer.verkenning.inspiratie.select_related("vrijgave", "vorm").prefetch_related("cijfers")
    for voorbeeld in voorbeelden.order_by("slug"):
        waarden = {naam: getattr(voorbeeld, naam) for naam in INSPIRATIE.sleutels.sleutels if naam != "cijfers"}
        waarden["vorm"] = voorbeeld.vorm.slug if voorbeeld.vorm else ""
        waarden["cijfers"] = [{naam: getattr(c, naam) for naam in CIJFER.sleutels} for c in voorbeeld.cijfers.all()]
        _neem_op(uitvoer, Document(INSPIRATIE, waarden, voorbeeld.tekst, voorbeeld.slug), voorbeeld)


def _neem_op(uitvoer: Uitvoer, document: Document, rij: Theorie | Inspiratie) -> None:
    uitvoer.programma.voeg_toe(document)
    bron = (document.soort.map, document.slug)
    uitvoer.kopieen[bron] = kaart(rij.vrijgegeven)
    if rij.vrijgave and rij.vrijgegeven:
        uitvoer.herkomst[rij.vrijgave.pk] = (bron, 0)
