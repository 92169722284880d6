"""The central questions: everybody's, one's story, a new wording, and letting one out."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from verkenning.http import Verzoek
from verkenning.models import IntussenVeranderd
from verkenning.verschil import woordverschil

from .. import permissions
from ..forms import VraagIntrekForm, VraagVrijgeefForm
from ..groep import corporatie_of_404, eigen_of_404, groep_of_404
from ..models import Corporatie, Lidmaatschap, Vraagversie
from .deelname import per_stand


@require_safe
def vragen(request: Verzoek, slug: str) -> HttpResponse:
    """Who takes part today, and what each of them asks."""
    verkenning = groep_of_404(request.user, slug)
    mensen = Prefetch("lidmaatschappen", Lidmaatschap.objects.lopend().select_related("persoon"))
    corporaties = list(
        Corporatie.objects.zichtbaar_voor(request.user)
        .van(verkenning)
        .met_status()
        .prefetch_related("vraagversies", "deelnames", mensen)
    )
    context = {
        "verkenning": verkenning,
        "vandaag": timezone.localdate(),
        "groepen_van_deelname": per_stand(corporaties),
        "aantal": len(corporaties),
        "mijn": request.user.corporaties,
        "begeleiding": verkenning.lidmaatschappen.met("begeleider", "redactie"),
        "mag_uitnodigen": permissions.is_begeleider(request.user, verkenning.pk),
    }
    return render(request, "deelnemers/vragen.html", context)


def _verhaal(corporatie: Corporatie) -> list[dict[str, object]]:
    """The versions from the newest back, each with what changed since the one before it."""
    versies = list(corporatie.vraagversies.select_related("door"))
    vorige = [""] + [versie.tekst for versie in versies]
    return [
        {
            "versie": versie,
            "zin": woordverschil(oud, versie.tekst),
            "nieuw": woordverschil(oud, versie.tekst, toon_weg=False),
        }
        for oud, versie in reversed(list(zip(vorige, versies, strict=False)))
    ]


@require_safe
def vraag(request: Verzoek, slug: str, corporatie: str) -> HttpResponse:
    gevonden = corporatie_of_404(request.user, slug, corporatie)
    verhaal = _verhaal(gevonden)
    leden = list(gevonden.lidmaatschappen.select_related("persoon"))
    context = {
        "verkenning": gevonden.verkenning,
        "corporatie": gevonden,
        "verhaal": verhaal,
        "huidig": verhaal[0]["versie"] if verhaal else None,
        "mensen": [lid for lid in leden if not lid.is_beeindigd],
        "eerder": [lid for lid in leden if lid.is_beeindigd],
        "deelnames": gevonden.deelnames.all(),
        "mijn": permissions.mag_vraag_stellen(request.user, gevonden),
        "begeleider": permissions.is_begeleider(request.user, gevonden.verkenning_id),
    }
    return render(request, "deelnemers/vraag.html", context)


def _versie_of_404(request: Verzoek, slug: str, corporatie: str, nummer: int) -> Vraagversie:
    eigen = eigen_of_404(request.user, slug, corporatie)
    versie = get_object_or_404(eigen.vraagversies.select_related("vrijgave"), nummer=nummer)
    versie.corporatie = eigen
    return versie


@require_http_methods(["GET", "HEAD", "POST"])
def vraag_vrijgeven(request: Verzoek, slug: str, corporatie: str, nummer: int) -> HttpResponse:
    """Let one wording out. The page shows exactly what goes: the sentence and the card, nothing else."""
    versie = _versie_of_404(request, slug, corporatie, nummer)
    form = VraagVrijgeefForm(request.POST or None, versie=versie)
    status = 422 if form.errors else 200
    if request.method == "POST" and form.is_valid():
        try:
            form.geef_vrij(request.user)
        except IntussenVeranderd:
            versie = _versie_of_404(request, slug, corporatie, nummer)
            form, status = VraagVrijgeefForm(versie=versie, publiek=form.cleaned_data["publiek"]), 409
        else:
            messages.success(request, "Je vraag is vrijgegeven. Buiten staat een kopie; die verandert niet meer mee.")
            return redirect(versie.corporatie)
    context = {
        "verkenning": versie.corporatie.verkenning,
        "corporatie": versie.corporatie,
        "deelnames": versie.corporatie.deelnames.all(),
        "versie": versie,
        "form": form,
        "veranderd": status == 409,
    }
    return render(request, "deelnemers/vraag_vrijgeven.html", context, status=status)


def _intrekbaar_of_404(request: Verzoek, slug: str, corporatie: str, nummer: int) -> Vraagversie:
    """A wording that this person may take back, wherever they stand by now."""
    mag = Vraagversie.objects.filter(permissions.mag_vraag_intrekken(request.user))
    rijen = mag.select_related("vrijgave", "corporatie__verkenning")
    return get_object_or_404(rijen, corporatie__verkenning__slug=slug, corporatie__slug=corporatie, nummer=nummer)


@require_http_methods(["GET", "HEAD", "POST"])
def vraag_intrekken(request: Verzoek, slug: str, corporatie: str, nummer: int) -> HttpResponse:
    """Whoever let a wording out may take it back, also when they left; and the begeleider may."""
    versie = _intrekbaar_of_404(request, slug, corporatie, nummer)
    in_groep = permissions.is_van_groep(request.user, versie.corporatie.verkenning_id)
    # The pages of the group are not there for who left it.
    terug = versie.corporatie.get_absolute_url() if in_groep else reverse(settings.LOGIN_REDIRECT_URL)
    if not versie.vrijgegeven:
        if request.method == "POST":  # clicked twice: it is withdrawn already
            return redirect(terug)
        raise Http404
    form = VraagIntrekForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        versie.trek_in(form.cleaned_data["waarom"])
        messages.success(request, "De vraag is ingetrokken. Hij staat op geen enkele pagina buiten de groep meer.")
        return redirect(terug)
    context = {
        "verkenning": versie.corporatie.verkenning,
        "corporatie": versie.corporatie,
        "versie": versie,
        "laatste": not versie.corporatie.vraagversies.exclude(pk=versie.pk).exclude(vrijgegeven="").exists(),
        "mijn": permissions.is_verkenner_van(request.user, versie.corporatie),
        "terug": terug,
        "form": form,
    }
    return render(request, "deelnemers/vraag_intrekken.html", context, status=422 if form.errors else 200)
