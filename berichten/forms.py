"""Begin a bericht, change its title or audience, write a block, publish."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms

from verkenning.markdown import tekst_geldig
from verkenning.models import Persoon, Verkenning
from verkenning.velden import gewone_regels

from .models import Bericht, Blok, Botsing, Uitgave
from .samenstellen import stel_samen
from .uitgeven import publiceer


class BotsForm(forms.Form):
    """A form over something that somebody else may have changed meanwhile: it carries the version it started from."""

    versie = forms.IntegerField(widget=forms.HiddenInput)
    botsing: Any = None  # what stands there now, when somebody else was first

    def toon_botsing(self, huidig: Any) -> None:
        """Keep what was typed, show what stands there, and let a second save go on top of that knowingly."""
        self.botsing = huidig
        self.data = {**self.data.dict(), "versie": huidig.versie}  # type: ignore[attr-defined]
        self.add_error(None, "Iemand anders heeft dit intussen gewijzigd. Wat jij schreef, staat er nog.")


class GegevensForm(forms.ModelForm):
    class Meta:
        model = Bericht
        fields = ["titel", "soort", "publiek", "van", "tot"]
        widgets = {
            "van": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "tot": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "publiek": forms.RadioSelect,
        }
        labels = {"publiek": "Wie mag het lezen?"}
        help_texts = {"titel": "Zo komt hij op de omslag te staan."}
        error_messages = {
            "titel": {"required": "Geef het bericht een titel."},
            "van": {"invalid": "Dit is geen datum. Kies een dag."},
            "tot": {"invalid": "Dit is geen datum. Kies een dag."},
        }

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        van, tot = gegevens.get("van"), gegevens.get("tot")
        if van and tot and van > tot:
            self.add_error("tot", "Deze dag ligt vóór de eerste dag. Kies een latere.")
        return gegevens


class NieuwForm(GegevensForm):
    begin = forms.ChoiceField(
        label="Waar begin je mee?",
        choices=[("samen", "Met alles wat is vrijgegeven, op volgorde van de route"), ("leeg", "Met een leeg bericht")],
        initial="samen",
        widget=forms.RadioSelect,
    )
    sleutel = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def bewaar(self, verkenning: Verkenning) -> Bericht:
        """Begin the bericht; the same form sent twice begins it once."""
        gegevens = dict(self.cleaned_data)
        if gegevens.pop("begin") == "samen":
            return stel_samen(verkenning, **gegevens)
        return Bericht.objects.begin(verkenning, **gegevens)


class WijzigForm(BotsForm, GegevensForm):
    def bewaar(self) -> None:
        """Raises Botsing."""
        gegevens = dict(self.cleaned_data)
        vanaf = gegevens.pop("versie")
        self.instance.hernoem(vanaf=vanaf, **gegevens)


class BlokForm(BotsForm):
    """The block that is open in the composer. It goes along with every button there."""

    open = forms.IntegerField(widget=forms.HiddenInput)
    kop = forms.CharField(label="Kop", max_length=200, required=False)
    tekst = forms.CharField(
        label="Tekst",
        help_text="Korte zinnen. Leg moeilijke woorden uit.",
        required=False,
        validators=[tekst_geldig],
        widget=forms.Textarea(attrs={"rows": 8}),
    )

    def __init__(self, data: Any = None, *, blok: Blok) -> None:
        begin = {"open": blok.pk, "kop": blok.kop, "tekst": blok.tekst, "versie": blok.versie}
        super().__init__(data, initial=begin, auto_id=f"id_blok{blok.pk}_%s")
        self.blok = blok

    def bewaar(self) -> int:
        """Save what was typed, if anything was: 200. Else the form says why not, and this is the status of that answer."""
        if not self.is_valid():
            return 422
        kop, tekst = self.cleaned_data["kop"], gewone_regels(self.cleaned_data["tekst"])
        self.gewijzigd = (kop, tekst) != (self.blok.kop, self.blok.tekst)
        if self.gewijzigd:
            try:
                self.blok.herschrijf(kop=kop, tekst=tekst, vanaf=self.cleaned_data["versie"])
            except Botsing as botsing:
                self.toon_botsing(botsing.huidig)
                return 409
        return 200


class ErbijForm(forms.Form):
    """A block of the redactie's own, or a released passage: one of the two."""

    soort = forms.ChoiceField(
        choices=[keuze for keuze in Blok.Soort.choices if keuze[0] != Blok.Soort.VRIJGAVE], required=False
    )
    vrijgave = forms.IntegerField(required=False)
    sleutel = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if not gegevens.get("soort") and not gegevens.get("vrijgave"):
            raise forms.ValidationError("Kies wat je wilt toevoegen.")
        return gegevens


class PubliceerForm(forms.Form):
    toelichting = forms.CharField(
        label="Wat is er veranderd?",
        help_text="Lezers zien dit bij de nieuwe uitgave.",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Schrijf in één zin wat er veranderd is."},
    )
    verwacht = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, vorige: Uitgave | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if vorige is None:
            del self.fields["toelichting"]

    def publiceer(self, bericht: Bericht, door: Persoon) -> Uitgave:
        """Raises NietPubliceerbaar."""
        gegevens = self.cleaned_data
        return publiceer(bericht, door=door, toelichting=gegevens.get("toelichting", ""), verwacht=gegevens["verwacht"])
