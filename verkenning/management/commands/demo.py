from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.core.management.base import BaseCommand, CommandParser

from verkenning.kijkers import DEMO_MAP, KIJKERS
from verkenning.uitwisseling.fouten import IsAnders

BLIJFT = (
    "De demo in de database is een andere dan die bij deze code, en blijft zoals hij is: de nieuwe komt er met "
    "'manage.py flush' (alles in de database gaat dan weg) en daarna 'manage.py demo'."
)


class Command(BaseCommand):
    help = "Zet het voorbeeldprogramma in het portaal. Nog een keer draaien verandert niets."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--toon", action="store_true", help="laat alleen de adressen zien, en als wie je kunt meekijken"
        )

    def handle(self, *args: Any, toon: bool, **opties: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo staat uit. Zet DEMO=1 (nooit op een portaal met echte mensen).")
        if toon:
            self.stdout.write(wegwijzer())
        else:
            self._importeer()

    def _importeer(self) -> None:
        """A demo that was imported earlier stays, whatever it has become: somebody may be working in it."""
        try:
            call_command("importeer", str(DEMO_MAP), stdout=self.stdout, stderr=self.stderr)
        except CommandError as fout:
            if not isinstance(fout.__cause__, IsAnders):
                raise
            self.stdout.write(BLIJFT)


def wegwijzer() -> str:
    """Where to go and as whom, for in the terminal."""
    breedte = max(len(mens.naam) for mens in KIJKERS)
    mensen = "\n".join(
        f"    {mens.naam:<{breedte}}  {mens.rol}{f' ({mens.email})' if mens.email else ''}\n"
        f"    {'':<{breedte}}  {mens.probeer}"
        for mens in KIJKERS
    )
    return f"""
  Voorbeeld:    {settings.BASE_URL}/{DEMO_MAP.name}/
  Beheer:       {settings.BASE_URL}/beheer/  (maak eerst een beheerder: manage.py createsuperuser)

  Kijk mee als een van deze zes, met de knoppen op {settings.BASE_URL}/

{mensen}"""
