"""Release of what needs nobody's consent: a session's card, an entry of the library, its claim or lesson at a session."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from verkenning.http import Verzoek
from verkenning.models import Verkenning

from .. import permissions
from ..models import Inspiratie, InspiratieKoppeling, Sessie, Theorie, TheorieKoppeling
from ..models.vrijgeefbaar import Vrijgeefbaar
from ..voordrachtforms import IntrekForm, PubliekForm

# What the page calls it, its rows, and the way from a row to its Verkenning.
_SOORTEN: dict[str, tuple[str, type[Vrijgeefbaar], str]] = {
    "sessie": ("de kaart van deze sessie", Sessie, "verkenning"),
    "bewering": ("wat deze theorie over de vraag zegt", TheorieKoppeling, "sessie__verkenning"),
    "les": ("wat dit voorbeeld hier leert", InspiratieKoppeling, "sessie__verkenning"),
    "theorie": ("deze publicatie", Theorie, "verkenning"),
    "inspiratie": ("dit voorbeeld", Inspiratie, "verkenning"),
}


def _ding_of_404(request: Verzoek, slug: str, soort: str, pk: int) -> tuple[str, Vrijgeefbaar, Verkenning]:
    """The thing to release. Entries of the library: also the redactie; what was said in the group: its begeleider alone."""
    verkenning = get_object_or_404(Verkenning, slug=slug)
    bibliotheek = soort in {"theorie", "inspiratie"}
    mag = permissions.mag_bibliotheek_vrijgeven if bibliotheek else permissions.is_begeleider
    if soort not in _SOORTEN or not mag(request.user, verkenning.pk):
        raise Http404
    naam, model, pad = _SOORTEN[soort]
    rijen: Any = model._default_manager.select_related("vrijgave")
    return naam, get_object_or_404(rijen, **{pad: verkenning}, pk=pk), verkenning


@require_http_methods(["GET", "POST"])
def vrijgeven(request: Verzoek, slug: str, soort: str, pk: int) -> HttpResponse:
    """Show exactly what would go out, and let it out, replace it or take it back."""
    naam, ding, verkenning = _ding_of_404(request, slug, soort, pk)
    terug = _terug(ding)
    form = PubliekForm(request.POST if "publiek" in request.POST else None)
    intrekken = IntrekForm(request.POST if "waarom" in request.POST else None)
    if form.is_valid():
        vrijgave = ding.geef_vrij(form.cleaned_data["publiek"], door=request.user)
        messages.success(request, f"Vrijgegeven voor {vrijgave.get_publiek_display().lower()}: {naam}.")
        return redirect(terug)
    if intrekken.is_valid():
        ding.trek_in(intrekken.cleaned_data["waarom"])
        messages.success(request, "Ingetrokken. Het staat op geen enkele pagina meer.")
        return redirect(terug)
    context = {
        "verkenning": verkenning,
        "naam": naam,
        "soort": soort,
        "ding": ding,
        "buiten": ding.buitenkant(),
        "form": form,
        "intrekken": intrekken if ding.vrijgegeven else None,
        "terug": terug,
    }
    return render(request, "sessies/vrijgeven.html", context, status=422 if request.method == "POST" else 200)


def _terug(ding: Any) -> str:
    """Back to where the thing lives."""
    url: str = (ding.sessie if isinstance(ding, TheorieKoppeling | InspiratieKoppeling) else ding).get_absolute_url()
    return url
