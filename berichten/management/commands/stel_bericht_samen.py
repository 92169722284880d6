"""manage.py stel_bericht_samen SLUG --titel T --publiek achterban|openbaar: a draft, and if asked its edition and PDF."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from berichten.models import Bericht, Uitgave
from berichten.pdf import maak_pdf_van
from berichten.samenstellen import stel_samen
from berichten.uitgeven import NietPubliceerbaar, publiceer
from verkenning.models import Publiek, Verkenning
from verkenning.pdf import DrukFout


class Command(BaseCommand):
    help = "Stel een bericht samen uit wat is vrijgegeven. Met --publiceer ook een uitgave, met --pdf ook de PDF."

    def add_arguments(self, parser: CommandParser) -> None:
        # Checked below, in Dutch, rather than by the parser.
        parser.add_argument("slug", help="de slug van de Verkenning")
        parser.add_argument("--titel", default="")
        parser.add_argument("--publiek", default="", help="achterban of openbaar")
        parser.add_argument("--soort", default="voortgang", help=", ".join(Bericht.Soort.values))
        parser.add_argument("--van", default="", metavar="DATUM", help="vanaf deze dag, bijvoorbeeld 2019-02-06")
        parser.add_argument("--tot", default="", metavar="DATUM", help="tot en met deze dag")
        parser.add_argument("--publiceer", action="store_true")
        parser.add_argument("--pdf", type=Path, metavar="PAD", help="schrijf de PDF van de uitgave hierheen")

    def handle(self, *args: Any, **opties: Any) -> None:
        verkenning = _verkenning(opties["slug"])
        van, tot = _dag("--van", opties["van"]), _dag("--tot", opties["tot"])
        _controleer(opties, van, tot)
        bericht = stel_samen(verkenning, opties["titel"].strip(), opties["publiek"], opties["soort"], van, tot)
        self.stdout.write(f"Bericht {bericht.nummer}: {bericht.titel} ({bericht.blokken.count()} blokken, concept)")
        self.stdout.write(f"  {settings.BASE_URL}{bericht.get_absolute_url()}")
        if opties["publiceer"]:
            self._publiceer(bericht, opties["pdf"])

    def _publiceer(self, bericht: Bericht, pad: Path | None) -> None:
        try:
            uitgave = publiceer(bericht, door=None)
        except NietPubliceerbaar as fout:
            raise CommandError("Het bericht is niet gepubliceerd.\n" + "\n".join(fout.bezwaren)) from fout
        self.stdout.write(f"Uitgave {uitgave.nummer}, voor {uitgave.publiek}")
        self.stdout.write(f"  {settings.BASE_URL}{uitgave.get_absolute_url()}")
        self.stdout.write(f"  sha256 {uitgave.sha256}")
        if pad:
            self._schrijf_pdf(uitgave, pad)

    def _schrijf_pdf(self, uitgave: Uitgave, pad: Path) -> None:
        try:
            maak_pdf_van(uitgave.pk)
            uitgave.refresh_from_db()
            with uitgave.pdf.open() as bestand:
                pad.write_bytes(bestand.read())
        except DrukFout as fout:
            raise CommandError(f"De uitgave staat er, maar de PDF is niet gemaakt: {fout}") from fout
        except OSError as fout:
            raise CommandError(f"De uitgave staat er, maar de PDF past niet op {pad}: {fout.strerror}.") from fout
        self.stdout.write(f"  {pad} ({pad.stat().st_size / 1024:.0f} kB)")


def _verkenning(slug: str) -> Verkenning:
    try:
        return Verkenning.objects.get(slug=slug)
    except Verkenning.DoesNotExist:
        bekend = ", ".join(Verkenning.objects.values_list("slug", flat=True)) or "nog geen enkele"
        raise CommandError(f"Er is geen Verkenning met de slug '{slug}'. Wel bekend: {bekend}.") from None


def _dag(optie: str, tekst: str) -> date | None:
    try:
        return date.fromisoformat(tekst) if tekst else None
    except ValueError:
        raise CommandError(f"{optie}: '{tekst}' is geen datum. Schrijf bijvoorbeeld 2019-05-23.") from None


def _controleer(opties: dict[str, Any], van: date | None, tot: date | None) -> None:
    """Say what is wrong before anything is made."""
    if not 1 <= len(opties["titel"].strip()) <= 200:
        raise CommandError("Geef het bericht een titel van 1 tot 200 tekens, met --titel.")
    for optie, mag in (("publiek", Publiek.values), ("soort", Bericht.Soort.values)):
        if opties[optie] not in mag:
            raise CommandError(f"--{optie}: '{opties[optie]}' kan niet. Kies uit: {', '.join(mag)}.")
    if van and tot and van > tot:
        raise CommandError(f"--van ({van}) ligt na --tot ({tot}).")
    if opties["pdf"] and not opties["publiceer"]:
        raise CommandError("--pdf hoort bij --publiceer: alleen van een uitgave wordt een PDF gemaakt.")
    if opties["pdf"] and not opties["pdf"].absolute().parent.is_dir():
        raise CommandError(f"De map {opties['pdf'].parent} bestaat niet.")
