"""What the calendars of people hold of a session. They take a change only when its number is higher than the one before.

Rejected: to count the lines of the route log, because a session changes in other ways as well; and a signal, which
nobody sees who reads what saving does. What is written past `save()` is not counted: use `save()`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.db import models
from django.utils import timezone

from verkenning.kalender import volgnummer

_IN_KALENDER = ("titel", "locatie", "begin", "precisie", "einde", "status")


def minuten_nu() -> int:
    return volgnummer(timezone.now())


class Agendapunt(models.Model):
    titel: models.CharField[str, str]
    locatie: models.CharField[str, str]
    # Grows with every change of what a calendar shows: the SEQUENCE, and when it stood so.
    kalenderstand = models.PositiveIntegerField(default=minuten_nu, editable=False)
    # The last day it had, as 'begin/einde': so that calendars hear that this day is off when there is no new one yet.
    laatst_op = models.CharField(max_length=40, blank=True, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        oud = None if self._state.adding else type(self)._default_manager.filter(pk=self.pk).first()
        if oud is not None:
            self._tel(oud, kwargs)
        super().save(*args, **kwargs)

    @property
    def gewijzigd(self) -> datetime:
        return datetime.fromtimestamp(self.kalenderstand * 60, UTC)

    @property
    def wanneer(self) -> str:
        raise NotImplementedError

    @property
    def tot(self) -> str:
        raise NotImplementedError

    @property
    def heeft_dag(self) -> bool:
        return len(self.wanneer) >= len("2019-02-06")

    @property
    def dagen(self) -> tuple[str, str]:
        """Begin and end as a calendar writes them; for what has no day now, the last day it had. Two empty texts for never."""
        if self.heeft_dag:
            return self.wanneer, self.tot
        begin, _, einde = self.laatst_op.partition("/")
        return begin, einde

    def _tel(self, oud: Agendapunt, kwargs: dict[str, Any]) -> None:
        bewaart = kwargs.get("update_fields")
        anders = [
            veld
            for veld in _IN_KALENDER
            if (bewaart is None or veld in bewaart) and getattr(oud, veld) != getattr(self, veld)
        ]
        self.kalenderstand, self.laatst_op = oud.kalenderstand, oud.laatst_op
        if anders:
            self.kalenderstand = volgnummer(timezone.now(), oud.kalenderstand)
            self.laatst_op = f"{oud.wanneer}/{oud.tot}" if oud.heeft_dag else oud.laatst_op
            if bewaart is not None:
                kwargs["update_fields"] = {*bewaart, "kalenderstand", "laatst_op"}
