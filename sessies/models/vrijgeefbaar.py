from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from django.db import models, transaction

from verkenning.models import IntussenVeranderd, Persoon, Vrijgave, merk_van


class Vrijgeefbaar(models.Model):
    """Something of which one card or line stands outside, while the thing itself is worked on inside."""

    vrijgave = models.OneToOneField(Vrijgave, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        abstract = True

    def buitenkant(self) -> dict[str, Any]:
        """What would go out now: the arguments of `geef_vrij` that make up the copy."""
        raise NotImplementedError

    @property
    def vrijgegeven(self) -> str:
        return self.vrijgave.publiek if self.vrijgave and self.vrijgave.ingetrokken_op is None else ""

    @property
    def gewijzigd_sinds_vrijgave(self) -> bool:
        return bool(self.vrijgegeven) and self.wijkt_af(self.buitenkant())

    def wijkt_af(self, buiten: Mapping[str, Any]) -> bool:
        """Whether this says something else than the copy that stands outside."""
        return any(getattr(self.vrijgave, veld) != wat for veld, wat in buiten.items() if veld != "verkenning")

    def geef_vrij(
        self, publiek: str, *, door: Persoon | None, op: datetime | None = None, gezien: str | None = None
    ) -> Vrijgave:
        """Release the thing as it is now. `gezien` is the mark of what was looked at: raises IntussenVeranderd if it moved on.

        One at a time: two releases at once would leave this pointing at the copy that the other has replaced.
        """
        with transaction.atomic():
            buiten = self._vergrendeld().buitenkant()
            if gezien is not None and gezien != merk_van(buiten):
                raise IntussenVeranderd
            self.vrijgave = Vrijgave.objects.geef_vrij(publiek=publiek, door=door, op=op, **buiten)
            self.save(update_fields=["vrijgave"])
        return self.vrijgave

    def trek_in(self, waarom: str) -> None:
        """Take the copy back that stands outside by now."""
        with transaction.atomic():
            self.vrijgave = self._vergrendeld().vrijgave
            if self.vrijgave is not None and self.vrijgave.ingetrokken_op is None:
                self.vrijgave.trek_in(waarom)

    def _vergrendeld(self) -> Self:
        """This as it stands in the database, until the end of this transaction."""
        return type(self)._default_manager.select_for_update().get(pk=self.pk)
