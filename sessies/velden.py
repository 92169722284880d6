"""Form fields that the forms of the inside share. Choices come as lists of what is on the page already: no query each."""

from __future__ import annotations

import uuid
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.db.models import Model

from verkenning.markdown import tekst_geldig
from verkenning.velden import gewone_regels

from .models.zichtbaarheid import Zichtbaarheid

HERKENBAAR = "Noem geen huurder die te herkennen is: geen naam, adres of verhaal waaraan je iemand herkent."
_NIET_HIER = "Deze keuze hoort niet bij deze sessie. Kies er een uit de lijst."


class Regelveld(forms.CharField):
    """A text of more lines, with the line ends that the models keep: what comes in twice is then the same twice."""

    def to_python(self, value: Any) -> str:
        return gewone_regels(super().to_python(value) or "")


def tekstveld(label: str, *, hulp: str = "", rijen: int = 4, verplicht: bool = True) -> forms.CharField:
    """Markdown as people type it, with the cap and the nesting of the models."""
    return Regelveld(
        label=label,
        help_text=hulp,
        required=verplicht,
        validators=[tekst_geldig],
        widget=forms.Textarea(attrs={"rows": rijen}),
        error_messages={"required": "Schrijf hier eerst iets."},
    )


def zichtveld(hulp: str = "Je kunt dit later altijd strenger maken.") -> forms.ChoiceField:
    """Privé or besloten. Wider is never a choice here: that goes by a voordracht."""
    return forms.ChoiceField(
        label="Wie mag dit lezen?",
        help_text=hulp,
        choices=Zichtbaarheid.choices,
        initial=Zichtbaarheid.BESLOTEN,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies privé of besloten."},
    )


def keuzeveld(label: str, *, hulp: str = "", verplicht: bool = False) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=hulp,
        required=verplicht,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _NIET_HIER},
    )


def meerkeuzeveld(label: str, *, hulp: str = "") -> forms.TypedMultipleChoiceField:
    return forms.TypedMultipleChoiceField(
        label=label,
        help_text=hulp,
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _NIET_HIER},
    )


def kies_uit(veld: forms.Field, dingen: Iterable[Model], *, leeg: str = "") -> None:
    """Fill a choice with these things, by their id and their name."""
    keuzes: list[tuple[Any, str]] = [("", leeg)] if leeg else []
    veld.choices = [*keuzes, *((ding.pk, str(ding)) for ding in dingen)]  # type: ignore[attr-defined]


def nieuwe_sleutel() -> uuid.UUID:
    return uuid.uuid4()


def sleutelveld() -> forms.UUIDField:
    """The same form sent twice carries the same key, and makes one thing."""
    return forms.UUIDField(widget=forms.HiddenInput, initial=nieuwe_sleutel, required=False)


def zet_focus(form: forms.BaseForm) -> None:
    """Where somebody goes on: the first field with an error, else the first of a form that was just opened."""
    zichtbaar = form.visible_fields()
    veld = next((veld for veld in zichtbaar if veld.errors), zichtbaar[0])
    veld.field.widget.attrs["autofocus"] = True


class BotsForm(forms.Form):
    """A form over a text that somebody else may have changed meanwhile. It carries the version the writer started from."""

    versie = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)
    botsing: Any = None  # what stands there now, when somebody else was first

    def vanaf(self) -> int:
        return self.cleaned_data["versie"] or 0

    def toon_botsing(self, huidig: Any) -> None:
        """Keep what was typed, show what stands there, and let a second save go on top of that knowingly."""
        self.botsing = huidig
        self.data = self._met_versie(huidig.versie)
        self.add_error(None, "Iemand anders heeft deze tekst intussen gewijzigd. Jouw tekst staat er nog.")

    def _met_versie(self, versie: int) -> Any:
        """What was posted is read-only: a copy of it, with another version."""
        data: Any = self.data
        data = data.copy()
        data[self.add_prefix("versie")] = str(versie)
        return data


def verweesd(data: Mapping[str, str], bekend: Container[str]) -> list[str]:
    """Texts that were typed in boxes ('PREFIX-tekst') which are not on the page any more: to give back."""
    los = {naam.removesuffix("-tekst"): tekst for naam, tekst in data.items() if naam.endswith("-tekst")}
    return [tekst for prefix, tekst in los.items() if prefix not in bekend and tekst.strip()]


@dataclass(frozen=True, slots=True)
class Verschil:
    """One thing on which two people wrote something else."""

    wat: str
    nu: str
    jij: str


class SamenForm(BotsForm):
    """A form over something that several people compose. A conflict shows, of each thing that differs, both wordings."""

    namen: ClassVar[dict[str, str]] = {}
    verschillen: Sequence[Verschil] = ()

    def toon_botsing(self, huidig: Any) -> None:
        zo = [Verschil(wat, self.in_woorden(naam, huidig), self.in_woorden(naam)) for naam, wat in self.namen.items()]
        self.verschillen = [verschil for verschil in zo if verschil.nu != verschil.jij]
        super().toon_botsing(huidig)

    def bewaar(self) -> Any:
        """Add it, or change it."""
        raise NotImplementedError

    def in_woorden(self, naam: str, ding: Any = None) -> str:
        """What stands in a field now, of what is kept or of what was typed."""
        waarde = getattr(ding, naam) if ding else self.cleaned_data[naam]
        return str(waarde or "")
