"""How a passage gets out: put forward, cleared by the person whose words it is, released as a frozen copy.

The steps are verbs; each checks the one before it, so that no page, command or import can skip consent.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar, Self, cast

from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from verkenning.models import Persoon, Publiek, Verkenning, Vrijgave
from verkenning.models.vrijgave import VrijgaveQuerySet
from verkenning.velden import HtmlVan, Tekstveld

from .. import permissions
from .antwoord import Antwoord
from .beslisser import beslisser, beslist_nog
from .bron import Bron, bron_velden, is_prive, plek_van, vergrendel, verkenning_van
from .inzicht import Inzicht
from .notitie import Notitie


class GeenAkkoord(Exception):
    """Release was asked without the consent it needs."""


class AkkoordVervallen(GeenAkkoord):
    """There was a yes, but what it was given for has changed since. Carries the sentence that says how."""


class AlBeantwoord(Exception):
    """The speaker has answered already, or the passage is already out."""


class VoordrachtQuerySet(models.QuerySet["Voordracht"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.filter(permissions.ziet_voordracht(persoon))

    def wacht_op(self, persoon: Persoon) -> Self:
        return self.filter(spreker=persoon, antwoord="")

    def vrij_te_geven(self) -> Self:
        return self.filter(antwoord__in=Voordracht.JA, vrijgave=None)

    def nog_in_te_trekken(self) -> Self:
        """What stands outside, or may still be released."""
        buiten = Q(vrijgave__isnull=False, vrijgave__ingetrokken_op=None, vrijgave__vervangen_op=None)
        return self.filter(buiten | Q(antwoord__in=Voordracht.JA, vrijgave=None))

    def bekend_bij(self, persoon: Persoon) -> Self:
        """What is out is known to the whole group; what is only asked, or was refused, to whom it concerns."""
        buiten = Q(vrijgave__isnull=False, vrijgave__ingetrokken_op=None) & permissions.groep_ziet(persoon)
        return self.filter(permissions.ziet_voordracht(persoon) | buiten)

    def met_bron(self) -> Self:
        """With everything that a page shows of where a passage comes from and how it stands, in a fixed number of queries."""
        return self.select_related(
            "spreker",
            "door",
            "vrijgave__door",
            "verkenning",
            "notitie__sessie",
            "antwoord_bron__vraag__sessie",
            "antwoord_bron__corporatie",
            "inzicht__vorm",
            "inzicht__meerwaarde",
        ).prefetch_related("notitie__versies", "antwoord_bron__versies")

    def draag_voor(self, bron: Bron, *, door: Persoon, spreker: Persoon | None = None, **velden: Any) -> Voordracht:
        """Put a passage forward, in the words outsiders would read. Nothing goes out by it.

        Whose words it is, says the source; `spreker` is whom a begeleider chose where it does not. Raises NietVoorTeDragen.
        """
        with transaction.atomic():
            bron = vergrendel(bron)
            return self.leg_vast(bron, door=door, spreker=beslisser(bron, door).wijs_aan(spreker), **velden)

    def leg_vast(self, bron: Bron, *, spreker: Persoon, naamsvermelding: str, **velden: Any) -> Voordracht:
        """Freeze all that would go out: what the speaker is shown is what they say yes to, and what is released.

        For `draag_voor`, and for an import, which restores whom was asked.
        """
        met_naam = naamsvermelding == Voordracht.Naamsvermelding.NAAM
        return self.create(
            **bron_velden(bron),
            plek=plek_van(bron),
            naamregel=naamregel(spreker, verkenning_van(bron)) if met_naam else "",
            spreker=spreker,
            naamsvermelding=naamsvermelding,
            **velden,
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
    # The rest of the copy, as it was when this was put forward: what stands under it ('' for no name), and where it belongs.
    naamregel = models.CharField(max_length=400, blank=True, editable=False)
    plek = models.JSONField(default=dict, editable=False)
    door = models.ForeignKey(Persoon, models.PROTECT, related_name="voorgedragen")
    op = models.DateTimeField(default=timezone.now)
    # Whose words or view it is: the only one who can say yes.
    spreker = models.ForeignKey(Persoon, models.PROTECT, related_name="te_beslissen")
    antwoord = models.CharField(max_length=10, choices=Besluit, blank=True)
    beantwoord_op = models.DateTimeField(null=True, blank=True)
    vrijgave = models.OneToOneField(Vrijgave, models.PROTECT, null=True, blank=True, related_name="+")

    objects = VoordrachtQuerySet.as_manager()

    # Whether somebody else decides by now, because the speaker left: on the rows of a page, see overdracht.py.
    overgedragen: bool = False

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
        if self.overgedragen:
            return f"{self.spreker} is vertrokken. Draag het opnieuw voor"
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

    def beantwoord(
        self,
        antwoord: str,
        *,
        eigen_tekst: str = "",
        zonder_naam: bool = False,
        door: Persoon,
        op: datetime | None = None,
    ) -> None:
        """The speaker's yes, yes without name, other words (with or without name), or no. Once; by nobody else.

        Raises GeenAkkoord, AlBeantwoord.
        """
        with transaction.atomic():
            huidig = Voordracht.objects.select_for_update().get(pk=self.pk)
            if not permissions.mag_voordracht_beantwoorden(door, huidig):
                raise GeenAkkoord
            if huidig.antwoord:
                raise AlBeantwoord
            self.antwoord, self.beantwoord_op = antwoord, op or timezone.now()
            if antwoord == self.Besluit.ANDERS:
                self.tekst = eigen_tekst
            if antwoord == self.Besluit.ANONIEM or (antwoord == self.Besluit.ANDERS and zonder_naam):
                self.naamsvermelding, self.naamregel = self.Naamsvermelding.ANONIEM, ""
            self.save(update_fields=["antwoord", "beantwoord_op", "tekst", "html", "naamsvermelding", "naamregel"])

    def geef_vrij(self, *, door: Persoon, op: datetime | None = None) -> Vrijgave:
        """Release exactly what the speaker said yes to. Raises GeenAkkoord (or AkkoordVervallen) or AlBeantwoord."""
        with transaction.atomic():
            huidig = self._vergrendeld()
            if huidig.antwoord not in self.JA or not permissions.mag_voordracht_vrijgeven(door, huidig):
                raise GeenAkkoord
            if huidig.vrijgave_id:
                raise AlBeantwoord
            huidig.controleer_akkoord()
            self.vrijgave = huidig.bevries(door=door, op=op)
            self.save(update_fields=["vrijgave"])
        return self.vrijgave

    def _vergrendeld(self) -> Voordracht:
        rijen = Voordracht.objects.select_for_update(of=("self",))
        return rijen.select_related("verkenning", "spreker", "door").get(pk=self.pk)

    def controleer_akkoord(self) -> None:
        """Whether the yes still holds for the source as it is now. Raises AkkoordVervallen."""
        bron = vergrendel(self.bron)
        if is_prive(bron):
            raise AkkoordVervallen("Dit kan nu niet naar buiten: waar het uit komt, is intussen privé gemaakt.")
        if not beslist_nog(bron, self.spreker, self.door):
            raise AkkoordVervallen(
                f"Dit kan zo niet naar buiten: {self.spreker} zei ja, maar nu beslist iemand anders hierover. "
                "Draag het opnieuw voor."
            )

    def bevries(self, *, door: Persoon, op: datetime | None) -> Vrijgave:
        """Make the frozen copy. For `geef_vrij`, and for an import, which restores what was released once."""
        vrijgave = Vrijgave.objects.geef_vrij(
            verkenning=self.verkenning,
            publiek=self.publiek,
            tekst=self.tekst,
            naam=self.naamregel,
            akkoord_van=self.spreker,
            sleutel=self._sleutel(),
            door=door,
            op=op,
            **self.plek,
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

    def trek_in(self, waarom: str, op: datetime | None = None) -> None:
        """Take a yes back. What is out goes from every page, with the reason; what is not out yet, stays inside."""
        with transaction.atomic():
            huidig = self._vergrendeld()
            self.antwoord, self.vrijgave = huidig.antwoord, huidig.vrijgave
            if self.vrijgave is None and huidig.antwoord in self.JA:
                self.antwoord, self.beantwoord_op = self.Besluit.BINNEN, op or timezone.now()
                self.save(update_fields=["antwoord", "beantwoord_op"])
            elif self.vrijgave is not None and self.vrijgave.ingetrokken_op is None:
                self.vrijgave.trek_in(waarom, op)


def _eerdere(inzicht: Inzicht) -> VrijgaveQuerySet:
    """The copies of this insight so far, and of the one it replaces."""
    plaatsen = [pk for pk in (inzicht.pk, inzicht.vervangt_id) if pk]
    vorige = Voordracht.objects.filter(inzicht_id__in=plaatsen, vrijgave__isnull=False).values("vrijgave")
    return Vrijgave.objects.filter(pk__in=vorige)


def naamregel(persoon: Persoon, verkenning: Verkenning) -> str:
    """The name as it would stand under a passage: 'Anna Aalders, Woonstichting Kromwaal'."""
    leden = persoon.lidmaatschappen.filter(verkenning=verkenning, corporatie__isnull=False).select_related("corporatie")
    lid = leden.first()
    return f"{persoon.naam}, {lid.corporatie.naam}" if lid and lid.corporatie else persoon.naam
