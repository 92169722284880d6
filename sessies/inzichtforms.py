"""A new insight, with the evidence it rests on."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db import transaction
from django.db.models import QuerySet

from verkenning.adressen import slug_van
from verkenning.markdown import tekst_geldig
from verkenning.models import Persoon, Verkenning

from .models import Antwoord, Bewijs, Inspiratie, Inzicht, Notitie, Theorie


class InzichtForm(forms.ModelForm):
    sleutel = forms.UUIDField(widget=forms.HiddenInput)
    notities = forms.ModelMultipleChoiceField(Notitie.objects.none(), label="Bewijs: notities", required=False)
    antwoorden = forms.ModelMultipleChoiceField(Antwoord.objects.none(), label="Bewijs: antwoorden", required=False)
    theorie = forms.ModelMultipleChoiceField(Theorie.objects.none(), label="Bewijs: theorie", required=False)
    inspiratie = forms.ModelMultipleChoiceField(Inspiratie.objects.none(), label="Bewijs: voorbeelden", required=False)

    class Meta:
        model = Inzicht
        fields = ["stelling", "vorm", "meerwaarde", "effect", "vervangt", "tekst"]
        labels = {
            "stelling": "Wat zien we?",
            "vorm": "Over welke vorm van samenwerken?",
            "meerwaarde": "Welke meerwaarde?",
            "effect": "Wat doet deze vorm daarmee?",
            "vervangt": "Vervangt dit een eerder inzicht?",
            "tekst": "Wat merkt de huurder, en hoe weten jullie dat?",
        }
        help_texts = {
            "stelling": "Eén zin. Noem geen huurder die te herkennen is.",
            "tekst": "Weet je het nog niet? Schrijf dan: dat weten we nog niet.",
        }
        widgets = {"effect": forms.RadioSelect}

    def __init__(self, *args: Any, verkenning: Verkenning, persoon: Persoon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verkenning = verkenning
        self.instance.verkenning = verkenning
        keuzes: dict[str, QuerySet[Any]] = {
            "vorm": verkenning.vormen.all(),
            "meerwaarde": verkenning.meerwaarden.all(),
            "vervangt": Inzicht.objects.zichtbaar_voor(persoon).van(verkenning).geldend(),
            "notities": Notitie.objects.zichtbaar_voor(persoon)
            .van(verkenning)
            .filter(zichtbaarheid="besloten")
            .select_related("auteur"),
            "antwoorden": Antwoord.objects.zichtbaar_voor(persoon)
            .filter(vraag__sessie__verkenning=verkenning, zichtbaarheid="besloten")
            .select_related("corporatie", "vraag"),
            "theorie": Theorie.objects.zichtbaar_voor(persoon).filter(verkenning=verkenning),
            "inspiratie": Inspiratie.objects.zichtbaar_voor(persoon).filter(verkenning=verkenning),
        }
        for naam, rijen in keuzes.items():
            cast(forms.ModelChoiceField, self.fields[naam]).queryset = rijen
        for naam in ("vorm", "meerwaarde"):
            cast(forms.ModelChoiceField, self.fields[naam]).empty_label = "Kies"
        cast(forms.ModelChoiceField, self.fields["vervangt"]).empty_label = "Nee, dit is nieuw"
        cast(Any, self.fields["notities"]).label_from_instance = lambda n: f"{n.get_soort_display()}: {n.tekst[:90]}"
        cast(Any, self.fields["antwoorden"]).label_from_instance = lambda a: f"{a.corporatie}: {a.tekst[:90]}"
        self.fields["tekst"].validators.append(tekst_geldig)

    def bewaar(self) -> Inzicht:
        """Make the insight and its evidence. The same form sent twice makes one."""
        slug = f"{slug_van(self.cleaned_data['stelling'], 'inzicht')}-{self.cleaned_data['sleutel'].hex[:6]}"
        bestaand = Inzicht.objects.filter(verkenning=self.verkenning, slug=slug).first()
        if bestaand:
            return bestaand
        with transaction.atomic():
            inzicht: Inzicht = self.save(commit=False)
            inzicht.slug = slug
            inzicht.save()
            soorten = {
                "notities": "notitie",
                "antwoorden": "antwoord",
                "theorie": "theorie",
                "inspiratie": "inspiratie",
            }
            Bewijs.objects.bulk_create(
                Bewijs(inzicht=inzicht, **{veld: stuk})
                for naam, veld in soorten.items()
                for stuk in self.cleaned_data[naam]
            )
        return inzicht
