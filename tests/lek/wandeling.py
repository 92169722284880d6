"""Walking along every address of the portal, in every manner, and looking at all that comes back."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.db import connection, transaction
from django.http import HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from pypdf import PdfReader

from tests.mensen import Mens

from .kanaries import Kanarie, Voliere

# What nothing in the portal is called.
BESTAAT_NIET: dict[type, str | int] = {str: "bestaat-niet", int: 987_654}
MANIEREN = ("pagina", "fragment", "leeg", "onzin")
# Words that no form expects, under every name that a form here has.
ONZIN: dict[str, Any] = {
    "tekst": "Zomaar een zin.",
    "eigen_tekst": "Zomaar een andere zin.",
    "stelling": "Zomaar een stelling.",
    "toelichting": "Zomaar.",
    "waarom": "Zomaar een reden.",
    "antwoord": "akkoord",
    "publiek": "openbaar",
    "naamsvermelding": "naam",
    "zichtbaarheid": "besloten",
    "titel": "Zomaar een titel",
    "naam": "Zomaar Iemand",
    "email": "zomaar@iemand.example",
    "rol": "lid",
    "gezien": "on",
    "vanaf": "99",
    "versie": "99",
    "nummer": "99",
    "code": "99999999",
    "password": "zomaar-een-wachtwoord",
    "sleutel": "11111111-1111-4111-8111-111111111111",
    "doe": "zomaar",
    "soort": "zomaar",
}


def patronen(resolver: URLResolver | None = None, namen: str = "", pad: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address there is, under its name; the libraries' nameless ones under their path."""
    for patroon in (resolver or get_resolver()).url_patterns:
        heel = f"{pad}{patroon.pattern}"
        if isinstance(patroon, URLResolver):
            yield from patronen(patroon, f"{namen}{patroon.namespace}:" if patroon.namespace else namen, heel)
        else:
            yield f"{namen}{patroon.name}" if patroon.name else heel, patroon


@dataclass(frozen=True)
class Adres:
    """One address. `wie` are those for whom there is something there; for all others it must be as if there is nothing."""

    naam: str
    kwargs: dict[str, Any] = field(default_factory=dict)
    wie: frozenset[str] | None = None  # None: there is something there for everyone, though not the same for each
    pad: str = ""  # for the nameless
    vraag: str = ""  # what stands after the question mark
    toont: frozenset[Kanarie] = frozenset()  # what whoever knows this address may read there

    @property
    def url(self) -> str:
        return (self.pad or reverse(self.naam, kwargs=self.kwargs)) + self.vraag

    def verzonnen(self) -> Adres:
        """The same address of a thing that does not exist."""
        *_, (naam, waarde) = self.kwargs.items()
        return Adres(self.naam, self.kwargs | {naam: BESTAAT_NIET[type(waarde)]}, vraag=self.vraag)

    def __str__(self) -> str:
        return f"{self.naam} {self.url}"


@dataclass(frozen=True)
class Bezoek:
    """What came back, and what was in it."""

    adres: Adres
    manier: str
    status: int
    koppen: dict[str, str]
    inhoud: str  # without what is made anew for each page
    kanaries: frozenset[Kanarie]
    tabellen: frozenset[str]
    brieven: tuple[tuple[str, frozenset[Kanarie]], ...]  # to whom, and what was in it
    fout: str = ""  # what broke

    def __str__(self) -> str:
        return f"{self.manier} {self.adres}: {self.status}"


def bezoek(mens: Mens, adres: Adres, manier: str, voliere: Voliere) -> Bezoek:
    """Go there and look at everything; whatever it changed is as it was afterwards."""
    koekjes = copy.deepcopy(mens.cookies)
    vragen: list[str] = []
    with transaction.atomic():
        with connection.execute_wrapper(_luister(vragen)):
            antwoorden = list(_antwoorden(mens, adres, manier))
        brieven = tuple(_brieven(voliere)) if manier in {"leeg", "onzin"} else ()
        transaction.set_rollback(True)
    mens.cookies = koekjes
    eerste = antwoorden[0]
    inhouden = [inhoud_van(antwoord) for antwoord in antwoorden]
    kanaries = {
        kanarie
        for antwoord, inhoud in zip(antwoorden, inhouden, strict=True)
        for kanarie in _kanaries(antwoord, inhoud, voliere)
    }
    # Whoever asks for an address has its words already.
    zelf = voliere.in_tekst(adres.url)
    return Bezoek(
        adres=adres,
        manier=manier,
        status=eerste.status_code,
        koppen=dict(eerste.headers),
        inhoud=_zonder_adres(_zonder_toeval(inhouden[0]), adres.url),
        kanaries=frozenset(kanaries - zelf - adres.toont),
        tabellen=frozenset(tabellen_in(vragen)),
        brieven=brieven,
        fout=next((repr(fout[1]) for antwoord in antwoorden if (fout := getattr(antwoord, "exc_info", None))), ""),
    )


def _luister(vragen: list[str]) -> Callable[..., Any]:
    """Write down every question that is put to the database."""

    def luister(vraag_aan: Callable[..., Any], sql: str, *rest: Any) -> Any:
        vragen.append(sql)
        return vraag_aan(sql, *rest)

    return luister


def _antwoorden(mens: Mens, adres: Adres, manier: str) -> Iterator[Any]:
    """The response, and where a redirect leads: what was told about a form stands on the page that follows."""
    koppen = {"HX-Request": "true"} if manier == "fragment" else {}
    if manier in {"pagina", "fragment"}:
        antwoord = mens.get(adres.url, headers=koppen)
    else:
        antwoord = mens.post(adres.url, ONZIN if manier == "onzin" else {}, headers=koppen)
    yield antwoord
    if antwoord.status_code in {301, 302, 303} and (manier in {"leeg", "onzin"} or adres.toont):
        naar = urlsplit(antwoord.headers["Location"])
        if not naar.netloc:
            yield mens.get(naar.geturl())


def _brieven(voliere: Voliere) -> Iterator[tuple[str, frozenset[Kanarie]]]:
    """What was left to the worker in this transaction: whatever stands there will stand in a mail or a log."""
    from django_tasks_db.models import DBTaskResult

    for taak in DBTaskResult.objects.all():
        tekst = repr(taak.args_kwargs)
        aan = re.search(r"[\w.-]+@[\w.-]+", " ".join(str(deel) for deel in taak.args_kwargs["args"][2:3]))
        yield aan.group() if aan else "", frozenset(voliere.in_tekst(tekst))


def inhoud_van(antwoord: HttpResponse) -> str:
    rauw = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content  # type: ignore[attr-defined]
    if antwoord.headers.get("Content-Type", "").startswith("application/pdf"):
        return _tekst_van_pdf(rauw)
    return str(rauw, "utf-8", "replace")


def _kanaries(antwoord: HttpResponse, inhoud: str, voliere: Voliere) -> set[Kanarie]:
    koppen = [antwoord.reason_phrase, *antwoord.headers.values(), antwoord.cookies.output()]
    gevonden = voliere.in_tekst(*koppen, inhoud)
    if antwoord.headers.get("Content-Type", "").startswith(("application/pdf", "text/calendar")):
        gevonden |= voliere.in_druk(inhoud)
    return gevonden


@cache
def _tekst_van_pdf(rauw: bytes) -> str:
    """All that can be got out of a PDF: what is printed, what it says of itself, what is attached, and where it points."""
    pdf = PdfReader(io.BytesIO(rauw))
    delen = [pagina.extract_text() for pagina in pdf.pages]
    delen += [str(pdf.metadata), str(pdf.xmp_metadata and pdf.xmp_metadata.stream.get_data())]
    delen += [f"{naam} {inhouden}" for naam, inhouden in pdf.attachments.items()]
    delen += [str(kop) for kop in pdf.outline]
    # Names of structure, alternative texts, links: every object that is left, unpacked.
    delen += [str(pdf.get_object(nummer)) for nummer in range(1, len(pdf.xref[0]) if 0 in pdf.xref else 1)]
    return "\n".join(delen)


_TOEVAL = re.compile(
    r'(name="(?:csrfmiddlewaretoken|sleutel)" value="|X-CSRFToken&quot;: &quot;|X-CSRFToken": ")[\w-]+', re.IGNORECASE
)


def _zonder_toeval(inhoud: str) -> str:
    return _TOEVAL.sub(r"\1", inhoud)


def _zonder_adres(inhoud: str, url: str) -> str:
    return inhoud.replace(url, "")


_TABEL = re.compile(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)"?', re.IGNORECASE)


def tabellen_in(vragen: list[str]) -> set[str]:
    return {tabel for vraag in vragen for tabel in _TABEL.findall(vraag)} - {"SET", "OF"}
