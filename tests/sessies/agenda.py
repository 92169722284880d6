"""Reading a calendar with a library that the portal does not use, and letting the worker's letters go out."""

from __future__ import annotations

from typing import Any

import vobject

from sessies.komstbrieven import verstuur_komstbrief
from sessies.models import Komstbrief
from tests.mensen import Mens


def lees(ics: bytes | str) -> Any:
    return vobject.readOne(ics.decode() if isinstance(ics, bytes) else ics)


def events(mens: Mens, link: str) -> dict[str, Any]:
    """The events of somebody's own calendar, by the slug of their session; fetched as a calendar does, without a login."""
    antwoord = Mens().get(link)
    assert (antwoord.status_code, antwoord.headers["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    kalender = lees(antwoord.content)
    return {event.uid.value.split("@")[0].split(".")[1]: event for event in kalender.contents.get("vevent", [])}


def bezorg() -> None:
    """Do what the worker does with the letters that wait."""
    for brief in Komstbrief.objects.filter(verstuurd_op=None):
        verstuur_komstbrief.call(brief.pk)
