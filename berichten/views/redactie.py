"""The desk of the redactie: all berichten of a Verkenning, begin one, change what it is called and for whom."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from verkenning.http import Verzoek
from verkenning.models import Publiek, Verkenning

from ..forms import NieuwForm, WijzigForm
from ..models import Bericht, Botsing, Uitgave
from .kader import bericht_of_404


@require_http_methods(["GET", "HEAD", "POST"])
def redactie(request: Verzoek, slug: str) -> HttpResponse:
    """The list, and the form to begin a new bericht."""
    verkenning = get_object_or_404(Verkenning.objects.filter(pk__in=request.user.redactie_van), slug=slug)
    rijen = Bericht.objects.zichtbaar_voor(request.user).van(verkenning).select_related("verkenning")
    berichten = list(rijen.order_by("-nummer"))
    uitgaven = {u.bericht_id: u for u in Uitgave.objects.laatste().van(verkenning).select_related("door")}
    laatste = max((u.op.date() for u in uitgaven.values()), default=None)
    begin = {"publiek": Publiek.ACHTERBAN, "van": laatste}
    form = NieuwForm(request.POST if request.method == "POST" else None, initial=begin)
    if form.is_valid():
        bericht = form.bewaar(verkenning)
        messages.success(request, "Je concept staat klaar. Schrijf eromheen, en bekijk het voorbeeld.")
        return redirect(bericht)
    context = {
        "verkenning": verkenning,
        "berichten": [(bericht, uitgaven.get(bericht.pk)) for bericht in berichten],
        "form": form,
    }
    return render(request, "berichten/redactie.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def gegevens(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    bericht = bericht_of_404(request, slug, nummer)
    form = WijzigForm(
        request.POST if request.method == "POST" else None, instance=bericht, initial={"versie": bericht.versie}
    )
    status = 200
    if form.is_bound:
        status = 422
        if form.is_valid():
            try:
                form.bewaar()
            except Botsing as botsing:
                form.toon_botsing(botsing.huidig)
                status = 409
            else:
                messages.success(request, "Bewaard.")
                return redirect(bericht)
    context = {"verkenning": bericht.verkenning, "bericht": bericht, "form": form}
    return render(request, "berichten/gegevens.html", context, status=status)
