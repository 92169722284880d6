"""Release of what needs nobody's consent: a session's card, an entry of the library, its claim or lesson at a session.

What is released is what was shown: the form carries the mark of it, and the verb compares.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from verkenning.http import Verzoek
from verkenning.models import IntussenVeranderd, Verkenning

from .. import permissions
from ..deur import kader
from ..gezelschap import Gezelschap
from ..models import Inspiratie, InspiratieKoppeling, Sessie, Theorie, TheorieKoppeling
from ..models.vrijgeefbaar import Vrijgeefbaar
from ..voordrachtforms import IntrekForm, KaartForm

# What the page calls it, its rows with all that goes out of them, and the way from a row to its Verkenning.
_SOORTEN: dict[str, tuple[str, Any, str]] = {
    "sessie": (
        "de kaart van deze sessie",
        Sessie.objects.met_sleutels().prefetch_related("onderdelen", "wijzigingen"),
        "verkenning",
    ),
    "bewering": (
        "wat deze theorie over de vraag zegt",
        TheorieKoppeling.objects.select_related("bron", "sessie").prefetch_related("sessie__vragen"),
        "sessie__verkenning",
    ),
    "les": (
        "wat dit voorbeeld hier leert",
        InspiratieKoppeling.objects.select_related("voorbeeld", "sessie").prefetch_related("sessie__vragen"),
        "sessie__verkenning",
    ),
    "theorie": ("deze publicatie", Theorie.objects.all(), "verkenning"),
    "inspiratie": (
        "dit voorbeeld",
        Inspiratie.objects.select_related("vorm").prefetch_related("cijfers"),
        "verkenning",
    ),
}


def _ding_of_404(request: Verzoek, slug: str, soort: str, pk: int) -> tuple[Vrijgeefbaar, Verkenning]:
    """The thing to release. Entries of the library: also the redactie; what was said in the group: its begeleider alone."""
    verkenning = get_object_or_404(Verkenning, slug=slug)
    bibliotheek = soort in {"theorie", "inspiratie"}
    mag = permissions.mag_bibliotheek_vrijgeven if bibliotheek else permissions.is_begeleider
    if soort not in _SOORTEN or not mag(request.user, verkenning.pk):
        raise Http404
    _, rijen, pad = _SOORTEN[soort]
    ding: Any = get_object_or_404(rijen.select_related("vrijgave"), **{pad: verkenning}, pk=pk)
    (ding if hasattr(ding, "verkenning_id") else ding.sessie).verkenning = verkenning
    return ding, verkenning


@require_http_methods(["GET", "POST"])
def vrijgeven(request: Verzoek, slug: str, soort: str, pk: int) -> HttpResponse:
    """Show exactly what would go out, and let it out, replace it or take it back."""
    ding, verkenning = _ding_of_404(request, slug, soort, pk)
    gezelschap = Gezelschap([verkenning])
    if isinstance(ding, Sessie):
        ding.gezelschap = gezelschap
    buiten = ding.buitenkant()
    form = KaartForm(request.POST if "publiek" in request.POST else None, buiten=buiten, gezelschap=gezelschap)
    intrekken = IntrekForm(request.POST if "waarom" in request.POST else None)
    status = 422 if request.method == "POST" else 200
    if form.is_valid():
        try:
            return _geef_vrij(request, soort, ding, form)
        except IntussenVeranderd:
            form, status = KaartForm(buiten=buiten, gezelschap=gezelschap, publiek=form.cleaned_data["publiek"]), 409
    elif intrekken.is_valid():
        ding.trek_in(intrekken.cleaned_data["waarom"])
        messages.success(request, "Ingetrokken. Het staat op geen enkele pagina meer.")
        return redirect(_terug(ding))
    context = {
        **kader(request, verkenning, gezelschap),
        "naam": _SOORTEN[soort][0],
        "soort": soort,
        "ding": ding,
        "buiten": buiten,
        "gewijzigd": bool(ding.vrijgegeven) and ding.wijkt_af(buiten),
        "form": form,
        "veranderd": status == 409,
        "intrekken": intrekken if ding.vrijgegeven else None,
        "terug": _terug(ding),
    }
    return render(request, "sessies/vrijgeven.html", context, status=status)


def _geef_vrij(request: Verzoek, soort: str, ding: Vrijgeefbaar, form: KaartForm) -> HttpResponse:
    """Raises IntussenVeranderd."""
    gegevens = form.cleaned_data
    vrijgave = ding.geef_vrij(gegevens["publiek"], door=request.user, gezien=gegevens["merk"])
    messages.success(request, f"Vrijgegeven voor {vrijgave.get_publiek_display().lower()}: {_SOORTEN[soort][0]}.")
    return redirect(_terug(ding))


def _terug(ding: Any) -> str:
    """Back to where the thing lives."""
    url: str = (ding.sessie if isinstance(ding, TheorieKoppeling | InspiratieKoppeling) else ding).get_absolute_url()
    return url
