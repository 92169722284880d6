"""What people add to a session: a part of the agenda, a preparation question, an answer."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max

from deelnemers.models import Botsing, Corporatie
from verkenning.adressen import kies_slug
from verkenning.models import Persoon
from verkenning.tekstvak import Tekstvak

from .models import Antwoord, Gast, Onderdeel, Sessie, Voorbereidingsvraag
from .velden import HERKENBAAR, BotsForm, keuzeveld, kies_uit, tekstveld, zichtveld


class OnderdeelForm(forms.Form):
    soort = forms.ChoiceField(label="Wat voor onderdeel?", choices=Onderdeel.Soort.choices, initial="gesprek")
    titel = forms.CharField(label="Hoe heet het?", max_length=300)
    minuten = forms.IntegerField(label="Hoeveel minuten?", min_value=1, max_value=720, required=False)
    locatie = forms.CharField(
        label="Waar?", help_text="Alleen als het ergens anders is.", max_length=300, required=False
    )
    gast = forms.CharField(label="Gast", help_text="Naam van iemand van buiten.", max_length=200, required=False)
    organisatie = forms.CharField(label="Waar komt de gast vandaan?", max_length=200, required=False)
    tekst = tekstveld("Wat doen we?", verplicht=False, rijen=3)

    def __init__(self, *args: Any, sessie: Sessie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessie = sessie

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("organisatie") and not gegevens.get("gast"):
            self.add_error("gast", "Schrijf ook de naam van de gast.")
        return gegevens

    def bewaar(self) -> Onderdeel:
        """Add it at the end. The same part twice in a row is one part that was sent twice."""
        velden = {naam: self.cleaned_data[naam] for naam in ("soort", "titel", "minuten", "locatie", "tekst")}
        with transaction.atomic():
            onderdelen = Sessie.objects.select_for_update(of=("self",)).get(pk=self.sessie.pk).onderdelen
            laatste = onderdelen.last()
            if laatste and all(getattr(laatste, naam) == waarde for naam, waarde in velden.items()):
                return laatste
            volgorde = (onderdelen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
            onderdeel = onderdelen.create(slug=self._slug(), volgorde=volgorde, **velden)
            if self.cleaned_data["gast"]:
                Gast.objects.create(
                    onderdeel=onderdeel, naam=self.cleaned_data["gast"], organisatie=self.cleaned_data["organisatie"]
                )
        return onderdeel

    def _slug(self) -> str:
        bezet = set(self.sessie.onderdelen.values_list("slug", flat=True))
        return kies_slug(self.cleaned_data["titel"], "onderdeel", bezet, anders="onderdeel")


class VoorbereidingsvraagForm(forms.Form):
    tekst = Tekstvak(
        label="Wat wil je de anderen vragen?",
        help_text="Eén vraag, kort. Iedereen beantwoordt hem vóór de sessie.",
        hoogstens=1000,
        wat="Je vraag",
        raad="kort leest beter",
        rijen=2,
        error_messages={"required": "Schrijf hier je vraag."},
    )

    def __init__(self, *args: Any, sessie: Sessie, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sessie = sessie

    def bewaar(self) -> Voorbereidingsvraag:
        """Add it at the end; nobody is asked the same thing twice."""
        with transaction.atomic():
            vragen = Sessie.objects.select_for_update(of=("self",)).get(pk=self.sessie.pk).voorbereidingsvragen
            volgorde = (vragen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
            vraag, _ = vragen.get_or_create(tekst=self.cleaned_data["tekst"], defaults={"volgorde": volgorde})
        return vraag


class AntwoordForm(BotsForm):
    """The answer of one's own association. Whoever speaks for two chooses for which.

    The boxes of a page are sent together, as one form: the fields of each carry the number of its question.
    """

    prive_voor = "alleen jouw corporatie"
    # A browser would not send the one box while another is empty.
    use_required_attribute = False

    corporatie = keuzeveld("Namens wie?", verplicht=True)
    tekst = tekstveld("Jullie antwoord", hulp=HERKENBAAR)
    zichtbaarheid = zichtveld()

    def __init__(
        self,
        *args: Any,
        persoon: Persoon,
        vraag: Voorbereidingsvraag,
        corporaties: list[Corporatie],
        antwoord: Antwoord | None = None,
        **kwargs: Any,
    ) -> None:
        begin: dict[str, Any] = {"corporatie": corporaties[0].pk}
        if antwoord:
            begin = {naam: getattr(antwoord, naam) for naam in ("tekst", "zichtbaarheid", "versie")}
            begin["corporatie"] = antwoord.corporatie_id
        super().__init__(*args, **{"initial": begin, "prefix": f"vraag-{vraag.pk}"} | kwargs)
        self.persoon, self.vraag, self.antwoord = persoon, vraag, antwoord
        kies_uit(self.fields["corporatie"], corporaties)
        if len(corporaties) == 1:
            self.fields["corporatie"].widget = forms.HiddenInput()
        for veld in self.fields.values():
            veld.widget.attrs["form"] = "antwoorden"

    @property
    def ingevuld(self) -> bool:
        """An empty box is a question that stays open; of an answer that was given the words may not just vanish."""
        tekst, versie = (self.data.get(self.add_prefix(naam), "").strip() for naam in ("tekst", "versie"))
        return bool(tekst) or versie not in {"", "0"}

    def bewaar(self) -> Antwoord:
        """Give the answer, or change it. Raises Botsing when a colleague was first."""
        gegevens = self.cleaned_data
        with transaction.atomic():
            antwoord, nieuw = Antwoord.objects.get_or_create(
                vraag=self.vraag,
                corporatie_id=gegevens["corporatie"],
                defaults={"tekst": gegevens["tekst"], "zichtbaarheid": gegevens["zichtbaarheid"]},
            )
            if nieuw or (antwoord.tekst, antwoord.zichtbaarheid) == (gegevens["tekst"], gegevens["zichtbaarheid"]):
                return antwoord
            if not self.vanaf():
                raise Botsing(antwoord)
            antwoord.herschrijf(
                gegevens["tekst"], door=self.persoon, vanaf=self.vanaf(), zichtbaarheid=gegevens["zichtbaarheid"]
            )
        return antwoord
