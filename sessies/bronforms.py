"""Put a source of the library at a session, with what it says or teaches for this question; or a new one at once."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from .bibliotheekforms import nieuwe_slug, splits_auteurs
from .models import Inspiratie, InspiratieKoppeling, Sessie, Theorie, TheorieKoppeling
from .velden import keuzeveld, kies_uit, tekstveld


class BronForm(forms.Form):
    """What both kinds share: pick one that is there, or name a new one; then one sentence for this question."""

    model: ClassVar[type[Theorie | Inspiratie]]
    naamveld: ClassVar[str]

    def __init__(self, *args: Any, sessie: Sessie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessie = sessie
        rijen = self.model._default_manager.filter(verkenning=sessie.verkenning_id).order_by(self.naamveld)
        self.rijen = {rij.pk: rij for rij in rijen}
        kies_uit(self.fields["bron"], rijen, leeg="Een nieuwe, die ik hieronder noem")

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if "bron" in gegevens and not gegevens["bron"] and not gegevens.get(self.naamveld):
            self.add_error("bron", "Kies een bron uit de lijst, of schrijf hieronder hoe de nieuwe heet.")
        return gegevens

    def _bron(self) -> Any:
        """The chosen one, one of this name that is there already, or a new one to be filled in later."""
        if self.cleaned_data["bron"]:
            return self.rijen[self.cleaned_data["bron"]]
        naam = self.cleaned_data[self.naamveld]
        zelfde = [rij for rij in self.rijen.values() if str(rij).casefold() == naam.casefold()]
        return zelfde[0] if zelfde else self._nieuw()

    def _nieuw(self) -> Any:
        raise NotImplementedError

    def _koppel(self, koppelingen: Any, bron: dict[str, Any], tekst: dict[str, str]) -> Any:
        """One line for one source: sent twice it is the same line, and it never overwrites what stands there."""
        koppeling, nieuw = koppelingen.get_or_create(**bron, defaults=tekst)
        if not nieuw and any(getattr(koppeling, naam) != waarde for naam, waarde in tekst.items()):
            raise ValidationError("Deze bron staat al bij deze sessie, met een andere zin erbij.")
        return koppeling


class TheorieBronForm(BronForm):
    model = Theorie
    naamveld = "titel"

    bron = keuzeveld("Welke publicatie?")
    titel = forms.CharField(label="Titel van een nieuwe publicatie", max_length=500, required=False)
    auteurs = forms.CharField(
        label="Wie schreven het?", help_text="Gescheiden door een puntkomma.", max_length=500, required=False
    )
    jaar = forms.IntegerField(label="In welk jaar?", min_value=1500, max_value=2100, required=False)
    tekst = tekstveld("Wat zegt dit over de vraag?", hulp="In één of twee zinnen, in gewone taal.", rijen=3)

    def bewaar(self) -> TheorieKoppeling:
        with transaction.atomic():
            koppelingen = TheorieKoppeling.objects.filter(sessie=self.sessie)
            velden = {"sessie": self.sessie, "bron": self._bron()}
            koppeling: TheorieKoppeling = self._koppel(koppelingen, velden, {"bewering": self.cleaned_data["tekst"]})
        return koppeling

    def _nieuw(self) -> Theorie:
        auteurs, titel = splits_auteurs(self.cleaned_data["auteurs"]), self.cleaned_data["titel"]
        return Theorie.objects.create(
            verkenning=self.sessie.verkenning,
            slug=nieuwe_slug(Theorie, self.sessie.verkenning_id, auteurs, self.cleaned_data["jaar"], titel),
            titel=titel,
            auteurs=auteurs,
            jaar=self.cleaned_data["jaar"],
        )


class InspiratieBronForm(BronForm):
    model = Inspiratie
    naamveld = "naam"

    bron = keuzeveld("Welk voorbeeld?")
    naam = forms.CharField(label="Naam van een nieuw voorbeeld", max_length=300, required=False)
    sector = forms.CharField(label="Uit welke sector?", max_length=200, required=False)
    tekst = tekstveld("Wat leren we hiervan voor deze vraag?", hulp="In één of twee zinnen.", rijen=3)

    def bewaar(self) -> InspiratieKoppeling:
        with transaction.atomic():
            koppelingen = InspiratieKoppeling.objects.filter(sessie=self.sessie)
            velden = {"sessie": self.sessie, "voorbeeld": self._bron()}
            koppeling: InspiratieKoppeling = self._koppel(koppelingen, velden, {"les": self.cleaned_data["tekst"]})
        return koppeling

    def _nieuw(self) -> Inspiratie:
        naam = self.cleaned_data["naam"]
        return Inspiratie.objects.create(
            verkenning=self.sessie.verkenning,
            slug=nieuwe_slug(Inspiratie, self.sessie.verkenning_id, [], None, naam),
            naam=naam,
            sector=self.cleaned_data["sector"],
        )


class OordeelForm(forms.ModelForm):
    """What practice says of a claim, once the session has looked at it. The claim itself stays as it was."""

    class Meta:
        model = TheorieKoppeling
        fields = ["oordeel", "toelichting"]
        labels = {"oordeel": "Wat zegt de praktijk?", "toelichting": "Hoe weten jullie dat?"}
        help_texts = {"toelichting": "Blijft in de groep."}
        widgets = {"oordeel": forms.RadioSelect, "toelichting": forms.Textarea(attrs={"rows": 3})}

    def bewaar(self) -> TheorieKoppeling:
        koppeling: TheorieKoppeling = self.save(commit=False)
        koppeling.save(update_fields=["oordeel", "toelichting", "toelichting_html"])
        return koppeling


BRONFORMS: dict[str, type[BronForm]] = {"theorie": TheorieBronForm, "inspiratie": InspiratieBronForm}
