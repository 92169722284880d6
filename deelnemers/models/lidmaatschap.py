from __future__ import annotations

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any, Self

from allauth.account.models import EmailAddress
from django.db import models, transaction
from django.db.models import OuterRef, Q
from django.utils import timezone

from verkenning.models import Persoon, Verkenning

from .. import permissions
from .corporatie import Corporatie
from .deelname import Deelname, stand_van


class LidmaatschapQuerySet(models.QuerySet["Lidmaatschap"]):
    def met_stand(self) -> Self:
        """Annotate `stand`: how the association takes part today. Then `rollen` knows who no longer is a verkenner."""
        return self.annotate(stand=stand_van(OuterRef("corporatie")))

    def lopend(self) -> Self:
        """Without those that have ended: somebody who left, and in whose place another may have come."""
        return self.filter(Q(beeindigd_op=None) | Q(beeindigd_op__gt=timezone.localdate()))

    def geldig(self) -> Self:
        """Without those that have ended or whose association has stopped: whoever left the group no longer reads along."""
        # An association without any history has not stopped: no status is not that status, which SQL does not say by itself.
        loopt = Q(corporatie=None) | Q(stand=None) | ~Q(stand=Deelname.Status.GESTOPT)
        return self.lopend().met_stand().filter(loopt)

    def met(self, *rollen: str) -> Self:
        """Those with one of these roles of the platform, in order of name."""
        heeft = Q()
        for rol in rollen:
            heeft |= Q(**{rol: True})
        return self.lopend().filter(heeft).select_related("persoon").order_by("persoon__naam", "pk")


class Lidmaatschap(models.Model):
    """What a person is in one Verkenning: verkenner for an association, or begeleider, redactie, lid, or several."""

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="lidmaatschappen")
    persoon = models.ForeignKey(Persoon, models.CASCADE, related_name="lidmaatschappen")
    corporatie = models.ForeignKey(Corporatie, models.CASCADE, null=True, blank=True, related_name="lidmaatschappen")
    functie = models.CharField(max_length=120, blank=True)
    begeleider = models.BooleanField(default=False)
    redactie = models.BooleanField(default=False)
    lid = models.BooleanField(default=False)
    beeindigd_op = models.DateField("hoort er niet meer bij vanaf", null=True, blank=True)

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
        """When the association stops, its verkenner is one no more; what else they are, they stay. What has ended, is over."""
        if self.is_beeindigd:
            return []
        gestopt = getattr(self, "stand", None) == Deelname.Status.GESTOPT
        mogelijk = {
            "verkenner": self.corporatie_id is not None and not gestopt,
            "begeleider": self.begeleider,
            "redactie": self.redactie,
            "lid": self.lid,
        }
        return [rol for rol, waar in mogelijk.items() if waar]

    @property
    def is_beeindigd(self) -> bool:
        return self.beeindigd_op is not None and self.beeindigd_op <= timezone.localdate()

    def beeindig(self, op: date, *, opvolger: dict[str, Any] | None = None, door: Persoon) -> Uitnodiging | None:
        """From a day on somebody does not take part any more. Who comes in their place is invited in the same go.

        What they wrote and said stays, under their name. An invitation that still lies in their mailbox stops working.
        """
        with transaction.atomic():
            Lidmaatschap.objects.select_for_update(of=("self",)).get(pk=self.pk)
            self.beeindigd_op = op
            self.save(update_fields=["beeindigd_op"])
            zelfde = Uitnodiging.objects.open().filter(verkenning=self.verkenning, email__iexact=self.persoon.email)
            zelfde.filter(corporatie=self.corporatie).update(ingetrokken_op=timezone.now())
            if opvolger is None:
                return None
            uitnodiging, _ = Uitnodiging.objects.nodig_uit(
                verkenning=self.verkenning,
                corporatie=self.corporatie,
                rol=Uitnodiging.Rol.VERKENNER,
                door=door,
                **opvolger,
            )
        return uitnodiging

    def blijft(self) -> bool:
        """Take an end back that has yet to come. Whoever is out already is invited anew, as anybody: then this says False."""
        straks = Lidmaatschap.objects.filter(pk=self.pk, beeindigd_op__gt=timezone.localdate())
        return bool(straks.update(beeindigd_op=None))

    def hervat(self) -> None:
        """Somebody who had left takes up an invitation for the same place: that place again, and nothing else they once were."""
        if self.beeindigd_op is not None:
            self.beeindigd_op, self.begeleider, self.redactie, self.lid = None, False, False, False
            self.save(update_fields=["beeindigd_op", "begeleider", "redactie", "lid"])


class UitnodigingQuerySet(models.QuerySet["Uitnodiging"]):
    def open(self) -> Self:
        """Not used, withdrawn or expired. Whether their senders may still invite, `is_open` knows."""
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
            if al := next((uitnodiging for uitnodiging in self.open().filter(**voor) if uitnodiging.is_open), None):
                return al, False
            uitnodiging = self.model(**velden | voor)
            uitnodiging.nieuwe_sleutel()
            uitnodiging.save(force_insert=True)
        return uitnodiging, True

    def nodig_corporatie_uit(
        self, *, verkenning: Verkenning, corporatie: str, plaats: str, door: Persoon, **mens: str
    ) -> tuple[Uitnodiging, bool]:
        """Invite a new association: it is put down as 'aangemeld', and who speaks for it is invited, in one go."""
        with transaction.atomic():
            Verkenning.objects.select_for_update().get(pk=verkenning.pk)
            al = Corporatie.objects.van(verkenning).filter(naam__iexact=corporatie).first()
            nieuw = al or Corporatie.objects.meld_aan(verkenning, naam=corporatie, plaats=plaats)
            return self.nodig_uit(
                verkenning=verkenning, rol=Uitnodiging.Rol.VERKENNER, corporatie=nieuw, door=door, **mens
            )


def _hash(sleutel: str) -> str:
    return hashlib.sha256(sleutel.encode()).hexdigest()


def _over_twee_weken() -> datetime:
    return timezone.now() + timedelta(days=14)


class Uitnodiging(models.Model):
    """A mailed invitation: for one address, once, for two weeks. Accepting it makes the membership, and an account if need be."""

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
        return self.staat not in {"gebruikt", "ingetrokken", "verlopen", "vervallen"}

    @property
    def staat(self) -> str:
        """One word for where it stands; the page has a sentence for each."""
        if self.gebruikt_op is not None:
            return "gebruikt"
        if self.ingetrokken_op is not None:
            return "ingetrokken"
        if self.verloopt_op <= timezone.now():
            return "verlopen"
        # It speaks for whoever invites: when they may not any more, nor does it.
        if not permissions.mag_uitnodigen(self.door, self.verkenning_id, self.rol):
            return "vervallen"
        if self.verstuurd_op is not None:
            return "verstuurd"
        return "onderweg" if self.mislukt_op is None else "mislukt"

    def trek_in(self) -> None:
        """Make the link in the mail stop working. What was already used stays as it is."""
        Uitnodiging.objects.open().filter(pk=self.pk).update(ingetrokken_op=timezone.now())

    def zet_klaar(self, door: Persoon) -> bool:
        """Get it ready to be sent once more, for another two weeks, by whoever sends it now.

        Says False when it waits to be sent already.
        """
        opnieuw = Uitnodiging.objects.filter(pk=self.pk, gebruikt_op=None, ingetrokken_op=None)
        if self.staat != "vervallen":
            opnieuw = opnieuw.exclude(verstuurd_op=None, mislukt_op=None, verloopt_op__gt=timezone.now())
        return bool(opnieuw.update(door=door, verstuurd_op=None, mislukt_op=None, verloopt_op=_over_twee_weken()))

    @property
    def account(self) -> Persoon | None:
        """Who has this address already."""
        return Persoon.objects.filter(email__iexact=self.email).first()

    def neem_aan(self, persoon: Persoon | None = None) -> Persoon:
        """Make the membership, of whoever is logged in (`persoon`) or of a new account. Works once, also when clicked twice.

        Raises HeeftAccount when the address is that of an account, and not theirs: they have to log in to it.
        """
        with transaction.atomic():
            open_ = Uitnodiging.objects.open().select_for_update().filter(pk=self.pk).first()
            if open_ is None or not open_.is_open:
                raise UitnodigingVerlopen
            if open_.account != persoon:
                raise HeeftAccount
            persoon = persoon or Persoon.objects.create_user(open_.email.lower(), naam=open_.naam)
            # They clicked the link that went to this address, so the address is theirs.
            bevestig_adres(persoon)
            open_._maak_lid(persoon)
            open_.gebruikt_op = timezone.now()
            open_.save(update_fields=["gebruikt_op"])
        return persoon

    def _maak_lid(self, persoon: Persoon) -> None:
        lid, _ = Lidmaatschap.objects.get_or_create(
            verkenning=self.verkenning,
            persoon=persoon,
            corporatie=self.corporatie,
            defaults={"functie": self.functie},
        )
        lid.hervat()
        if self.rol != Uitnodiging.Rol.VERKENNER:
            setattr(lid, self.rol, True)
            lid.save(update_fields=[self.rol])


def bevestig_adres(persoon: Persoon) -> None:
    """Tell allauth that somebody's address is theirs, so that it does not ask for another code."""
    EmailAddress.objects.update_or_create(
        user=persoon,
        email=persoon.email,
        defaults={"verified": True},
        create_defaults={"verified": True, "primary": True},
    )


class UitnodigingVerlopen(Exception):
    """The invitation was used, withdrawn or has expired, or whoever sent it may invite no more."""


class HeeftAccount(Exception):
    """The address of the invitation is that of an account, and nobody is logged in to it."""
