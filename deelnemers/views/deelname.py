"""Who takes part: the begeleider invites an association, puts somebody in another's place, and says who begins or stops."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verkenning import datum
from verkenning.http import Verzoek
from verkenning.models import Verkenning

from ..deelnameforms import CorporatieUitnodigForm, OpvolgerForm, StapForm
from ..groep import begeleid_of_404
from ..models import Corporatie, Deelname, Lidmaatschap, Uitnodiging

STANDEN = ("actief", "aangemeld", "", "gestopt")
PAGINA = "deelnemers:deelnemers"


def per_stand(corporaties: Sequence[Corporatie]) -> list[tuple[str, list[Corporatie]]]:
    """Associations that come `met_status()`, by how they take part."""
    return [(stand, [c for c in corporaties if (c.stand or "") == stand]) for stand in STANDEN]  # type: ignore[attr-defined]


@require_safe
def deelnemers(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = begeleid_of_404(request.user, slug)
    mensen = Lidmaatschap.objects.select_related("persoon").order_by("persoon__naam", "pk")
    # Not by a join: each inviter is asked once what they may, however many invitations are theirs.
    uitnodigingen = Uitnodiging.objects.filter(gebruikt_op=None, ingetrokken_op=None).prefetch_related("door")
    corporaties = list(
        Corporatie.objects.van(verkenning)
        .select_related("verkenning")
        .met_status()
        .prefetch_related(
            "deelnames",
            Prefetch("lidmaatschappen", mensen),
            Prefetch("uitnodigingen", uitnodigingen, to_attr="openstaand"),
        )
    )
    context = {
        "verkenning": verkenning,
        "vandaag": timezone.localdate(),
        "groepen_van_deelname": per_stand(corporaties),
        "aantal": len(corporaties),
    }
    return render(request, "deelnemers/deelnemers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def corporatie_uitnodigen(request: Verzoek, slug: str) -> HttpResponse:
    verkenning = begeleid_of_404(request.user, slug)
    form = CorporatieUitnodigForm(request.POST or None, verkenning=verkenning, door=request.user)
    if request.method == "POST" and form.is_valid():
        uitnodiging, nieuw = form.nodig_uit()
        if nieuw:
            messages.success(
                request, f"{uitnodiging.corporatie} staat erbij. De uitnodiging gaat naar {uitnodiging.email}."
            )
        else:
            messages.info(request, f"Voor {uitnodiging.email} staat deze uitnodiging al open.")
        return redirect(PAGINA, slug)
    return _toon(request, verkenning, "corporatie_uitnodigen", form=form)


def _corporatie_of_404(request: Verzoek, slug: str, corporatie: str) -> Corporatie:
    verkenning = begeleid_of_404(request.user, slug)
    rijen = Corporatie.objects.van(verkenning).met_status().select_related("verkenning")
    return get_object_or_404(rijen, slug=corporatie)


@require_http_methods(["GET", "HEAD", "POST"])
def deelname_stap(request: Verzoek, slug: str, corporatie: str, status: str) -> HttpResponse:
    """An association begins, begins anew, or stops. What was, is not changed by it."""
    gevonden = _corporatie_of_404(request, slug, corporatie)
    form = StapForm(request.POST or None, corporatie=gevonden, status=status)
    if request.method == "POST" and form.is_valid():
        try:
            nieuw = form.zet()
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            _meld_stap(request, gevonden, form, nieuw=nieuw)
            return redirect(PAGINA, slug)
    buiten = gevonden.staat_buiten
    return _toon(
        request, gevonden.verkenning, "deelname_stap", form=form, corporatie=gevonden, status=status, buiten=buiten
    )


def _meld_stap(request: Verzoek, corporatie: Corporatie, form: StapForm, *, nieuw: bool) -> None:
    if not nieuw:
        messages.info(request, f"Dit stond er al van {corporatie}. Er is niets veranderd.")
        return
    wat = "stopt" if form.status == Deelname.Status.GESTOPT else "doet mee"
    messages.success(request, f"{corporatie} {wat} vanaf {datum.dag(form.cleaned_data['op'])}.")


def _lid_of_404(request: Verzoek, slug: str, corporatie: str, pk: int) -> Lidmaatschap:
    """Somebody who takes part for this association, and has not left."""
    gevonden = _corporatie_of_404(request, slug, corporatie)
    lid = get_object_or_404(gevonden.lidmaatschappen.select_related("persoon"), pk=pk)
    lid.corporatie, lid.verkenning = gevonden, gevonden.verkenning
    return lid


@require_http_methods(["GET", "HEAD", "POST"])
def opvolger(request: Verzoek, slug: str, corporatie: str, pk: int) -> HttpResponse:
    """Somebody leaves on a day, and who comes in their place is invited."""
    lid = _lid_of_404(request, slug, corporatie, pk)
    if lid.is_beeindigd:
        if request.method == "POST":  # clicked twice: they are out already
            return redirect(PAGINA, slug)
        raise Http404
    form = OpvolgerForm(request.POST or None, lid=lid)
    if request.method == "POST" and form.is_valid():
        uitnodiging = form.beeindig(request.user)
        erbij = f" De uitnodiging gaat naar {uitnodiging.email}." if uitnodiging else ""
        vanaf = datum.dag(form.cleaned_data["vanaf"])
        messages.success(request, f"{lid.persoon} hoort vanaf {vanaf} niet meer bij de groep.{erbij}")
        return redirect(PAGINA, slug)
    return _toon(request, lid.verkenning, "opvolger", form=form, lid=lid, corporatie=lid.corporatie)


@require_POST
def blijft(request: Verzoek, slug: str, corporatie: str, pk: int) -> HttpResponse:
    """Take an end back that has yet to come."""
    lid = _lid_of_404(request, slug, corporatie, pk)
    if lid.blijft():
        messages.success(request, f"{lid.persoon} blijft bij de groep.")
    else:
        messages.info(request, f"Er is niets veranderd. Is {lid.persoon} al weg? Stuur dan een nieuwe uitnodiging.")
    return redirect(PAGINA, slug)


def _toon(request: Verzoek, verkenning: Verkenning, pagina: str, **context: object) -> HttpResponse:
    form = context["form"]
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, f"deelnemers/{pagina}.html", {"verkenning": verkenning, **context}, status=status)
