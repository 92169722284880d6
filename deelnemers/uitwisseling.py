"""Associations, the people in a programme and the central questions, in and out of a folder.

Who left an association stands with the people of the programme, without a role. The format has no key for when that was
and where, and yet it is known: their name and their association stand under what they said. So the end of their `functie`
says it, in words: 'bestuurder, tot 2019-05-23 bij lindermeer'.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from django.contrib.auth.hashers import make_password
from django.db.models.functions import Lower
from django.utils import timezone

from verkenning.models import Persoon, Publiek, Verkenning, Vrijgave
from verkenning.uitwisseling.deel import Bron, Invoer, Kopie, Uitvoer
from verkenning.uitwisseling.fouten import toon
from verkenning.uitwisseling.grond import ROLLEN
from verkenning.uitwisseling.programma import Bestandssoort, Document
from verkenning.uitwisseling.schema import Blok, Lijst, Waarden
from verkenning.uitwisseling.soorten import Datum, Email, Geheel, JaNee, Keuze, Moment, Slug, Tekst, Webadres
from verkenning.uitwisseling.tijd import schrijf_moment
from verkenning.velden import is_deeldatum

from .models import Corporatie, Deelname, Lidmaatschap, Vraagversie

DEELNAME = Blok(
    {
        "status": Keuze(Deelname, "status", verplicht=True, altijd=True),
        "op": Datum(Deelname, "op"),
        "reden": Tekst(Deelname, "reden", regels=True),
    }
)
MENS = Blok(
    {
        "naam": Tekst(Persoon, "naam", verplicht=True),
        "email": Email(Persoon, "email", verplicht=True),
        "functie": Tekst(Lidmaatschap, "functie"),
    }
)
VRAAG = Blok(
    {
        "op": Moment(verplicht=True),
        "tekst": Tekst(Vraagversie, "tekst", verplicht=True, regels=True),
        "toelichting": Tekst(Vraagversie, "toelichting", regels=True),
        "waarom": Tekst(Vraagversie, "waarom", regels=True),
        "vrijgegeven": Keuze(Vraagversie, "vrijgegeven"),
    }
)
CORPORATIE = Bestandssoort(
    map="corporaties",
    sleutels=Blok(
        {
            "naam": Tekst(Corporatie, "naam", verplicht=True),
            "plaats": Tekst(Corporatie, "plaats"),
            "vhe": Geheel(model=Corporatie, veld="vhe"),
            "website": Webadres(Corporatie, "website"),
            "fictief": JaNee(),
            "aliassen": Lijst(Tekst(verplicht=True, hoogstens=200)),
            "deelname": Lijst(DEELNAME),
            "mensen": Lijst(MENS, uniek="email"),
            "vraag": Lijst(VRAAG),
        }
    ),
    tekst=Tekst(Corporatie, "tekst", regels=True),
    slug=Slug(Corporatie, "slug", noemt="corporaties"),
)
BESTANDEN = (CORPORATIE,)
BIJBESTANDEN = ()


# ---- Rules


def controleer(invoer: Invoer) -> None:
    for document in invoer.programma.van("corporaties"):
        versies = document.waarden.get("vraag", [])
        for nummer, versie in enumerate(versies):
            if nummer and not versie["waarom"]:
                (versie.plek / "waarom").fout("niets", "waarom de vraag veranderde: verplicht vanaf de tweede versie")
            _controleer_volgorde(versies[nummer - 1]["op"] if nummer else None, versie)
        invoer.kopieen |= _kopieen(document.slug, versies)
    mensen = _mensen(invoer)
    _controleer_namen(mensen)
    _neem_bekende_namen_over(mensen)


def _controleer_volgorde(vorige: datetime | None, versie: Waarden) -> None:
    """The versions of a question stand oldest first."""
    if vorige and versie["op"] and versie["op"] < vorige:
        (versie.plek / "op").fout(
            toon(schrijf_moment(versie["op"])), f"een moment na de versie ervoor ({schrijf_moment(vorige)})"
        )


def _kopieen(slug: str, versies: Iterable[Mapping[str, Any]]) -> dict[Bron, list[Kopie]]:
    """What is out of a question, version by version, and the card that went out with it."""
    vraag = [Kopie(v["vrijgegeven"], v["op"] if v["vrijgegeven"] else None, ingetrokken=False) for v in versies]
    uit = [kopie for kopie in vraag if kopie.op]
    kaart = max(uit, key=lambda kopie: kopie.publiek == Publiek.OPENBAAR, default=None)
    return {("vraag", slug): vraag, ("deelnemer", slug): [kaart] if kaart else []}


def _mensen(invoer: Invoer) -> list[Waarden]:
    """Everybody in the folder, in order; somebody with two parts stands in it twice."""
    documenten = [*invoer.programma.van(""), *invoer.programma.van("corporaties")]
    alle = [mens for document in documenten for mens in document.waarden.get("mensen", [])]
    return [mens for mens in alle if mens["email"] and mens["naam"]]


def _controleer_namen(mensen: list[Waarden]) -> None:
    """One address is one person, with one name in the folder."""
    eerste: dict[str, Waarden] = {}
    for mens in mensen:
        ander = eerste.setdefault(mens["email"], mens)
        if ander["naam"] != mens["naam"]:
            verwacht = f"{toon(ander['naam'])}: zo heet {mens['email']} in {ander.plek.bestand}"
            (mens.plek / "naam").fout(toon(mens["naam"]), verwacht)


def _neem_bekende_namen_over(mensen: list[Waarden]) -> None:
    """Whom the portal knows keeps the name they have there, whatever a folder writes: see decision 31."""
    bekend = bekende_namen({mens["email"] for mens in mensen})
    for mens in mensen:
        mens["naam"] = bekend.get(mens["email"]) or mens["naam"]


def bekende_namen(adressen: set[str]) -> dict[str, str]:
    personen = Persoon.objects.annotate(klein=Lower("email")).filter(klein__in=adressen)
    return {persoon.email.lower(): persoon.naam for persoon in personen}


# ---- In


def bewaar(invoer: Invoer) -> None:
    mensen = _mensen(invoer)
    invoer.gemaakt["personen"] = bewaar_personen({mens["email"]: mens["naam"] for mens in mensen})
    corporaties = [_corporatie(invoer.verkenning, document) for document in invoer.programma.van("corporaties")]
    invoer.gemaakt["corporaties"] = {rij.slug: rij for rij in Corporatie.objects.bulk_create(corporaties)}
    Lidmaatschap.objects.bulk_create(_lidmaatschappen(invoer))
    Deelname.objects.bulk_create(
        Deelname(corporatie=invoer.gemaakt["corporaties"][document.slug], volgorde=plaats, **stap)
        for document in invoer.programma.van("corporaties")
        for plaats, stap in enumerate(document.waarden["deelname"])
    )
    for document in invoer.programma.van("corporaties"):
        _bewaar_vraag(invoer, document)
    for kaart in Vrijgave.objects.geldig().van(invoer.verkenning).soort(Vrijgave.Soort.DEELNEMER):
        invoer.vrijgaven["deelnemer", kaart.sleutel] = [kaart]


def bewaar_personen(namen: Mapping[str, str]) -> dict[str, Persoon]:
    """The people by address: those the portal knows, and accounts without a password for the others."""
    bekend = {
        persoon.email.lower(): persoon
        for persoon in Persoon.objects.annotate(klein=Lower("email")).filter(klein__in=namen)
    }
    for email, persoon in bekend.items():
        if not persoon.naam:
            persoon.naam = namen[email]
            persoon.save(update_fields=["naam"])
    nieuw = [
        Persoon(email=email, naam=naam, password=make_password(None))
        for email, naam in namen.items()
        if email not in bekend
    ]
    return bekend | {persoon.email: persoon for persoon in Persoon.objects.bulk_create(nieuw)}


def _corporatie(verkenning: Verkenning, document: Document) -> Corporatie:
    velden = {naam: document.waarden[naam] for naam in ("naam", "plaats", "vhe", "website", "fictief", "aliassen")}
    return Corporatie(verkenning=verkenning, slug=document.slug, tekst=document.tekst, **velden)


def _lidmaatschappen(invoer: Invoer) -> list[Lidmaatschap]:
    verkenning = invoer.verkenning
    platform = [lid for mens in invoer.programma.verkenning.waarden["mensen"] for lid in _van_platform(invoer, mens)]
    verkenners = [
        Lidmaatschap(
            verkenning=verkenning,
            persoon=invoer.persoon(mens["email"]),
            functie=mens["functie"],
            corporatie=invoer.gemaakt["corporaties"][document.slug],
        )
        for document in invoer.programma.van("corporaties")
        for mens in document.waarden["mensen"]
    ]
    return platform + verkenners


def _van_platform(invoer: Invoer, mens: Mapping[str, Any]) -> Iterable[Lidmaatschap]:
    """Somebody's part in the programme, and the one in an association that they had."""
    zelf = {"verkenning": invoer.verkenning, "persoon": invoer.persoon(mens["email"])}
    weg = _vertrek(mens, invoer.gemaakt["corporaties"])
    if weg:
        corporatie = invoer.gemaakt["corporaties"][weg.corporatie]
        functie = "" if mens["rollen"] else weg.functie
        yield Lidmaatschap(**zelf, functie=functie, corporatie=corporatie, beeindigd_op=weg.op)
    if mens["rollen"] or not weg:
        functie = weg.functie if weg else mens["functie"]
        yield Lidmaatschap(**zelf, functie=functie, **dict.fromkeys(mens["rollen"], True))


class Vertrek(NamedTuple):
    functie: str
    op: date
    corporatie: str


_VERTREK = re.compile(r"(?:(?P<functie>.*), )?tot (?P<op>\d{4}-\d{2}-\d{2}) bij (?P<corporatie>[a-z0-9-]+)")


def _vertrek(mens: Mapping[str, Any], corporaties: Iterable[str]) -> Vertrek | None:
    """What the end of somebody's `functie` tells of which association they left; of a day to come it is no more than words."""
    gevonden = _VERTREK.fullmatch(mens.get("functie") or "")
    if gevonden is None or gevonden["corporatie"] not in corporaties or not is_deeldatum(gevonden["op"]):
        return None
    op = date.fromisoformat(gevonden["op"])
    return Vertrek(gevonden["functie"] or "", op, gevonden["corporatie"]) if op <= timezone.localdate() else None


def mensen_van(invoer: Invoer) -> Mapping[str, list[str]]:
    """By association the addresses of who is, or was, its verkenner."""
    van: dict[str, list[str]] = defaultdict(list)
    corporaties = {document.slug: document for document in invoer.programma.van("corporaties")}
    for slug, document in corporaties.items():
        van[slug] += [mens["email"] for mens in document.waarden.get("mensen", []) if mens["email"]]
    for document in invoer.programma.van(""):
        for mens in document.waarden.get("mensen", []):
            if (weg := _vertrek(mens, corporaties)) and mens["email"]:
                van[weg.corporatie].append(mens["email"])
    return van


def _bewaar_vraag(invoer: Invoer, document: Document) -> None:
    corporatie = invoer.gemaakt["corporaties"][document.slug]
    vrijgaven: list[Vrijgave | None] = []
    for nummer, waarden in enumerate(document.waarden["vraag"], start=1):
        versie = Vraagversie.objects.create(corporatie=corporatie, nummer=nummer, **{**waarden, "vrijgegeven": ""})
        publiek = waarden["vrijgegeven"]
        vrijgaven.append(versie.geef_vrij(publiek, door=None, op=versie.op) if publiek else None)
    invoer.vrijgaven["vraag", document.slug] = vrijgaven


# ---- Out


def verzamel(uitvoer: Uitvoer) -> None:
    corporaties = uitvoer.verkenning.corporaties.prefetch_related("deelnames", "vraagversies__vrijgave").order_by(
        "slug"
    )
    leden = list(uitvoer.verkenning.lidmaatschappen.select_related("persoon", "corporatie").order_by("pk"))
    uitvoer.programma.verkenning.waarden["mensen"] = _mensen_van_platform(leden)  # type: ignore[index]
    for corporatie in corporaties:
        velden = {
            naam: getattr(corporatie, naam) for naam in ("naam", "plaats", "vhe", "website", "fictief", "aliassen")
        }
        waarden = velden | {
            "deelname": [{"status": s.status, "op": s.op, "reden": s.reden} for s in corporatie.deelnames.all()],
            "mensen": [_mens(lid) for lid in leden if lid.corporatie_id == corporatie.pk and not lid.is_beeindigd],
            "vraag": _vraag(uitvoer, corporatie),
        }
        uitvoer.programma.voeg_toe(Document(CORPORATIE, waarden, corporatie.tekst, corporatie.slug))


def _mens(lid: Lidmaatschap) -> dict[str, Any]:
    return {"naam": str(lid.persoon), "email": lid.persoon.email.lower(), "functie": lid.functie}


def _mensen_van_platform(leden: list[Lidmaatschap]) -> list[dict[str, Any]]:
    """Who has a part apart from an association; a verkenner who also guides or edits stands here too.

    And who left: without a role, but others must still find their name.
    """
    deel: dict[str, list[Lidmaatschap]] = defaultdict(list)
    for lid in leden:
        if lid.corporatie_id is None or lid.is_beeindigd or {*lid.rollen} & {*ROLLEN}:
            deel[lid.persoon.email].append(lid)
    return [_mens_van_platform(rijen) for rijen in deel.values()]


def _mens_van_platform(leden: list[Lidmaatschap]) -> dict[str, Any]:
    nu = next((lid for lid in leden if not lid.is_beeindigd), leden[0])
    mens = _mens(nu) | {"rollen": [rol for rol in ROLLEN if any(rol in lid.rollen for lid in leden)]}
    for lid in leden:
        if lid.is_beeindigd and lid.corporatie:
            functie = mens["functie"] or lid.functie
            mens["functie"] = _met_vertrek(functie, f"tot {lid.beeindigd_op:%Y-%m-%d} bij {lid.corporatie.slug}")
    return mens


def _met_vertrek(functie: str, weg: str) -> str:
    """It has to fit; what somebody was called there matters less than that they left."""
    hoogstens = Lidmaatschap._meta.get_field("functie").max_length or 0
    kort = functie[: max(hoogstens - len(weg) - 2, 0)]
    return f"{kort}, {weg}" if kort else weg


def _vraag(uitvoer: Uitvoer, corporatie: Corporatie) -> list[dict[str, Any]]:
    uit = []
    for nummer, versie in enumerate(corporatie.vraagversies.all()):
        waarden = {naam: getattr(versie, naam) for naam in VRAAG.sleutels}
        staat = versie.vrijgave if versie.vrijgave and not versie.vrijgave.ingetrokken_op else None
        waarden["vrijgegeven"] = versie.vrijgegeven if staat else ""
        if staat:
            uitvoer.herkomst[staat.pk] = (("vraag", corporatie.slug), nummer)
        uit.append(waarden)
    uitvoer.kopieen |= _kopieen(corporatie.slug, uit)
    return uit
