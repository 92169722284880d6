"""What who guides has in mind for the route: a draft of steps, which nobody else sees until it is made known.

A draft is a list of changes and not a copy of the route: played on the route of today it shows what would come of it,
so that two drafts can stand side by side and be laid on each other by hand.
"""

from __future__ import annotations

import uuid
from typing import Any, Self

from django.db import models, transaction
from django.utils import timezone

from deelnemers.models import Botsing
from verkenning.models import Persoon, Verkenning
from verkenning.velden import PlatteTekst

from .. import permissions


class RouteplanQuerySet(models.QuerySet["Routeplan"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.ziet_routeplan(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def open(self) -> Self:
        return self.filter(bekend_op=None)


class Routeplan(models.Model):
    """The draft of one begeleider. Made known it stays, as the publication that the lines of the route log came from."""

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="routeplannen")
    door = models.ForeignKey(Persoon, models.PROTECT, related_name="+")
    begonnen_op = models.DateTimeField(default=timezone.now)
    basis = models.CharField(max_length=64, help_text="kenmerk van de route waarop dit plan voortbouwt")
    bekend_op = models.DateTimeField(null=True, blank=True)

    objects = RouteplanQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "routeplannen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verkenning", "door"], condition=models.Q(bekend_op=None), name="routeplan_open_uniek"
            )
        ]

    def __str__(self) -> str:
        return f"plan van {self.door}"

    def neem_over(self, basis: str) -> None:
        """Go on from the route as it is by now: its maker has seen what somebody else changed."""
        self.basis, self.begonnen_op = basis, timezone.now()
        self.save(update_fields=["basis", "begonnen_op"])


class Routestap(models.Model):
    """One change in a draft. `gegevens` holds what its kind asks for; see sessies/routeplan/stappen.py."""

    class Soort(models.TextChoices):
        TOEVOEGEN = "toevoegen", "Halte toevoegen"
        PLANNEN = "plannen", "Andere dag, tijd of plek"
        VERPLAATS = "verplaats", "Eerder of later op de route"
        RUIL = "ruil", "Ruil met een andere sessie"
        UITSTELLEN = "uitstellen", "Stel uit tot later"
        VRAGEN = "vragen", "Andere vraag, of een tweede"
        GASTHEREN = "gastheren", "Andere gastheer"
        SPLITS = "splits", "Splits in twee sessies"
        SAMEN = "samen", "Voeg samen met een andere sessie"
        VERVALT = "vervalt", "Laat vervallen"

    plan = models.ForeignKey(Routeplan, models.CASCADE, related_name="stappen")
    # Made by the form: the same key twice is the same step.
    sleutel = models.UUIDField(default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=20, choices=Soort)
    gegevens = models.JSONField(default=dict)
    waarom = PlatteTekst(blank=True, help_text="voor de groep")
    buiten = PlatteTekst("voor buitenstaanders", blank=True)
    inzicht = models.ForeignKey("sessies.Inzicht", models.SET_NULL, null=True, blank=True, related_name="+")
    notitie = models.ForeignKey("sessies.Notitie", models.SET_NULL, null=True, blank=True, related_name="+")
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name_plural = "routestappen"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "sleutel"], name="routestap_uniek")]

    def __str__(self) -> str:
        return self.get_soort_display()

    def herzie(self, *, vanaf: int, **velden: Any) -> None:
        """Change this step. Raises Botsing, with what stands there now, when it has moved on since `vanaf`."""
        with transaction.atomic():
            huidig = Routestap.objects.select_for_update(of=("self",)).get(pk=self.pk)
            if huidig.versie != vanaf:
                if all(getattr(huidig, naam) == waarde for naam, waarde in velden.items()):
                    return  # clicked twice
                raise Botsing(huidig)
            for naam, waarde in (velden | {"versie": vanaf + 1}).items():
                setattr(self, naam, waarde)
            self.save(update_fields=[*velden, "versie"])


class Routebrief(models.Model):
    """That somebody was told of one publication: one letter a person, however much of it concerns them."""

    plan = models.ForeignKey(Routeplan, models.CASCADE, related_name="brieven")
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="+")
    # Not sent and not failed means that it still waits for the worker.
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    mislukt_op = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name_plural = "routebrieven"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["plan", "persoon"], name="routebrief_uniek")]

    def __str__(self) -> str:
        return f"brief aan {self.persoon}"

    @property
    def staat(self) -> str:
        if self.verstuurd_op is not None:
            return "verstuurd"
        return "onderweg" if self.mislukt_op is None else "nog niet gelukt"
