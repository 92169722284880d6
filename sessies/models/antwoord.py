from __future__ import annotations

from datetime import timedelta
from typing import Any, Self
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from deelnemers.models import Botsing, Corporatie
from verkenning.models import Persoon
from verkenning.velden import HtmlVan, Tekstveld

from .. import permissions
from .bewaren import Bewaard
from .samen import OpVolgorde
from .sessie import Sessie
from .zichtbaarheid import Zichtbaarheid


class Voorbereidingsvraag(OpVolgorde):
    """A question that a session puts to the others beforehand."""

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="voorbereidingsvragen")
    tekst = models.CharField("vraag", max_length=1000)

    class Meta:
        verbose_name_plural = "voorbereidingsvragen"
        ordering = ["volgorde", "pk"]

    def __str__(self) -> str:
        return self.tekst

    def beantwoord(
        self,
        corporatie: Corporatie,
        tekst: str,
        *,
        door: Persoon,
        vanaf: int,
        zichtbaarheid: str = "",
        blad: UUID | None = None,
        stil: bool = False,
    ) -> Antwoord:
        """Give the answer of an association, or change it. The same twice is one.

        Without `zichtbaarheid` it stays with whoever may read it now; a first one is then private. `blad` is the page that
        is being written on: it goes on from its own last save, also when the receipt of that never came. `stil` says that
        nobody pressed a button: then what the group reads by now is not touched.
        Raises Botsing with what stands there now, and DoesNotExist when the question was taken away.
        """
        with transaction.atomic():
            self.vergrendeld()
            antwoord = Antwoord.objects.select_for_update().filter(vraag=self, corporatie=corporatie).first()
            if antwoord is None:
                antwoord = Antwoord(vraag=self, corporatie=corporatie, tekst=tekst, blad=blad)
                antwoord.zichtbaarheid = zichtbaarheid or Zichtbaarheid.PRIVE
                antwoord.na_afloop = antwoord.is_gedeeld and not self.sessie.is_straks
                antwoord.save()
            else:
                antwoord.schrijf_verder(tekst, door, vanaf, zichtbaarheid or antwoord.zichtbaarheid, blad, stil=stil)
        return antwoord

    def mag_anders(self) -> None:
        """Nobody's answer is left under another question. Of a private answer no more is told than that there is one."""
        if self.antwoorden.exists():
            raise ValidationError(
                "Iemand is al aan een antwoord op deze vraag begonnen. Daarom blijft hij zo. Stel liever een nieuwe vraag."
            )


class AntwoordQuerySet(models.QuerySet["Antwoord"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.ziet_antwoord(persoon))


class Antwoord(Bewaard):
    """One association's answer to one preparation question."""

    vraag = models.ForeignKey(Voorbereidingsvraag, models.CASCADE, related_name="antwoorden")
    corporatie = models.ForeignKey(Corporatie, models.CASCADE, related_name="antwoorden")
    zichtbaarheid = models.CharField(max_length=10, choices=Zichtbaarheid, default=Zichtbaarheid.BESLOTEN)
    op = models.DateTimeField(default=timezone.now)
    # It was shared when the session had been held already.
    na_afloop = models.BooleanField(default=False, editable=False)
    tekst = Tekstveld("antwoord")
    html = HtmlVan("tekst")
    # The open page that saved it last.
    blad = models.UUIDField(null=True, blank=True, editable=False)

    objects = AntwoordQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "antwoorden"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["vraag", "corporatie"], name="antwoord_uniek")]

    def __str__(self) -> str:
        return f"{self.corporatie} op '{self.vraag}'"

    @property
    def is_gedeeld(self) -> bool:
        return self.zichtbaarheid == Zichtbaarheid.BESLOTEN

    def schrijf_verder(
        self, tekst: str, door: Persoon, vanaf: int, zichtbaarheid: str, blad: UUID | None, *, stil: bool
    ) -> None:
        """Of a row that nobody else changes now. While one page saves itself, an earlier wording is kept once a minute."""
        if (self.tekst, self.zichtbaarheid) == (tekst, zichtbaarheid):
            return
        if stil and self.is_gedeeld:
            raise Botsing(self)
        zelfde_blad = blad is not None and self.blad == blad
        net = zelfde_blad and self.versies.filter(tot__gte=timezone.now() - timedelta(minutes=1)).exists()
        velden: dict[str, Any] = {"zichtbaarheid": zichtbaarheid, "blad": blad}
        if not self.is_gedeeld and zichtbaarheid == Zichtbaarheid.BESLOTEN:
            velden["na_afloop"] = not self.vraag.sessie.is_straks
        self.herschrijf(tekst, door=door, vanaf=self.versie if zelfde_blad else vanaf, bewaar_oud=not net, **velden)
