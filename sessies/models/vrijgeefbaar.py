from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import models

from verkenning.models import Persoon, Vrijgave


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
        if not self.vrijgegeven or self.vrijgave is None:
            return False
        return any(
            getattr(self.vrijgave, veld) != waarde for veld, waarde in self.buitenkant().items() if veld != "verkenning"
        )

    def geef_vrij(self, publiek: str, *, door: Persoon | None, op: datetime | None = None) -> Vrijgave:
        self.vrijgave = Vrijgave.objects.geef_vrij(publiek=publiek, door=door, op=op, **self.buitenkant())
        self.save(update_fields=["vrijgave"])
        return self.vrijgave

    def trek_in(self, waarom: str) -> None:
        if self.vrijgave is not None:
            self.vrijgave.trek_in(waarom)
