"""Who is asked to come to a session, what they answer, and how the letters to them fared."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.db import models, transaction
from django.db.models import Prefetch, Q
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from deelnemers.models import Botsing
from verkenning.geheim import hash_van, nieuw_geheim
from verkenning.models import Persoon
from verkenning.velden import PlatteTekst

from .. import permissions
from .onderdeel import Onderdeel
from .sessie import Sessie


class OproepQuerySet(models.QuerySet["Oproep"]):
    def zet(self, sessie: Sessie, *, door: Persoon, antwoord_voor: date | None, vanaf: int) -> Oproep:
        """Ask, or ask with another date. Raises Botsing when somebody else set another one since `vanaf`."""
        oproep = self.filter(sessie=sessie).first()
        if oproep is None:
            return self.create(sessie=sessie, door=door, antwoord_voor=antwoord_voor)
        if oproep.antwoord_voor != antwoord_voor:
            if oproep.versie != vanaf:
                raise Botsing(oproep)
            oproep.antwoord_voor, oproep.versie = antwoord_voor, oproep.versie + 1
            oproep.save(update_fields=["antwoord_voor", "versie"])
        return oproep


class Oproep(models.Model):
    """That a begeleider asked who comes to a session. There is one for a session, and it may be changed."""

    sessie = models.OneToOneField(Sessie, models.CASCADE, related_name="oproep")
    antwoord_voor = models.DateField("antwoord graag uiterlijk op", null=True, blank=True)
    door = models.ForeignKey(Persoon, models.PROTECT, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = OproepQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "oproepen"

    def __str__(self) -> str:
        return f"oproep voor {self.sessie}"


class KomstQuerySet(models.QuerySet["Komst"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.filter(permissions.ziet_komst(persoon))

    def geldig(self) -> Self:
        return self.filter(ingetrokken_op=None)

    def wacht_op(self, persoon: Persoon) -> Self:
        """Where this person was asked, and has not said anything."""
        return self.geldig().filter(persoon=persoon, antwoorden=None)

    def met_alles(self) -> Self:
        """With what they answered, oldest first, and the letters that went to them."""
        brieven = Komstbrief.objects.order_by("pk")
        antwoorden = Komstantwoord.objects.order_by("nummer")
        return (
            self.select_related("persoon")
            .prefetch_related(Prefetch("antwoorden", antwoorden), Prefetch("brieven", brieven), "onderdelen")
            .order_by("pk")
        )


class Komst(models.Model):
    """One person and one session: somebody of the group, or a guest who has no account."""

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="komsten")
    persoon = models.ForeignKey(Persoon, models.CASCADE, null=True, blank=True, related_name="komsten")
    # Of a guest only.
    naam = models.CharField(max_length=200, blank=True)
    email = models.EmailField(blank=True)
    onderdelen = models.ManyToManyField(Onderdeel, blank=True, related_name="komsten")
    door = models.ForeignKey(Persoon, models.SET_NULL, null=True, blank=True, related_name="+")
    op = models.DateTimeField(default=timezone.now)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)

    objects = KomstQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "komsten"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sessie", "persoon"], condition=Q(persoon__isnull=False), name="komst_van_persoon_uniek"
            ),
            models.UniqueConstraint(
                fields=["sessie", "email"], condition=Q(persoon__isnull=True), name="komst_van_gast_uniek"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wie} bij {self.sessie}"

    @property
    def wie(self) -> str:
        return self.persoon.naam if self.persoon else self.naam

    @property
    def adres(self) -> str:
        return self.persoon.email if self.persoon else self.email

    @property
    def is_gast(self) -> bool:
        return self.persoon_id is None

    # ---- What they answer

    @property
    def laatste(self) -> Komstantwoord | None:
        """What they say now. What they said before stays in the rows before it."""
        return next(reversed(self.antwoorden.all()), None)

    @property
    def versie(self) -> int:
        return self.laatste.nummer if self.laatste else 0

    def zeg(self, antwoord: str, woord: str, *, vanaf: int) -> Komstantwoord:
        """Answer, or answer otherwise. The same words sent twice are one answer.

        Raises Botsing, with what stands there now, when they answered in another window since.
        """
        with transaction.atomic():
            Komst.objects.select_for_update(of=("self",)).get(pk=self.pk)
            nu = Komstantwoord.objects.filter(komst=self).order_by("nummer").last()
            if nu and (nu.antwoord, nu.woord) == (antwoord, woord):
                return nu
            nummer = nu.nummer if nu else 0
            if nu and nummer != vanaf:
                raise Botsing(nu)
            return Komstantwoord.objects.create(komst=self, nummer=nummer + 1, antwoord=antwoord, woord=woord)

    # ---- The letters to them

    @property
    def laatste_brief(self) -> Komstbrief | None:
        return next(reversed(self.brieven.all()), None)

    @property
    def herinnerd_op(self) -> datetime | None:
        gestuurd = [b for b in self.brieven.all() if b.soort == Komstbrief.Soort.HERINNERING and b.verstuurd_op]
        return gestuurd[-1].verstuurd_op if gestuurd else None

    def trek_in(self) -> None:
        """No guest any more: every link that they ever got stops working."""
        with transaction.atomic():
            Komst.objects.filter(pk=self.pk, ingetrokken_op=None).update(ingetrokken_op=timezone.now())
            self.vergeet_links()

    def vergeet_links(self) -> None:
        Komstbrief.objects.filter(komst=self).update(sleutel_hash=None)


class Komstantwoord(models.Model):
    """What somebody answered. Rows are added and never changed; the last one counts."""

    class Antwoord(models.TextChoices):
        JA = "ja", "Ja, ik kom"
        ONLINE = "online", "Alleen online"
        MISSCHIEN = "misschien", "Misschien"
        NEE = "nee", "Nee, ik kan niet"

    komst = models.ForeignKey(Komst, models.CASCADE, related_name="antwoorden")
    nummer = models.PositiveIntegerField()
    antwoord = models.CharField(max_length=10, choices=Antwoord)
    woord = PlatteTekst("een woord erbij", blank=True)
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "komstantwoorden"
        ordering = ["nummer"]
        constraints = [models.UniqueConstraint(fields=["komst", "nummer"], name="komstantwoord_uniek")]

    def __str__(self) -> str:
        return self.get_antwoord_display()

    @property
    def versie(self) -> int:
        return self.nummer

    @property
    def html(self) -> SafeString:
        """For beside what somebody typed in another window."""
        return format_html("<p>{}</p><p>{}</p>" if self.woord else "<p>{}</p>", self.get_antwoord_display(), self.woord)

    def na_de_datum(self, oproep: Oproep | None) -> bool:
        """Later than was asked. It counts as well as any other."""
        voor = oproep.antwoord_voor if oproep else None
        return voor is not None and timezone.localtime(self.op).date() > voor


class KomstbriefQuerySet(models.QuerySet["Komstbrief"]):
    def met_sleutel(self, sleutel: str) -> Komstbrief | None:
        """The letter that this secret stood in, as long as its guest is still asked."""
        rijen = self.filter(sleutel_hash=hash_van(sleutel), komst__persoon=None, komst__ingetrokken_op=None)
        rijen = rijen.select_related("komst__sessie__verkenning", "komst__door")
        return rijen.prefetch_related("komst__antwoorden", "komst__onderdelen").first()

    def te_versturen(self) -> Self:
        return self.filter(verstuurd_op=None, adres_werkt_niet=False, komst__ingetrokken_op=None).select_related(
            "komst__sessie__verkenning", "komst__sessie__oproep__door", "komst__persoon", "komst__door"
        )


class Komstbrief(models.Model):
    """A letter to somebody who is asked. What stands here is what happened; the task only makes it so."""

    class Soort(models.TextChoices):
        UITNODIGING = "uitnodiging", "uitnodiging"
        HERINNERING = "herinnering", "herinnering"
        WIJZIGING = "wijziging", "wijziging"

    komst = models.ForeignKey(Komst, models.CASCADE, related_name="brieven")
    soort = models.CharField(max_length=20, choices=Soort)
    # What makes this letter one of a kind: it is never sent a second time.
    kenmerk = models.CharField(max_length=60)
    op = models.DateTimeField(default=timezone.now)
    verstuurd_op = models.DateTimeField(null=True, blank=True)
    mislukt_op = models.DateTimeField(null=True, blank=True)
    adres_werkt_niet = models.BooleanField(default=False)
    # Of the secret in the letter to a guest, by which they come to their page without an account.
    sleutel_hash = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)

    objects = KomstbriefQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "komstbrieven"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["komst", "soort", "kenmerk"], name="komstbrief_uniek")]

    def __str__(self) -> str:
        return f"{self.soort} aan {self.komst.wie}"

    def nieuwe_sleutel(self) -> str:
        """Make the secret for in this letter, and keep its hash."""
        geheim = nieuw_geheim()
        self.sleutel_hash = hash_van(geheim)
        self.save(update_fields=["sleutel_hash"])
        return geheim


class AgendasleutelQuerySet(models.QuerySet["Agendasleutel"]):
    def met_sleutel(self, sleutel: str) -> Agendasleutel | None:
        """Of somebody who may still log in."""
        rijen = self.filter(sleutel_hash=hash_van(sleutel), persoon__is_active=True)
        return rijen.select_related("persoon").first()

    def vernieuw(self, persoon: Persoon, *, vanaf: int) -> str | None:
        """Make a secret, and end the one before it. None when that was done since `vanaf`: the page was sent twice."""
        geheim = nieuw_geheim()
        nieuw = {"sleutel_hash": hash_van(geheim), "op": timezone.now()}
        if vanaf:
            anders = self.filter(persoon=persoon, versie=vanaf).update(versie=vanaf + 1, **nieuw)
            return geheim if anders else None
        return geheim if self.get_or_create(persoon=persoon, defaults=nieuw)[1] else None


class Agendasleutel(models.Model):
    """The secret in the address of somebody's own calendar. There is one at a time; a new one ends the old."""

    persoon = models.OneToOneField(Persoon, models.CASCADE, related_name="agendasleutel")
    sleutel_hash = models.CharField(max_length=64, unique=True, editable=False)
    op = models.DateTimeField(default=timezone.now)
    versie = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendasleutelQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "agendasleutels"

    def __str__(self) -> str:
        return f"agenda van {self.persoon}"
