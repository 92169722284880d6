"""A question worded anew, with what caused it: a note or an insight of the group that touches it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.utils.text import Truncator

from deelnemers.forms import VraagForm
from deelnemers.models import Vraagversie
from verkenning import datum

from .models import Inzicht, Notitie, Vraagoorzaak


class AanscherpForm(VraagForm):
    oorzaak = forms.ChoiceField(
        label="Waardoor kwam het?",
        help_text="Kies de notitie of het inzicht waardoor je vraag veranderde. Wie je vraag later leest, ziet dat erbij.",
        required=False,
    )
    field_order = ("tekst", "toelichting", "waarom", "oorzaak")

    def __init__(
        self, *args: Any, notities: list[Notitie], inzichten: list[Inzicht], oorzaak: str = "", **kwargs: Any
    ) -> None:
        self.notities, self.inzichten = notities, inzichten
        super().__init__(*args, **kwargs)
        self.fields["oorzaak"].initial = oorzaak
        self._dingen = {f"notitie-{rij.pk}": rij for rij in notities} | {f"inzicht-{rij.pk}": rij for rij in inzichten}
        if "waarom" not in self.fields or not self._dingen:
            del self.fields["oorzaak"]
            return
        per_soort = {
            "Notities": [(f"notitie-{rij.pk}", _in_een_regel(rij)) for rij in notities],
            "Inzichten": [(f"inzicht-{rij.pk}", _in_een_regel(rij)) for rij in inzichten],
        }
        self.fields["oorzaak"].choices = [  # type: ignore[attr-defined]
            ("", "Niets in het bijzonder"),
            *((kop, keuzes) for kop, keuzes in per_soort.items() if keuzes),
        ]

    @property
    def ook_mee(self) -> dict[str, Any]:
        return {"notities": self.notities, "inzichten": self.inzichten}

    def scherp_aan(self) -> Vraagversie:
        """The wording and its cause, or neither. Raises Botsing."""
        with transaction.atomic():
            versie = super().scherp_aan()
            ding = self._dingen.get(self.cleaned_data.get("oorzaak", ""))
            if ding is not None:
                bron = {"notitie": ding} if isinstance(ding, Notitie) else {"inzicht": ding}
                Vraagoorzaak.objects.get_or_create(versie=versie, defaults=bron)
        return versie


def _in_een_regel(ding: Notitie | Inzicht) -> str:
    if isinstance(ding, Inzicht):
        return Truncator(ding.stelling).words(14)
    return f"{ding.van}, {datum.dag(ding.op)}: {Truncator(' '.join(ding.tekst.split())).words(12)}"
