"""The gate's pages for a passage: put forward, decide, release, withdraw."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deelnemers.groep import groep_of_404
from deelnemers.permissions import is_van_groep
from verkenning.http import Verzoek
from verkenning.models import Verkenning

from .. import permissions
from ..deur import kader
from ..mails import vraag_de_spreker
from ..models import Antwoord, Inzicht, Notitie, Voordracht
from ..models.beslisser import NietVoorTeDragen
from ..models.bron import Bron, eerste_woorden
from ..models.voordracht import AkkoordVervallen, AlBeantwoord, GeenAkkoord
from ..overdracht import merk_overgedragen
from ..plek import plek_in_woorden
from ..voordrachtforms import BesluitForm, DraagVoorForm, IntrekForm, VrijgeefForm

# The rows of each kind of source, with what the form asks of it, and the way from a row to its Verkenning.
_BRONNEN: dict[str, tuple[Any, str]] = {
    "notitie": (Notitie.objects.select_related("auteur", "spreker", "sessie", "verkenning"), "verkenning"),
    "antwoord": (
        Antwoord.objects.select_related("corporatie", "vraag__sessie__verkenning"),
        "vraag__sessie__verkenning",
    ),
    "inzicht": (Inzicht.objects.select_related("verkenning"), "verkenning"),
}


def _bron_of_404(request: Verzoek, verkenning: Verkenning, soort: str, pk: int) -> Bron:
    if soort not in _BRONNEN:
        raise Http404
    rijen, pad = _BRONNEN[soort]
    bron: Bron = get_object_or_404(rijen.zichtbaar_voor(request.user), **{pad: verkenning}, pk=pk)
    return bron


def _voordracht_of_404(request: Verzoek, slug: str, pk: int) -> Voordracht:
    zichtbaar = Voordracht.objects.zichtbaar_voor(request.user).met_bron()
    return get_object_or_404(zichtbaar, verkenning__slug=slug, pk=pk)


@require_http_methods(["GET", "POST"])
def draag_voor(request: Verzoek, slug: str, soort: str, pk: int) -> HttpResponse:
    verkenning = groep_of_404(request.user, slug)
    bron = _bron_of_404(request, verkenning, soort, pk)
    begin = {"tekst": eerste_woorden(bron)}
    form = DraagVoorForm(request.POST or None, bron=bron, door=request.user, initial=begin)
    if request.method == "POST" and form.is_valid():
        try:
            voordracht, nieuw = form.draag_voor()
        except NietVoorTeDragen as waarom:
            form.add_error(None, str(waarom))
        else:
            return _voorgedragen(request, voordracht, nieuw=nieuw)
    context = {**kader(request, verkenning), "form": form, "bron": bron, "soort": soort}
    return render(request, "sessies/draag_voor.html", context, status=422 if form.errors else 200)


def _voorgedragen(request: Verzoek, voordracht: Voordracht, *, nieuw: bool) -> HttpResponse:
    if nieuw:
        vraag_de_spreker(voordracht)
    messages.success(request, f"Voorgedragen. {voordracht.spreker} beslist. Zonder ja gaat er niets naar buiten.")
    return redirect("sessies:voordrachten", voordracht.verkenning.slug)


@require_safe
def voordrachten(request: Verzoek, slug: str) -> HttpResponse:
    """Where every passage stands: mine to decide, ours to release, what is out."""
    verkenning = groep_of_404(request.user, slug)
    rijen = list(
        Voordracht.objects.zichtbaar_voor(request.user).filter(verkenning=verkenning).met_bron().order_by("-op")
    )
    merk_overgedragen(rijen, verkenning)
    begeleider = permissions.is_begeleider(request.user, verkenning.pk)
    klaar = [v for v in rijen if v.staat == "akkoord" and begeleider and not v.overgedragen]
    context = {
        **kader(request, verkenning),
        "begeleider": begeleider,
        "te_beslissen": [v for v in rijen if v.staat == "wacht" and v.spreker == request.user],
        "mijn_woorden": [v for v in rijen if v.staat != "wacht" and v.spreker == request.user],
        "vrij_te_geven": [v for v in rijen if v in klaar],
        "anderen": [v for v in rijen if v.spreker != request.user and v not in klaar],
    }
    return render(request, "sessies/voordrachten.html", context)


def _toon(request: Verzoek, voordracht: Voordracht, status: int = 200, **forms: Any) -> HttpResponse:
    """The page of one passage, with the one form that is due for this reader now."""
    ik_beslis = permissions.mag_voordracht_beantwoorden(request.user, voordracht)
    ik_geef_vrij = permissions.mag_voordracht_vrijgeven(request.user, voordracht)
    if voordracht.staat == "wacht" and ik_beslis:
        forms.setdefault("besluit", BesluitForm(voordracht=voordracht))
    if voordracht.staat == "akkoord" and ik_geef_vrij:
        forms.setdefault("vrijgeven", VrijgeefForm(voordracht=voordracht))
    if voordracht.staat == "vrijgegeven" and permissions.mag_voordracht_intrekken(request.user, voordracht):
        forms.setdefault("intrekken", IntrekForm())
    verkenning = voordracht.verkenning
    merk_overgedragen([voordracht], verkenning)
    # Who left the group still decides about their own words, and sees nothing else of it: not who is in it, nor what they said.
    in_groep = is_van_groep(request.user, verkenning.pk)
    context = {
        **(kader(request, verkenning) if in_groep else {"verkenning": verkenning}),
        "voordracht": voordracht,
        "plek": plek_in_woorden(voordracht),
        "in_groep": in_groep,
        "ik_beslis": ik_beslis,
        "terug_te_nemen": ik_beslis and voordracht.staat == "akkoord",
        **forms,
    }
    return render(request, "sessies/voordracht.html", context, status=status)


@require_safe
def voordracht(request: Verzoek, slug: str, pk: int) -> HttpResponse:
    return _toon(request, _voordracht_of_404(request, slug, pk))


@require_POST
def beantwoord(request: Verzoek, slug: str, pk: int) -> HttpResponse:
    voordracht = _voordracht_of_404(request, slug, pk)
    if not permissions.mag_voordracht_beantwoorden(request.user, voordracht):
        raise Http404
    form = BesluitForm(request.POST, voordracht=voordracht)
    if not form.is_valid():
        return _toon(request, voordracht, 422, besluit=form)
    try:
        form.beantwoord(request.user)
    except AlBeantwoord:
        messages.info(request, "Je had dit al beantwoord. Je eerste antwoord staat.")
    else:
        binnen = form.cleaned_data["antwoord"] == Voordracht.Besluit.BINNEN
        bedankt = "Dit blijft binnen de groep." if binnen else "De begeleider mag het nu vrijgeven, precies zo."
        messages.success(request, f"Bedankt. {bedankt}")
    return redirect("sessies:voordracht", slug, pk)


@require_POST
def geef_vrij(request: Verzoek, slug: str, pk: int) -> HttpResponse:
    voordracht = _voordracht_of_404(request, slug, pk)
    if not permissions.mag_voordracht_vrijgeven(request.user, voordracht):
        raise Http404
    form = VrijgeefForm(request.POST, voordracht=voordracht)
    if not form.is_valid():
        return _toon(request, voordracht, 422, vrijgeven=form)
    try:
        vrijgave = voordracht.geef_vrij(door=request.user)
    except AkkoordVervallen as waarom:
        messages.error(request, str(waarom))
    except GeenAkkoord:
        messages.error(request, f"Dit mag niet naar buiten: {voordracht.spreker} heeft geen ja gezegd.")
    except AlBeantwoord:
        messages.info(request, "Dit was al vrijgegeven.")
    else:
        messages.success(request, f"Vrijgegeven voor {vrijgave.get_publiek_display().lower()}, als {vrijgave.code}.")
    return redirect("sessies:voordracht", slug, pk)


@require_POST
def trek_in(request: Verzoek, slug: str, pk: int) -> HttpResponse:
    """Begeleider or speaker: what is out goes. And the speaker: a yes that was not followed by a release becomes a no."""
    voordracht = _voordracht_of_404(request, slug, pk)
    if not permissions.mag_voordracht_intrekken(request.user, voordracht):
        raise Http404
    form = IntrekForm(request.POST)
    if not form.is_valid():
        return _toon(request, voordracht, 422, intrekken=form)
    voordracht.trek_in(form.cleaned_data["waarom"])
    if voordracht.staat == "ingetrokken":
        messages.success(request, "Ingetrokken. Het staat op geen enkele pagina meer.")
    elif voordracht.staat == "binnen":
        messages.success(request, "Dit blijft binnen de groep. Je ja geldt niet meer.")
    else:
        messages.info(request, "Er was nog niets om in te trekken. Geef hieronder je antwoord.")
    return redirect("sessies:voordracht", slug, pk)
