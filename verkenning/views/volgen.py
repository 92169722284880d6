"""To follow along with a reader or a calendar of one's own."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from ..buitenkant import Buitenkant
from ..feeds import atom
from ..kalender import Afspraak, naar_ics
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
    vrijgegeven = {kaart.sleutel: kaart.op for kaart in buitenkant.soort(Vrijgave.Soort.SESSIE)}
    eerder = _eerdere_dagen(buitenkant)
    afspraken = []
    for halte in buitenkant.route:
        afspraak = Afspraak(
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
        afspraken.append(afspraak)
        if halte.slug in eerder:
            begin, einde = eerder[halte.slug]
            afspraken.append(replace(afspraak, begin=begin, einde=einde, vervallen=True))
    ics = naar_ics(buitenkant.verkenning.naam, afspraken)
    response = HttpResponse(ics, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{buitenkant.verkenning.slug}.ics"'
    return response


def _eerdere_dagen(buitenkant: Buitenkant) -> dict[str, tuple[str, str]]:
    """Of stops that have no day (any more): the day that their earlier card said, as (begin, end).

    Whoever took that in has to hear that it is off. Nothing else is read of a copy that was replaced, and nothing of
    one that was withdrawn.
    """
    zonder = [halte.slug for halte in buitenkant.route if len(halte.begin) < len("2019-02-06")]
    if not zonder:
        return {}
    vervangen = (
        Vrijgave.objects.van(buitenkant.verkenning)
        .soort(Vrijgave.Soort.SESSIE)
        .filter(
            sleutel__in=zonder,
            publiek__in=zichtbare_publieken(buitenkant.persoon),
            ingetrokken_op=None,
            vervangen_op__isnull=False,
        )
    )
    rijen = vervangen.order_by("op", "pk").values_list("sleutel", "gegevens__begin", "gegevens__einde")
    return {slug: (begin, einde or "") for slug, begin, einde in rijen if len(begin or "") >= len("2019-02-06")}
