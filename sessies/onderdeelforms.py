"""A part of the agenda: add one, or change one that others may be changing too."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max

from verkenning.adressen import kies_slug
from verkenning.models import Persoon

from .models import Onderdeel, Sessie
from .velden import SamenForm, tekstveld

_RIJEN_OVER = 2  # how many empty rows for a guest stand ready
_RIJEN_MAX = 30
_MINUTEN = "Schrijf hoeveel minuten het duurt: een getal van 1 tot 720."


class OnderdeelForm(SamenForm):
    erbij_kop = "Waar, en wie komt er van buiten?"
    namen = {
        "soort": "Soort",
        "titel": "Naam",
        "minuten": "Minuten",
        "tekst": "Wat doen we",
        "locatie": "Waar",
        "gasten": "Gasten en partners",
    }

    titel = forms.CharField(label="Hoe heet het?", max_length=300, error_messages={"required": "Geef het een naam."})
    soort = forms.ChoiceField(label="Wat voor onderdeel?", choices=Onderdeel.Soort.choices, initial="gesprek")
    minuten = forms.IntegerField(
        label="Hoeveel minuten?",
        min_value=1,
        max_value=720,
        required=False,
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), _MINUTEN),
    )
    tekst = tekstveld("Wat doen we?", verplicht=False, rijen=3)
    locatie = forms.CharField(
        label="Waar?", help_text="Alleen als het ergens anders is.", max_length=300, required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        sessie: Sessie,
        persoon: Persoon,
        onderdeel: Onderdeel | None = None,
        gasten: list[tuple[str, str]] | None = None,
        **kwargs: Any,
    ) -> None:
        begin: dict[str, Any] = {}
        if onderdeel:
            begin = {
                naam: getattr(onderdeel, naam) for naam in ("soort", "titel", "minuten", "tekst", "locatie", "versie")
            }
        super().__init__(data, **{"initial": begin} | kwargs)
        self.sessie, self.persoon, self.onderdeel = sessie, persoon, onderdeel
        self._zet_rijen(gasten or [], data)

    def _zet_rijen(self, gasten: list[tuple[str, str]], data: Any) -> None:
        """A row for each guest and some that are empty; and all rows that were sent."""
        gestuurd = sum(naam.startswith("gast_") for naam in data or ())
        self.aantal = min(max(len(gasten) + _RIJEN_OVER, gestuurd), _RIJEN_MAX)
        for nr in range(self.aantal):
            naam, organisatie = gasten[nr] if nr < len(gasten) else ("", "")
            self.fields[f"gast_{nr}"] = forms.CharField(
                label=f"Gast of partner {nr + 1}", max_length=200, required=False, initial=naam
            )
            self.fields[f"van_{nr}"] = forms.CharField(
                label=f"Van welke organisatie is {nr + 1}?", max_length=200, required=False, initial=organisatie
            )

    @property
    def rijen(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"gast_{nr}"], self[f"van_{nr}"]) for nr in range(self.aantal)]

    @property
    def erbij_open(self) -> bool:
        """Unfolded where something stands in it, or is wrong in it."""
        bij = [self["locatie"], *(veld for rij in self.rijen for veld in rij)]
        return any(veld.errors or veld.value() for veld in bij)

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        for nr in range(self.aantal):
            if gegevens.get(f"van_{nr}") and not gegevens.get(f"gast_{nr}"):
                self.add_error(f"gast_{nr}", "Schrijf ook de naam van de gast of de partner.")
        return gegevens

    def _gasten(self) -> list[tuple[str, str]]:
        return [(self.cleaned_data[f"gast_{nr}"], self.cleaned_data[f"van_{nr}"]) for nr in range(self.aantal)]

    def velden(self) -> dict[str, Any]:
        return {naam: self.cleaned_data[naam] for naam in ("soort", "titel", "minuten", "tekst", "locatie")}

    def bewaar(self) -> Onderdeel:
        """Add it, or change it. Raises Botsing when somebody else was first, DoesNotExist when it was taken away."""
        if self.onderdeel is None:
            return self._maak()
        self.onderdeel.wijzig(door=self.persoon, vanaf=self.vanaf(), gasten=self._gasten(), **self.velden())
        return self.onderdeel

    def _maak(self) -> Onderdeel:
        """At the end. The same part twice in a row is one part that was sent twice."""
        velden = self.velden()
        with transaction.atomic():
            onderdelen = Sessie.objects.select_for_update(of=("self",)).get(pk=self.sessie.pk).onderdelen
            laatste = onderdelen.last()
            if laatste and laatste.zegt(velden | {"gasten": self._gasten()}):
                return laatste
            volgorde = (onderdelen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
            onderdeel = onderdelen.create(slug=self._slug(), volgorde=volgorde, **velden)
            onderdeel.ontvang(self._gasten())
        return onderdeel

    def _slug(self) -> str:
        bezet = set(self.sessie.onderdelen.values_list("slug", flat=True))
        return kies_slug(self.cleaned_data["titel"], "onderdeel", bezet, anders="onderdeel")

    def in_woorden(self, naam: str, ding: Onderdeel | None = None) -> str:
        if naam == "gasten":
            wie = ding.wie() if ding else self._gasten()
            return "; ".join(", ".join(deel for deel in gast if deel) for gast in wie if gast[0])
        waarde = getattr(ding, naam) if ding else self.cleaned_data[naam]
        return str(Onderdeel.Soort(waarde).label) if naam == "soort" else str(waarde or "")
