"""How a passage gets out: put forward, cleared by the person whose words it is, released as a frozen copy.

The steps are verbs; each checks the one before it, so that no page, command or import can skip consent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self, cast

from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils import timezone

from deelnemers.models import Lidmaatschap
from verkenning.models import Persoon, Publiek, Verkenning, Vrijgave
from verkenning.models.vrijgave import VrijgaveQuerySet
from verkenning.velden import HtmlVan, Tekstveld

from .. import permissions
from .antwoord import Antwoord
from .inzicht import Inzicht
from .notitie import Notitie

type Bron = Notitie | Antwoord | Inzicht


class GeenAkkoord(Exception):
    """Release was asked without the consent it needs."""


class AlBeantwoord(Exception):
    """The speaker has answered already, or the passage is already out."""


class VoordrachtQuerySet(models.QuerySet["Voordracht"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.filter(permissions.ziet_voordracht(persoon))

    def wacht_op(self, persoon: Persoon) -> Self:
        return self.filter(spreker=persoon, antwoord="")

    def vrij_te_geven(self) -> Self:
        return self.filter(antwoord__in=Voordracht.JA, vrijgave=None)

    def met_bron(self) -> Self:
        """With everything that a page shows of where a passage comes from and how it stands, in a fixed number of queries."""
        leden = Lidmaatschap.objects.select_related("corporatie")
        return self.select_related(
            "spreker",
            "door",
            "vrijgave__door",
            "verkenning",
            "notitie__sessie",
            "antwoord_bron__vraag__sessie",
            "antwoord_bron__corporatie",
            "inzicht",
        ).prefetch_related(Prefetch("spreker__lidmaatschappen", leden), "notitie__versies", "antwoord_bron__versies")

    def draag_voor(
        self, bron: Bron, *, tekst: str, publiek: str, naamsvermelding: str, door: Persoon, spreker: Persoon
    ) -> Voordracht:
        """Put a passage forward, in the words outsiders would read. Nothing goes out by it."""
        return self.create(
            **bron_velden(bron),
            tekst=tekst,
            publiek=publiek,
            naamsvermelding=naamsvermelding,
            door=door,
            spreker=spreker,
        )


class Voordracht(models.Model):
    class Besluit(models.TextChoices):
        AKKOORD = "akkoord", "Akkoord, zo mag het naar buiten"
        ANONIEM = "anoniem", "Akkoord, zonder mijn naam"
        ANDERS = "anders", "Anders, liever in mijn eigen woorden"
        BINNEN = "binnen", "Houd dit binnen"

    class Naamsvermelding(models.TextChoices):
        NAAM = "naam", "met naam"
        ANONIEM = "anoniem", "zonder naam"

    JA: ClassVar = frozenset({"akkoord", "anoniem", "anders"})

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="voordrachten")
    notitie = models.ForeignKey(Notitie, models.CASCADE, null=True, blank=True, related_name="voordrachten")
    antwoord_bron = models.ForeignKey(Antwoord, models.CASCADE, null=True, blank=True, related_name="voordrachten")
    inzicht = models.ForeignKey(Inzicht, models.CASCADE, null=True, blank=True, related_name="voordrachten")
    tekst = Tekstveld("de tekst zoals die naar buiten gaat")
    html = HtmlVan("tekst")
    publiek = models.CharField("wie mag het lezen?", max_length=20, choices=Publiek)
    naamsvermelding = models.CharField(max_length=10, choices=Naamsvermelding, default=Naamsvermelding.NAAM)
    door = models.ForeignKey(Persoon, models.PROTECT, related_name="voorgedragen")
    op = models.DateTimeField(default=timezone.now)
    # Whose words or view it is: the only one who can say yes.
    spreker = models.ForeignKey(Persoon, models.PROTECT, related_name="te_beslissen")
    antwoord = models.CharField(max_length=10, choices=Besluit, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    vrijgave = models.OneToOneField(Vrijgave, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VoordrachtQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "voordrachten"
        ordering = ["op", "pk"]
        constraints = [
            models.CheckConstraint(
                name="voordracht_een_bron",
                condition=Q(notitie__isnull=False, antwoord_bron=None, inzicht=None)
                | Q(notitie=None, antwoord_bron__isnull=False, inzicht=None)
                | Q(notitie=None, antwoord_bron=None, inzicht__isnull=False),
            ),
            models.CheckConstraint(
                name="vrijgave_met_akkoord",
                condition=Q(vrijgave=None) | Q(antwoord__in=["akkoord", "anoniem", "anders"]),
            ),
        ]

    def __str__(self) -> str:
        return f"voordracht aan {self.spreker}"

    def get_absolute_url(self) -> str:
        return reverse("sessies:voordracht", args=[self.verkenning.slug, self.pk])

    @property
    def bron(self) -> Bron:
        """The one source; a check constraint sees to it that there is exactly one."""
        return cast(Bron, self.notitie or self.antwoord_bron or self.inzicht)

    @property
    def staat(self) -> str:
        """One of: wacht, binnen, akkoord, vrijgegeven, ingetrokken."""
        if self.vrijgave is not None:
            return "ingetrokken" if self.vrijgave.ingetrokken_op else "vrijgegeven"
        return {"": "wacht", "binnen": "binnen"}.get(self.antwoord, "akkoord")

    @property
    def staat_in_woorden(self) -> str:
        return {
            "wacht": f"Wacht op {self.spreker}",
            "binnen": "Blijft binnen",
            "akkoord": "Mag vrij, nog niet vrijgegeven",
            "vrijgegeven": "Vrijgegeven",
            "ingetrokken": "Ingetrokken",
        }[self.staat]

    @property
    def bron_naam(self) -> str:
        """Where it comes from, in the words of the page: 'Citaat uit Fietstocht langs vier deuren'."""
        bron = self.bron
        if isinstance(bron, Notitie):
            return f"{bron.get_soort_display()} bij {bron.sessie}"
        if isinstance(bron, Antwoord):
            return f"Antwoord van {bron.corporatie} bij {bron.vraag.sessie}"
        return "Inzicht"

    @property
    def gewijzigd_sinds_vrijgave(self) -> bool:
        """Whether the source was rewritten after this went out."""
        bron = self.bron
        if self.vrijgave is None or isinstance(bron, Inzicht):
            return False
        return any(versie.tot > self.vrijgave.op for versie in bron.versies.all())

    def beantwoord(self, antwoord: str, *, eigen_tekst: str = "", door: Persoon, op: datetime | None = None) -> None:
        """The speaker's yes, yes without name, other words, or no. Once; by nobody else. Raises GeenAkkoord, AlBeantwoord."""
        with transaction.atomic():
            huidig = Voordracht.objects.select_for_update().get(pk=self.pk)
            if not permissions.mag_voordracht_beantwoorden(door, huidig):
                raise GeenAkkoord
            if huidig.antwoord:
                raise AlBeantwoord
            self.antwoord, self.beantwoord_op = antwoord, op or timezone.now()
            if antwoord == self.Besluit.ANDERS:
                self.tekst = eigen_tekst
            if antwoord == self.Besluit.ANONIEM:
                self.naamsvermelding = self.Naamsvermelding.ANONIEM
            self.save(update_fields=["antwoord", "beantwoord_op", "tekst", "html", "naamsvermelding"])

    def geef_vrij(self, *, door: Persoon, op: datetime | None = None) -> Vrijgave:
        """Release exactly what the speaker said yes to. Raises GeenAkkoord or AlBeantwoord."""
        with transaction.atomic():
            huidig = (
                Voordracht.objects.select_for_update(of=("self",))
                .select_related("verkenning", "spreker")
                .get(pk=self.pk)
            )
            if huidig.antwoord not in self.JA or not permissions.mag_voordracht_vrijgeven(door, huidig):
                raise GeenAkkoord
            if huidig.vrijgave_id:
                raise AlBeantwoord
            self.vrijgave = huidig.bevries(door=door, op=op)
            self.save(update_fields=["vrijgave"])
        return self.vrijgave

    def bevries(self, *, door: Persoon, op: datetime | None) -> Vrijgave:
        """Make the frozen copy. For `geef_vrij`, and for an import, which restores what was released once."""
        vrijgave = Vrijgave.objects.geef_vrij(
            verkenning=self.verkenning,
            publiek=self.publiek,
            tekst=self.tekst,
            naam=self.naam_bij_tekst,
            akkoord_van=self.spreker,
            sleutel=self._sleutel(),
            door=door,
            op=op,
            **_plaats(self.bron),
        )
        if isinstance(self.bron, Inzicht):
            self._vervang_eerdere(self.bron, vrijgave)
        return vrijgave

    def _vervang_eerdere(self, inzicht: Inzicht, vrijgave: Vrijgave) -> None:
        """An insight stands outside once: a new copy takes the place of its own earlier one, and of the insight it replaces."""
        _eerdere(inzicht).geldig().exclude(pk=vrijgave.pk).update(vervangen_op=vrijgave.op)

    def _sleutel(self) -> str:
        """The key of the copy that this one comes in the place of, so that the gate sees them as one thing; '' for a new one."""
        vorige = _eerdere(self.bron).order_by("pk").last() if isinstance(self.bron, Inzicht) else None
        return vorige.sleutel if vorige else ""

    @property
    def naam_bij_tekst(self) -> str:
        """The name as it will stand under the passage; '' for without a name."""
        if self.naamsvermelding == self.Naamsvermelding.ANONIEM:
            return ""
        leden = [lid for lid in self.spreker.lidmaatschappen.all() if lid.verkenning_id == self.verkenning_id]
        corporaties = [lid.corporatie for lid in leden if lid.corporatie]
        return f"{self.spreker.naam}, {corporaties[0].naam}" if corporaties else self.spreker.naam

    def trek_in(self, waarom: str, op: datetime | None = None) -> None:
        """Take the released copy from every page. What was agreed stays on record."""
        if self.vrijgave is not None and self.vrijgave.ingetrokken_op is None:
            self.vrijgave.trek_in(waarom, op)


def _eerdere(inzicht: Inzicht) -> VrijgaveQuerySet:
    """The copies of this insight so far, and of the one it replaces."""
    plaatsen = [pk for pk in (inzicht.pk, inzicht.vervangt_id) if pk]
    vorige = Voordracht.objects.filter(inzicht_id__in=plaatsen, vrijgave__isnull=False).values("vrijgave")
    return Vrijgave.objects.filter(pk__in=vorige)


def bron_velden(bron: Bron) -> dict[str, Any]:
    """Which field of a Voordracht holds this source, and its Verkenning."""
    if isinstance(bron, Notitie):
        return {"verkenning": bron.verkenning, "notitie": bron}
    if isinstance(bron, Antwoord):
        return {"verkenning": bron.vraag.sessie.verkenning, "antwoord_bron": bron}
    return {"verkenning": bron.verkenning, "inzicht": bron}


def _plaats(bron: Bron) -> dict[str, Any]:
    """Where a passage belongs outside: its kind, its session and the questions it bears on."""
    if isinstance(bron, Notitie):
        geraakt = [corporatie.slug for corporatie in bron.raakt.all()] or [
            corporatie.slug for corporatie in bron.sessie.vragen.all()
        ]
        return {
            "soort": "notitie",
            "sessie": bron.sessie.slug,
            "vragen": sorted(geraakt),
            "gegevens": {"soort": bron.soort},
        }
    if isinstance(bron, Antwoord):
        sessie = bron.vraag.sessie
        return {
            "soort": "antwoord",
            "sessie": sessie.slug,
            "vragen": sorted(corporatie.slug for corporatie in sessie.vragen.all()),
        }
    gegevens = {
        "vorm": bron.vorm.slug,
        "meerwaarde": bron.meerwaarde.slug,
        "effect": bron.effect,
        "status": bron.status,
    }
    return {"soort": "inzicht", "vragen": bron.geraakte_vragen(), "gegevens": gegevens}


def wie_beslist(bron: Bron) -> Persoon | None:
    """Whose words or view this is: the speaker, else the author who takes part, else the verkenner whose question was served."""
    if isinstance(bron, Notitie):
        if bron.spreker:
            return bron.spreker
        if bron.auteur.lidmaatschappen.filter(verkenning=bron.verkenning, corporatie__isnull=False).exists():
            return bron.auteur
        slugs = [corporatie.slug for corporatie in bron.sessie.vragen.all()]
    elif isinstance(bron, Antwoord):
        slugs = [bron.corporatie.slug]
    else:
        slugs = bron.geraakte_vragen()
    verkenning = bron_velden(bron)["verkenning"]
    lid = verkenning.lidmaatschappen.geldig().filter(corporatie__slug__in=slugs[:1]).select_related("persoon").first()
    return lid.persoon if lid else None
