"""The first begeleider or redactie of a programme that has none: nobody else could invite them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from deelnemers.models import Lidmaatschap
from deelnemers.permissions import UITNODIGBAAR
from verkenning.models import Persoon, Verkenning


class Command(BaseCommand):
    help = "Maak iemand met een account begeleider of redactie van een programma dat die niet heeft. Zij nodigen anderen uit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", help="de slug van de Verkenning")
        parser.add_argument("email", help="het adres van het account")
        parser.add_argument("rol", choices=list(UITNODIGBAAR))

    def handle(self, *args: Any, slug: str, email: str, rol: str, **options: Any) -> None:
        verkenning = Verkenning.objects.filter(slug=slug).first()
        persoon = Persoon.objects.filter(email__iexact=email, is_active=True).first()
        if verkenning is None:
            raise CommandError(f"Er is geen Verkenning met de slug '{slug}'.")
        if persoon is None:
            raise CommandError(f"Er is geen actief account met het adres {email}.")
        al = Lidmaatschap.objects.lopend().filter(verkenning=verkenning, persoon__is_active=True, **{rol: True})
        if ander := al.select_related("persoon").first():
            raise CommandError(f"{ander.persoon} heeft hier al de rol {rol}. Laat die {persoon} uitnodigen.")
        lid, _ = Lidmaatschap.objects.get_or_create(verkenning=verkenning, persoon=persoon, corporatie=None)
        lid.hervat()
        setattr(lid, rol, True)
        lid.save(update_fields=[rol])
        self.stdout.write(f"{persoon} heeft nu de rol {rol} bij {verkenning}.")
