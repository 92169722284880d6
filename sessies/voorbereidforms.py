"""The box in which somebody writes the answer of their association, and which saves itself."""

from __future__ import annotations

from typing import Any

from django import forms

from deelnemers.models import Corporatie
from verkenning.models import Persoon

from .models import Antwoord, Voorbereidingsvraag
from .velden import BotsForm, nieuwe_sleutel, tekstveld


class VakForm(BotsForm):
    """The boxes of a page are sent together as one form, so the fields of each carry the number of its question.

    One box is also sent by itself, whenever its writer pauses.
    """

    # A browser would not send the one box while another is empty.
    use_required_attribute = False

    tekst = tekstveld("Jullie antwoord", rijen=5)
    # Which open page this is: it goes on from its own last save.
    blad = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        vraag: Voorbereidingsvraag,
        corporatie: Corporatie,
        antwoord: Antwoord | None,
    ) -> None:
        begin = {"blad": nieuwe_sleutel(), "tekst": antwoord.tekst if antwoord else ""}
        begin["versie"] = antwoord.versie if antwoord else 0
        super().__init__(data, initial=begin, prefix=f"vak-{vraag.pk}-{corporatie.pk}")
        self.vraag, self.corporatie, self.antwoord = vraag, corporatie, antwoord

    def bewaart_zichzelf(self, adres: str, staat: str) -> None:
        """Have the box sent to this address whenever its writer pauses, one request after the other."""
        self.fields["tekst"].widget.attrs |= {
            "hx-post": adres,
            "hx-trigger": "input changed delay:1s, change, nogeens",
            "hx-target": f"#{staat}",
            "hx-sync": "this:queue last",
        }

    @property
    def getypt(self) -> str:
        return str(self.data.get(self.add_prefix("tekst"), "")).strip()

    @property
    def ingevuld(self) -> bool:
        """An empty box is a question that stays open; of an answer that was given the words may not just vanish."""
        return bool(self.getypt) or (self.antwoord is not None and self.add_prefix("tekst") in self.data)

    def bewaar(
        self, door: Persoon, *, zichtbaarheid: str = "", over: int | None = None, stil: bool = False
    ) -> Antwoord:
        """`over` is the version that the writer saw beside their own words, and goes over knowingly."""
        return self.vraag.beantwoord(
            self.corporatie,
            self.cleaned_data["tekst"],
            door=door,
            vanaf=self.vanaf() if over is None else over,
            zichtbaarheid=zichtbaarheid,
            blad=self.cleaned_data["blad"],
            stil=stil,
        )
