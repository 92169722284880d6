"""To follow along with a reader or a calendar of one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..feeds import atom
from ..kalender import Afspraak, naar_ics, volgnummer
from ..models import Vrijgave
from ..models.vrijgave import zichtbare_publieken
from ..stand import buitenpagina


@login_not_required
@require_safe
@buitenpagina
def feed(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    return HttpResponse(atom(buitenkant), content_type="application/atom+xml; charset=utf-8")


@login_not_required
@require_safe
@buitenpagina
def agenda(request: HttpRequest, buitenkant: Buitenkant) -> HttpResponse:
    kaarten = _kaarten(buitenkant)
    afspraken = []
    for halte in buitenkant.route:
        kaart = kaarten[halte.slug]
        afspraak = Afspraak(
            uid=f"{buitenkant.verkenning.slug}.{halte.slug}@{urlsplit(settings.BASE_URL).hostname}",
            titel=f"{halte.kort}: {halte.titel}",
            begin=halte.begin,
            einde=halte.einde,
            locatie=halte.locatie,
            url=settings.BASE_URL + halte.url,
            tekst=halte.vraag,
            gewijzigd=kaart.op,
            volgnummer=kaart.volgnummer,
            vervallen=halte.status == "vervallen",
        )
        afspraken.append(afspraak)
        if kaart.dag and not afspraak.heeft_dag:
            begin, einde = kaart.dag
            afspraken.append(replace(afspraak, begin=begin, einde=einde, vervallen=True))
    ics = naar_ics(buitenkant.verkenning.naam, afspraken)
    response = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{buitenkant.verkenning.slug}.ics"'
    return response


@dataclass(slots=True)
class _Kaart:
    """What calendars have to know of the cards of one session so far: how many came, when the last, and its last day."""

    op: datetime
    volgnummer: int
    dag: tuple[str, str] | None = None


def _kaarten(buitenkant: Buitenkant) -> dict[str, _Kaart]:
    """Of earlier cards, only when they came out and their day: whoever took that in has to hear when it is off.

    Of a card that was withdrawn not even the day, and none that was for other readers.
    """
    kopieen = Vrijgave.objects.van(buitenkant.verkenning).soort(Vrijgave.Soort.SESSIE)
    kopieen = kopieen.filter(publiek__in=zichtbare_publieken(buitenkant.persoon)).order_by("op", "pk")
    kaarten: dict[str, _Kaart] = {}
    velden = ("sleutel", "op", "ingetrokken_op", "gegevens__begin", "gegevens__einde")
    for sleutel, op, ingetrokken_op, begin, einde in kopieen.values_list(*velden):
        eerder = kaarten.get(sleutel)
        kaart = _Kaart(op, volgnummer(op, eerder.volgnummer if eerder else 0), eerder.dag if eerder else None)
        if ingetrokken_op is None and len(begin or "") >= len("2019-02-06"):
            kaart.dag = (begin, einde or "")
        kaarten[sleutel] = kaart
    return kaarten
