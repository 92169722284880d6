"""Import a programme from a folder (see docs/formaat.md): all of it, or nothing."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verkenning.uitwisseling.fouten import MapFout, Weigering
from verkenning.uitwisseling.opdracht import importeer


class Command(BaseCommand):
    help = "Lees een programma in uit een map. Is er iets mis met de map, dan verandert er niets."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("map", type=Path, help="de map met verkenning.md")

    def handle(self, *args: Any, map: Path, **options: Any) -> None:  # noqa: A002 - named as on the command line
        try:
            verkenning = importeer(map)
        except MapFout as fout:
            aantal = len(fout.fouten)
            kop = f"{aantal} {'fout' if aantal == 1 else 'fouten'} in {map}. Er is niets ingelezen."
            raise CommandError(f"{kop}\n{fout}") from None
        except Weigering as fout:
            raise CommandError(str(fout)) from fout
        except OSError as fout:
            raise CommandError(f"In {fout.filename or map} lezen lukt niet: {fout.strerror}.") from fout
        if verkenning is None:
            self.stdout.write("Dit programma staat er al. Er is niets veranderd.")
        else:
            self.stdout.write(f"{verkenning.naam} is ingelezen. Adres: {verkenning.get_absolute_url()}")
