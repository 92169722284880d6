"""What a session asks beforehand: the preparation questions, and the answers to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Max

from deelnemers.models import Corporatie
from verkenning.models import Persoon
from verkenning.tekstvak import Tekstvak

from .models import Antwoord, Sessie, Voorbereidingsvraag
from .velden import HERKENBAAR, BotsForm, SamenForm, keuzeveld, kies_uit, tekstveld, zichtveld

VASTE_VRAGEN = (
    "Wat is de bedoeling?",
    "Wat regel je met afspraken en wat met vertrouwen?",
    "Waar ben je kwetsbaar?",
)


class VoorbereidingsvraagForm(SamenForm):
    namen = {"tekst": "De vraag"}

    tekst = Tekstvak(
        label="Wat wil je de anderen vragen?",
        help_text="Eén vraag, kort. Iedereen beantwoordt hem vóór de sessie.",
        hoogstens=1000,
        wat="Je vraag",
        raad="kort leest beter",
        rijen=2,
        error_messages={"required": "Schrijf hier je vraag."},
    )

    def __init__(
        self, data: Any = None, *, sessie: Sessie, persoon: Persoon, vraag: Voorbereidingsvraag | None = None
    ) -> None:
        super().__init__(data, initial={"tekst": vraag.tekst, "versie": vraag.versie} if vraag else {})
        self.sessie, self.persoon, self.vraag = sessie, persoon, vraag

    def bewaar(self) -> Voorbereidingsvraag:
        """Add it at the end, or change it; nobody is asked the same thing twice.

        Raises ValidationError when somebody began to answer it, Botsing when it reads otherwise by now, and DoesNotExist
        when it was taken away.
        """
        if self.vraag is None:
            return stel(self.sessie, self.cleaned_data["tekst"])[0]
        self.vraag.wijzig(door=self.persoon, vanaf=self.vanaf(), tekst=self.cleaned_data["tekst"])
        return self.vraag


def stel(sessie: Sessie, *teksten: str) -> list[Voorbereidingsvraag]:
    """Ask these at the end; what is asked already stays where it stands."""
    with transaction.atomic():
        vragen = Sessie.objects.select_for_update(of=("self",)).get(pk=sessie.pk).voorbereidingsvragen
        eerste = (vragen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0) + 1
        return [
            vragen.get_or_create(tekst=tekst, defaults={"volgorde": volgorde})[0]
            for volgorde, tekst in enumerate(teksten, start=eerste)
        ]


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
        self.corporaties = {corporatie.pk: corporatie for corporatie in corporaties}
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
        """Give the answer, or change it. Raises Botsing when a colleague was first, DoesNotExist when nobody asks it now."""
        gegevens = self.cleaned_data
        return self.vraag.beantwoord(
            self.corporaties[gegevens["corporatie"]],
            gegevens["tekst"],
            door=self.persoon,
            vanaf=self.vanaf(),
            zichtbaarheid=gegevens["zichtbaarheid"],
        )
