"""The PDF of an edition: made once, from the frozen print document, and stored whole or not at all."""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.core.files.base import File
from django.core.files.storage import default_storage

from verkenning.pdf import DrukFout, druk

from .models import Uitgave

logger = logging.getLogger(__name__)


class _Klaar(File[bytes]):
    """A finished file that the storage of this machine may take over by renaming it, which is all or nothing."""

    def temporary_file_path(self) -> str:
        return str(self.name)


def maak_pdf_van(uitgave_id: int) -> str:
    """Make and store the PDF, unless it is there; return its name in the store. Raises DrukFout."""
    uitgave = Uitgave.objects.select_related("bericht__verkenning").get(pk=uitgave_id)
    if uitgave.pdf:
        return str(uitgave.pdf.name)
    try:
        inhoud = druk(uitgave.druk_html)
    except DrukFout:
        logger.exception("De PDF van uitgave %s is niet gemaakt", uitgave.pk)
        raise
    naam = f"uitgaven/{uitgave.sha256[:16]}/{uitgave.bestandsnaam}"
    default_storage.delete(naam)  # of an attempt that ended before its edition knew of it
    naam = _bewaar(naam, inhoud)
    Uitgave.objects.filter(pk=uitgave.pk, pdf="").update(pdf=naam)
    return naam


def _bewaar(naam: str, inhoud: bytes) -> str:
    with NamedTemporaryFile(dir=_naast_de_opslag(), delete=False) as tijdelijk:
        tijdelijk.write(inhoud)
        tijdelijk.flush()
        os.fsync(tijdelijk.fileno())
    try:
        with Path(tijdelijk.name).open("rb") as bestand:
            return default_storage.save(naam, _Klaar(bestand))
    finally:
        with suppress(FileNotFoundError):
            Path(tijdelijk.name).unlink()


def _naast_de_opslag() -> str | None:
    """On the disk where it will stay, when that is a disk of ours: only then is a rename all or nothing."""
    try:
        map_ = Path(default_storage.path("uitgaven"))
    except NotImplementedError:
        return None
    map_.mkdir(parents=True, exist_ok=True)
    return str(map_)
