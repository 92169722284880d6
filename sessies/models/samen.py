"""What several people compose together at a session. Each thing is saved by itself, and says which version it started
from: whoever comes second sees both texts, and nothing is overwritten or taken away unseen."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models, transaction

from deelnemers.models import Botsing
from verkenning.models import Persoon

from .bewaren import Tekstversie
from .sessie import Sessie


class Samen(models.Model):
    """One thing of a session that the owner and the begeleiders write together."""

    bewaart: ClassVar[str] = ""  # the text of which the earlier wording is kept

    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def wijzig(self, *, door: Persoon, vanaf: int, **velden: Any) -> None:
        """Change these fields. The same change twice is one.

        Raises Botsing, with what stands there now, when it has moved on since `vanaf`; and DoesNotExist when it is gone.
        """
        with transaction.atomic():
            huidig = self.vergrendeld()
            if huidig.zegt(velden):
                return
            if huidig.versie != vanaf:
                raise Botsing(huidig)
            huidig.mag_anders()
            huidig.neem_over(velden, door)

    def verwijder(self, *, vanaf: int) -> None:
        """Take it away, once. Raises Botsing when somebody changed it since it was looked at."""
        with transaction.atomic():
            try:
                huidig = self.vergrendeld()
            except type(self).DoesNotExist:
                return
            if huidig.versie != vanaf:
                raise Botsing(huidig)
            huidig.mag_anders()
            huidig.mag_weg()
            huidig.delete()

    def vergrendeld(self) -> Self:
        """This as it stands in the database; nobody changes it before this transaction is over."""
        rijen: Any = type(self)._default_manager.select_for_update(of=("self",))
        huidig: Self = rijen.get(pk=self.pk)
        return huidig

    def zegt(self, velden: dict[str, Any]) -> bool:
        """Whether it reads like this already."""
        return all(getattr(self, naam) == waarde for naam, waarde in velden.items())

    def neem_over(self, velden: dict[str, Any], door: Persoon) -> None:
        if self.bewaart in velden and (oud := getattr(self, self.bewaart)):
            sleutel = {str(self._meta.model_name): self}
            Tekstversie.objects.create(**sleutel, versie=self.versie, tekst=oud, door=door)
        self.versie += 1
        for naam, waarde in velden.items():
            setattr(self, naam, waarde)
        self.save()

    def mag_anders(self) -> None:
        """Raises ValidationError where it has to stay as it is."""

    def mag_weg(self) -> None:
        """Raises ValidationError where it may be changed, and not be taken away."""


class OpVolgorde(Samen):
    """Something that has its place among its like at a session."""

    sessie: models.ForeignKey[Sessie, Sessie]
    volgorde = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True

    def verplaats(self, naar: int) -> None:
        """Put it at this place, counted from 0. The same move twice is one, whoever else moves something."""
        with transaction.atomic():
            Sessie.objects.select_for_update(of=("self",)).get(pk=self.sessie_id)  # type: ignore[attr-defined]
            soort: Any = type(self)._default_manager
            rijen = list(soort.filter(sessie=self.sessie_id))  # type: ignore[attr-defined]
            if self not in rijen:
                return
            rijen.remove(self)
            rijen.insert(max(naar, 0), self)
            for plek, rij in enumerate(rijen):
                soort.filter(pk=rij.pk).exclude(volgorde=plek).update(volgorde=plek)
