"""Search, in what this reader may read."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.db.models import Q
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
    pagina = Paginator(gevonden, PER_PAGINA).get_page(request.GET.get("pagina"))
    context = {
        "vraag": vraag,
        "pagina": pagina,
        "treffers": _treffers(list(pagina), zoekstammen(vraag), request),
        "verkenning": verkenning_voor_menu(request),
    }
    response = render(request, "verkenning/zoeken.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


def _treffers(vrijgaven: list[Vrijgave], stammen: list[str], request: HttpRequest) -> list[Treffer]:
    sessies = _leesbare_sessies(vrijgaven, request)
    treffers = []
    for vrijgave in vrijgaven:
        titel = vrijgave.titel
        rest = " · ".join(deel for deel in vrijgave.zoektekst() if deel != titel)
        url = adres_van(vrijgave, vrijgave.verkenning.slug, (vrijgave.verkenning_id, vrijgave.sessie) in sessies)
        treffers.append(Treffer(vrijgave, url, markeer(titel, stammen), fragment(rest, stammen)))
    return treffers


def _leesbare_sessies(vrijgaven: list[Vrijgave], request: HttpRequest) -> set[tuple[int, str]]:
    """Of the sessions these belong to: the ones whose card this reader may read."""
    slugs = Q(sleutel__in={vrijgave.sessie for vrijgave in vrijgaven if vrijgave.sessie})
    kaarten = Vrijgave.objects.leesbaar_voor(request.user).soort(Vrijgave.Soort.SESSIE).filter(slugs)
    return set(kaarten.values_list("verkenning_id", "sleutel"))
