"""The forms of the gate. Each validates and acts through a verb on the model."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from verkenning.markdown import tekst_geldig
from verkenning.models import Persoon, Publiek

from .herkenbaar import herkenbaar
from .models import Voordracht
from .models.voordracht import Bron, bron_velden, wie_beslist

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
    spreker = forms.ModelChoiceField(
        label="Wie beslist?",
        help_text="Dit hoort bij niemand in het bijzonder. Kies de Verkenner die erover gaat.",
        queryset=Persoon.objects.none(),
        empty_label="Kies een Verkenner",
    )

    def __init__(self, *args: Any, bron: Bron, door: Persoon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bron, self.door = bron, door
        self.beslist = wie_beslist(bron)
        if self.beslist is not None:
            del self.fields["spreker"]
        else:
            verkenning = bron_velden(bron)["verkenning"]
            leden = verkenning.lidmaatschappen.geldig().filter(corporatie__isnull=False)
            self.fields["spreker"].queryset = Persoon.objects.filter(pk__in=leden.values("persoon"))  # type: ignore[attr-defined]

    def draag_voor(self) -> tuple[Voordracht, bool]:
        """Put it forward. The same passage twice, by a double click, is one question to the speaker: then False."""
        gegevens = self.cleaned_data
        spreker = self.beslist or gegevens["spreker"]
        velden = {naam: gegevens[naam] for naam in ("tekst", "publiek", "naamsvermelding")}
        zelfde = Voordracht.objects.filter(**bron_velden(self.bron), **velden, spreker=spreker, antwoord="").first()
        if zelfde:
            return zelfde, False
        return Voordracht.objects.draag_voor(self.bron, door=self.door, spreker=spreker, **velden), True


class BesluitForm(forms.Form):
    antwoord = forms.ChoiceField(label="Wat wil je?", choices=Voordracht.Besluit, widget=forms.RadioSelect)
    eigen_tekst = forms.CharField(
        label="In mijn eigen woorden",
        help_text="Alleen als je hierboven 'Anders' kiest. Alleen deze woorden mogen dan naar buiten.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        validators=[tekst_geldig],
    )

    def __init__(self, *args: Any, voordracht: Voordracht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voordracht = voordracht
        self.fields["eigen_tekst"].initial = voordracht.tekst
        if voordracht.naamsvermelding == Voordracht.Naamsvermelding.ANONIEM:
            keuzes = [keuze for keuze in Voordracht.Besluit.choices if keuze[0] != Voordracht.Besluit.ANONIEM]
            self.fields["antwoord"].choices = keuzes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("antwoord") == Voordracht.Besluit.ANDERS and not gegevens.get("eigen_tekst", "").strip():
            self.add_error("eigen_tekst", "Schrijf hier hoe het buiten mag klinken, of kies een ander antwoord.")
        return gegevens

    def beantwoord(self, door: Persoon) -> None:
        self.voordracht.beantwoord(
            self.cleaned_data["antwoord"], eigen_tekst=self.cleaned_data["eigen_tekst"].strip(), door=door
        )


class VrijgeefForm(forms.Form):
    """Release of a cleared passage. What could identify somebody must be confirmed first."""

    gezien = forms.BooleanField(required=False, label="Ik heb deze woorden bekeken. Ze mogen zo blijven staan.")

    def __init__(self, *args: Any, voordracht: Voordracht, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.voordracht = voordracht
        namen = [voordracht.naam_bij_tekst.replace(",", "")] if voordracht.naam_bij_tekst else []
        self.gevonden = herkenbaar(voordracht.tekst, voordracht.verkenning, behalve=namen)
        if not self.gevonden:
            del self.fields["gezien"]

    def clean_gezien(self) -> bool:
        if not self.cleaned_data["gezien"]:
            raise ValidationError("Kijk eerst naar de woorden die iemand herkenbaar maken, en zet dan dit vinkje.")
        return True


class IntrekForm(forms.Form):
    waarom = forms.CharField(
        label="Waarom trek je dit in?",
        help_text="Alleen de groep leest dit.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class PubliekForm(forms.Form):
    publiek = publiekveld()
