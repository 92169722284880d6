"""What each kind of step asks: what changes, and why, for the group and for who reads outside."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.text import Truncator

from deelnemers.models import Botsing, Deelname
from verkenning.tekstvak import Tekstvak

from .models import Inzicht, Notitie, Routestap
from .routeplan.plan import Plan, Stop
from .routeplan.stand import PastNiet, Plek
from .routeplan.stappen import speel
from .routeplan.wanneer import WanneerForm
from .velden import BotsForm, keuzeveld, meerkeuzeveld, sleutelveld

Soort = Routestap.Soort
_DEZE_LIJST = "Kies een halte uit de lijst."


def _halteveld(label: str, hulp: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, help_text=hulp, error_messages={"invalid_choice": _DEZE_LIJST, "required": _DEZE_LIJST}
    )


class StapForm(BotsForm):
    """What all steps ask. `stop` is where the step begins; a new stop has none."""

    soort: ClassVar[str]
    vraagt_halte: ClassVar[bool] = True
    alleen_sessies: ClassVar[bool] = False  # a kick-off and a slot keep their place
    erbij: ClassVar[tuple[str, ...]] = ("oorzaak",)
    erbij_kop = "Komt dit door een inzicht of een notitie?"

    waarom = Tekstvak(
        label="Waarom? Voor de groep",
        help_text="Eén of twee korte zinnen. Dit komt in het logboek van de route.",
        hoogstens=1000,
        wat="Je reden",
        raad="kort leest beter",
        rijen=2,
        required=False,
    )
    buiten = Tekstvak(
        label="Wat mogen anderen hiervan weten?",
        help_text="Eén zin zonder namen. Hij gaat pas naar buiten als je de kaart van de sessie weer vrijgeeft.",
        hoogstens=500,
        wat="Je zin",
        raad="kort leest beter",
        rijen=2,
        required=False,
    )
    oorzaak = forms.ChoiceField(label="Welk inzicht of welke notitie?", required=False)
    sleutel = sleutelveld()

    def __init__(
        self, *args: Any, plan: Plan, stop: Stop | None = None, stap: Routestap | None = None, **kwargs: Any
    ) -> None:
        begin = self.begin_van(stap.gegevens if stap else {}, stop)
        if stap:
            oorzaak = {"inzicht": stap.inzicht_id, "notitie": stap.notitie_id}
            begin |= {"waarom": stap.waarom, "buiten": stap.buiten, "versie": stap.versie, "sleutel": stap.sleutel}
            begin["oorzaak"] = next((f"{soort}-{pk}" for soort, pk in oorzaak.items() if pk), "")
        super().__init__(*args, **{"initial": begin} | kwargs)
        self.plan, self.stop, self.stap = plan, stop, stap
        for naam in ("waarom", "buiten"):
            self.fields[naam].soms_nodig = True  # type: ignore[attr-defined]
        self._kies("oorzaak", self._oorzaken())
        self.vul_keuzes()

    @classmethod
    def kop(cls) -> str:
        return str(Soort(cls.soort).label)

    @property
    def erbij_open(self) -> bool:
        return bool(self["oorzaak"].value()) or "oorzaak" in self.errors

    def begin_van(self, gegevens: dict[str, Any], stop: Stop | None) -> dict[str, Any]:
        """What stands in the fields when the form opens."""
        return gegevens

    def vul_keuzes(self) -> None:
        """Fill the choices that follow from the route."""

    def gegevens(self) -> dict[str, Any]:
        """What its kind keeps of what was filled in."""
        return {naam: self.cleaned_data[naam] for naam in self.eigen_velden}

    eigen_velden: ClassVar[tuple[str, ...]] = ()

    def clean(self) -> dict[str, Any]:
        """Say at once what cannot be, on the route as this step would find it."""
        schoon = super().clean() or self.cleaned_data
        if not self.errors:
            eigen = self.stap or self._al_gestuurd()
            stap = Routestap(pk=eigen.pk if eigen else 0, soort=self.soort, gegevens=self._alles())
            try:
                speel(self.plan.route_voor(eigen), stap)
            except PastNiet as fout:
                self.add_error(None, str(fout))
        return schoon

    def bewaar(self) -> Routestap:
        """Put the step in the draft, or change it. Raises Botsing when it was changed in another window meanwhile."""
        soort, _, pk = self.cleaned_data["oorzaak"].partition("-")
        velden: dict[str, Any] = {naam: self.cleaned_data[naam] for naam in ("waarom", "buiten")}
        velden |= {"gegevens": self._alles(), "inzicht_id": None, "notitie_id": None}
        if pk:
            velden[f"{soort}_id"] = int(pk)
        if self.stap is not None:
            self.stap.herzie(vanaf=self.vanaf(), **velden)
            return self.stap
        sleutel = self.cleaned_data["sleutel"] or self.fields["sleutel"].initial()
        stap, nieuw = self.plan.begin().stappen.get_or_create(sleutel=sleutel, defaults=velden | {"soort": self.soort})
        if not nieuw and any(getattr(stap, naam) != waarde for naam, waarde in velden.items()):
            raise Botsing(stap)
        return stap

    def _al_gestuurd(self) -> Routestap | None:
        """The step that this very form made before: clicked twice."""
        stappen = (stapregel.stap for stapregel in self.plan.stappen)
        return next((stap for stap in stappen if stap.sleutel == self.cleaned_data.get("sleutel")), None)

    def _alles(self) -> dict[str, Any]:
        return ({"sessie": self.stop.plek.sleutel} if self.stop else {}) | self.gegevens()

    def _oorzaken(self) -> list[tuple[str, Any]]:
        """Insights that stand, and notes for the group: what everybody who reads the log may read too."""
        persoon, verkenning = self.plan.persoon, self.plan.verkenning
        inzichten = Inzicht.objects.zichtbaar_voor(persoon).van(verkenning).geldend().order_by("slug")
        notities = Notitie.objects.zichtbaar_voor(persoon).van(verkenning).filter(zichtbaarheid="besloten")
        return [
            ("", "Geen van deze"),
            ("Inzichten", [(f"inzicht-{rij.pk}", Truncator(rij.stelling).chars(90)) for rij in inzichten]),
            ("Notities", [(f"notitie-{rij.pk}", Truncator(rij.tekst).chars(90)) for rij in notities.order_by("-op")]),
        ]

    def _kies(self, veld: str, keuzes: list[tuple[Any, Any]]) -> None:
        self.fields[veld].choices = keuzes  # type: ignore[attr-defined]

    # ---- Choices out of the route

    def _naam(self, stop: Stop) -> str:
        return f"{stop.halte.kort}: {Truncator(stop.plek.titel).chars(60)}"

    def _na(self) -> list[tuple[str, str]]:
        """After which stops a session may stand."""
        stops = [stop for stop in self.plan.stops if stop.plek.soort != "slot"]
        vast = [n for n, s in enumerate(stops) if s.plek.soort == "kick-off" or s.plek.status == "gehouden"]
        keuzes = [(stop.plek.sleutel, f"na {self._naam(stop)}") for stop in stops[vast[-1] if vast else 0 :]]
        eigen = self.stop.plek.sleutel if self.stop else ""
        return [*([] if vast else [("", "vooraan")]), *(keuze for keuze in keuzes if keuze[0] != eigen)]

    def _andere_sessies(self) -> list[tuple[str, str]]:
        eigen = self.stop.plek.sleutel if self.stop else ""
        vrij = [s for s in self.plan.stops if s.plek.is_sessie and not s.plek.ligt_vast and s.plek.sleutel != eigen]
        return [(stop.plek.sleutel, self._naam(stop)) for stop in vrij]

    def _deelnemers(self, ook: tuple[int, ...] = ()) -> list[tuple[int, str]]:
        """Who takes part, and whoever is chosen already."""
        return [
            (c.pk, c.naam)
            for c in self.plan.gezelschap.corporaties.values()
            if c.stand != Deelname.Status.GESTOPT or c.pk in ook
        ]


class PlanForm(WanneerForm, StapForm):
    soort = Soort.PLANNEN
    eigen_velden: ClassVar[tuple[str, ...]] = ("begin", "einde", "locatie")
    field_order: tuple[str, ...] = ("zeker", "datum", "van", "tot", "locatie", "waarom", "buiten", "oorzaak")

    locatie = forms.CharField(label="Waar?", max_length=300, required=False)

    def begin_van(self, gegevens: dict[str, Any], stop: Stop | None) -> dict[str, Any]:
        plek: dict[str, Any] = {naam: getattr(stop.plek, naam) for naam in self.eigen_velden} if stop else {}
        nu = plek | {naam: gegevens[naam] for naam in self.eigen_velden if naam in gegevens}
        return self.velden_van(nu.get("begin", ""), nu.get("einde", "")) | {"locatie": nu.get("locatie", "")}


class ToevoegForm(PlanForm):
    soort = Soort.TOEVOEGEN
    vraagt_halte = False
    eigen_velden = ("titel", "na", "begin", "einde", "locatie", "vragen", "gastheren")
    field_order = ("titel", "na", "zeker", "datum", "van", "tot", "locatie", "vragen", "gastheren")

    titel = forms.CharField(label="Hoe heet de nieuwe sessie?", max_length=300)
    na = _halteveld("Waar op de route?")
    vragen = meerkeuzeveld("Over wiens vraag gaat het?", hulp="Eén of twee. Of geen.")
    gastheren = meerkeuzeveld("Wie ontvangt?")

    def begin_van(self, gegevens: dict[str, Any], stop: Stop | None) -> dict[str, Any]:
        wanneer = self.velden_van(gegevens.get("begin", ""), gegevens.get("einde", ""))
        return gegevens | wanneer

    def vul_keuzes(self) -> None:
        keuzes = self._na()
        eigen = f"+{self.stap.pk}" if self.stap else ""
        self._kies("na", [keuze for keuze in keuzes if not eigen or keuze[0] != eigen])
        if keuzes:
            self.initial.setdefault("na", keuzes[-1][0])
        for naam in ("vragen", "gastheren"):
            self._kies(naam, self._deelnemers(tuple(self.initial.get(naam, ()))))


class VerplaatsForm(StapForm):
    soort = Soort.VERPLAATS
    alleen_sessies = True
    eigen_velden = ("na",)
    na = _halteveld("Waar op de route?", "De dag blijft staan. Wil je ook de dag ruilen, kies dan ‘Ruil’.")
    field_order = ("na",)

    def vul_keuzes(self) -> None:
        self._kies("na", self._na())


class RuilForm(StapForm):
    soort = Soort.RUIL
    alleen_sessies = True
    eigen_velden = ("met",)
    met = _halteveld("Met welke sessie?", "Ze wisselen van plaats op de route, en van dag en tijd.")
    field_order = ("met",)

    def vul_keuzes(self) -> None:
        self._kies("met", self._andere_sessies())


class UitstelForm(StapForm):
    soort = Soort.UITSTELLEN
    uitleg = "De sessie komt achteraan, zonder dag: nog te plannen. Wat er is voorbereid blijft."


class VervalForm(StapForm):
    soort = Soort.VERVALT
    uitleg = "De sessie gaat niet door. Zij blijft op haar plaats te lezen, met de reden erbij."


class VragenForm(StapForm):
    soort = Soort.VRAGEN
    eigen_velden = ("vragen",)
    vragen = meerkeuzeveld("Over wiens vraag gaat de sessie?", hulp="Eén of twee. Of geen.")
    field_order = ("vragen",)
    _van = "vragen"

    def begin_van(self, gegevens: dict[str, Any], stop: Stop | None) -> dict[str, Any]:
        return {self._van: list(getattr(stop.plek, self._van)) if stop else []} | gegevens

    def vul_keuzes(self) -> None:
        self._kies(self._van, self._deelnemers(tuple(self.initial[self._van])))


class GastherenForm(VragenForm):
    soort = Soort.GASTHEREN
    eigen_velden = ("gastheren",)
    vragen = None  # type: ignore[assignment]
    gastheren = meerkeuzeveld("Wie ontvangt?")
    field_order = ("gastheren",)
    _van = "gastheren"


class SplitsForm(StapForm):
    soort = Soort.SPLITS
    alleen_sessies = True
    eigen_velden = ("vraag", "titel")
    vraag = keuzeveld("Welke vraag krijgt een eigen sessie?", verplicht=True)
    titel = forms.CharField(label="Hoe heet de nieuwe sessie?", max_length=300)
    field_order = ("vraag", "titel")
    uitleg = "De nieuwe sessie komt er meteen achter, nog zonder dag. Agenda, voorbereiding en notities blijven bij de eerste."

    def vul_keuzes(self) -> None:
        plek = _ervoor(self)
        self._kies(
            "vraag", [(pk, self.plan.namen[pk]) for pk in (plek.vragen if plek else ()) if pk in self.plan.namen]
        )


class SamenForm(StapForm):
    soort = Soort.SAMEN
    alleen_sessies = True
    eigen_velden = ("met",)
    met = _halteveld("In welke sessie gaat deze op?")
    field_order = ("met",)
    uitleg = "De vragen, de agenda, de voorbereiding, de bronnen en de notities gaan mee. Deze sessie vervalt, en blijft op haar plaats te lezen."

    def vul_keuzes(self) -> None:
        self._kies("met", self._andere_sessies())


def _ervoor(form: StapForm) -> Plek | None:
    """The stop as this step finds it: after it, the question has gone already."""
    route = form.plan.route_voor(form.stap)
    return next((p for p in route.plekken if form.stop and p.sleutel == form.stop.plek.sleutel), None)


FORMS: dict[str, type[StapForm]] = {
    form.soort: form
    for form in (
        PlanForm,
        ToevoegForm,
        VerplaatsForm,
        RuilForm,
        UitstelForm,
        VragenForm,
        GastherenForm,
        SplitsForm,
        SamenForm,
        VervalForm,
    )
}
