"""The ground's own part of a programme: verkenning.md and the attachments."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from ..models import Meerwaarde, Persoon, Samenwerkingsvorm, Verkenning
from .deel import Invoer, Uitvoer
from .fouten import toon
from .programma import Bestandssoort, Bijsoort, Document
from .schema import Blok, Lijst
from .soorten import Datum, Email, Keuze, Slug, Tekst

ROLLEN = ("begeleider", "redactie", "lid")


class Rol(Keuze):
    def keuzes(self) -> list[str]:
        return list(ROLLEN)


VORM = Blok(
    {
        "slug": Slug(Samenwerkingsvorm, "slug", noemt="vormen", verplicht=True),
        "naam": Tekst(Samenwerkingsvorm, "naam", verplicht=True),
        "omschrijving": Tekst(Samenwerkingsvorm, "omschrijving"),
    }
)
MEERWAARDE = Blok(
    {
        "slug": Slug(Meerwaarde, "slug", noemt="meerwaarden", verplicht=True),
        "naam": Tekst(Meerwaarde, "naam", verplicht=True),
        "vraag": Tekst(Meerwaarde, "vraag"),
        "voor": Keuze(Meerwaarde, "voor", standaard=Meerwaarde.Voor.CORPORATIE.value),
    }
)
# Who guides, edits and reads along. People belong to the ground; their memberships are made by `deelnemers`.
MENS = Blok(
    {
        "naam": Tekst(Persoon, "naam", verplicht=True),
        "email": Email(Persoon, "email", verplicht=True),
        "rollen": Lijst(Rol(), uniek="*", volgorde=ROLLEN),
        "functie": Tekst(hoogstens=120),
    }
)
VERKENNING = Bestandssoort(
    map="",
    sleutels=Blok(
        {
            "naam": Tekst(Verkenning, "naam", verplicht=True),
            "slug": Slug(Verkenning, "slug", verplicht=True),
            "ondertitel": Tekst(Verkenning, "ondertitel"),
            "platform": Tekst(Verkenning, "platform"),
            "begin": Datum(Verkenning, "begin"),
            "einde": Datum(Verkenning, "einde"),
            "fase": Keuze(Verkenning, "fase", standaard=Verkenning.Fase.VOORBEREIDING.value, altijd=True),
            "vormen": Lijst(VORM, uniek="slug"),
            "meerwaarden": Lijst(MEERWAARDE, uniek="slug"),
            "mensen": Lijst(MENS, uniek="email"),
        }
    ),
    tekst=Tekst(Verkenning, "aanleiding", regels=True),
)
# Kinds of files that people exchange; nothing that a browser would run, such as svg or html.
BIJLAGEN = "pdf png jpg jpeg gif webp docx xlsx pptx odt ods odp rtf txt csv md"
# What no computer takes in the name of a file, or some do not.
_NIET_IN_NAAM = '/\\:*?"<>|'
_BIJLAGE = re.compile(rf"bijlagen/(?![. ])[^{re.escape(_NIET_IN_NAAM)}]{{1,200}}\.(?i:{BIJLAGEN.replace(' ', '|')})")


def _bezwaar_tegen_bijlage(pad: str) -> tuple[str, str] | None:
    """Whether it is the name or the type of an attachment that is wrong; None where it is no attachment at all."""
    map_, _, naam = pad.partition("/")
    if map_ != "bijlagen":
        return None
    if "/" in naam:
        return "een map in bijlagen/", "alle bestanden in bijlagen/ zelf"
    stam, punt, soort = naam.rpartition(".")
    if not punt or soort.lower() not in BIJLAGEN.split():
        gevonden = f"een bestand van het type {toon(soort)}" if punt else "een bestand zonder type achter de naam"
        return gevonden, f"een bestand van een van deze typen: {BIJLAGEN.replace(' ', ', ')}"
    return f"de naam {toon(stam)}", (
        f"een naam van hoogstens 200 tekens, die niet begint met een punt of een spatie, zonder {' '.join(_NIET_IN_NAAM)}"
    )


BIJLAGE = Bijsoort(
    _BIJLAGE,
    f"bijlagen/NAAM met {BIJLAGEN.replace(' ', ', ')}",
    max_bytes=10_000_000,
    noemt="bijlagen",
    bezwaar=_bezwaar_tegen_bijlage,
)

BESTANDEN = (VERKENNING,)
BIJBESTANDEN = (BIJLAGE,)


def bijlage_pad(verkenning_slug: str, naam: str) -> str:
    """Where an attachment is kept in the store of files."""
    return f"bijlagen/{verkenning_slug}/{naam}"


def controleer(invoer: Invoer) -> None:
    for document in invoer.programma.van(""):
        waarden = document.waarden
        begin, einde = waarden.get("begin"), waarden.get("einde")
        if begin and einde and einde < begin[: len(einde)]:
            (waarden.plek / "einde").fout(toon(einde), f"een datum na het begin ({begin})")  # type: ignore[attr-defined]


def bewaar(invoer: Invoer) -> None:
    document = invoer.programma.verkenning
    waarden = document.waarden
    velden = {naam: waarden[naam] for naam in ("naam", "slug", "ondertitel", "platform", "begin", "einde", "fase")}
    verkenning = Verkenning.objects.create(aanleiding=document.tekst, **velden)
    invoer.gemaakt["verkenning"][""] = verkenning
    modellen: dict[str, Any] = {"vormen": Samenwerkingsvorm, "meerwaarden": Meerwaarde}
    for naam, model in modellen.items():
        rijen = [model(verkenning=verkenning, volgorde=plaats, **rij) for plaats, rij in enumerate(waarden[naam])]
        invoer.gemaakt[naam] = {rij.slug: rij for rij in model.objects.bulk_create(rijen)}
    # Of an earlier programme of this name, which is here no more.
    for naam in bijlagen_van(verkenning.slug):
        default_storage.delete(bijlage_pad(verkenning.slug, naam))
    for pad, lees in invoer.programma.bestanden.items():
        if pad.startswith("bijlagen/"):
            bewaar_bestand(invoer, bijlage_pad(verkenning.slug, pad.removeprefix("bijlagen/")), lees())


def bewaar_bestand(invoer: Invoer, pad: str, inhoud: bytes) -> str:
    """Put a file in the store; it is taken out again when the import does not come to its end."""
    if default_storage.exists(pad):
        default_storage.delete(pad)
    naam = default_storage.save(pad, ContentFile(inhoud))
    invoer.bewaarde_bestanden.append(naam)
    return naam


def verzamel(uitvoer: Uitvoer) -> None:
    verkenning = uitvoer.verkenning
    waarden = {naam: getattr(verkenning, naam) for naam in VERKENNING.sleutels.sleutels if hasattr(verkenning, naam)}
    waarden["vormen"] = [_rij(VORM, vorm) for vorm in verkenning.vormen.all()]
    waarden["meerwaarden"] = [_rij(MEERWAARDE, meerwaarde) for meerwaarde in verkenning.meerwaarden.all()]
    uitvoer.programma.voeg_toe(Document(VERKENNING, waarden, verkenning.aanleiding))
    for naam in bijlagen_van(verkenning.slug):
        uitvoer.programma.bestanden[f"bijlagen/{naam}"] = lees_uit_opslag(bijlage_pad(verkenning.slug, naam))


def laat_vreemde_bijlagen_weg(uitvoer: Uitvoer) -> None:
    """Of a programme that began in the portal only what it names: other files may be of an earlier one of the same name.

    An import begins with none of those, so all that is kept with it is its own, named or not.
    """
    programma = uitvoer.programma
    if not uitvoer.verkenning.import_vingerafdruk:
        documenten = [document for van in programma.documenten.values() for document in van]
        genoemd = {f"bijlagen/{naam}" for document in documenten for naam in document.waarden.get("bijlagen", [])}
        vreemd = [pad for pad in programma.bestanden if pad.startswith("bijlagen/") and pad not in genoemd]
        for pad in vreemd:
            del programma.bestanden[pad]


def _rij(blok: Blok, rij: object) -> Mapping[str, Any]:
    return {naam: getattr(rij, naam) for naam in blok.sleutels}


def bijlagen_van(verkenning_slug: str) -> list[str]:
    map_ = bijlage_pad(verkenning_slug, "").rstrip("/")
    try:
        return sorted(default_storage.listdir(map_)[1])
    except FileNotFoundError:
        return []


def lees_uit_opslag(pad: str) -> Callable[[], bytes]:
    return partial(_lees, pad)


def _lees(pad: str) -> bytes:
    with default_storage.open(pad) as bestand:
        inhoud: bytes = bestand.read()
        return inhoud
