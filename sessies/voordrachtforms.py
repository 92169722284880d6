"""The forms of the gate. Each validates and acts through a verb on the model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from verkenning.markdown import tekst_geldig
from verkenning.models import Persoon, Publiek, merk_van
from verkenning.velden import gewone_regels

from .gezelschap import Gezelschap
from .herkenbaar import herkenbaar, herkenbaar_op
from .models import Voordracht
from .models.beslisser import beslisser
from .models.bron import Bron, bron_velden
from .velden import kies_uit

_PUBLIEKEN = [(Publiek.ACHTERBAN, "Achterban: alle leden"), (Publiek.OPENBAAR, "Openbaar: iedereen")]


def publiekveld(label: str = "Wie mag dit lezen?") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_PUBLIEKEN, widget=forms.RadioSelect, initial=Publiek.ACHTERBAN)


class DraagVoorForm(forms.Form):
    tekst = forms.CharField(
        label="Zo leest het buiten",
        help_text="Je mag inkorten of anders verwoorden. Noem geen huurder die te herkennen is.",
        widget=forms.Textarea(attrs={"rows": 5}),
        validators=[tekst_geldig],
    )
    publiek = publiekveld()
    naamsvermelding = forms.ChoiceField(
        label="Met naam?",
        choices=[("naam", "Met de naam van wie het zei"), ("anoniem", "Zonder naam")],
        widget=forms.RadioSelect,
        initial="naam",
    )
    spreker = forms.TypedChoiceField(
        label="Wie beslist?",
        help_text="Dit hoort bij niemand in het bijzonder. Kies de Verkenner die erover gaat.",
        coerce=int,
    )

    def __init__(self, *args: Any, bron: Bron, door: Persoon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bron, self.door = bron, door
        self.beslisser = beslisser(bron, door)
        if self.beslisser.uit:
            kies_uit(self.fields["spreker"], self.beslisser.uit, leeg="Kies een Verkenner")
        else:
            del self.fields["spreker"]

    def clean(self) -> dict[str, Any]:
        if self.beslisser.niet:
            raise ValidationError(self.beslisser.niet)
        return super().clean() or {}

    def draag_voor(self) -> tuple[Voordracht, bool]:
        """Put it forward. The same passage twice, by a double click, is one question to the speaker: then False.

        Raises NietVoorTeDragen when meanwhile nobody can say yes to it any more.
        """
        velden = {naam: self.cleaned_data[naam] for naam in ("tekst", "publiek", "naamsvermelding")}
        spreker = self.beslisser.wijs_aan(self._gekozen())
        zelfde = Voordracht.objects.filter(**bron_velden(self.bron), **velden, spreker=spreker, antwoord="").first()
        if zelfde:
            return zelfde, False
        return Voordracht.objects.draag_voor(self.bron, door=self.door, spreker=spreker, **velden), True

    def _gekozen(self) -> Persoon | None:
        keuze = self.cleaned_data.get("spreker")
        return next((persoon for persoon in self.beslisser.uit if persoon.pk == keuze), None)


_KIES_ANDERS = (
    "Je hebt de tekst hieronder veranderd. Kies ‘Anders’ als jouw woorden naar buiten mogen. "
    "Mogen de oude woorden naar buiten? Zet die dan terug."
)


class BesluitForm(forms.Form):
    antwoord = forms.ChoiceField(label="Wat wil je?", choices=Voordracht.Besluit, widget=forms.RadioSelect)
    eigen_tekst = forms.CharField(
        label="In mijn eigen woorden",
        help_text="Alleen als je hierboven 'Anders' kiest. Alleen deze woorden mogen dan naar buiten.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[tekst_geldig],
    )
    zonder_naam = forms.BooleanField(label="Zet bij mijn eigen woorden mijn naam niet", required=False)

    def __init__(self, *args: Any, voordracht: Voordracht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voordracht = voordracht
        veld = self.fields["eigen_tekst"]
        veld.initial = voordracht.tekst
        veld.soms_nodig = True  # type: ignore[attr-defined]
        if voordracht.naamsvermelding == Voordracht.Naamsvermelding.ANONIEM:
            del self.fields["zonder_naam"]
            keuzes = [keuze for keuze in Voordracht.Besluit.choices if keuze[0] != Voordracht.Besluit.ANONIEM]
            self.fields["antwoord"].choices = keuzes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("antwoord") == Voordracht.Besluit.ANDERS and not gegevens.get("eigen_tekst", "").strip():
            self.add_error("eigen_tekst", "Schrijf hier hoe het buiten mag klinken, of kies een ander antwoord.")
        if gegevens.get("antwoord") in {Voordracht.Besluit.AKKOORD, Voordracht.Besluit.ANONIEM} and self._herschreven:
            self.add_error("antwoord", _KIES_ANDERS)
        return gegevens

    @property
    def _herschreven(self) -> bool:
        """Whoever wrote other words did not mean to say yes to the old ones."""
        eigen = gewone_regels(self.cleaned_data.get("eigen_tekst", "")).strip()
        return bool(eigen) and eigen != gewone_regels(self.voordracht.tekst).strip()

    def beantwoord(self, door: Persoon) -> None:
        self.voordracht.beantwoord(
            self.cleaned_data["antwoord"],
            eigen_tekst=self.cleaned_data["eigen_tekst"].strip(),
            zonder_naam=self.cleaned_data.get("zonder_naam", False),
            door=door,
        )


class HerkenForm(forms.Form):
    """What could identify somebody must be looked at first."""

    gezien = forms.BooleanField(required=False, label="Ik heb deze woorden bekeken. Ze mogen zo blijven staan.")

    def __init__(self, *args: Any, gevonden: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.gevonden = gevonden
        if not gevonden:
            del self.fields["gezien"]

    def clean_gezien(self) -> bool:
        if not self.cleaned_data["gezien"]:
            raise ValidationError("Kijk eerst naar de woorden die iemand herkenbaar maken, en zet dan dit vinkje.")
        return True


class VrijgeefForm(HerkenForm):
    """Release of a cleared passage."""

    def __init__(self, *args: Any, voordracht: Voordracht, gezelschap: Gezelschap | None = None, **kwargs: Any) -> None:
        namen = voordracht.naamregel.split(", ")
        gevonden = herkenbaar(voordracht.tekst, voordracht.verkenning, behalve=namen, gezelschap=gezelschap)
        super().__init__(*args, gevonden=gevonden, **kwargs)


class KaartForm(HerkenForm):
    """Release of what needs nobody's consent. It carries the mark of what is shown beside it."""

    publiek = publiekveld()
    merk = forms.CharField(widget=forms.HiddenInput, required=False)
    field_order = ("publiek", "gezien", "merk")

    def __init__(
        self, *args: Any, buiten: Mapping[str, Any], gezelschap: Gezelschap, publiek: str = "", **kwargs: Any
    ) -> None:
        begin = {"merk": merk_van(buiten), "publiek": publiek or Publiek.ACHTERBAN}
        super().__init__(*args, gevonden=herkenbaar_op(buiten, gezelschap), initial=begin, **kwargs)


class IntrekForm(forms.Form):
    waarom = forms.CharField(
        label="Waarom trek je dit in?",
        help_text="Alleen de groep leest dit.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
