"""Forms for who takes part: a new association, somebody in another's place, a step in how an association takes part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from verkenning import datum
from verkenning.models import Persoon, Verkenning
from verkenning.tekstvak import Tekstvak

from .brieven import meld_aan_verkenners, verstuur_uitnodiging
from .models import Corporatie, Deelname, Lidmaatschap, StapTeVroeg, Uitnodiging

_VROEGST = date(2000, 1, 1)


class Dagveld(forms.DateField):
    """A day, today unless told. Of a year that nobody can mean it asks whether it is right."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        fouten = {"required": "Kies een dag.", "invalid": "Dit is geen dag. Schrijf hem zo: 2026-05-23."}
        super().__init__(widget=widget, error_messages=fouten, initial=timezone.localdate, **kwargs)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value and not _VROEGST <= value <= timezone.localdate() + timedelta(days=1000):
            raise ValidationError(f"Klopt het jaar {value.year}? Kies een dag die dichterbij ligt.")


def _regel(label: str, hoogstens: int, **kwargs: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=hoogstens, **kwargs)


def _op_een_regel(tekst: str) -> str:
    """What comes to stand in a mail is one line, whatever was pasted."""
    return " ".join(tekst.split())


class MensForm(forms.Form):
    """Somebody to invite as verkenner. The address is known at once, or asked with the name."""

    naam = _regel("Naam", 120, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    email = forms.EmailField(
        label="E-mailadres",
        max_length=254,
        help_text="De uitnodiging gaat naar dit adres en werkt alleen daarvoor.",
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    functie = _regel("Functie", 120, required=False, help_text="Bijvoorbeeld: directeur-bestuurder.")

    def clean_naam(self) -> str:
        return _op_een_regel(self.cleaned_data["naam"])

    def clean_functie(self) -> str:
        return _op_een_regel(self.cleaned_data["functie"])

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    @property
    def mens(self) -> dict[str, str]:
        return {naam: self.cleaned_data[naam] for naam in ("naam", "email", "functie")}


class CorporatieUitnodigForm(MensForm):
    """A new association with who speaks for it: one form, one go."""

    corporatie = _regel("Hoe heet de corporatie?", 200)
    plaats = _regel("In welke plaats?", 120)

    field_order = ("corporatie", "plaats", "naam", "email", "functie")

    def __init__(self, *args: Any, verkenning: Verkenning, door: Persoon, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.verkenning, self.door = verkenning, door
        self.fields["naam"].label = "Wie doet er mee?"
        self.fields["naam"].help_text = "De bestuurder die de vraag van de corporatie meeneemt."

    def clean_corporatie(self) -> str:
        return _op_een_regel(self.cleaned_data["corporatie"])

    def clean_plaats(self) -> str:
        return _op_een_regel(self.cleaned_data["plaats"])

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        naam, email = schoon.get("corporatie"), schoon.get("email")
        al = Corporatie.objects.van(self.verkenning).filter(naam__iexact=naam).first() if naam else None
        if al and not Uitnodiging.objects.open().filter(corporatie=al, email=email).exists():
            self.add_error("corporatie", f"{al} staat er al. Nodig op de vorige pagina een verkenner voor haar uit.")
        return schoon

    def nodig_uit(self) -> tuple[Uitnodiging, bool]:
        uitnodiging, nieuw = Uitnodiging.objects.nodig_corporatie_uit(
            verkenning=self.verkenning,
            door=self.door,
            corporatie=self.cleaned_data["corporatie"],
            plaats=self.cleaned_data["plaats"],
            **self.mens,
        )
        if nieuw:
            verstuur_uitnodiging.enqueue(uitnodiging.pk)
        return uitnodiging, nieuw


class OpvolgerForm(MensForm):
    """Somebody leaves; who comes in their place may be known already."""

    vanaf = Dagveld(label="Vanaf welke dag hoort diegene niet meer bij de groep?")

    field_order = ("vanaf", "naam", "email", "functie")

    def __init__(self, *args: Any, lid: Lidmaatschap, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lid = lid
        self.fields["vanaf"].label = f"Vanaf welke dag hoort {lid.persoon} niet meer bij de groep?"
        self.fields["naam"].label = "Wie komt ervoor in de plaats?"
        self.fields["naam"].help_text = "Weet je dat nog niet? Laat de naam en het adres dan leeg."
        for naam in ("naam", "email"):
            self.fields[naam].required = False

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        naam, email = schoon.get("naam"), schoon.get("email")
        if email and not naam and "naam" not in self.errors:
            self.add_error("naam", "Schrijf ook de naam van de opvolger.")
        if naam and not email and "email" not in self.errors:
            self.add_error("email", "Schrijf ook het e-mailadres van de opvolger.")
        doet_mee = self.lid.corporatie.lidmaatschappen.lopend() if self.lid.corporatie else None
        if email and doet_mee and doet_mee.filter(persoon__email__iexact=email).exists():
            self.add_error("email", "Met dit adres doet iemand hier al mee. Laat de opvolger dan leeg.")
        return schoon

    def beeindig(self, door: Persoon) -> Uitnodiging | None:
        opvolger = self.mens if self.cleaned_data["email"] else None
        uitnodiging = self.lid.beeindig(self.cleaned_data["vanaf"], opvolger=opvolger, door=door)
        if uitnodiging:
            verstuur_uitnodiging.enqueue(uitnodiging.pk)
            meld_aan_verkenners(uitnodiging)
        return uitnodiging


class StapForm(forms.Form):
    """An association begins, or stops."""

    op = Dagveld(label="Vanaf welke dag?")
    reden = Tekstvak(
        label="Waarom stopt zij?",
        help_text="Alleen de groep leest dit.",
        hoogstens=2000,
        wat="De reden",
        error_messages={"required": "Schrijf op waarom zij stopt. Alleen de groep leest dit."},
    )

    def __init__(self, *args: Any, corporatie: Corporatie, status: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.corporatie, self.status = corporatie, status
        if status != Deelname.Status.GESTOPT:
            del self.fields["reden"]

    def zet(self) -> bool:
        """Says False when it was said already. Raises ValidationError, on the day, for one before the last step."""
        try:
            return self.corporatie.zet_stap(
                self.status, op=self.cleaned_data["op"], reden=self.cleaned_data.get("reden", "")
            )
        except StapTeVroeg as te_vroeg:
            laatste = te_vroeg.laatste
            wat = f"{laatste.get_status_display()}, {datum.dag(laatste.op)}"
            raise ValidationError({"op": f"De vorige stap is later: {wat}. Kies een dag daarna."}) from te_vroeg
