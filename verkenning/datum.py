"""Dutch dates in the precision in which they are known: to the minute, the day, the month, the year, or not at all.

Own month and day names rather than Django's locale formats: a report, a mail and a feed are made where no language is
active, and must read the same there.
"""

from datetime import date, datetime, time

from django.utils import timezone

Moment = date | datetime | time | str | None

MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
DAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
DATUM_VOLGT = "datum volgt"


def lees(waarde: Moment) -> Moment:
    """Turn a full ISO text into the date it names; leave 'april 2019', '2019-04' and '' as they are."""
    if isinstance(waarde, str):
        try:
            return datetime.fromisoformat(waarde) if "T" in waarde else date.fromisoformat(waarde)
        except ValueError:
            return waarde
    return waarde


def lokaal(waarde: Moment) -> Moment:
    if isinstance(waarde, datetime) and timezone.is_aware(waarde):
        return timezone.localtime(waarde)
    return waarde


def uur(waarde: Moment) -> str:
    """13.30"""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, datetime | time):
        return f"{waarde.hour}.{waarde.minute:02}"
    return str(waarde or "")


def maand(waarde: Moment) -> str:
    """april 2019"""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, date):
        return f"{MAANDEN[waarde.month - 1]} {waarde.year}"
    return _deel(waarde)


def dag(waarde: Moment) -> str:
    """5 juni 2019"""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, date):
        return f"{waarde.day} {MAANDEN[waarde.month - 1]} {waarde.year}"
    return _deel(waarde)


def dag_kort(waarde: Moment) -> str:
    """wo 5 juni: for on the route, where the year is known. A date known to the month keeps its year."""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, date):
        return f"{DAGEN[waarde.weekday()][:2]} {waarde.day} {MAANDEN[waarde.month - 1]}"
    return _deel(waarde)


def dag_lang(waarde: Moment) -> str:
    """woensdag 5 juni 2019"""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, date):
        return f"{DAGEN[waarde.weekday()]} {dag(waarde)}"
    return _deel(waarde)


def moment(waarde: Moment) -> str:
    """wo 5 juni 2019, 13.30 uur; without a time of day just the day."""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, datetime):
        return f"{dag_kort(waarde)} {waarde.year}, {uur(waarde)} uur"
    return dag(waarde)


def iso(waarde: Moment) -> str:
    """What belongs in <time datetime>, or '' when the text names no date."""
    waarde = lokaal(lees(waarde))
    if isinstance(waarde, datetime):
        return waarde.isoformat(timespec="minutes")
    if isinstance(waarde, date):
        return waarde.isoformat()
    if isinstance(waarde, time):
        return waarde.isoformat(timespec="minutes")
    return waarde if waarde and _is_deel(waarde) else ""


def _is_deel(tekst: str) -> bool:
    jaar, _, rest = tekst.partition("-")
    return len(jaar) == 4 and jaar.isdecimal() and (not rest or (rest.isdecimal() and 1 <= int(rest) <= 12))


def _deel(waarde: Moment) -> str:
    """A date known to the month or the year, or a text that somebody wrote instead ('voorjaar 2020')."""
    tekst = str(waarde or "")
    if not tekst:
        return DATUM_VOLGT
    if _is_deel(tekst) and "-" in tekst:
        jaar, _, nummer = tekst.partition("-")
        return f"{MAANDEN[int(nummer) - 1]} {jaar}"
    return tekst
