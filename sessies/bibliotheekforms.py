"""Entries of the library: what a publication says, and how people work together elsewhere, with dated figures."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.db import transaction

from verkenning.adressen import kies_slug
from verkenning.models import Verkenning

from .models import Cijfer, Inspiratie, Theorie


def splits_auteurs(tekst: str) -> list[str]:
    """One a line, or with semicolons between: a comma stands inside a name."""
    return [naam.strip() for naam in re.split(r"[;\n]", tekst) if naam.strip()]


def nieuwe_slug(
    model: type[Theorie | Inspiratie], verkenning_id: int, auteurs: list[str], jaar: int | None, naam: str
) -> str:
    """'provan-kenis-2008', 'broodfonds', and '-2' behind it where that is taken."""
    delen = [auteur.split(",")[0] for auteur in auteurs[:2]] + [str(jaar)] if auteurs and jaar else [naam]
    bezet = set(model._default_manager.filter(verkenning=verkenning_id).values_list("slug", flat=True))
    return kies_slug(" ".join(delen), "bron", bezet, anders="bron")


class BibliotheekForm(forms.ModelForm):
    """What both kinds share. Only what was changed is written, so that two people may work on one entry."""

    def __init__(self, *args: Any, verkenning: Verkenning, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verkenning = verkenning
        self.instance.verkenning = verkenning

    def zelfde(self) -> Any:
        """An entry that says exactly this already: the form was sent twice."""
        velden = {naam: self.cleaned_data[naam] for naam in self.Meta.fields}  # type: ignore[attr-defined]
        return self._meta.model._default_manager.filter(verkenning=self.verkenning, **velden).first()

    def _slug(self) -> str:
        return nieuwe_slug(self._meta.model, self.verkenning.pk, [], None, str(self.instance))

    def bewaar(self) -> Any:
        if self.instance.pk:
            velden = [naam for naam in self.changed_data if naam in self.fields]
            if velden:
                html = ["html"] if "tekst" in velden else []
                self.instance.save(update_fields=[*velden, *html])
            return self.instance
        if bestaand := self.zelfde():
            return bestaand
        self.instance.slug = self._slug()
        self.instance.save()
        return self.instance


class AuteursVeld(forms.CharField):
    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        return splits_auteurs(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return (initial or []) != splits_auteurs(data or "")


class TheorieForm(BibliotheekForm):
    auteurs = AuteursVeld(
        label="Wie schreven het?",
        help_text="Eén naam op een regel: achternaam, komma, voorletters.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    jaar = forms.IntegerField(label="In welk jaar?", min_value=1500, max_value=2100, required=False)

    class Meta:
        model = Theorie
        fields = ["titel", "auteurs", "jaar", "uitgegeven_in", "doi", "url", "tekst", "gecontroleerd"]
        labels = {
            "titel": "Hoe heet de publicatie?",
            "uitgegeven_in": "Waarin stond het?",
            "url": "Adres op het web",
            "tekst": "Wat zegt het?",
            "gecontroleerd": "Iemand heeft de verwijzing nagekeken",
        }
        help_texts = {"tekst": "In gewone taal, voor iemand die het niet gelezen heeft."}
        widgets = {"titel": forms.TextInput, "tekst": forms.Textarea(attrs={"rows": 6})}

    def _slug(self) -> str:
        gegevens = self.cleaned_data
        return nieuwe_slug(Theorie, self.verkenning.pk, gegevens["auteurs"], gegevens["jaar"], gegevens["titel"])


class InspiratieForm(BibliotheekForm):
    class Meta:
        model = Inspiratie
        fields = ["naam", "sector", "vorm", "url", "tekst", "mislukking"]
        labels = {
            "naam": "Hoe heet het voorbeeld?",
            "sector": "Uit welke sector?",
            "vorm": "Op welke vorm van samenwerken lijkt het?",
            "url": "Adres op het web",
            "tekst": "Wat is het, en hoe werken ze samen?",
            "mislukking": "Het werkte niet",
        }
        help_texts = {"mislukking": "Juist van wat niet werkte leren we veel."}
        widgets = {"tekst": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        vorm = self.fields["vorm"]
        vorm.queryset = self.verkenning.vormen.all()  # type: ignore[attr-defined]
        vorm.empty_label = "Geen van deze"  # type: ignore[attr-defined]


class CijferForm(forms.ModelForm):
    class Meta:
        model = Cijfer
        fields = ["wat", "waarde", "peildatum", "bron"]
        labels = {
            "wat": "Wat is geteld?",
            "waarde": "Hoeveel?",
            "peildatum": "Wanneer gold dat?",
            "bron": "Wie zegt dat?",
        }
        help_texts = {"peildatum": "2020, 2020-11 of 2020-11-30."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for naam in ("peildatum", "bron"):
            self.fields[naam].required = True
            self.fields[naam].error_messages["required"] = "Een getal zonder datum of bron zegt niets. Vul dit ook in."


CijferFormSet = forms.inlineformset_factory(Inspiratie, Cijfer, form=CijferForm, extra=1, can_delete_extra=False)


def bewaar_met_cijfers(form: InspiratieForm, cijfers: Any) -> Inspiratie:
    """The example and its figures together, or neither."""
    with transaction.atomic():
        nieuw = form.instance.pk is None
        inspiratie: Inspiratie = form.bewaar()
        if not nieuw or not inspiratie.cijfers.exists():
            cijfers.instance = inspiratie
            cijfers.save()
    return inspiratie
