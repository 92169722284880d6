"""Forms around coming to a session: the answer, the call to the group, and a guest."""

from __future__ import annotations

from typing import Any

from django import forms

from verkenning import datum
from verkenning.models import Persoon
from verkenning.tekstvak import Tekstvak

from . import komstverzoek
from .models import Komst, Komstantwoord, Onderdeel, Oproep, Sessie
from .velden import BotsForm, kies_uit, meerkeuzeveld

_HOOGSTENS = 300


class KomstForm(BotsForm):
    """Whether somebody comes. Their answer may change as often as they like, until the session has been."""

    antwoord = forms.ChoiceField(
        label="Kom je?",
        choices=Komstantwoord.Antwoord.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies eerst of je komt.",
            "invalid_choice": "Kies een van de vier antwoorden.",
        },
    )
    woord = Tekstvak(
        label="Wil je er iets bij zeggen?",
        help_text="Bijvoorbeeld waarom je niet kunt. Alleen de begeleiders lezen dit.",
        hoogstens=_HOOGSTENS,
        wat="Je uitleg",
        raad="één zin is genoeg",
        rijen=2,
        required=False,
    )

    def __init__(self, *args: Any, komst: Komst, **kwargs: Any) -> None:
        self.komst = komst
        nu = komst.laatste if komst.pk else None
        begin = {"antwoord": nu.antwoord, "woord": nu.woord, "versie": nu.nummer} if nu else {}
        super().__init__(*args, **{"initial": begin} | kwargs)

    def bewaar(self) -> Komstantwoord:
        """Raises Botsing when they answered otherwise in another window."""
        if not self.komst.pk:
            self.komst, _ = Komst.objects.get_or_create(sessie=self.komst.sessie, persoon=self.komst.persoon)
        return self.komst.zeg(self.cleaned_data["antwoord"], self.cleaned_data["woord"], vanaf=self.vanaf())

    def toon_botsing(self, huidig: Any) -> None:
        self.botsing = huidig
        self.data = self._met_versie(huidig.versie)
        self.add_error(None, "Je hebt intussen in een ander venster al geantwoord. Wat je hier koos, staat er nog.")


class OproepForm(BotsForm):
    antwoord_voor = forms.DateField(
        label="Antwoord graag uiterlijk op",
        help_text="Wie later antwoordt, telt gewoon mee. Jij ziet dan ‘na de datum’ staan.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Dit is geen dag. Kies een dag, zoals 6-2-2019."},
    )

    def __init__(self, *args: Any, sessie: Sessie, oproep: Oproep | None, door: Persoon, **kwargs: Any) -> None:
        begin = {"antwoord_voor": oproep.antwoord_voor, "versie": oproep.versie} if oproep else {}
        super().__init__(*args, **{"initial": begin} | kwargs)
        self.sessie, self.door = sessie, door

    def clean_antwoord_voor(self) -> Any:
        dag = self.cleaned_data["antwoord_voor"]
        # Both are written year first, so the texts compare as the days do; of a month that is the month.
        if dag and self.sessie.wanneer and dag.isoformat()[: len(self.sessie.wanneer)] > self.sessie.wanneer[:10]:
            raise forms.ValidationError(f"De sessie is {datum.dag(self.sessie.wanneer)}. Kies een dag daarvoor.")
        return dag

    def nodig_uit(self) -> int:
        return komstverzoek.nodig_groep_uit(
            self.sessie, door=self.door, antwoord_voor=self.cleaned_data["antwoord_voor"], vanaf=self.vanaf()
        )

    def toon_botsing(self, huidig: Any) -> None:
        self.data = self._met_versie(huidig.versie)
        staat = datum.dag(huidig.antwoord_voor) if huidig.antwoord_voor else "geen dag"
        self.add_error(
            "antwoord_voor",
            f"Een andere begeleider koos intussen: {staat}. Jouw keuze staat er nog. Bewaar opnieuw als die moet gelden.",
        )


class GastForm(forms.Form):
    """Somebody from outside. Without an account: the link in their mail shows their own part and nothing more."""

    naam = forms.CharField(
        label="Hoe heet de gast?", max_length=200, error_messages={"required": "Schrijf hier de naam van de gast."}
    )
    email = forms.EmailField(
        label="E-mailadres",
        error_messages={
            "required": "Schrijf hier het e-mailadres van de gast.",
            "invalid": "Dit is geen e-mailadres. Kijk het nog eens na.",
        },
    )
    onderdelen = meerkeuzeveld("Waar is de gast bij?", hulp="Kies niets als de gast de hele sessie blijft.")

    def __init__(self, *args: Any, sessie: Sessie, door: Persoon, onderdelen: list[Onderdeel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessie, self.door = sessie, door
        kies_uit(self.fields["onderdelen"], onderdelen)
        if not onderdelen:
            del self.fields["onderdelen"]

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if any(persoon.email == email for persoon in komstverzoek.groep_van(self.sessie)):
            raise forms.ValidationError("Dit adres is van iemand uit de groep. Die nodig je met de groep uit.")
        return email

    def nodig_uit(self) -> bool:
        """Says False when this guest was asked already; then only what they join is changed."""
        gegevens = self.cleaned_data
        return komstverzoek.nodig_gast_uit(
            self.sessie,
            door=self.door,
            naam=gegevens["naam"],
            email=gegevens["email"],
            onderdelen=gegevens.get("onderdelen", []),
        )
