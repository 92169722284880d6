"""Search, in what this reader may read."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from ..buitenkant import adres_van
from ..models import Vrijgave
from ..zoeken import fragment, markeer, zoekstammen
from .vast import verkenning_voor_menu

PER_PAGINA = 20


@dataclass(frozen=True, slots=True)
class Treffer:
    vrijgave: Vrijgave
    url: str
    titel: SafeString
    fragment: SafeString


@login_not_required
@require_safe
def zoeken(request: HttpRequest) -> HttpResponse:
    vraag = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    leesbaar = Vrijgave.objects.leesbaar_voor(request.user)
    gevonden = leesbaar.zoek(vraag).select_related("verkenning").defer("stammen").order_by("-op", "-pk")
    gevonden = gevonden.annotate(sessie_leesbaar=_kaart_van_sessie(request))
    pagina = Paginator(gevonden, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "vraag": vraag,
        "pagina": pagina,
        "treffers": _treffers(list(pagina), zoekstammen(vraag)),
        "verkenning": verkenning_voor_menu(request),
    }
    response = render(request, "verkenning/zoeken.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _treffers(vrijgaven: list[Vrijgave], stammen: list[str]) -> list[Treffer]:
    treffers = []
    for vrijgave in vrijgaven:
        titel = vrijgave.titel
        rest = " · ".join(deel for deel in vrijgave.zoektekst() if deel != titel)
        sessie_leesbaar: bool = vrijgave.sessie_leesbaar  # type: ignore[attr-defined]
        url = adres_van(vrijgave, vrijgave.verkenning.slug, sessie_leesbaar)
        treffers.append(Treffer(vrijgave, url, markeer(titel, stammen), fragment(rest, stammen)))
    return treffers


def _kaart_van_sessie(request: HttpRequest) -> Exists:
    """Whether the card of the session that a copy belongs to is readable as well: only then is it read there."""
    kaarten = Vrijgave.objects.leesbaar_voor(request.user).soort(Vrijgave.Soort.SESSIE)
    return Exists(kaarten.filter(verkenning=OuterRef("verkenning"), sleutel=OuterRef("sessie")))
