from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from verkenning.models import Persoon, Verkenning

from .corporatie import Corporatie, Deelname


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def geldig(self) -> Self:
        """Without those whose association has stopped: whoever left the group no longer reads along."""
        laatste = Deelname.objects.filter(corporatie=OuterRef("corporatie")).order_by("-volgorde", "-pk")
        return self.annotate(_stand=Subquery(laatste.values("status")[:1])).exclude(
            _stand=Deelname.Status.GESTOPT, corporatie__isnull=False
        )

    def met(self, *rollen: str) -> Self:
        """Those with one of these roles of the platform, in order of name."""
        heeft = Q()
        for rol in rollen:
            heeft |= Q(**{rol: True})
        return self.filter(heeft).select_related("persoon").order_by("persoon__naam", "pk")


class Lidmaatschap(models.Model):
    """What a person is in one Verkenning: verkenner for an association, or begeleider, redactie, lid, or several."""

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="lidmaatschappen")
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="lidmaatschappen")
    corporatie = models.ForeignKey(Corporatie, models.CASCADE, null=True, blank=True, related_name="lidmaatschappen")
    functie = models.CharField(max_length=120, blank=True)
    begeleider = models.BooleanField(default=False)
    redactie = models.BooleanField(default=False)
    lid = models.BooleanField(default=False)

    objects = LidmaatschapQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "lidmaatschappen"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["persoon", "corporatie"], name="lidmaatschap_van_corporatie_uniek"),
            models.UniqueConstraint(
                fields=["verkenning", "persoon"], condition=Q(corporatie=None), name="lidmaatschap_van_platform_uniek"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.persoon} in {self.verkenning}"

    @property
    def rollen(self) -> list[str]:
        mogelijk = {
            "verkenner": self.corporatie_id is not None,
            "begeleider": self.begeleider,
            "redactie": self.redactie,
            "lid": self.lid,
        }
        return [rol for rol, waar in mogelijk.items() if waar]


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open(self) -> Self:
        return self.filter(gebruikt_op=None, ingetrokken_op=None, verloopt_op__gt=timezone.now())

    def met_sleutel(self, sleutel: str) -> Uitnodiging | None:
        """The invitation this secret opens, whatever its state. Only a hash of the secret is kept."""
        return self.met_hash(_hash(sleutel))

    def met_hash(self, sleutel_hash: str) -> Uitnodiging | None:
        return self.filter(sleutel_hash=sleutel_hash).select_related("verkenning", "corporatie", "door").first()

    def nodig_uit(self, *, verkenning: Verkenning, email: str, rol: str, **velden: Any) -> tuple[Uitnodiging, bool]:
        """Make an invitation, or find the one that is open already: whoever clicks twice sends one mail."""
        with transaction.atomic():
            Verkenning.objects.select_for_update().get(pk=verkenning.pk)
            voor = {
                "verkenning": verkenning,
                "email": email.lower(),
                "rol": rol,
                "corporatie": velden.get("corporatie"),
            }
            if al := self.open().filter(**voor).first():
                return al, False
            uitnodiging = self.model(**velden | voor)
            uitnodiging.nieuwe_sleutel()
            uitnodiging.save(force_insert=True)
        return uitnodiging, True


def _hash(sleutel: str) -> str:
    return hashlib.sha256(sleutel.encode()).hexdigest()


def _over_twee_weken() -> datetime:
    return timezone.now() + timedelta(days=14)


class Uitnodiging(models.Model):
    """A mailed invitation: for one address, once, for two weeks. Accepting it makes the account and the membership."""

    class Rol(models.TextChoices):
        VERKENNER = "verkenner", "verkenner"
        BEGELEIDER = "begeleider", "begeleider"
        REDACTIE = "redactie", "redactie"
        LID = "lid", "lid"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="uitnodigingen")
    email = models.EmailField("e-mailadres")
    naam = models.CharField("naam", max_length=120)
    functie = models.CharField("functie", max_length=120, blank=True)
    rol = models.CharField("rol", max_length=20, choices=Rol)
    corporatie = models.ForeignKey(Corporatie, models.CASCADE, null=True, blank=True, related_name="uitnodigingen")
    sleutel_hash = models.CharField(max_length=64, unique=True, editable=False)
    door = models.ForeignKey(Persoon, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    verloopt_op = models.DateTimeField(default=_over_twee_weken)
    gebruikt_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    # How its mail fared: not sent and not failed means that it still waits for the worker.
    verstuurd_op = models.DateTimeField(null=True, blank=True, editable=False)
    mislukt_op = models.DateTimeField(null=True, blank=True, editable=False)

    objects = UitnodigingQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitnodigingen"
        ordering = ["-op"]

    def __str__(self) -> str:
        return f"uitnodiging voor {self.email}"

    def nieuwe_sleutel(self) -> str:
        """Make the secret for in the mail and keep its hash. An earlier secret stops working."""
        sleutel = secrets.token_urlsafe(32)
        self.sleutel_hash = _hash(sleutel)
        return sleutel

    @property
    def is_open(self) -> bool:
        return self.staat not in {"gebruikt", "ingetrokken", "verlopen"}

    @property
    def staat(self) -> str:
        """One word for where it stands; the page has a sentence for each."""
        standen = (
            ("gebruikt", self.gebruikt_op is not None),
            ("ingetrokken", self.ingetrokken_op is not None),
            ("verlopen", self.verloopt_op <= timezone.now()),
            ("verstuurd", self.verstuurd_op is not None),
            ("mislukt", self.mislukt_op is not None),
        )
        return next((naam for naam, waar in standen if waar), "onderweg")

    def trek_in(self) -> None:
        """Make the link in the mail stop working. What was already used stays as it is."""
        Uitnodiging.objects.open().filter(pk=self.pk).update(ingetrokken_op=timezone.now())

    def zet_klaar(self) -> bool:
        """Get it ready to be sent once more, for another two weeks. Says False when it waits to be sent already."""
        opnieuw = Uitnodiging.objects.filter(pk=self.pk, gebruikt_op=None, ingetrokken_op=None)
        klaar = opnieuw.exclude(verstuurd_op=None, mislukt_op=None, verloopt_op__gt=timezone.now()).update(
            verstuurd_op=None, mislukt_op=None, verloopt_op=_over_twee_weken()
        )
        return bool(klaar)

    def neem_aan(self) -> Persoon:
        """Make the account (or take the one with this address) and the membership. Works once, also when clicked twice at a time."""
        with transaction.atomic():
            open_ = Uitnodiging.objects.open().select_for_update().filter(pk=self.pk).first()
            if open_ is None:
                raise UitnodigingVerlopen
            email = open_.email.lower()
            persoon = Persoon.objects.filter(email__iexact=email).first() or Persoon.objects.create_user(
                email, naam=open_.naam
            )
            # They clicked the link that went to this address, so the address is theirs.
            bevestig_adres(persoon)
            lid, _ = Lidmaatschap.objects.get_or_create(
                verkenning=open_.verkenning,
                persoon=persoon,
                corporatie=open_.corporatie,
                defaults={"functie": open_.functie},
            )
            if open_.rol != Uitnodiging.Rol.VERKENNER:
                setattr(lid, open_.rol, True)
                lid.save(update_fields=[open_.rol])
            open_.gebruikt_op = timezone.now()
            open_.save(update_fields=["gebruikt_op"])
        return persoon


def bevestig_adres(persoon: Persoon) -> None:
    """Tell allauth that somebody's address is theirs, so that it does not ask for another code."""
    EmailAddress.objects.update_or_create(
        user=persoon,
        email=persoon.email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": True},
    )


class UitnodigingVerlopen(Exception):
    """The invitation was used, withdrawn or has expired."""
