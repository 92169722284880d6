"""Writing the central question down in a few short steps. Each step is kept as it is sent, so that a phone may fall asleep."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from verkenning.http import Verzoek

from ..groep import eigen_of_404
from ..models import Botsing, Corporatie, Vraagconcept
from ..vraagconceptforms import LAATSTE, STAPPEN, ConceptForm, StelForm

STAP = "deelnemers:opschrijven_stap"


@require_http_methods(["GET", "HEAD", "POST"])
def opschrijven(request: Verzoek, slug: str, corporatie: str, stap: int = 0) -> HttpResponse:
    """The question, from what it is about to the sentence itself. An association that has one sharpens it instead."""
    eigen = eigen_of_404(request.user, slug, corporatie)
    concept = Vraagconcept.objects.filter(corporatie=eigen, persoon=request.user).first()
    if concept is None and eigen.vraag:
        return redirect(eigen)
    if stap > LAATSTE:
        raise Http404
    begonnen = concept is not None
    concept = concept or Vraagconcept(persoon=request.user)
    concept.corporatie = eigen
    stap = stap or concept.stap  # without a number: where it was left
    if stap > 1 and not begonnen:
        return redirect(STAP, slug, corporatie, 1)
    if request.method == "POST":
        return _bewaar(request, concept, stap)
    return _toon(request, concept, _form(concept, stap), stap)


def _form(concept: Vraagconcept, stap: int) -> ConceptForm:
    verkenning = concept.corporatie.verkenning
    if stap == LAATSTE:
        return StelForm(concept=concept, verkenning=verkenning)
    return ConceptForm(concept=concept, stap=stap, verkenning=verkenning)


def _bewaar(request: Verzoek, concept: Vraagconcept, stap: int) -> HttpResponse:
    """On, back, or later: whatever is pressed, what was typed is kept first."""
    doe = request.POST.get("doe", "verder")
    if stap == LAATSTE and doe == "verder":
        return _stel(request, concept)
    form = ConceptForm(request.POST, concept=concept, stap=stap, verkenning=concept.corporatie.verkenning)
    if not form.is_valid():
        return _toon(request, concept, form, stap, status=422)
    if doe == "verder" and stap == 1 and not form.cleaned_data["tekst"]:
        form.add_error("tekst", "Schrijf op wat je wilt weten. Een halve zin mag ook.")
        return _toon(request, concept, form, stap, status=422)
    naar = {"terug": max(stap - 1, 1), "later": stap}.get(doe, stap + 1)
    try:
        form.bewaar(naar)
    except Botsing as botsing:
        return _toon(request, concept, form, stap, status=409, intussen=form.intussen(botsing.huidig))
    if doe == "later":
        messages.success(request, "Je concept is bewaard. Alleen jij kunt het lezen. Op je werkplek ga je verder.")
        return redirect(settings.LOGIN_REDIRECT_URL)
    return redirect(STAP, concept.corporatie.verkenning.slug, concept.corporatie.slug, naar)


def _stel(request: Verzoek, concept: Vraagconcept) -> HttpResponse:
    form = StelForm(request.POST, concept=concept, verkenning=concept.corporatie.verkenning)
    if form.ander_was_eerder:
        return _toon(request, concept, form.na_botsing(concept), LAATSTE, status=409)
    if not form.is_valid():
        return _toon(request, concept, form, LAATSTE, status=422)
    try:
        form.stel()
    except Botsing as botsing:
        nu = botsing.huidig if isinstance(botsing.huidig, Vraagconcept) else concept
        nu.corporatie = _vers(concept.corporatie)
        ander = None if isinstance(botsing.huidig, Vraagconcept) else botsing.huidig
        return _toon(request, nu, form.na_botsing(nu), LAATSTE, status=409, ander=ander, verder_geschreven=not ander)
    messages.success(
        request, "Je vraag staat er. De groep kan hem nu lezen; naar buiten gaat hij pas als jij dat zegt."
    )
    return redirect(concept.corporatie)


def _vers(corporatie: Corporatie) -> Corporatie:
    return Corporatie.objects.select_related("verkenning").get(pk=corporatie.pk)


def _toon(
    request: Verzoek, concept: Vraagconcept, form: ConceptForm, stap: int, *, status: int = 200, **extra: object
) -> HttpResponse:
    context = {
        "verkenning": concept.corporatie.verkenning,
        "corporatie": concept.corporatie,
        "concept": concept,
        "form": form,
        "stap": stap,
        "stappen": LAATSTE,
        "deze": STAPPEN[stap - 1],
        "laatste": stap == LAATSTE,
        # At the end a colleague's question may be there, whether or not it came in between just now.
        "ander": concept.corporatie.vraag if stap == LAATSTE else None,
        **extra,
    }
    return render(request, "deelnemers/opschrijven.html", context, status=status)
