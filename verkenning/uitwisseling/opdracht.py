"""Import and export of one Verkenning: all or nothing, and never over something that is there."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.storage import default_storage
from django.db import DatabaseError, IntegrityError, connection, transaction

from ..models import Verkenning
from .deel import Invoer, Uitvoer, bestandssoorten, bijsoorten, delen
from .fouten import Fout, IsAnders, MapFout, Weigering
from .grond import laat_vreemde_bijlagen_weg
from .lees import Gelezen, Lezer
from .programma import Programma


def lees_en_controleer(map_: Path) -> tuple[Gelezen, Invoer]:
    """The first phase: read a folder and name all that is wrong with it. Changes nothing."""
    gelezen = Lezer(bestandssoorten(), bijsoorten()).lees(map_)
    invoer = Invoer(gelezen.programma, gelezen.lezing)
    for deel in delen():
        deel.controleer(invoer)
    invoer.lezing.controleer_verwijzingen()
    return gelezen, invoer


def importeer(map_: Path) -> Verkenning | None:
    """Import a folder. Gives the Verkenning, or None where the same programme is here already.

    Raises MapFout with every fault, or Weigering when another programme has this slug; nothing is changed then.
    """
    try:
        return _importeer(map_)
    except DatabaseError as fout:
        # What no rule of ours foresaw. The database says what it is, in its own words.
        melding = " ".join(str(fout).split())
        raise Weigering(
            f"De database kan dit programma niet opslaan. Er is niets ingelezen. Zij meldt: {melding}"
        ) from fout


def _importeer(map_: Path) -> Verkenning | None:
    gelezen, invoer = lees_en_controleer(map_)
    if Verkenning.objects.filter(import_vingerafdruk=gelezen.vingerafdruk).exists():
        return None
    if gelezen.lezing.fouten:
        raise MapFout(gelezen.lezing.fouten)
    slug = gelezen.programma.verkenning.waarden["slug"]
    if bestaand := Verkenning.objects.filter(slug=slug).first():
        _weiger_verschil(bestaand, gelezen.programma)
        return None
    try:
        return _bewaar(invoer, gelezen.vingerafdruk)
    except IntegrityError as fout:
        if Verkenning.objects.filter(import_vingerafdruk=gelezen.vingerafdruk).exists():
            return None  # somebody else imported this very folder meanwhile
        if Verkenning.objects.filter(slug=slug).exists():
            raise Weigering(f"Iemand anders las '{slug}' op hetzelfde moment in. Er is niets veranderd.") from fout
        raise


def _bewaar(invoer: Invoer, vingerafdruk: str) -> Verkenning:
    """The second phase: write all of it, or nothing."""
    try:
        with transaction.atomic():
            for deel in delen():
                deel.bewaar(invoer)
            if invoer.lezing.fouten:
                raise MapFout(invoer.lezing.fouten)
            invoer.verkenning.import_vingerafdruk = vingerafdruk
            invoer.verkenning.save(update_fields=["import_vingerafdruk"])
    except BaseException:
        for pad in invoer.bewaarde_bestanden:
            default_storage.delete(pad)
        raise
    return invoer.verkenning


def _weiger_verschil(verkenning: Verkenning, programma: Programma) -> None:
    """What the portal made by itself since, such as a PDF that the folder did not bring, is no difference."""
    verzameld = verzamel(verkenning)
    hier, daar = verzameld.inhoud(), programma.inhoud()
    zelf_gemaakt = verzameld.afgeleid - daar.keys()
    anders = sorted(
        pad for pad in hier.keys() | daar.keys() if hier.get(pad) != daar.get(pad) and pad not in zelf_gemaakt
    )
    if anders:
        raise IsAnders(
            f"Er is al een Verkenning met de slug '{verkenning.slug}', en die is anders dan deze map. Er is niets "
            f"veranderd. Verschil in: {', '.join(anders)}."
        )


def verzamel(verkenning: Verkenning) -> Programma:
    """A Verkenning as a programme of values, as it stands in the database now. Changes nothing."""
    uitvoer = Uitvoer(verkenning)
    with _een_stand():
        for deel in delen():
            deel.verzamel(uitvoer)
        _noem_wie_ontbreekt(uitvoer)
        laat_vreemde_bijlagen_weg(uitvoer)
    return uitvoer.programma


@contextmanager
def _een_stand() -> Iterator[None]:
    """All that is read within is of one moment, whatever others write meanwhile."""
    al_begonnen = connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and not al_begonnen:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _noem_wie_ontbreekt(uitvoer: Uitvoer) -> None:
    """Whoever wrote or said something and has no role any more is still somebody that references must find."""
    lijsten = [
        document.waarden.get("mensen", []) for map_ in ("", "corporaties") for document in uitvoer.programma.van(map_)
    ]
    bekend = {mens["email"] for lijst in lijsten for mens in lijst}
    ontbreekt = sorted((p for email, p in uitvoer.genoemd.items() if email not in bekend), key=lambda p: p.email)
    uitvoer.programma.verkenning.waarden["mensen"].extend({"naam": str(p), "email": p.email.lower()} for p in ontbreekt)


def exporteer(slug: str, doel: Path) -> list[Fout]:
    """Write a Verkenning as a folder. Gives what an import of that folder would trip over; normally nothing.

    Raises Weigering when there is no such Verkenning or the folder is not empty.
    """
    verkenning = Verkenning.objects.filter(slug=slug).first()
    if verkenning is None:
        raise Weigering(f"Er is geen Verkenning met de slug '{slug}'.")
    if doel.exists() and (not doel.is_dir() or any(doel.iterdir())):
        raise Weigering(f"{doel} bestaat al en is niet leeg. Kies een map die nog niet bestaat.")
    doel.parent.mkdir(parents=True, exist_ok=True)
    # Beside its destination, so that moving it there is one step: no half export ever stands there.
    with tempfile.TemporaryDirectory(dir=doel.parent, prefix=".export-") as werkmap:
        klaar = Path(werkmap) / "programma"
        klaar.mkdir()
        for pad, inhoud in verzamel(verkenning).inhoud().items():
            (klaar / pad).parent.mkdir(parents=True, exist_ok=True)
            (klaar / pad).write_bytes(inhoud)
        _sluit_af(klaar)
        fouten = lees_en_controleer(klaar)[0].lezing.fouten
        if doel.exists():
            doel.rmdir()
        shutil.move(klaar, doel)
    return sorted(set(fouten))


def _sluit_af(map_: Path) -> None:
    """What was said in confidence stands in it: to be read by whoever made the export, and by nobody else on this machine.

    Done while it stands in a temporary folder that nobody else may enter.
    """
    for pad in (map_, *map_.rglob("*")):
        pad.chmod(0o700 if pad.is_dir() else 0o600)
