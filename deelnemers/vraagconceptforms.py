"""The steps in which a question is written down, and the last one, in which it is looked over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from verkenning.markdown import tekst_geldig
from verkenning.models import Verkenning
from verkenning.tekstvak import Tekstvak

from .models import Vraagconcept, Vraagversie
from .models.vraagconcept import KOPPEN

_HOOGSTENS = 1000


@dataclass(frozen=True, slots=True)
class Stap:
    kop: str
    uitleg: str
    velden: tuple[str, ...]


STAPPEN = (
    Stap(
        "Wat wil je weten?", "Schrijf op wat in je opkomt. Straks maak je er één goede zin van.", ("tekst", "waarom_nu")
    ),
    Stap(
        "Wat weet je al?", "Een paar zinnen zijn genoeg. Weet je het niet, sla het dan over.", ("geprobeerd", "huurder")
    ),
    Stap("Waar denk je aan?", "Je kiest nog niets. De groep ziet zo waar je gedachten heen gaan.", ("vormen",)),
    Stap("Lees het nog eens na", "Klopt de zin? Dan kan hij naar de groep.", ("tekst",)),
)
LAATSTE = len(STAPPEN)


def _vak(label: str, hulp: str, wat: str, rijen: int = 4, hoogstens: int = _HOOGSTENS) -> Tekstvak:
    return Tekstvak(label=label, help_text=hulp, wat=wat, rijen=rijen, hoogstens=hoogstens, required=False)


def _velden() -> dict[str, forms.Field]:
    return {
        "tekst": _vak("Je vraag", "Begin met hoe, wat of welke. Vraag naar iets wat je nog niet weet.", "Je vraag", 3),
        "waarom_nu": _vak("Waarom nu?", "Wat is er gebeurd, of wat komt eraan?", "Je antwoord"),
        "geprobeerd": _vak("Wat heb je al geprobeerd?", "Ook als het niet lukte. Juist dan.", "Je antwoord"),
        "huurder": _vak(
            "Wat moet je huurder ervan merken?",
            "Noem geen huurder die te herkennen is. Weet je het nog niet, schrijf dat dan op.",
            "Je antwoord",
        ),
        "vormen": _vak("Iets anders, of waarom juist deze?", "Mag in je eigen woorden.", "Je antwoord", 3),
    }


class ConceptForm(forms.Form):
    """One step. It carries the version of the draft that its writer began with."""

    vanaf = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, concept: Vraagconcept, stap: int, verkenning: Verkenning, **kwargs: Any) -> None:
        begin = {naam: getattr(concept, naam) for naam in ("tekst", *KOPPEN)} | {"vanaf": concept.versie}
        super().__init__(*args, **kwargs | {"initial": begin})
        self.concept, self.stap = concept, stap
        for naam in STAPPEN[stap - 1].velden:
            self.fields[naam] = _velden()[naam]
        if "tekst" in self.fields:
            self.fields["tekst"].soms_nodig = True  # type: ignore[attr-defined]
        if "vormen" in self.fields:
            self._bied_vormen_aan(verkenning)

    def _bied_vormen_aan(self, verkenning: Verkenning) -> None:
        """The forms of the programme to tick, kept as a list of their names before what is said about them."""
        namen = [vorm.naam for vorm in verkenning.vormen.all()]
        if not namen:
            return
        eerste, _, rest = self.concept.vormen.partition("\n\n")
        gekozen = [regel.removeprefix("- ") for regel in eerste.splitlines()]
        bekend = eerste.startswith("- ") and {*gekozen} <= {*namen}
        keuze = forms.MultipleChoiceField(
            label="Welke vormen komen in je op?",
            choices=[(naam, naam) for naam in namen],
            widget=forms.CheckboxSelectMultiple,
            required=False,
            initial=gekozen if bekend else [],
        )
        self.fields = {"keuze": keuze, **self.fields}
        if bekend:
            self.initial = {**self.initial, "vormen": rest}

    def clean_tekst(self) -> str:
        return " ".join(self.cleaned_data["tekst"].split())

    def clean(self) -> dict[str, Any]:
        schoon = super().clean() or self.cleaned_data
        for naam in set(KOPPEN) & set(schoon):
            try:
                tekst_geldig(schoon[naam])
            except ValidationError as fout:
                self.add_error(naam, fout)
        return schoon

    def bewaar(self, naar: int) -> None:
        """Keep this step. Raises Botsing."""
        velden = {naam: self.cleaned_data[naam] for naam in STAPPEN[self.stap - 1].velden}
        if gekozen := "\n".join(f"- {naam}" for naam in self.cleaned_data.get("keuze", [])):
            velden["vormen"] = "\n\n".join(filter(None, (gekozen, velden["vormen"])))
        self.concept.bewaar(self.stap, vanaf=self.cleaned_data["vanaf"], naar=naar, **velden)

    def intussen(self, huidig: Vraagconcept) -> list[tuple[str, str]]:
        """What is kept of this step by now, to be read beside what was typed; the next save knows of it."""
        self.data = self.data.copy()  # type: ignore[attr-defined]
        self.data["vanaf"] = str(huidig.versie)  # type: ignore[index]
        velden = _velden()
        return [(str(velden[naam].label), getattr(huidig, naam)) for naam in STAPPEN[self.stap - 1].velden]


class StelForm(ConceptForm):
    """The last step: the sentence, and with a question that a colleague worded meanwhile the reason for this one."""

    versies = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    waarom = Tekstvak(
        label="Waarom verandert de vraag?",
        help_text="Er staat al een vraag van jullie. Waarom is deze beter? Dit blijft in de groep.",
        hoogstens=2000,
        wat="Je uitleg",
        error_messages={"required": "Schrijf op waarom de vraag verandert."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, stap=LAATSTE, **kwargs)
        self.initial = {**self.initial, "versies": self.concept.corporatie.vraagversies.count()}
        self.fields["tekst"].help_text = (
            "Eén zin, met een vraagteken. Noem je huurder als het kan. "
            "Geef je hem later vrij, dan lezen ook anderen precies deze zin."
        )
        if not self.initial["versies"]:
            del self.fields["waarom"]

    def clean(self) -> dict[str, Any]:
        schoon = super().clean()
        if not schoon.get("tekst") and "tekst" not in self.errors:
            self.add_error("tekst", "Schrijf je vraag op in één zin.")
        try:
            tekst_geldig(self.concept.toelichting)
        except ValidationError as fout:
            self.add_error(None, fout)
        return schoon

    @property
    def ander_was_eerder(self) -> bool:
        """Whether a colleague worded a question since this page was opened: to be read before anything else is asked."""
        return self.data.get("versies") != str(self.initial["versies"])

    def stel(self) -> Vraagversie:
        """Raises Botsing when a colleague worded one meanwhile, or its writer went on with it elsewhere."""
        return self.concept.stel(
            self.cleaned_data["tekst"],
            waarom=self.cleaned_data.get("waarom", ""),
            vanaf=self.cleaned_data["versies"],
            gezien=self.cleaned_data["vanaf"],
        )

    def na_botsing(self, concept: Vraagconcept) -> StelForm:
        """The same words once more, now that their writer sees what came in between."""
        nu = {"versies": concept.corporatie.vraagversies.count(), "vanaf": concept.versie}
        data = {**self.data.dict(), **nu}  # type: ignore[attr-defined]
        return StelForm(data, concept=concept, verkenning=concept.corporatie.verkenning)
