from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from deelnemers.models import Corporatie
from verkenning.models import Persoon, Verkenning
from verkenning.velden import HtmlVan, PlatteTekst, SlugVeld, Tekstveld

from .. import permissions
from .agendapunt import Agendapunt
from .sleutels import namen_van, sleutels_van
from .vrijgeefbaar import Vrijgeefbaar

if TYPE_CHECKING:
    from ..gezelschap import Gezelschap
    from .onderdeel import Onderdeel


class SessieQuerySet(models.QuerySet["Sessie"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.groep_ziet(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def als_route(self) -> Self:
        """In order, with everything a stop on the route shows."""
        return self.prefetch_related("vragen__vraagversies", "gastheren", "wijzigingen").order_by("volgorde", "pk")

    def met_sleutels(self) -> Self:
        """With the ids of the associations in the row itself, for `Gezelschap.sessies`."""
        return self.annotate(
            vragen_sleutels=sleutels_van(Sessie.vragen), gastheren_sleutels=sleutels_van(Sessie.gastheren)
        )

    def met_aanwezigen(self) -> Self:
        """With who was there in the row itself, for the page of one session."""
        return self.annotate(aanwezigen=namen_van(Sessie.aanwezig))

    def straks(self) -> Self:
        return self.filter(status__in=[Sessie.Status.GEPLAND, Sessie.Status.VOORBEREID]).order_by("volgorde", "pk")


class Sessie(Agendapunt, Vrijgeefbaar):
    """One stop of the journey. Its status is explicit and never derived from the date; the date may be vague or missing."""

    class Soort(models.TextChoices):
        KICK_OFF = "kick-off", "Kick-off"
        SESSIE = "sessie", "Sessie"
        SLOT = "slot", "Slot"

    class Status(models.TextChoices):
        GEPLAND = "gepland", "gepland"
        VOORBEREID = "voorbereid", "voorbereid"
        GEHOUDEN = "gehouden", "gehouden"
        VERVALLEN = "vervallen", "vervallen"

    class Precisie(models.TextChoices):
        MOMENT = "moment", "dag en tijd"
        DAG = "dag", "dag"
        MAAND = "maand", "maand"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="sessies")
    slug = SlugVeld(plek="sessie")
    volgorde = models.PositiveSmallIntegerField(default=0)
    soort = models.CharField(max_length=20, choices=Soort, default=Soort.SESSIE)
    titel = models.CharField(max_length=300)
    locatie = models.CharField(max_length=300, blank=True)
    begin = models.DateTimeField(null=True, blank=True)
    precisie = models.CharField(
        max_length=10, choices=Precisie, default=Precisie.MOMENT, help_text="hoe nauwkeurig het begin bekend is"
    )
    einde = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.GEPLAND)
    tekst = Tekstveld("inleiding", blank=True)
    html = HtmlVan("tekst")
    vragen = models.ManyToManyField(Corporatie, blank=True, related_name="sessies")
    gastheren = models.ManyToManyField(Corporatie, blank=True, related_name="gastheer_van")
    aanwezig = models.ManyToManyField(Persoon, blank=True, related_name="aanwezig_bij")
    bijlagen = models.JSONField(default=list, blank=True)
    opgegaan_in = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, related_name="nam_op")

    objects = SessieQuerySet.as_manager()

    # Set by Gezelschap.sessies on pages that know the whole group already; then nobody is asked for again.
    gezelschap: Gezelschap | None = None
    vragen_sleutels: str | None
    gastheren_sleutels: str | None
    aanwezigen: str | None

    class Meta:
        ordering = ["volgorde", "pk"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="sessie_uniek")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("sessies:sessie", args=[self.verkenning.slug, self.slug])

    @property
    def voorbereiding_url(self) -> str:
        """Where its questions are answered."""
        return reverse("sessies:voorbereiden", args=[self.verkenning.slug, self.slug])

    @property
    def vraag_van(self) -> list[Corporatie]:
        """Whose central questions it serves."""
        return self.gezelschap.kies(self.vragen_sleutels) if self.gezelschap else list(self.vragen.all())

    @property
    def ontvangen_door(self) -> list[Corporatie]:
        """Who hosts it."""
        return self.gezelschap.kies(self.gastheren_sleutels) if self.gezelschap else list(self.gastheren.all())

    @property
    def wanneer(self) -> str:
        """The begin as precisely as it is known: '2019-02-06T13:00', '2019-02-06', '2019-02' or ''."""
        if self.begin is None:
            return ""
        tekst = timezone.localtime(self.begin).isoformat(timespec="minutes")
        return {"moment": tekst[:16], "dag": tekst[:10], "maand": tekst[:7]}[self.precisie]

    @property
    def tot(self) -> str:
        """The end: '2019-02-06T17:00' or ''."""
        return timezone.localtime(self.einde).isoformat(timespec="minutes")[:16] if self.einde else ""

    @property
    def is_straks(self) -> bool:
        """It still has to be held, by its status and never by the clock."""
        return self.status in {Sessie.Status.GEPLAND, Sessie.Status.VOORBEREID}

    def agenda(self, onderdelen: Iterable[Onderdeel] | None = None) -> list[tuple[datetime | None, Onderdeel]]:
        """The parts in order, each with the moment it starts (None where the session's own time is not known)."""
        moment = self.begin if self.precisie == self.Precisie.MOMENT else None
        regels = []
        for onderdeel in self.onderdelen.all() if onderdelen is None else onderdelen:
            regels.append((moment, onderdeel))
            moment = moment + timedelta(minutes=onderdeel.minuten) if moment and onderdeel.minuten else None
        return regels

    def buitenkant(self) -> dict[str, Any]:
        """The card: title, date, place, hosts, whose question, agenda titles and what outsiders hear of changes."""
        return {
            "verkenning": self.verkenning,
            "soort": "sessie",
            "sleutel": self.slug,
            "titel": self.titel,
            "sessie": self.slug,
            "vragen": [corporatie.slug for corporatie in self.vraag_van],
            "gegevens": self.kaart(),
        }

    def kaart(self) -> dict[str, Any]:
        """Everything of a session that goes out, and nothing else: no texts of parts, guests, introduction or reasons."""
        return {
            "soort": self.soort,
            "volgorde": self.volgorde,
            "status": self.status,
            "begin": self.wanneer,
            "einde": self.tot,
            "locatie": self.locatie,
            "gastheren": [{"slug": corporatie.slug, "naam": corporatie.naam} for corporatie in self.ontvangen_door],
            "vragen": [{"slug": corporatie.slug, "naam": corporatie.naam} for corporatie in self.vraag_van],
            "agenda": [
                {"soort": deel.soort, "titel": deel.titel, "minuten": deel.minuten} for deel in self.onderdelen.all()
            ],
            "wijzigingen": [
                {"op": timezone.localtime(w.op).date().isoformat(), "buiten": w.buiten}
                for w in self.wijzigingen.all()
                if w.buiten
            ],
        }


class Routewijziging(models.Model):
    """One line of the route log: what moved, from where to where, and why. Lines are added, never changed."""

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="wijzigingen")
    op = models.DateTimeField(default=timezone.now)
    wat = models.CharField(max_length=200)
    van = models.CharField(max_length=300, blank=True)
    naar = models.CharField(max_length=300, blank=True)
    waarom = PlatteTekst(help_text="voor de groep")
    buiten = PlatteTekst(
        "voor buitenstaanders", blank=True, help_text="gaat mee naar buiten met de kaart van de sessie"
    )
    inzicht = models.ForeignKey("sessies.Inzicht", models.SET_NULL, null=True, blank=True, related_name="+")
    notitie = models.ForeignKey("sessies.Notitie", models.SET_NULL, null=True, blank=True, related_name="+")
    plan = models.ForeignKey(
        "sessies.Routeplan", models.SET_NULL, null=True, blank=True, editable=False, related_name="regels"
    )
    # Where one has to be when concerns everybody who comes; a line about something else says whom.
    voor_allen = models.BooleanField(default=True, editable=False)
    raakt = models.ManyToManyField(Corporatie, blank=True, editable=False, related_name="+")

    class Meta:
        verbose_name_plural = "routewijzigingen"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.wat}: {self.sessie}"
