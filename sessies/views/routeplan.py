"""The route planner, for who guides: the draft and its steps, and making it known.

Every form has an address of its own and stands open on the page of the draft itself, beside the stop it is about.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from deelnemers.groep import begeleid_of_404
from deelnemers.models import Botsing
from verkenning.http import Verzoek
from verkenning.models import IntussenVeranderd

from ..models import Routeplan
from ..routeplan.bekend import NietKlaar, maak_bekend
from ..routeplan.letop import let_op
from ..routeplan.plan import Plan
from ..routeplan.stand import PastNiet
from ..routeplanforms import FORMS, StapForm
from ..velden import zet_focus


def _plan_of_404(request: Verzoek, slug: str) -> Plan:
    return Plan(request.user, begeleid_of_404(request.user, slug))


@require_http_methods(["GET", "HEAD", "POST"])
def aanpassen(request: Verzoek, slug: str) -> HttpResponse:
    """The draft. Posted to, by an arrow: this stop comes to stand after that one."""
    plan = _plan_of_404(request, slug)
    if request.method != "POST":
        return _toon(request, plan)
    sessie = request.POST.get("sessie", "")
    try:
        plan.verplaats(sessie, request.POST.get("na", ""))
    except PastNiet as fout:
        messages.error(request, str(fout))
    except Botsing:
        messages.error(request, "In een ander venster is dit intussen gewijzigd. Kijk nog een keer.")
    return _terug(Plan(request.user, plan.verkenning), sessie)


@require_http_methods(["GET", "HEAD", "POST"])
def erbij(request: Verzoek, slug: str, soort: str) -> HttpResponse:
    """A new step, at the stop that ?halte= names."""
    plan = _plan_of_404(request, slug)
    formulier = FORMS.get(soort)
    if formulier is None:
        raise Http404
    stop = None
    if formulier.vraagt_halte:
        stop = plan.stop(request.GET.get("halte", ""))
        if stop is None or stop.plek.ligt_vast or (formulier.alleen_sessies and not stop.plek.is_sessie):
            messages.error(request, "Deze halte kun je niet meer wijzigen. Kies een andere.")
            return _terug(plan)
    return _bewaar(request, plan, formulier(request.POST or None, plan=plan, stop=stop))


@require_http_methods(["GET", "HEAD", "POST"])
def wijzig(request: Verzoek, slug: str, stap: int) -> HttpResponse:
    """A step of one's own draft once more."""
    plan = _plan_of_404(request, slug)
    rij = next((stapregel.stap for stapregel in plan.stappen if stapregel.stap.pk == stap), None)
    if rij is None:
        raise Http404
    stop = plan.stop(rij.gegevens.get("sessie", ""))
    return _bewaar(request, plan, FORMS[rij.soort](request.POST or None, plan=plan, stop=stop, stap=rij))


@require_POST
def weg(request: Verzoek, slug: str, stap: int) -> HttpResponse:
    """Take a step out of one's own draft; a second click finds it gone."""
    plan = _plan_of_404(request, slug)
    if plan.eigen is not None:
        plan.eigen.stappen.filter(pk=stap).delete()
    return _terug(Plan(request.user, plan.verkenning))


@require_http_methods(["GET", "HEAD", "POST"])
def bekend(request: Verzoek, slug: str) -> HttpResponse:
    """The whole difference, whom it tells, and the one button that makes it known."""
    plan = _plan_of_404(request, slug)
    status = 200
    if request.method == "POST":
        if "overnemen" in request.POST:
            return _neem_over(request, plan)
        try:
            gedaan = maak_bekend(request.user, plan.verkenning, gezien=request.POST.get("merk", ""))
        except IntussenVeranderd:
            status = 409
        except NietKlaar as fout:
            messages.error(request, str(fout))
            return redirect("sessies:route_aanpassen", slug)
        else:
            if gedaan is not None:
                messages.success(request, "De route is bekend. Iedereen in de groep ziet hem nu zo.")
            return redirect("sessies:route_bekend", slug)
        plan = _plan_of_404(request, slug)
    context = _context(plan) | {
        "gezien_veranderd": status == 409,
        "waarschuwingen": let_op(plan) if plan.stappen else [],
        "laatste": None if plan.stappen else _laatste(plan),
        "kaarten": [] if plan.stappen else plan.oude_kaarten,
    }
    return render(request, "sessies/route_bekend.html", context, status=status)


def _neem_over(request: Verzoek, plan: Plan) -> HttpResponse:
    """Who was second lays the own steps on the route as it is by now, having seen both."""
    if plan.eigen is not None and request.POST["overnemen"] == plan.kenmerk:
        plan.eigen.neem_over(plan.kenmerk)
        messages.success(request, "Je plan bouwt nu voort op de nieuwe route. Kijk het nog een keer na.")
    return redirect("sessies:route_aanpassen", plan.verkenning.slug)


def _laatste(plan: Plan) -> Routeplan | None:
    """What was made known last, for who comes back from doing so."""
    bekend = Routeplan.objects.zichtbaar_voor(plan.persoon).van(plan.verkenning).exclude(bekend_op=None)
    regels = bekend.select_related("door").prefetch_related("regels__sessie", "brieven__persoon")
    return regels.order_by("bekend_op", "pk").last()


def _bewaar(request: Verzoek, plan: Plan, form: StapForm) -> HttpResponse:
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                form.bewaar()
            except Botsing as botsing:
                form.toon_botsing(botsing.huidig)
                status = 409
            else:
                return _terug(Plan(request.user, plan.verkenning), form.stop.plek.sleutel if form.stop else "")
    return _toon(request, plan, form, status=status)


def _terug(plan: Plan, sleutel: str = "") -> HttpResponse:
    """Back to the draft, at the stop that changed."""
    antwoord = redirect("sessies:route_aanpassen", plan.verkenning.slug)
    stop = plan.stop(sleutel)
    if stop is not None:
        antwoord.headers["Location"] += f"#{stop.anker}"
    return antwoord


def _context(plan: Plan) -> dict[str, Any]:
    return {"verkenning": plan.verkenning, "strook": plan.strook, "plan": plan}


def _toon(request: Verzoek, plan: Plan, form: StapForm | None = None, *, status: int = 200) -> HttpResponse:
    if form is not None:
        zet_focus(form)
    soorten = [(soort, f) for soort, f in FORMS.items() if f.vraagt_halte]
    context = _context(plan) | {
        "form": form,
        "open": form.stop.plek.sleutel if form and form.stop else "",
        "waarschuwingen": [] if form else let_op(plan),
        "soorten": [(soort, f.kop(), f.alleen_sessies) for soort, f in soorten],
    }
    return render(request, "sessies/route_aanpassen.html", context, status=status)
