"""The one way out by mail.

A letter is one text template in templates/mail/: its first line is the subject, then paragraphs. A paragraph of four
spaces and a code, or of words, a colon and an address, becomes a large code or a button in the HTML, which is made
from the same text: the two can never say different things. Rejected: a text and an HTML template for each letter.
"""

from __future__ import annotations

import logging
import re
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from email.message import MIMEPart
from functools import cache
from threading import Timer
from typing import Any

from css_inline import CSSInliner
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.tasks import task
from django.template import Context, Engine
from django.template.loader import render_to_string
from django.utils import timezone

_KNOP = re.compile(r"(?P<tekst>[^\n:]+): (?P<url>https?://\S+)\Z")
POGINGEN = 5
# So long (in seconds) that the answer is out before the letter is written: to write it takes some of the time of all.
NA_HET_ANTWOORD = 0.1
ERNAAST = "brief"
_VOORGOED = 500  # an answer of a mail server from here on holds tomorrow too
logger = logging.getLogger(__name__)


class NietVerstuurd(Exception):
    """The mail server was not there or did not take it."""

    # The server said that there is nobody at this address: to try again is of no use.
    adres_werkt_niet = False


class AdresWerktNiet(NietVerstuurd):
    adres_werkt_niet = True


@dataclass(frozen=True, slots=True)
class Alinea:
    soort: str  # tekst, code or knop
    tekst: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    onderwerp: str
    tekst: str

    @property
    def alineas(self) -> list[Alinea]:
        return [_alinea(stuk) for stuk in re.split(r"\n\s*\n", self.tekst.strip("\n"))]


def _alinea(stuk: str) -> Alinea:
    if stuk.startswith("    "):
        return Alinea("code", stuk.strip())
    if knop := _KNOP.match(stuk.strip()):
        return Alinea("knop", knop["tekst"], knop["url"])
    return Alinea("tekst", stuk.strip())


def schrijf(naam: str, context: dict[str, Any]) -> Brief:
    """Fill in templates/mail/<naam>.txt. It is plain text, so nothing in it is escaped; the HTML made from it is."""
    sjabloon = Engine.get_default().get_template(f"mail/{naam}.txt")
    gevuld: str = sjabloon.render(Context({"base_url": settings.BASE_URL, **context}, autoescape=False))
    onderwerp, _, tekst = gevuld.lstrip().partition("\n")
    # A name with a line break in it must not become a second header.
    return Brief(" ".join(onderwerp.split()), tekst.strip("\n") + "\n")


@dataclass(frozen=True, slots=True)
class Agendabijlage:
    """What goes with a letter for the calendar of who gets it. `methode` says what that has to do: REQUEST or CANCEL."""

    ics: bytes
    methode: str

    def als_deel(self) -> MIMEPart:
        deel = MIMEPart()
        deel.set_content(
            self.ics.decode(),
            subtype="calendar",
            params={"method": self.methode},
            disposition="attachment",
            filename="sessie.ics",
        )
        return deel


def verstuur(brief: Brief, aan: str, *, antwoord_aan: str = "", agenda: Iterable[Agendabijlage] = ()) -> None:
    """Hand a letter to the mail server now. Raises NietVerstuurd when it does not take it."""
    bericht = EmailMultiAlternatives(
        brief.onderwerp,
        brief.tekst,
        to=[aan],
        reply_to=[antwoord_aan] if antwoord_aan else None,
        headers={"Auto-Submitted": "auto-generated"},
    )
    html = render_to_string("mail/brief.html", {"brief": brief, "demo": settings.DEMO})
    bericht.attach_alternative(_inliner().inline(html), "text/html")
    for bijlage in agenda:
        bericht.attach(bijlage.als_deel())
    try:
        bericht.send()
    except smtplib.SMTPRecipientsRefused as fout:
        codes = [code for code, _ in fout.recipients.values()]
        raise (AdresWerktNiet if min(codes, default=0) >= _VOORGOED else NietVerstuurd)(str(fout)) from fout
    except (OSError, smtplib.SMTPException) as fout:
        raise NietVerstuurd(str(fout)) from fout


@cache
def _inliner() -> CSSInliner:
    return CSSInliner(load_remote_stylesheets=False)


def stuur_ernaast(naam: str, aan: str, context: dict[str, Any]) -> None:
    """Send a letter with a secret in it, for which somebody waits at their screen: at once, beside their request.

    Their page comes as soon and reads the same whether there is anybody to mail to or not, and whether the mail server
    takes it or not: see docs/besluiten/0026. When it does not, that stands in the log, and they ask for another.
    """
    brief = Timer(NA_HET_ANTWOORD, _probeer, (naam, aan, context))
    brief.name = ERNAAST
    brief.start()


def _probeer(naam: str, aan: str, context: dict[str, Any]) -> None:
    """In a thread of its own, so it may not touch the database."""
    try:
        verstuur(schrijf(naam, context), aan)
    except NietVerstuurd as fout:
        logger.error("The letter '%s' could not be sent: %s", naam, fout)


def stuur_later(naam: str, aan: str, context: dict[str, Any], *, antwoord_aan: str = "") -> None:
    """Leave a letter to the worker. Its text waits in the database: put no secret in it, and nothing confidential."""
    brief = schrijf(naam, context)
    _verstuur_taak.enqueue(brief.onderwerp, brief.tekst, aan, antwoord_aan)


@task
def _verstuur_taak(onderwerp: str, tekst: str, aan: str, antwoord_aan: str = "", poging: int = 1) -> None:
    try:
        verstuur(Brief(onderwerp, tekst), aan, antwoord_aan=antwoord_aan)
    except NietVerstuurd:
        if poging >= POGINGEN:
            raise
        straks = timezone.now() + wacht_na(poging)
        _verstuur_taak.using(run_after=straks).enqueue(onderwerp, tekst, aan, antwoord_aan, poging + 1)


def wacht_na(poging: int) -> timedelta:
    """1, 4, 16, 64 minutes: a mail server that is down is usually back within the hour."""
    return timedelta(minutes=4 ** (poging - 1))
