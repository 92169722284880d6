"""Forms validate and save."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from django import forms

from verkenning.models import Persoon, Publiek, Verkenning, Vrijgave
from verkenning.tekstvak import Tekstvak

from . import meedoen
from .brieven import meld_aan_verkenners, verstuur_uitnodiging
from .models import Corporatie, Lidmaatschap, Uitnodiging, Vraagversie


class UitnodigForm(forms.ModelForm):
    """Invite somebody, in one of the roles that the inviter may give."""

    rol = forms.ChoiceField(label="Wat gaat diegene doen?", widget=forms.RadioSelect)

    class Meta:
        model = Uitnodiging
        fields = ["naam", "email", "functie", "rol", "corporatie"]
        labels = {"naam": "Naam", "email": "E-mailadres", "functie": "Functie", "corporatie": "Voor welke corporatie?"}
        help_texts = {
            "email": "De uitnodiging gaat naar dit adres en werkt alleen daarvoor.",
            "corporatie": "Alleen nodig voor een verkenner. Heeft de corporatie er al een, dan krijgt die een mail.",
        }

    ROLLEN = {
        "verkenner": "Verkenner: doet mee voor een corporatie",
        "begeleider": "Begeleider: begeleidt de groep",
        "lid": "Lid: leest wat voor leden is vrijgegeven",
        "redactie": "Redactie: maakt berichten",
    }

    def __init__(self, *args: Any, verkenning: Verkenning, door: Persoon, rollen: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verkenning, self.door = verkenning, door
        self.fields["rol"].choices = [(rol, self.ROLLEN[rol]) for rol in rollen]  # type: ignore[attr-defined]
        self.fields["naam"].widget.attrs["autocomplete"] = "off"
        if "verkenner" in rollen:
            veld = self.fields["corporatie"]
            veld.queryset = Corporatie.objects.van(verkenning).niet_gestopt()  # type: ignore[attr-defined]
            veld.empty_label = "Kies een corporatie"  # type: ignore[attr-defined]
        else:
            del self.fields["corporatie"]

    def clean_naam(self) -> str:
        """On one line: the name comes to stand in a mail."""
        return " ".join(self.cleaned_data["naam"].split())

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        rol, corporatie = schoon.get("rol"), schoon.get("corporatie")
        if rol == "verkenner" and not corporatie and "corporatie" not in self.errors:
            self.add_error("corporatie", "Kies voor welke corporatie deze verkenner meedoet.")
        if rol != "verkenner":
            schoon["corporatie"] = None
        if rol and "email" in schoon and self._doet_al_mee(rol, schoon["email"], schoon.get("corporatie")):
            self.add_error("email", "Met dit adres doet iemand hier al mee in deze rol.")
        return schoon

    def _doet_al_mee(self, rol: str, email: str, corporatie: Corporatie | None) -> bool:
        lid = Lidmaatschap.objects.lopend().filter(verkenning=self.verkenning, persoon__email__iexact=email)
        return lid.filter(**({"corporatie": corporatie} if rol == "verkenner" else {rol: True})).exists()

    def nodig_uit(self) -> tuple[Uitnodiging, bool]:
        uitnodiging, nieuw = Uitnodiging.objects.nodig_uit(
            verkenning=self.verkenning, door=self.door, **self.cleaned_data
        )
        if nieuw:
            verstuur_uitnodiging.enqueue(uitnodiging.pk)
            meld_aan_verkenners(uitnodiging)
        return uitnodiging, nieuw


class InlogForm(LoginForm):  # type: ignore[misc]
    """allauth's, with the address filled in of who comes from an invitation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.uitnodiging = meedoen.toegezegd(self.request)
        if self.uitnodiging:
            self.fields["login"].initial = self.uitnodiging.email


class VraagForm(forms.ModelForm):
    """A new wording of a central question. It carries how many wordings its writer had seen."""

    vanaf = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    tekst = Tekstvak(
        label="Je vraag",
        help_text="Eén zin, met een vraagteken. Vraag naar iets wat je nog niet weet. Noem je huurder als het kan. Geef je hem later vrij, dan lezen ook anderen precies deze zin.",
        hoogstens=1000,
        wat="Je vraag",
        raad="één zin leest beter",
        widget=forms.Textarea(attrs={"rows": 3, "autofocus": True}),
    )
    waarom = Tekstvak(
        label="Waarom verandert je vraag?",
        help_text="Wat zag, hoorde of las je waardoor de vraag nu anders is? Dit blijft in de groep.",
        hoogstens=2000,
        wat="Je uitleg",
        error_messages={"required": "Schrijf op waarom je vraag verandert."},
    )

    class Meta:
        model = Vraagversie
        fields = ["tekst", "toelichting", "waarom"]
        help_texts = {
            "toelichting": "Wat zit erachter? Dit blijft in de groep en gaat nooit mee naar buiten. Noem geen huurder die te herkennen is.",
        }
        widgets = {"toelichting": forms.Textarea(attrs={"rows": 5})}

    @property
    def ook_mee(self) -> dict[str, Any]:
        """What else makes this form, beside what was typed and who typed it."""
        return {}

    def __init__(self, *args: Any, corporatie: Corporatie, door: Persoon, **kwargs: Any) -> None:
        self.corporatie, self.door = corporatie, door
        huidig, aantal = corporatie.vraag, corporatie.vraagversies.count()
        begin = {"tekst": huidig.tekst, "toelichting": huidig.toelichting} if huidig else {}
        super().__init__(*args, **kwargs | {"initial": {"vanaf": aantal, **begin}})
        if huidig is None:
            del self.fields["waarom"]

    def clean_tekst(self) -> str:
        """One sentence on one line, whatever the keyboard did."""
        return " ".join(self.cleaned_data["tekst"].split())

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        huidig = self.corporatie.vraag
        if huidig is not None and schoon.get("vanaf") == huidig.nummer:
            oud, nieuw = (huidig.tekst, huidig.toelichting), (schoon.get("tekst"), schoon.get("toelichting"))
            if oud == nieuw:
                self.add_error("tekst", "Er is niets veranderd. Pas je vraag of je toelichting aan.")
        return schoon

    def na_botsing(self) -> VraagForm:
        """The same words once more, now that their writer sees the wording that came in between."""
        data = {**self.data.dict(), "vanaf": self.corporatie.vraagversies.count()}  # type: ignore[attr-defined]
        return type(self)(data, corporatie=self.corporatie, door=self.door, **self.ook_mee)

    def scherp_aan(self) -> Vraagversie:
        """Raises Botsing when another wording came in between."""
        return self.corporatie.scherp_aan(
            self.cleaned_data["tekst"],
            toelichting=self.cleaned_data["toelichting"],
            waarom=self.cleaned_data.get("waarom", ""),
            door=self.door,
            vanaf=self.cleaned_data["vanaf"],
        )


class VraagVrijgeefForm(forms.Form):
    publiek = forms.ChoiceField(
        label="Wie mag je vraag lezen?",
        choices=[(Publiek.ACHTERBAN, "De achterban: alle leden"), (Publiek.OPENBAAR, "Openbaar: iedereen")],
        widget=forms.RadioSelect,
    )

    merk = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, versie: Vraagversie, publiek: str = "", **kwargs: Any) -> None:
        """It carries the mark of what the page shows, so that nothing else goes out."""
        begin = {"merk": versie.merk, "publiek": publiek or versie.vrijgegeven or Publiek.ACHTERBAN}
        super().__init__(*args, **kwargs | {"initial": begin})
        self.versie = versie

    def geef_vrij(self, door: Persoon) -> Vrijgave:
        """Raises IntussenVeranderd when the page no longer shows what would go out."""
        return self.versie.geef_vrij(self.cleaned_data["publiek"], door=door, gezien=self.cleaned_data["merk"])


class VraagIntrekForm(forms.Form):
    waarom = Tekstvak(
        label="Waarom trek je hem in?",
        help_text="Dit blijft in de groep.",
        hoogstens=1000,
        wat="Je uitleg",
        rijen=2,
        error_messages={"required": "Schrijf op waarom je de vraag intrekt."},
    )
