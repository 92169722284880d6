"""Moments as they stand in a programme: local time in the Netherlands, which twice a year is not that simple."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from django.utils import timezone

VOORBEELD = "een moment zoals 2019-02-06T13:00"
# As YAML knows them: 2019-02-06 9:30 and 2019-02-06t09:30:00+01 too.
_MOMENT = re.compile(
    r"(\d{4}-\d{2}-\d{2})"
    r"(?:(?:[Tt]|[ \t]+)(\d{1,2})(:\d{2}(?::\d{2})?)(?:\.\d*)?[ \t]*(Z|[+-]\d{2}(?::\d{2}(?::\d{2})?)?)?)?"
)


class GeenMoment(ValueError):
    """The text names no moment. Says what was expected."""


def lees_moment(tekst: str, *, ook_dag: bool = False) -> datetime:
    """Read '2019-02-06T13:00' in Dutch time, or with an offset of its own. A day alone is its first minute, where that may."""
    gevonden = _MOMENT.fullmatch(tekst)
    if not gevonden or not (gevonden[2] or ook_dag):
        raise GeenMoment(VOORBEELD)
    dag, uur, rest, offset = gevonden.groups(default="")
    try:
        moment = datetime.fromisoformat(f"{dag}T{uur:0>2}{rest or ':00'}{offset}")
    except ValueError:
        raise GeenMoment(f"{VOORBEELD}, op een dag en een tijd die bestaan") from None
    if offset:
        # In Dutch time it may be another year.
        return _binnen_bereik(_binnen_bereik(moment).astimezone(timezone.get_default_timezone())).astimezone(UTC)
    lokaal = _binnen_bereik(moment).replace(tzinfo=timezone.get_default_timezone())
    if lokaal.astimezone(UTC).astimezone(lokaal.tzinfo).replace(tzinfo=None) != moment:
        raise GeenMoment("een moment dat bestaat: in dit uur gaat de klok vooruit naar de zomertijd")
    return lokaal.astimezone(UTC)


def _binnen_bereik(moment: datetime) -> datetime:
    if not 1900 <= moment.year <= 2199:
        raise GeenMoment("een moment tussen 1900 en 2200")
    return moment


def schrijf_moment(moment: datetime) -> str:
    """The inverse: with seconds only where they are not zero, with an offset only in the hour that comes twice."""
    lokaal = timezone.localtime(moment, timezone.get_default_timezone()).replace(microsecond=0)
    dubbelzinnig = lokaal.replace(fold=0).utcoffset() != lokaal.replace(fold=1).utcoffset()
    # Without the offset as such: long ago it was 19 minutes and 32 seconds here.
    geschreven = lokaal if dubbelzinnig else lokaal.replace(tzinfo=None)
    return geschreven.isoformat(timespec="seconds" if lokaal.second else "minutes")
