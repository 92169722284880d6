"""Inviting people: who is invited, for what, and how that stands. The group has one door for it, the redactie another."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from verkenning.http import Verzoek
from verkenning.models import Verkenning

from .. import permissions
from ..brieven import verstuur_uitnodiging
from ..forms import UitnodigForm
from ..models import Uitnodiging

DEUREN = {"begeleider": "deelnemers:uitnodigen", "redactie": "deelnemers:uitnodigen_redactie"}


def _rollen_of_404(request: Verzoek, slug: str, als: str) -> tuple[Verkenning, list[str]]:
    verkenning = get_object_or_404(Verkenning, slug=slug)
    rollen = permissions.uitnodigbare_rollen(request.user, verkenning.pk, als)
    if not rollen:
        raise Http404
    return verkenning, rollen


@require_http_methods(["GET", "HEAD", "POST"])
def uitnodigen(request: Verzoek, slug: str, als: str) -> HttpResponse:
    verkenning, rollen = _rollen_of_404(request, slug, als)
    form = UitnodigForm(request.POST or None, verkenning=verkenning, door=request.user, rollen=rollen)
    if request.method == "POST" and form.is_valid():
        uitnodiging, nieuw = form.nodig_uit()
        if nieuw:
            messages.success(request, f"De uitnodiging gaat naar {uitnodiging.email}.")
        else:
            messages.info(request, f"Voor {uitnodiging.email} staat deze uitnodiging al open.")
        return redirect(DEUREN[als], slug)
    uitnodigingen = Uitnodiging.objects.filter(verkenning=verkenning, rol__in=rollen)
    context = {
        "verkenning": verkenning,
        "als": als,
        "form": form,
        # Not by a join: each inviter is asked once what they may, however many invitations are theirs.
        "uitnodigingen": uitnodigingen.select_related("corporatie").prefetch_related("door"),
        # The group knows each other from the page of its questions.
        "leden": verkenning.lidmaatschappen.met("lid") if als == "redactie" else [],
    }
    return render(request, "deelnemers/uitnodigen.html", context, status=422 if form.errors else 200)


@require_POST
def uitnodiging_wijzig(request: Verzoek, slug: str, als: str, pk: int) -> HttpResponse:
    """Withdraw an invitation, or send it once more; from the list of invitations, or from that of who takes part."""
    verkenning, rollen = _rollen_of_404(request, slug, als)
    uitnodiging = get_object_or_404(Uitnodiging, verkenning=verkenning, rol__in=rollen, pk=pk)
    if request.POST.get("doe") == "trek_in":
        uitnodiging.trek_in()
        messages.success(request, f"De uitnodiging voor {uitnodiging.email} werkt niet meer.")
    elif uitnodiging.zet_klaar(request.user):
        verstuur_uitnodiging.enqueue(uitnodiging.pk)
        messages.success(
            request, f"De uitnodiging gaat opnieuw naar {uitnodiging.email}. De oude link werkt niet meer."
        )
    else:
        messages.info(request, "Er is niets verstuurd: deze uitnodiging is al onderweg, gebruikt of ingetrokken.")
    bij_deelnemers = als == "begeleider" and request.POST.get("terug") == "deelnemers"
    return redirect("deelnemers:deelnemers" if bij_deelnemers else DEUREN[als], slug)
