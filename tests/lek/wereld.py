"""Two Verkenningen full of canaries, and everybody who walks past them."""

from __future__ import annotations

from typing import Any

from verkenning.models import Persoon

from .gebeurt import hou_sessies, plan_route, zie_in
from .kanaries import Kring, Voliere
from .komst import roep_op
from .kringen import OPENBAAR, ROLLEN, ZONDER_ROL, Kringen
from .poort import draag_voor, leg_kopieen
from .programma import Programma
from .uitgaven import schrijf_berichten


class Wereld:
    def __init__(self) -> None:
        self.voliere = Voliere()
        self.mensen: dict[str, Persoon] = {}
        self.programmas = {slug: Programma(slug, self.voliere, self.mensen) for slug in ROLLEN}

    def bouw(self) -> None:
        for slug, rollen in ROLLEN.items():
            kringen = Kringen(slug)
            for rol, naam in rollen.items():
                kring = OPENBAAR if rol == "ander" else kringen.naam_van(rol)
                self.maak_mens(naam, kring, kringen.adres_van(rol))
        for naam in ZONDER_ROL:
            kring = Kring(f"{naam} zelf", frozenset({naam, "beheerder"}))
            self.maak_mens(naam, kring, kring, is_staff=naam == "beheerder", is_superuser=naam == "beheerder")
        for programma in self.programmas.values():
            programma.begin()
            programma.laat_meedoen()
            programma.stel_vragen()
            programma.begin_een_vraag()
            programma.nodig_uit()
            programma.vul_bibliotheek()
            hou_sessies(programma)
            roep_op(programma)
            zie_in(programma)
            plan_route(programma)
            draag_voor(programma)
            leg_kopieen(programma)
            schrijf_berichten(programma)

    def sluit_buiten(self) -> None:
        """Whoever may not log in any more did so before, and their session lives on in their browser."""
        for rollen in ROLLEN.values():
            Persoon.objects.filter(pk=self.mensen[rollen["inactief"]].pk).update(is_active=False)

    def maak_mens(self, naam: str, kring: Kring, adres: Kring, **velden: Any) -> None:
        self.mensen[naam] = Persoon.objects.create_user(
            f"{self.voliere.nieuw(f'Persoon.email ({naam})', adres)}@vogels.example",
            naam=self.voliere.nieuw(f"Persoon.naam ({naam})", kring),
            **velden,
        )
