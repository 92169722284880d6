"""The one way to .ics. Nobody else imports the calendar library."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress

from . import datum

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# The clock of today as two rules. The library would list every change since 1970 by its date instead, which calendars
# built on a simpler reader pass over: they then put every summer day an hour wrong.
_KLOK = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
_STUURTEKENS = re.compile(r"[\x00-\x1f\x7f\u0085\u2028\u2029]+")


def volgnummer(gewijzigd: datetime, vorige: int = 0) -> int:
    """Grows with every change, also when two come in one minute, or the programme moved to another portal: a count alone
    would start again there."""
    return max(vorige + 1, int(gewijzigd.timestamp()) // 60)


@dataclass(frozen=True, slots=True)
class Afspraak:
    """One thing in a calendar. `begin` and `einde` are ISO texts as precise as they are known."""

    uid: str
    titel: str
    begin: str
    gewijzigd: datetime  # when this stood fixed
    volgnummer: int  # a higher one replaces a lower one of the same uid
    einde: str = ""
    locatie: str = ""
    url: str = ""
    tekst: str = ""
    vervallen: bool = False
    vrij: bool = False  # whose calendar it is does not come: it takes no time of theirs

    @property
    def heeft_dag(self) -> bool:
        return len(self.begin) >= len("2019-02-06")

    @property
    def status(self) -> str:
        """A day without an hour is not settled yet."""
        return "CANCELLED" if self.vervallen else "CONFIRMED" if "T" in self.begin else "TENTATIVE"


def naar_ics(naam: str, afspraken: Iterable[Afspraak]) -> bytes:
    """A calendar with the things whose day is known. A month is no day: what is known to the month is told in words."""
    afspraken = list(afspraken)
    kalender = _kalender("PUBLISH")
    kalender.add("x-wr-calname", _een_regel(naam))
    vaag = [f"{a.titel} ({datum.dag(a.begin)})" for a in afspraken if a.begin and not a.heeft_dag and not a.vervallen]
    if vaag:
        kalender.add("x-wr-caldesc", _een_regel("Nog zonder dag: " + "; ".join(vaag) + "."))
    return _met(kalender, [_event(afspraak) for afspraak in afspraken if afspraak.heeft_dag])


def naar_brief(afspraak: Afspraak, *, aan: str, van: str) -> tuple[bytes, str]:
    """One thing for in a letter, and what the calendar of `aan` has to do with it: REQUEST or CANCEL."""
    methode = "CANCEL" if afspraak.vervallen else "REQUEST"
    kalender = _kalender(methode)
    event = _event(afspraak)
    event.add("organizer", vCalAddress(f"mailto:{van}"))
    event.add("attendee", _genodigde(aan))
    return _met(kalender, [event]), methode


def _kalender(methode: str) -> Calendar:
    kalender = Calendar()
    kalender.add("prodid", "-//de Verkenning//NL")
    kalender.add("version", "2.0")
    kalender.add("method", methode)
    return kalender


def _met(kalender: Calendar, events: list[Event]) -> bytes:
    """With the rules of our clock before the first that goes by it."""
    if any(isinstance(event.start, datetime) for event in events):
        kalender.add_component(Timezone.from_ical(_KLOK))
    for event in events:
        kalender.add_component(event)
    return bytes(kalender.to_ical())


def _genodigde(email: str) -> vCalAddress:
    """Whether somebody comes, they say on their own page: no answer by mail is asked."""
    adres = vCalAddress(f"mailto:{email}")
    adres.params["RSVP"] = "FALSE"
    return adres


def _event(afspraak: Afspraak) -> Event:
    event = Event()
    event.add("uid", afspraak.uid)
    event.add("dtstamp", afspraak.gewijzigd)
    event.add("last-modified", afspraak.gewijzigd)
    event.add("sequence", afspraak.volgnummer)
    event.add("summary", _een_regel(afspraak.titel))
    event.add("status", afspraak.status)
    if afspraak.vrij:
        event.add("transp", "TRANSPARENT")
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
