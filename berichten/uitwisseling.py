"""Reports and their editions, in and out of a folder: berichten/NN-SLUG.md, with the files of each edition beside it.

A block names its released passage by its source. `slug` alone is the newest copy that stands; `slug#2` the second one
in the list of releases of that source. Besides the sources of the format's page a block may name what a draft also
holds: bewering, les (as session/entry), deelnemer and sessie. An edition says its own title, kind and audience only
where they are not those of its bericht.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Substr

from verkenning.models import Publiek, Vrijgave
from verkenning.uitwisseling.deel import Bron, Invoer, Kopie, Uitvoer, nieuwste
from verkenning.uitwisseling.fouten import bedoelde, toon
from verkenning.uitwisseling.grond import bewaar_bestand, lees_uit_opslag
from verkenning.uitwisseling.lezing import PERSONEN, Plek
from verkenning.uitwisseling.programma import Bestandssoort, Bijsoort, Document
from verkenning.uitwisseling.schema import Blok as Sleutels
from verkenning.uitwisseling.schema import Lijst
from verkenning.uitwisseling.soorten import Geheel, Keuze, Moment, Slug, Tekst, Verwijzing

from .etalage import zet_in_etalage
from .keuring import DRUK, PAGINA, Tags, vreemd
from .models import Bericht, Blok, Uitgave
from .tasks import maak_pdf
from .uitgeven import vervallen, volgende

BRONNEN = ("notitie", "inzicht", "vraag", "theorie", "inspiratie", "antwoord", "bewering", "les", "deelnemer", "sessie")
BLOK = Sleutels(
    {
        "soort": Keuze(Blok, "soort", verplicht=True, altijd=True),
        "kop": Tekst(Blok, "kop"),
        "tekst": Tekst(Blok, "tekst", regels=True),
        **{bron: Tekst() for bron in BRONNEN},
    }
)
UITGAVE = Sleutels(
    {
        "nummer": Geheel(model=Uitgave, veld="nummer", minstens=1, verplicht=True),
        "op": Moment(verplicht=True),
        "door": Verwijzing(naar=PERSONEN),
        "sha256": Tekst(Uitgave, "sha256", verplicht=True),
        "toelichting": Tekst(Uitgave, "toelichting", regels=True),
        "soort": Keuze(Uitgave, "soort"),
        "titel": Tekst(Uitgave, "titel"),
        "publiek": Keuze(Uitgave, "publiek"),
    }
)
BERICHT = Bestandssoort(
    map="berichten",
    genummerd=True,
    sleutels=Sleutels(
        {
            "soort": Keuze(Bericht, "soort", verplicht=True, altijd=True),
            "titel": Tekst(Bericht, "titel", verplicht=True),
            "publiek": Keuze(Bericht, "publiek", standaard=Publiek.ACHTERBAN.value, altijd=True),
            "blokken": Lijst(BLOK),
            "uitgaven": Lijst(UITGAVE),
        }
    ),
    tekst=Tekst(regels=True),
    slug=Slug(Bericht, "slug"),
)
VAN_UITGAVE = Bijsoort(
    re.compile(r"(berichten/\d{2,5}-[a-z0-9-]+)/([1-9]\d{0,4})(\.html|\.druk\.html|\.pdf)"),
    "berichten/NN-SLUG/UITGAVE met .html, .druk.html of .pdf",
    max_bytes=50_000_000,
)

BESTANDEN = (BERICHT,)
BIJBESTANDEN = (VAN_UITGAVE,)


# ---- Rules


def controleer(invoer: Invoer) -> None:
    gebruikt: set[str] = set()
    for document in invoer.programma.van("berichten"):
        waarden: Any = document.waarden
        if document.tekst:
            Plek(invoer.lezing, document.pad).fout(
                "tekst onder het voorwerk", "alleen blokken: zet de tekst in een blok"
            )
        for blok in waarden.get("blokken", []):
            _controleer_blok(invoer, blok)
        for uitgave in waarden.get("uitgaven", []):
            gebruikt |= _controleer_uitgave(invoer, document, uitgave)
        _controleer_nummers(waarden)
    for pad in invoer.programma.bestanden:
        if VAN_UITGAVE.patroon.fullmatch(pad) and pad not in gebruikt:
            Plek(invoer.lezing, pad).fout("een bestand van een uitgave die er niet is", "een uitgave onder 'uitgaven'")


def _controleer_blok(invoer: Invoer, blok: Any) -> None:
    genoemd = [bron for bron in BRONNEN if blok[bron]]
    if blok["soort"] is None:
        return
    if blok["soort"] != Blok.Soort.VRIJGAVE:
        for bron in genoemd:
            (blok.plek / bron).fout(toon(blok[bron]), "niets: een bron hoort bij een blok met 'soort: vrijgave'")
        return
    for naam in ("kop", "tekst"):
        if blok[naam]:
            (blok.plek / naam).fout(toon(blok[naam]), "niets: een vrijgegeven stuk staat er zoals het is vrijgegeven")
    if len(genoemd) != 1:
        blok.plek.fout(", ".join(genoemd) or "niets", f"precies één van: {', '.join(BRONNEN)}")
        return
    _controleer_bron(invoer.kopieen, genoemd[0], blok)


def _controleer_bron(kopieen: Mapping[Bron, list[Kopie]], soort: str, blok: Any) -> None:
    """Of a draft for everybody it may be for members only: then the portal will not publish it as it stands."""
    plek: Plek = blok.plek / soort
    waarde = str(blok[soort])
    slug, _, nummer = waarde.partition("#")
    lijst = kopieen.get((soort, slug))
    if lijst is None:
        bekend = sorted(naam for welke, naam in kopieen if welke == soort)
        return plek.fout(toon(waarde), f"een {soort} in deze map die te lezen is{bedoelde(slug, bekend)}")
    plaats = _plaats(lijst, nummer)
    if plaats is None or not lijst[plaats].op:
        return plek.fout(f"{toon(waarde)}, dat niet is vrijgegeven", "iets dat wel is vrijgegeven")
    return None


def _plaats(kopieen: list[Kopie], nummer: str) -> int | None:
    """Which copy is meant: the one of this number, counted from one, or else the newest."""
    if not nummer:
        return nieuwste(kopieen)
    return int(nummer) - 1 if nummer.isascii() and nummer.isdecimal() and 0 < int(nummer[:6]) <= len(kopieen) else None


def _controleer_nummers(waarden: Any) -> None:
    nummers = [uitgave["nummer"] for uitgave in waarden.get("uitgaven", [])]
    if None not in nummers and nummers != sorted(set(nummers)):
        (waarden.plek / "uitgaven").fout(", ".join(map(str, nummers)), "nummers die oplopen, elk maar één keer")


def _controleer_uitgave(invoer: Invoer, document: Document, uitgave: Any) -> set[str]:
    """Hold an edition against its files: it is what was published, or it is not imported."""
    if not uitgave["nummer"]:
        return set()
    basis = f"{document.naam}/{uitgave['nummer']}"
    bestanden = invoer.programma.bestanden
    if f"{basis}.html" not in bestanden:
        uitgave.plek.fout("geen HTML bij deze uitgave", f"het bestand {basis}.html")
        return {f"{basis}.druk.html", f"{basis}.pdf"}
    html = bestanden[f"{basis}.html"]()
    echt = hashlib.sha256(html).hexdigest()
    if uitgave["sha256"] and uitgave["sha256"] != echt:
        (uitgave.plek / "sha256").fout(toon(uitgave["sha256"]), f"{echt}: de som van {basis}.html")
    for eind, tags in ((".html", PAGINA), (".druk.html", DRUK)):
        if f"{basis}{eind}" in bestanden:
            inhoud, plek = bestanden[f"{basis}{eind}"](), Plek(invoer.lezing, f"{basis}{eind}")
            if _is_te_bewaren(inhoud, plek):
                _controleer_html(inhoud, tags, plek)
    if f"{basis}.pdf" in bestanden and not bestanden[f"{basis}.pdf"]().startswith(b"%PDF-"):
        Plek(invoer.lezing, f"{basis}.pdf").fout("iets anders dan een PDF", "een PDF")
    return {f"{basis}{eind}" for eind in (".html", ".druk.html", ".pdf")}


def _is_te_bewaren(inhoud: bytes, plek: Plek) -> bool:
    """There is something in it, and nothing that no database takes."""
    if not inhoud.strip():
        plek.fout("een leeg bestand", "de HTML van deze uitgave")
    elif b"\0" in inhoud:
        plek.fout("een onzichtbaar stuurteken (U+0000)", "tekst zonder stuurtekens")
    else:
        return True
    return False


def _controleer_html(inhoud: bytes, tags: Tags, plek: Plek) -> None:
    """The portal prints an edition as it is, so it must be what the portal itself makes."""
    try:
        gevonden = vreemd(inhoud.decode(), tags)
    except UnicodeDecodeError:
        return plek.fout("bytes die geen UTF-8 zijn", "HTML in UTF-8")
    if gevonden:
        plek.fout(toon(gevonden), "alleen HTML zoals het portaal die zelf maakt")
    return None


# ---- In


def bewaar(invoer: Invoer) -> None:
    for document in invoer.programma.van("berichten"):
        waarden = document.waarden
        bericht = Bericht.objects.create(
            verkenning=invoer.verkenning,
            nummer=document.nummer,
            slug=document.slug,
            **{naam: waarden[naam] for naam in ("soort", "titel", "publiek")},
        )
        Blok.objects.bulk_create(
            Blok(
                bericht=bericht,
                volgorde=plaats,
                vrijgave=_vrijgave(invoer, blok),
                **{naam: blok[naam] for naam in ("soort", "kop", "tekst")},
            )
            for plaats, blok in enumerate(waarden["blokken"])
        )
        for uitgave in waarden["uitgaven"]:
            _bewaar_uitgave(invoer, bericht, document, uitgave)


def _vrijgave(invoer: Invoer, blok: Mapping[str, str]) -> Vrijgave | None:
    for soort in BRONNEN:
        if blok[soort]:
            slug, _, nummer = blok[soort].partition("#")
            plaats = _plaats(invoer.kopieen[soort, slug], nummer)
            return None if plaats is None else invoer.vrijgaven[soort, slug][plaats]
    return None


def _bewaar_uitgave(invoer: Invoer, bericht: Bericht, document: Document, waarden: Mapping[str, Any]) -> None:
    basis = f"{document.naam}/{waarden['nummer']}"
    bestanden = invoer.programma.bestanden
    uitgave = Uitgave(
        bericht=bericht,
        door=invoer.persoon(waarden["door"]),
        html=bestanden[f"{basis}.html"]().decode(),
        druk_html=bestanden[f"{basis}.druk.html"]().decode() if f"{basis}.druk.html" in bestanden else "",
        **{naam: waarden[naam] for naam in ("nummer", "op", "sha256", "toelichting")},
        **{naam: waarden[naam] or getattr(bericht, naam) for naam in ("soort", "titel", "publiek")},
    )
    if f"{basis}.pdf" in bestanden:
        pad = f"uitgaven/{uitgave.sha256[:16]}/{uitgave.bestandsnaam}"
        uitgave.pdf = bewaar_bestand(invoer, pad, bestanden[f"{basis}.pdf"]())
    uitgave.save()
    zet_in_etalage(uitgave)
    if uitgave.druk_html and not uitgave.pdf:
        transaction.on_commit(lambda: maak_pdf.enqueue(uitgave.pk))


# ---- Out


def verzamel(uitvoer: Uitvoer) -> None:
    berichten = uitvoer.verkenning.berichten.prefetch_related("blokken__vrijgave").order_by("nummer")
    for bericht in berichten:
        waarden = {naam: getattr(bericht, naam) for naam in ("soort", "titel", "publiek")} | {
            "blokken": [waarden for blok in bericht.blokken.all() if (waarden := _blok(uitvoer, blok))],
        }
        document = Document(BERICHT, waarden, slug=bericht.slug, nummer=bericht.nummer)
        waarden["uitgaven"] = [_uitgave(uitvoer, document, uitgave) for uitgave in _uitgaven(bericht)]
        uitvoer.programma.voeg_toe(document)


def _uitgaven(bericht: Bericht) -> list[Uitgave]:
    """The newest as it may be read now, and of the earlier ones those in which nothing was withdrawn.

    The others nobody may read any more, and changed they would not be what was published: see decision 25. What its next
    reader would be the first to get is not published by an export: its moment is that of the withdrawal, so that every
    export says the same.
    """
    alle = list(bericht.uitgaven.select_related("bericht__verkenning").order_by("nummer"))
    uitgaven = [uitgave for uitgave in alle if not vervallen(uitgave)]
    if alle and (weg := vervallen(alle[-1])):
        nieuw = volgende(alle[-1], weg, bericht)
        nieuw.op = max([alle[-1].op, *_momenten(bericht, weg)])
        uitgaven.append(nieuw)
    return uitgaven


def _momenten(bericht: Bericht, merken: set[str]) -> Iterator[datetime]:
    """When the copies of these marks were withdrawn or replaced."""
    kopieen = Vrijgave.objects.van(bericht.verkenning).annotate(merk=Substr("vingerafdruk", 1, 16))
    for momenten in kopieen.filter(merk__in=merken).values_list("ingetrokken_op", "vervangen_op"):
        yield from filter(None, momenten)


def _blok(uitvoer: Uitvoer, blok: Blok) -> dict[str, str] | None:
    """A block, or None where what it held was withdrawn without a trace in the programme."""
    waarden = {"soort": blok.soort, "kop": blok.kop, "tekst": blok.tekst}
    if blok.vrijgave is None:
        return waarden
    (soort, slug), plaats = uitvoer.herkomst.get(blok.vrijgave.pk) or (_bron(blok.vrijgave), None)
    bedoeld = nieuwste(uitvoer.kopieen.get((soort, slug), []))
    if bedoeld is None:
        return None
    return waarden | {soort: slug if plaats in (None, bedoeld) else f"{slug}#{plaats + 1}"}


def _bron(vrijgave: Vrijgave) -> Bron:
    """The source of a copy that was replaced by a later one of the same card."""
    if vrijgave.soort in (Vrijgave.Soort.BEWERING, Vrijgave.Soort.LES):
        return vrijgave.soort, f"{vrijgave.sessie}/{vrijgave.gegevens.get('bron')}"
    return vrijgave.soort, vrijgave.sleutel


def _uitgave(uitvoer: Uitvoer, document: Document, uitgave: Uitgave) -> dict[str, Any]:
    basis, bestanden = f"{document.naam}/{uitgave.nummer}", uitvoer.programma.bestanden
    bestanden[f"{basis}.html"] = uitgave.html.encode
    if uitgave.druk_html:
        bestanden[f"{basis}.druk.html"] = uitgave.druk_html.encode
    if uitgave.pdf:
        bestanden[f"{basis}.pdf"] = lees_uit_opslag(str(uitgave.pdf.name))
        if uitgave.druk_html:
            uitvoer.programma.afgeleid.add(f"{basis}.pdf")
    eigen = {naam: getattr(uitgave, naam) for naam in ("soort", "titel", "publiek")}
    return {naam: getattr(uitgave, naam) for naam in ("nummer", "op", "sha256", "toelichting")} | {
        "door": uitvoer.email(uitgave.door),
        **{naam: waarde if waarde != document.waarden[naam] else "" for naam, waarde in eigen.items()},
    }
