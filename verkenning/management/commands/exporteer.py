"""Export a programme to a folder: the inverse of importeer."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from verkenning.uitwisseling.fouten import Weigering
from verkenning.uitwisseling.opdracht import exporteer


class Command(BaseCommand):
    help = "Schrijf een programma als map met gewone bestanden. Wat je zo meeneemt, kun je zonder het portaal lezen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="de slug van de Verkenning")
        parser.add_argument("map", type=Path, help="een map die leeg is of nog niet bestaat")

    def handle(self, *args: Any, slug: str, map: Path, **options: Any) -> None:  # noqa: A002 - named as on the command line
        try:
            fouten = exporteer(slug, map)
        except Weigering as fout:
            raise CommandError(str(fout)) from None
        except OSError as fout:
            raise CommandError(f"In {fout.filename or map} schrijven lukt niet: {fout.strerror}.") from fout
        self.stdout.write(f"{slug} staat in {map}.")
        if fouten:
            self.stderr.write(
                "Let op: zo is deze map niet weer in te lezen.\n" + "\n".join(str(fout) for fout in fouten)
            )
