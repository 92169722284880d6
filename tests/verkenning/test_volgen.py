"""The feed and the calendar, read by readers that are not ours."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

import icalendar
import pytest

from tests.mensen import Mens
from tests.verkenning.stad import bouw, geef, kaart_van_sessie, kanarie, zingt
from verkenning.models import Publiek, Verkenning, Vrijgave

ATOM = {"a": "http://www.w3.org/2005/Atom"}
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def feed(mens: Mens) -> ET.Element:
    antwoord = mens.get("/samen/feed/")
    assert antwoord.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(antwoord.content)  # noqa: S314 - our own


def test_the_feed_has_what_was_released_with_a_moment_of_its_own(samen: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    soorten = ("notitie", "antwoord", "inzicht", "bericht")
    assert zingt(bezoeker.get("/samen/feed/").content) == {kanarie(soort, "openbaar") for soort in soorten}
    niveaus = ("openbaar", "achterban")
    assert zingt(lid.get("/samen/feed/").content) == {kanarie(s, niveau) for s in soorten for niveau in niveaus}


def test_an_entry_says_what_when_and_where(verkenning: Verkenning, bezoeker: Mens) -> None:
    toen = datetime(2019, 3, 21, 10, 5, tzinfo=AMSTERDAM)
    stuk = geef(verkenning, "notitie", "", "Een *balie* & 1 < 2.", op=toen, naam="Anna, Kromwaal")
    (entry,) = feed(bezoeker).findall("a:entry", ATOM)

    def lees(pad: str) -> str | None:
        return entry.findtext(pad, namespaces=ATOM)

    assert lees("a:title") == "Uit een sessie: Een balie & 1 < 2."
    assert lees("a:updated") == lees("a:published") == "2019-03-21T09:05:00+00:00"
    assert lees("a:summary") == str(stuk.html)
    assert lees("a:author/a:name") == "Anna, Kromwaal"
    assert lees("a:id") == f"tag:127.0.0.1,2019:samen/{stuk.code}"
    link = entry.find("a:link", ATOM)
    assert link is not None
    assert link.get("href") == f"http://127.0.0.1:8000/samen/#{stuk.code}"


def test_the_feed_is_never_broken_by_a_text(verkenning: Verkenning, bezoeker: Mens) -> None:
    geef(verkenning, "notitie", "", "Een \x0b stuurteken \x1b en ]]> en &nbsp; en \ufffe.")
    assert len(feed(bezoeker).findall("a:entry", ATOM)) == 1


def test_an_empty_feed_is_still_a_feed(verkenning: Verkenning, bezoeker: Mens) -> None:
    leeg = feed(bezoeker)
    assert leeg.findtext("a:title", namespaces=ATOM) == "Samen"
    assert "Hier lees je wat er is vrijgegeven" in (leeg.findtext("a:subtitle", namespaces=ATOM) or "")


def agenda(mens: Mens) -> dict[str, Any]:
    """The events by the slug of their session."""
    antwoord = mens.get("/samen/agenda.ics")
    assert antwoord.headers["Content-Type"] == "text/calendar; charset=utf-8"
    kalender = icalendar.Calendar.from_ical(antwoord.content)
    return {str(event["UID"]).split("@")[0].removeprefix("samen."): event for event in kalender.walk("VEVENT")}


def zet(verkenning: Verkenning, slug: str, **anders: Any) -> Vrijgave:
    titel, publiek = anders.pop("titel", "Sessie"), anders.pop("publiek", Publiek.OPENBAAR)
    return geef(verkenning, "sessie", slug, titel, publiek, gegevens=kaart_van_sessie(**anders))


def test_a_moment_a_day_and_a_month(verkenning: Verkenning, bezoeker: Mens) -> None:
    moment = zet(verkenning, "moment", locatie="De zaal, boven; links")
    zet(verkenning, "dag", begin="2019-05-23", einde="")
    zet(verkenning, "dagen", begin="2019-05-23", einde="2019-05-24T12:00")
    zet(verkenning, "maand", begin="2019-11", einde="")
    zet(verkenning, "ooit", begin="", einde="")
    events = agenda(bezoeker)
    assert set(events) == {"moment", "dag", "dagen"}
    assert events["moment"].start == datetime(2019, 3, 14, 13, tzinfo=AMSTERDAM)
    assert events["moment"].end == datetime(2019, 3, 14, 17, tzinfo=AMSTERDAM)
    assert events["moment"]["LOCATION"] == "De zaal, boven; links"
    assert events["moment"]["URL"] == "http://127.0.0.1:8000/samen/sessies/moment/"
    assert events["moment"]["STATUS"] == "CONFIRMED"
    assert events["moment"]["DTSTAMP"].dt == moment.op.astimezone(UTC).replace(microsecond=0)
    assert (events["dag"].start, events["dag"].end) == (date(2019, 5, 23), date(2019, 5, 24))
    assert (events["dagen"].start, events["dagen"].end) == (date(2019, 5, 23), date(2019, 5, 25))


def test_hours_stay_right_over_the_change_of_the_clock(verkenning: Verkenning, bezoeker: Mens) -> None:
    dagen = ("2026-03-27", "2026-03-28", "2026-03-29", "2026-03-30", "2026-10-24", "2026-10-25", "2026-10-26")
    for dag in dagen:
        zet(verkenning, f"op-{dag}", begin=f"{dag}T09:30", einde=f"{dag}T17:00")
    ics = bezoeker.get("/samen/agenda.ics").content.decode()
    assert "BEGIN:VTIMEZONE" in ics
    for dag, event in agenda(bezoeker).items():
        assert event.start.isoformat() == f"{dag.removeprefix('op-')}T09:30:00{event.start.strftime('%z')[:3]}:00"
        assert (
            event.start.utcoffset() == datetime.fromisoformat(f"{dag[3:]}T09:30").replace(tzinfo=AMSTERDAM).utcoffset()
        )


def test_a_change_replaces_the_event_and_a_cancelled_one_says_so(verkenning: Verkenning, bezoeker: Mens) -> None:
    zet(verkenning, "een", begin="2019-05-23T10:00")
    eerst = agenda(bezoeker)["een"]
    zet(verkenning, "een", begin="2019-06-13T10:00", status="vervallen")
    daarna = agenda(bezoeker)["een"]
    assert daarna["UID"] == eerst["UID"]
    assert daarna["SEQUENCE"] > eerst["SEQUENCE"]
    assert daarna["DTSTAMP"].dt >= eerst["DTSTAMP"].dt
    assert daarna["STATUS"] == "CANCELLED"


def test_a_stop_that_lost_its_day_is_off_in_every_calendar(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    """The month that it has now is told in words; of a copy that was withdrawn, or was for members, nothing is."""
    for slug in ("een", "weg"):
        zet(verkenning, slug, begin="2019-05-23T10:00", einde="")
    zet(verkenning, "leden", begin="2019-05-24", einde="", publiek="achterban")
    eerst = agenda(bezoeker)["een"]
    Vrijgave.objects.get(sleutel="weg").trek_in("Toch niet.")
    for slug in ("een", "weg", "leden"):
        zet(verkenning, slug, begin="2019-11", einde="", titel=f"Sessie {slug}")
    daarna = agenda(bezoeker)
    assert set(daarna) == {"een"}
    assert (daarna["een"]["STATUS"], daarna["een"].start) == ("CANCELLED", eerst.start)
    assert daarna["een"]["SEQUENCE"] > eerst["SEQUENCE"]
    assert set(agenda(lid)) == {"een", "leden"}
    assert "Nog zonder dag: " in bezoeker.get("/samen/agenda.ics").text
    assert "(november 2019)" in bezoeker.get("/samen/agenda.ics").text


def test_nobody_writes_lines_of_their_own_in_a_calendar(verkenning: Verkenning, bezoeker: Mens) -> None:
    kwaad = "Boos\r\nATTENDEE:mailto:x@kwaad.example\nBEGIN:VALARM\rX-A:1\u2028Y;,\\"
    zet(verkenning, "een", titel=kwaad, locatie=kwaad)
    ics = bezoeker.get("/samen/agenda.ics").content
    assert b"\nATTENDEE" not in ics
    assert b"\nBEGIN:VALARM" not in ics
    (event,) = agenda(bezoeker).values()
    assert "ATTENDEE:mailto:x@kwaad.example" in event["SUMMARY"]
    assert "ATTENDEE" not in event


def test_the_calendar_of_a_member_has_their_sessions_too(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    geef(verkenning, "sessie", "besloten-dag", "Voor leden", Publiek.ACHTERBAN)
    assert (set(agenda(bezoeker)), set(agenda(lid))) == (set(), {"besloten-dag"})


@pytest.mark.parametrize("pad", ["/elders/feed/", "/elders/agenda.ics"])
def test_there_is_none_of_what_does_not_exist(verkenning: Verkenning, bezoeker: Mens, pad: str) -> None:
    bouw(verkenning)
    assert bezoeker.get(pad).status_code == 404
