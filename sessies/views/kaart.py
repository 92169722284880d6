"""The meerwaardekaart as the group sees it: from all insights that hold, with their evidence."""

from __future__ import annotations

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from deelnemers.groep import groep_of_404
from verkenning.http import Verzoek
from verkenning.kaart import Kaart, Vondst, bouw_kaart
from verkenning.models import Verkenning

from ..deur import kader
from ..models import Antwoord, Bewijs, Inzicht, Notitie


@require_safe
def kaart(request: Verzoek, slug: str) -> HttpResponse:
    """A chosen cell (?vak=VORM.MEERWAARDE) lists its insights and what they rest on."""
    verkenning = groep_of_404(request.user, slug)
    inzichten = Inzicht.objects.zichtbaar_voor(request.user).van(verkenning).geldend()
    rijen = list(inzichten.select_related("vorm", "meerwaarde", "verkenning"))
    gebouwd = _bouw(verkenning, rijen, request.GET.get("vak", ""))
    vak = gebouwd.gekozen
    gekozen = [rij for rij in rijen if vak and (rij.vorm, rij.meerwaarde) == (vak.vorm, vak.meerwaarde)]
    bewijs = _bewijs(request, gekozen)
    context = {
        **kader(request, verkenning),
        "kaart": gebouwd,
        "vak": vak,
        "gekozen": [(rij, [stuk for stuk in bewijs if stuk.inzicht_id == rij.pk]) for rij in gekozen],
    }
    return render(request, "sessies/kaart.html", context)


def _bouw(verkenning: Verkenning, inzichten: list[Inzicht], gekozen: str) -> Kaart:
    vondsten = [Vondst(rij.vorm.slug, rij.meerwaarde.slug, rij.effect, rij.stelling) for rij in inzichten]
    return bouw_kaart(
        verkenning,
        vondsten,
        titel="Kies een vak om te lezen waar het op rust.",
        celadres=reverse("sessies:kaart", args=[verkenning.slug]),
        gekozen=gekozen,
    )


def _bewijs(request: Verzoek, inzichten: list[Inzicht]) -> list[Bewijs]:
    """What these insights rest on, as far as this reader may see it; the rest is left out whole."""
    notities = Notitie.objects.zichtbaar_voor(request.user).select_related("auteur", "spreker", "sessie")
    antwoorden = Antwoord.objects.zichtbaar_voor(request.user).select_related("corporatie", "vraag__sessie")
    stukken = (
        Bewijs.objects.filter(inzicht__in=inzichten)
        .select_related("theorie", "inspiratie")
        .prefetch_related(Prefetch("notitie", notities), Prefetch("antwoord", antwoorden))
    )
    return [stuk for stuk in stukken if stuk.notitie or stuk.antwoord or stuk.theorie or stuk.inspiratie]
