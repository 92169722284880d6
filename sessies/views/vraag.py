"""A central question in the light of what was said: worded anew by it, and all of it in one place.

The question itself is `deelnemers`'; what was said about it is known here.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe
from django_htmx.http import HttpResponseClientRedirect

from deelnemers.forms import VraagForm
from deelnemers.groep import eigen_of_404, groep_of_404
from deelnemers.models import Botsing, Corporatie, Vraagversie
from deelnemers.permissions import mag_vraag_stellen
from verkenning.http import Verzoek

from ..anderen import Anderen
from ..gezelschap import Gezelschap
from ..haltes import haltes
from ..vraagforms import AanscherpForm


@require_http_methods(["GET", "HEAD", "POST"])
def aanscherpen(request: Verzoek, slug: str, corporatie: str) -> HttpResponse:
    """Word the question anew. When somebody else did so meanwhile, both wordings are shown and nothing is lost."""
    eigen = eigen_of_404(request.user, slug, corporatie)
    gezegd = Anderen(request.user, eigen.verkenning, eigen, Gezelschap([eigen.verkenning]))
    form = AanscherpForm(
        request.POST or None,
        corporatie=eigen,
        door=request.user,
        notities=gezegd.gedeelde_notities,
        inzichten=gezegd.inzichten,
        oorzaak=request.GET.get("oorzaak", ""),
    )
    if request.method == "POST" and form.is_valid():
        try:
            form.scherp_aan()
        except Botsing as botsing:
            return _toon_formulier(request, eigen, form.na_botsing(), status=409, intussen=botsing.huidig)
        messages.success(
            request, "Je vraag is bewaard. De groep ziet hem nu; naar buiten gaat hij pas als jij dat zegt."
        )
        return _naar(request, eigen)
    return _toon_formulier(request, eigen, form, status=422 if form.errors else 200)


def _toon_formulier(
    request: Verzoek, corporatie: Corporatie, form: VraagForm, *, status: int, intussen: Vraagversie | None = None
) -> HttpResponse:
    sjabloon = "sessies/vraag_nieuw.html" + ("#formulier" if request.htmx else "")
    context = {"verkenning": corporatie.verkenning, "corporatie": corporatie, "form": form, "intussen": intussen}
    return render(request, sjabloon, context, status=status)


def _naar(request: Verzoek, corporatie: Corporatie) -> HttpResponse:
    if request.htmx:
        return HttpResponseClientRedirect(corporatie.get_absolute_url())
    return redirect(corporatie)


@require_safe
def anderen(request: Verzoek, slug: str, corporatie: str) -> HttpResponse:
    """One place for all of it. `?soort=` shows one kind; the numbers are of what this reader may read."""
    verkenning = groep_of_404(request.user, slug)
    gezelschap = Gezelschap([verkenning])
    gevonden = next((c for c in gezelschap.corporaties.values() if c.slug == corporatie), None)
    if gevonden is None:
        raise Http404
    gevonden.verkenning = verkenning
    gezegd = Anderen(request.user, verkenning, gevonden, gezelschap)
    groepen = gezegd.groepen
    soort = next((groep.soort for groep in groepen if groep.soort == request.GET.get("soort")), "")
    vragen = Gezelschap.vragen_van([gevonden])[gevonden.pk]
    context = {
        "verkenning": verkenning,
        "strook": haltes(verkenning, gezegd.sessies),
        "corporatie": gevonden,
        "vraag": vragen[-1] if vragen else None,
        "mijn": mag_vraag_stellen(request.user, gevonden),
        "groepen": groepen,
        "soort": soort,
        "totaal": sum(len(groep.rijen) for groep in groepen),
        "te_zien": [groep for groep in groepen if soort in {"", groep.soort}],
    }
    return render(request, "sessies/anderen.html", context)
