"""When a card came out, which the format does not tell: chosen so that the same folder always gives the same moment.

Not the moment of the import: a feed would then show a journey of years ago as the news of today.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone

from verkenning.uitwisseling.tijd import GeenMoment, lees_moment

from ..models import Sessie

ONBEKEND = datetime(2000, 1, 1, tzinfo=UTC)


def begin_van(begin: str) -> datetime:
    """The first minute of a date that may be known to the month or the year: of the library, and of a programme."""
    try:
        return lees_moment(begin + "0000-01-01"[len(begin) :], ook_dag=True)
    except GeenMoment:
        return ONBEKEND


def van_kaart(sessie: Sessie) -> datetime:
    """A session's card and what was learned there: as soon as all of it can be known, and never in the future."""
    momenten = [begin_van(sessie.verkenning.begin)] + [wijziging.op for wijziging in sessie.wijzigingen.all()]
    if sessie.status == Sessie.Status.GEHOUDEN and sessie.begin:
        momenten.append(sessie.einde or sessie.begin)
    return min(max(momenten), timezone.now())
