"""To follow along with a reader or a calendar of one's own."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..feeds import atom
from ..kalender import Afspraak, naar_ics
from ..models import Vrijgave
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
    vrijgegeven = {kaart.sleutel: kaart.op for kaart in buitenkant.soort(Vrijgave.Soort.SESSIE)}
    afspraken = [
        Afspraak(
            uid=f"{buitenkant.verkenning.slug}.{halte.slug}@{urlsplit(settings.BASE_URL).hostname}",
            titel=f"{halte.kort}: {halte.titel}",
            begin=halte.begin,
            einde=halte.einde,
            locatie=halte.locatie,
            url=settings.BASE_URL + halte.url,
            tekst=halte.vraag,
            gewijzigd=vrijgegeven[halte.slug],
            vervallen=halte.status == "vervallen",
        )
        for halte in buitenkant.route
    ]
    ics = naar_ics(buitenkant.verkenning.naam, afspraken)
    response = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{buitenkant.verkenning.slug}.ics"'
    return response
