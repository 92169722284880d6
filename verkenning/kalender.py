"""The one way to .ics. Nobody else imports the calendar library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_STUURTEKENS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One thing in a calendar. `begin` and `einde` are ISO texts as precise as they are known."""

    uid: str
    titel: str
    begin: str
    gewijzigd: datetime  # when this stood fixed: a later one replaces an earlier one of the same uid
    einde: str = ""
    locatie: str = ""
    url: str = ""
    tekst: str = ""
    vervallen: bool = False


def naar_ics(naam: str, afspraken: Iterable[Afspraak]) -> bytes:
    """A calendar with the things whose day is known; a month is no day, so what is known to the month stays out."""
    kalender = Calendar()
    kalender.add("prodid", "-//de Verkenning//NL")
    kalender.add("version", "2.0")
    kalender.add("method", "PUBLISH")
    kalender.add("x-wr-calname", _een_regel(naam))
    for afspraak in afspraken:
        if len(afspraak.begin) >= len("2019-02-06"):
            kalender.add_component(_event(afspraak))
    kalender.add_missing_timezones()
    return bytes(kalender.to_ical())


def _event(afspraak: Afspraak) -> Event:
    event = Event()
    event.add("uid", afspraak.uid)
    event.add("dtstamp", afspraak.gewijzigd)
    event.add("last-modified", afspraak.gewijzigd)
    # Grows with every change, also after the programme moved to another portal; a count of copies would start again.
    event.add("sequence", int(afspraak.gewijzigd.timestamp()) // 60)
    event.add("summary", _een_regel(afspraak.titel))
    event.add("status", "CANCELLED" if afspraak.vervallen else "CONFIRMED")
    begin, einde = _tijd(afspraak.begin), _einde(afspraak)
    event.add("dtstart", begin)
    if einde:
        event.add("dtend", einde)
    for naam, waarde in (("location", afspraak.locatie), ("url", afspraak.url), ("description", afspraak.tekst)):
        if waarde:
            event.add(naam, _een_regel(waarde))
    return event


def _tijd(tekst: str) -> date | datetime:
    """'2019-02-06T13:00' is a moment in Amsterdam, '2019-02-06' a whole day."""
    if "T" in tekst:
        return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM)
    return date.fromisoformat(tekst)


def _einde(afspraak: Afspraak) -> date | datetime | None:
    """A day ends where the next begins. An end before the begin is no end."""
    if "T" not in afspraak.begin:
        return date.fromisoformat(max(afspraak.einde[:10], afspraak.begin)) + timedelta(days=1)
    return _tijd(afspraak.einde) if "T" in afspraak.einde and afspraak.einde > afspraak.begin else None


def _een_regel(tekst: str) -> str:
    """Nobody puts a line of their own in a calendar."""
    return _STUURTEKENS.sub(" ", tekst).strip()
