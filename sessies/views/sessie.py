"""The page of one session, and everything that people add to it.

Each addition has an address of its own. Without JavaScript it shows this same page with the form open in its place;
with htmx only that part of the page travels. Saved, it leads to the new thing either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from deelnemers.models import Botsing
from verkenning.http import Verzoek

from ..bronforms import BRONFORMS, OordeelForm
from ..models import Antwoord, Notitie, Voorbereidingsvraag
from ..models.zichtbaarheid import Zichtbaarheid
from ..notitieforms import NotitieForm
from ..sessieforms import AntwoordForm
from ..sessiepagina import Sessiepagina, Voorbereiding
from ..velden import verweesd, zet_focus


@dataclass(frozen=True, slots=True)
class Nieuw:
    """What was just saved: the page gives it the focus."""

    soort: str
    pk: int


@require_safe
def sessie(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    return _toon(request, Sessiepagina.of_404(request.user, slug, sessie))


@require_safe
def antwoord(request: Verzoek, slug: str, sessie: str, vraag: int) -> HttpResponse:
    """Open the box of one question: to change the answer of one's own association, or to give it after all."""
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    blok = next((blok for blok in pagina.voorbereiding if blok.vraag.pk == vraag), None)
    if blok is None or not pagina.mijn_corporaties:
        raise Http404
    blok.form = _antwoordform(pagina, blok)
    zet_focus(blok.form)
    return _toon(request, pagina, "voorbereiding", stuk="vraagblok", blok=blok)


@require_POST
def antwoorden(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """All boxes of the page are sent together, and what was filled in is saved: whichever button somebody presses,
    nothing that they typed in another box is lost. What cannot be saved comes back as it was typed."""
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    if not pagina.mijn_corporaties:
        raise Http404
    forms = [_antwoordform(pagina, blok, request.POST) for blok in pagina.voorbereiding]
    bewaard, terug = _bewaar_antwoorden([form for form in forms if form.ingevuld])
    gezegd = "Jullie antwoord is bewaard." if len(bewaard) == 1 else f"Jullie {len(bewaard)} antwoorden zijn bewaard."
    vers = Sessiepagina.of_404(request.user, slug, sessie)
    los = verweesd(request.POST, {f"vraag-{blok.vraag.pk}" for blok in vers.voorbereiding})
    if bewaard and not terug and not los:
        return _klaar(request, pagina, "voorbereiding", Nieuw("antwoord", bewaard[0].pk), gezegd)
    for blok in vers.voorbereiding:
        blok.form = next((form for form in terug if form.vraag == blok.vraag), None)
    if terug:
        zet_focus(terug[0])
    status = 409 if any(form.botsing for form in terug) else 422
    melding = gezegd if bewaard and request.htmx else ""
    if bewaard and not request.htmx:
        messages.success(request, gezegd)
    return _toon(
        request,
        vers,
        "voorbereiding",
        status=status,
        melding=melding,
        niets=not (bewaard or terug or los),
        ingevuld=los,
    )


def _bewaar_antwoorden(forms: list[AntwoordForm]) -> tuple[list[Antwoord], list[AntwoordForm]]:
    """What was saved, and the forms that go back to whoever filled them in."""
    bewaard, terug = [], []
    for form in forms:
        try:
            if form.is_valid():
                bewaard.append(form.bewaar())
                continue
        except Voorbereidingsvraag.DoesNotExist:
            form.add_error(None, "Deze vraag is net weggehaald. Kopieer je tekst als je hem wilt bewaren.")
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
        terug.append(form)
    return bewaard, terug


@require_http_methods(["GET", "POST"])
def bron(request: Verzoek, slug: str, sessie: str, soort: str) -> HttpResponse:
    if soort not in BRONFORMS:
        raise Http404
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    form = BRONFORMS[soort](request.POST or None, sessie=pagina.sessie)
    return _voeg_toe(request, pagina, "bronnen", soort, form, "De bron staat bij deze sessie.")


@require_http_methods(["GET", "POST"])
def oordeel(request: Verzoek, slug: str, sessie: str, koppeling: int) -> HttpResponse:
    """The verdict from practice on what a theory claims here."""
    pagina = _voorbereid_of_404(request, slug, sessie)
    rij = get_object_or_404(pagina.sessie.theoriekoppelingen.select_related("bron"), pk=koppeling)
    form = OordeelForm(request.POST or None, instance=rij)
    return _voeg_toe(request, pagina, "bronnen", "theorie", form, "Het oordeel van de praktijk staat erbij.")


@require_http_methods(["GET", "POST"])
def notitie(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """A note; with ?zicht=prive one for oneself, with ?soort=reisverslag the story of the day, which starts out so."""
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    gevraagd = request.POST.get("soort") or request.GET.get("soort", "")
    soort = Notitie.Soort.REISVERSLAG if gevraagd == Notitie.Soort.REISVERSLAG else ""
    form = _notitieform(pagina, request.POST or None, soort=soort, zicht=_zicht(request))
    if request.htmx and request.method == "GET":
        # Whoever had begun to write below goes on with the same words, in this form.
        form.fields["tekst"].widget.attrs["hx-preserve"] = "true"
    return _voeg_toe(request, pagina, "notities", "notitie", form, "Je notitie is bewaard.")


def _voorbereid_of_404(request: Verzoek, slug: str, sessie: str) -> Sessiepagina:
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    if not pagina.mag_voorbereiden:
        raise Http404
    return pagina


def _voeg_toe(
    request: Verzoek, pagina: Sessiepagina, deel: str, soort: str, form: Any, bewaard: str, **meer: Any
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            ding: Model = form.bewaar()
        except Botsing as botsing:
            form.toon_botsing(botsing.huidig)
            return _toon(request, pagina, deel, soort=soort, form=form, status=409, **meer)
        except ValidationError as fout:
            form.add_error(None, fout)
        else:
            return _klaar(request, pagina, deel, Nieuw(soort, ding.pk), bewaard, **meer)
    return _toon(request, pagina, deel, soort=soort, form=form, status=422 if form.errors else 200, **meer)


def _klaar(request: Verzoek, pagina: Sessiepagina, deel: str, nieuw: Nieuw, bewaard: str, **meer: Any) -> HttpResponse:
    if not request.htmx:
        messages.success(request, bewaard)
        return redirect(f"{pagina.sessie.get_absolute_url()}#{nieuw.soort}-{nieuw.pk}")
    vers = Sessiepagina.of_404(request.user, pagina.verkenning.slug, pagina.sessie.slug)
    return _toon(request, vers, deel, nieuw=nieuw, melding=bewaard, **meer)


def _toon(
    request: Verzoek,
    pagina: Sessiepagina,
    deel: str = "",
    *,
    stuk: str = "",
    form: Any = None,
    status: int = 200,
    **meer: Any,
) -> HttpResponse:
    """The page, or with htmx the one part that the view is about, or a piece of that."""
    template = f"sessies/sessie.html#{stuk or deel}" if deel and request.htmx else "sessies/sessie.html"
    if form is not None:
        zet_focus(form)
    elif deel in {"", "voorbereiding"}:
        _zet_antwoordforms(pagina)
    context = {
        "verkenning": pagina.verkenning,
        "strook": pagina.strook if template == "sessies/sessie.html" else None,
        "pagina": pagina,
        "sessie": pagina.sessie,
        "deel": deel,
        "form": form,
        "oordeel_van": form.instance if isinstance(form, OordeelForm) else None,
        "notitieform": form if isinstance(form, NotitieForm) else _notitieform_bij(pagina, deel, _zicht(request)),
        **meer,
    }
    return render(request, template, context, status=status)


def _zicht(request: Verzoek) -> str:
    """For whom the next note is meant: as was asked, or as the one before it was kept."""
    gevraagd = request.GET.get("zicht") or request.POST.get("zichtbaarheid", "")
    return gevraagd if gevraagd in Zichtbaarheid.values else ""


def _notitieform_bij(pagina: Sessiepagina, deel: str, zicht: str) -> NotitieForm | None:
    """Beside another form stands a link instead: without JavaScript, saving the one would lose the other."""
    return _notitieform(pagina, zicht=zicht) if deel == "notities" or (not deel and not pagina.vakken) else None


def _notitieform(pagina: Sessiepagina, data: Any = None, soort: str = "", zicht: str = "") -> NotitieForm:
    return NotitieForm(
        data,
        persoon=pagina.persoon,
        sessie=pagina.sessie,
        gezelschap=pagina.gezelschap,
        onderdelen=pagina.onderdelen,
        soort=soort,
        zicht=zicht,
        auto_id="id_notitie_%s",
    )


def _antwoordform(pagina: Sessiepagina, blok: Voorbereiding, data: Any = None, *, nieuw: bool = False) -> AntwoordForm:
    """The box of one question: with the answer that stands there, or empty for who has not answered yet."""
    eigen = [antwoord for antwoord in blok.antwoorden if antwoord.corporatie_id in pagina.persoon.corporaties]
    return AntwoordForm(
        data,
        persoon=pagina.persoon,
        vraag=blok.vraag,
        corporaties=blok.open_voor if nieuw else pagina.mijn_corporaties,
        antwoord=eigen[0] if eigen and not nieuw else None,
    )


def _zet_antwoordforms(pagina: Sessiepagina) -> None:
    """Before a session each open question has its box at hand; afterwards only the one that was asked for."""
    for blok in pagina.voorbereiding:
        if blok.form is None and pagina.is_straks and blok.open_voor:
            blok.form = _antwoordform(pagina, blok, nieuw=True)
