"""When a stop is, as precisely as it is known: a day and a time, a day, a month, or not yet."""

from __future__ import annotations

from typing import Any

from django import forms

from ..models import Sessie

_PRECISIE = {16: Sessie.Precisie.MOMENT, 10: Sessie.Precisie.DAG, 7: Sessie.Precisie.MAAND}
LATER = "later"
_TIJD = {"invalid": "Schrijf een tijd als 13:00."}
_VROEGST, _LAATST = 2000, 2099


class WanneerForm(forms.Form):
    """Four fields; after `clean` they are `begin` and `einde`, written as Sessie.wanneer writes them."""

    zeker = forms.ChoiceField(
        label="Hoe zeker is het?",
        choices=[
            (Sessie.Precisie.MOMENT, "Dag en tijd staan vast"),
            (Sessie.Precisie.DAG, "De dag staat vast, de tijd volgt"),
            (Sessie.Precisie.MAAND, "Alleen de maand, de dag volgt"),
            (LATER, "Nog te plannen"),
        ],
    )
    datum = forms.DateField(
        label="Dag",
        help_text="Weet je alleen de maand? Kies dan een dag in die maand.",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "Deze dag bestaat niet. Schrijf een dag die bestaat, als 13-06-2019."},
    )
    van = forms.TimeField(
        label="Van",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=_TIJD,
    )
    tot = forms.TimeField(
        label="Tot",
        required=False,
        input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages=_TIJD,
    )

    @staticmethod
    def velden_van(begin: str, einde: str) -> dict[str, Any]:
        """The fields as they stand for a stop that is planned so."""
        return {
            "zeker": _PRECISIE.get(len(begin), LATER),
            "datum": (begin if len(begin) >= 10 else f"{begin}-01" if begin else "")[:10],
            "van": begin[11:16],
            "tot": einde[11:16],
        }

    def clean(self) -> dict[str, Any]:
        schoon = self.cleaned_data
        schoon["begin"] = schoon["einde"] = ""
        if schoon.get("zeker") in {None, LATER} or {"datum", "van", "tot"} & set(self.errors):
            return super().clean() or schoon
        if not self._klopt(schoon):
            return super().clean() or schoon
        datum = schoon["datum"].isoformat()
        lengte = {precisie: tekens for tekens, precisie in _PRECISIE.items()}[schoon["zeker"]]
        schoon["begin"] = f"{datum}T{schoon['van']:%H:%M}" if lengte > len(datum) else datum[:lengte]
        if lengte > len(datum) and schoon["tot"]:
            schoon["einde"] = f"{datum}T{schoon['tot']:%H:%M}"
        return super().clean() or schoon

    def _klopt(self, schoon: dict[str, Any]) -> bool:
        if schoon["datum"] is None:
            self.add_error("datum", "Kies een dag, of kies ‘Nog te plannen’.")
        elif not _VROEGST <= schoon["datum"].year <= _LAATST:
            self.add_error("datum", f"Kies een jaar van {_VROEGST} tot en met {_LAATST}.")
        if schoon["zeker"] == Sessie.Precisie.MOMENT:
            if schoon["van"] is None:
                self.add_error("van", "Schrijf hoe laat het begint, of kies ‘de tijd volgt’.")
            elif schoon["tot"] and schoon["tot"] <= schoon["van"]:
                self.add_error("tot", "Het einde ligt niet na het begin. Kies een later einde.")
        return not self.errors
