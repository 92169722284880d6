"""Write a note, and change it later."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.db import IntegrityError, transaction

from verkenning.adressen import slug_van
from verkenning.models import Persoon

from .gezelschap import Gezelschap
from .models import Notitie, Onderdeel, Sessie
from .models.notitie import SPREKER_VAST, SprekerStaatVast
from .models.zichtbaarheid import Zichtbaarheid
from .velden import HERKENBAAR, BotsForm, keuzeveld, kies_uit, meerkeuzeveld, sleutelveld, tekstveld, zichtveld

_GEEN_CITAAT = "Zonder spreker is het geen citaat, en wie het zei staat nu vast. Kies iets anders."
_SOORTEN = [keuze for keuze in Notitie.Soort.choices if keuze[0] != Notitie.Soort.REISVERSLAG]


class NotitieForm(BotsForm):
    erbij = ("spreker", "onderdeel", "raakt")
    erbij_kop = "Wie zei het, waarbij, en welke vragen raakt het?"

    tekst = tekstveld("Wat wil je vastleggen?", hulp=HERKENBAAR)
    soort = forms.ChoiceField(label="Wat is het?", choices=Notitie.Soort.choices, initial=Notitie.Soort.VERSLAG)
    spreker = keuzeveld("Wie zei het?", hulp="Wiens woorden of mening het zijn. Bij een citaat altijd nodig.")
    onderdeel = keuzeveld("Bij welk onderdeel?")
    raakt = meerkeuzeveld("Welke vragen raakt het?")
    zichtbaarheid = zichtveld()
    sleutel = sleutelveld()

    def __init__(
        self,
        *args: Any,
        persoon: Persoon,
        sessie: Sessie,
        gezelschap: Gezelschap,
        onderdelen: list[Onderdeel],
        notitie: Notitie | None = None,
        soort: str = "",
        zicht: str = "",
        **kwargs: Any,
    ) -> None:
        begin = _begin(notitie) if notitie else _nieuw(soort, zicht)
        super().__init__(*args, **{"initial": begin} | kwargs)
        self.persoon, self.sessie, self.notitie = persoon, sessie, notitie
        self._zet_soort(soort)
        self._zet_spreker(gezelschap)
        kies_uit(self.fields["onderdeel"], onderdelen, leeg="De sessie als geheel")
        kies_uit(self.fields["raakt"], gezelschap.corporaties.values())

    def _zet_spreker(self, gezelschap: Gezelschap) -> None:
        """Once the note is put forward, whoever was asked stays the one who was asked."""
        veld = self.fields["spreker"]
        mensen = list(gezelschap.mensen.values())
        if self.notitie and self.notitie.spreker_staat_vast:
            veld.disabled, veld.help_text = True, SPREKER_VAST
            mensen = [self.notitie.spreker] if self.notitie.spreker else []
        kies_uit(veld, mensen, leeg="Niemand in het bijzonder")

    def _zet_soort(self, soort: str) -> None:
        """A reisverslag has a door of its own, because it starts out privé; what it is, is then no question."""
        veld = self.fields["soort"]
        if soort == Notitie.Soort.REISVERSLAG:
            veld.widget = forms.HiddenInput()
            self.fields["tekst"].label = "Wat neem je mee van deze dag?"
        elif self.notitie is None:
            veld.choices = _SOORTEN  # type: ignore[attr-defined]

    @property
    def erbij_open(self) -> bool:
        """Unfolded where something stands in it, or is wrong in it."""
        return any(self.errors.get(naam) or self[naam].value() for naam in self.erbij)

    def clean_spreker(self) -> Any:
        """A page that was open before the note was put forward still offers the choice: say that it is none any more."""
        spreker = self.cleaned_data["spreker"]
        gestuurd = self.data.get(self.add_prefix("spreker"))
        if self.fields["spreker"].disabled and gestuurd not in (None, str(spreker or "")):
            raise SprekerStaatVast
        return spreker

    def clean(self) -> dict[str, Any]:
        gegevens = super().clean() or {}
        if gegevens.get("soort") == Notitie.Soort.CITAAT and not gegevens.get("spreker") and "spreker" in gegevens:
            vast = self.fields["spreker"].disabled
            veld, zin = (
                ("soort", _GEEN_CITAAT) if vast else ("spreker", "Kies wie dit zei. Zonder spreker is het geen citaat.")
            )
            self.add_error(veld, zin)
        return gegevens

    def _velden(self) -> dict[str, Any]:
        gegevens = self.cleaned_data
        return {
            "soort": gegevens["soort"],
            "spreker_id": gegevens["spreker"],
            "onderdeel_id": gegevens["onderdeel"],
            "zichtbaarheid": gegevens["zichtbaarheid"],
        }

    def bewaar(self) -> Notitie:
        """Make the note, or change it. Raises Botsing when somebody else changed it first, and SprekerStaatVast."""
        with transaction.atomic():
            notitie = self._wijzig(self.notitie) if self.notitie else self._maak()
            notitie.raakt.set(self.cleaned_data["raakt"])
        return notitie

    def _wijzig(self, notitie: Notitie) -> Notitie:
        notitie.herschrijf(self.cleaned_data["tekst"], door=self.persoon, vanaf=self.vanaf(), **self._velden())
        return notitie

    def _maak(self) -> Notitie:
        """The same key with the same words is the same note; other words under that key are another one."""
        tekst = self.cleaned_data["tekst"]
        wortel = self.cleaned_data["sleutel"] or uuid.uuid4()
        sleutel = uuid.uuid5(wortel, f"{self.persoon.pk}:{self.sessie.pk}:{tekst}")
        try:
            with transaction.atomic():
                return Notitie.objects.create(
                    verkenning=self.sessie.verkenning,
                    sessie=self.sessie,
                    auteur=self.persoon,
                    slug=f"{slug_van(' '.join(tekst.split()[:8]), 'notitie')}-{sleutel.hex[:6]}",
                    tekst=tekst,
                    sleutel=sleutel,
                    **self._velden(),
                )
        except IntegrityError:
            return Notitie.objects.get(sleutel=sleutel)


def _nieuw(soort: str, zicht: str) -> dict[str, Any]:
    """How an empty form starts out. A reisverslag is somebody's own until they say otherwise."""
    begin = {"soort": soort, "zichtbaarheid": zicht or (Zichtbaarheid.PRIVE if soort else "")}
    return {naam: waarde for naam, waarde in begin.items() if waarde}


def _begin(notitie: Notitie) -> dict[str, Any]:
    velden = {naam: getattr(notitie, naam) for naam in ("soort", "tekst", "zichtbaarheid", "versie")}
    raakt = [corporatie.pk for corporatie in notitie.bij]
    return velden | {"spreker": notitie.spreker_id, "onderdeel": notitie.onderdeel_id, "raakt": raakt}
