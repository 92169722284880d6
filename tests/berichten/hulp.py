"""What people do on the way out and back: each verb is a form that somebody sends."""

from __future__ import annotations

import re
import uuid
from html import unescape
from io import BytesIO
from typing import Any

from django.urls import reverse
from pypdf import PdfReader

from berichten.models import Bericht, Uitgave
from berichten.pdf import maak_pdf_van
from sessies.models import Inzicht, Sessie, Voordracht
from tests.berichten.conftest import haal
from tests.factories import maak_inspiratie, maak_inspiratiekoppeling, maak_theorie, maak_theoriekoppeling
from tests.mensen import Mens
from verkenning.models import Vrijgave


def stuur(mens: Mens, adres: str, pagina: str = "", **velden: Any) -> None:
    """Fill in a form as it stands on its page and send it; it must have been accepted."""
    blad = mens.get(pagina or adres).content.decode()
    verborgen = {naam: unescape(waarde) for naam, waarde in _VERBORGEN.findall(blad)}
    antwoord = mens.post(adres, verborgen | velden)
    assert antwoord.status_code == 302, antwoord.content.decode()


_VERBORGEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)"')


def _sessies(naam: str, *args: object) -> str:
    return reverse(f"sessies:{naam}", args=["samen", *args])


# ---- Through the gate, and back


def geef_vrij(begeleider: Mens, soort: str, ding: Any, publiek: str = "openbaar") -> Vrijgave:
    """Release a card or a line as it reads now."""
    stuur(begeleider, _sessies("vrijgeven", soort, ding.pk), publiek=publiek, gezien="on")
    ding.refresh_from_db()
    vrijgave: Vrijgave = ding.vrijgave
    return vrijgave


def trek_in(begeleider: Mens, soort: str, ding: Any) -> None:
    stuur(begeleider, _sessies("vrijgeven", soort, ding.pk), waarom="Dit had niet naar buiten gemogen.")
    ding.refresh_from_db()
    assert ding.vrijgave.ingetrokken_op


def draag_uit(begeleider: Mens, spreker: Mens, inzicht: Inzicht, tekst: str, publiek: str = "openbaar") -> Voordracht:
    """Put an insight forward, let the speaker say yes, and release it."""
    velden = {"tekst": tekst, "publiek": publiek, "naamsvermelding": "anoniem"}
    stuur(begeleider, _sessies("draag_voor", "inzicht", inzicht.pk), **velden)
    voordracht = Voordracht.objects.latest("pk")
    pagina = _sessies("voordracht", voordracht.pk)
    stuur(spreker, _sessies("beantwoord", voordracht.pk), pagina, antwoord="akkoord")
    stuur(begeleider, _sessies("geef_voordracht_vrij", voordracht.pk), pagina, gezien="on")
    voordracht.refresh_from_db()
    assert voordracht.vrijgave
    return voordracht


def neem_terug(spreker: Mens, voordracht: Voordracht) -> None:
    stuur(
        spreker,
        _sessies("trek_voordracht_in", voordracht.pk),
        _sessies("voordracht", voordracht.pk),
        waarom="Liever niet.",
    )


# ---- The redactie


def begin(redactie: Mens, titel: str = "Onderweg", publiek: str = "openbaar", met: str = "samen") -> Bericht:
    """Begin a bericht with everything that was released, or with nothing."""
    velden = {"titel": titel, "soort": "voortgang", "publiek": publiek, "begin": met, "sleutel": str(uuid.uuid4())}
    stuur(redactie, "/redactie/samen/", **velden)
    return Bericht.objects.latest("pk")


def zet_erin(redactie: Mens, bericht: Bericht, *vrijgaven: Vrijgave) -> None:
    for vrijgave in vrijgaven:
        stuur(redactie, f"{bericht.get_absolute_url()}blokken/", bericht.get_absolute_url(), vrijgave=vrijgave.pk)


def geef_uit(redactie: Mens, bericht: Bericht) -> Uitgave:
    stuur(redactie, f"{bericht.get_absolute_url()}publiceer/")
    return Uitgave.objects.latest("pk")


def publiceer_met(redactie: Mens, *vrijgaven: Vrijgave, publiek: str = "openbaar") -> Uitgave:
    """A bericht of these passages only, published."""
    bericht = begin(redactie, publiek=publiek, met="leeg")
    zet_erin(redactie, bericht, *vrijgaven)
    return geef_uit(redactie, bericht)


# ---- What is read then

EDITIE = "/samen/berichten/1/"


def nieuwste() -> str:
    """Everything that the newest edition says, on the page and on paper."""
    uitgave = Uitgave.objects.latest("nummer")
    return uitgave.html + uitgave.druk_html


def gedrukt(mens: Mens) -> str:
    """What this reader finds in the PDF, as soon as the worker has made it."""
    assert mens.get(f"{EDITIE[:-1]}.pdf").status_code == 404
    maak_pdf_van(Uitgave.objects.latest("nummer").pk)
    return " ".join(blad.extract_text() for blad in PdfReader(BytesIO(haal(mens, f"{EDITIE[:-1]}.pdf").inhoud)).pages)


def koppel(sessie: Sessie, soort: str) -> tuple[Any, str, Any]:
    """A source in the library, what the line drawn from it at the session is called, and that line."""
    if soort == "theorie":
        theorie = maak_theorie(sessie.verkenning, titel="Over gedeelde zorgen")
        return theorie, "bewering", maak_theoriekoppeling(sessie, theorie, "Klein kan ook.")
    voorbeeld = maak_inspiratie(sessie.verkenning, naam="Over gedeelde zorgen")
    return voorbeeld, "les", maak_inspiratiekoppeling(sessie, voorbeeld, "Klein kan ook.")
