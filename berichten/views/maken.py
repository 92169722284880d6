"""The composer: write blocks, move them, take them out and put them back, put in what was released.

The whole table is one form: whichever button is pressed, the block that is open goes along and is saved first. If that
cannot be, the page says why, with what was typed in it, and nothing else is done. With htmx the table comes back; without,
its address says how it lies.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from verkenning.http import Verzoek
from verkenning.models import Vrijgave

from ..forms import BlokForm, ErbijForm
from ..models import Bericht, Blok, NietVrijgegeven
from ..schrijftafel import Schrijftafel, Stand, getal
from .kader import bericht_of_404

VERDER = {"gegevens", "voorbeeld", "voorbeeld_pdf", "publiceer"}


@dataclass
class Druk:
    """One press on a button of the composer, when what was open has been saved."""

    request: Verzoek
    bericht: Bericht
    stand: Stand
    bewaard: bool = False
    weg_onder_je_handen: bool = False

    def verder(
        self, melding: str = "", bij: Blok | None = None, *, anker: str = "", focus: bool = True, **stand: int | None
    ) -> HttpResponse:
        """Back to the table as it lies now, at block `bij`. Without `focus` whoever pressed stays at their button."""
        stand_nu = replace(self.stand, **stand)
        meldingen = [melding] if melding else ["Het blok is bewaard."] if self.bewaard else []
        if self.weg_onder_je_handen:
            meldingen.append(
                "Iemand anders haalde dit blok weg. Wat je schreef, is bewaard. Je kunt het blok terugzetten."
            )
        if self.request.htmx:
            tafel = Schrijftafel(self.bericht, stand_nu, bij=bij.pk if bij and focus else None)
            return _toon(self.request, tafel, meldingen=meldingen, bewaard=self.bewaard)
        for tekst in meldingen:
            messages.success(self.request, tekst)
        anker = anker or (f"#blok-{bij.pk}" if bij else "")
        return redirect(f"{self.bericht.get_absolute_url()}{_vraag(stand_nu)}{anker}")

    def naar(self, pagina: str) -> HttpResponse:
        adres = reverse(f"berichten:{pagina}", args=[self.bericht.verkenning.slug, self.bericht.nummer])
        return HttpResponseClientRedirect(adres) if self.request.htmx else redirect(adres)

    def blok_of_404(self, pk: int) -> Blok:
        """A block of this bericht, also when it was taken out meanwhile."""
        blok = get_object_or_404(self.bericht.ook_weg.select_related("vrijgave"), pk=pk)
        blok.bericht = self.bericht
        return blok


def _knop(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A button of the composer: first save the block that is open."""

    @require_POST
    @wraps(view)
    def druk(request: Verzoek, slug: str, nummer: int, **kwargs: Any) -> HttpResponse:
        bericht = bericht_of_404(request, slug, nummer)
        nu = Druk(request, bericht, replace(Stand.uit(request.POST), weg=None, stuk=None))
        if nu.stand.open is not None:
            blok = nu.blok_of_404(nu.stand.open)
            if not blok.te_schrijven:
                raise Http404
            form = BlokForm(request.POST, blok=blok)
            if (status := form.bewaar()) != 200:
                tafel = Schrijftafel(bericht, nu.stand, form=form)
                return _toon(request, tafel, status=status)
            nu.bewaard = form.gewijzigd
            if blok.weg_op:
                nu.weg_onder_je_handen = True
                nu.stand = replace(nu.stand, open=None, weg=blok.pk)
        return view(nu, **kwargs)

    return druk


@require_http_methods(["GET", "HEAD", "POST"])
def maken(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    if request.method == "POST":
        return schrijf(request, slug, nummer)
    stand = Stand.uit(request.GET)
    return _toon(request, Schrijftafel(bericht_of_404(request, slug, nummer), stand, bij=stand.open))


@_knop
def schrijf(nu: Druk) -> HttpResponse:
    """Save, and open another block, close this one, choose a place to add something, or go to another page."""
    velden = nu.request.POST
    if velden.get("naar") in VERDER:
        return nu.naar(velden["naar"])
    if "hier" in velden:
        return nu.verder(na=getal(velden, "hier"), anker="#invoegen")
    if (wijzig := getal(velden, "wijzig")) is not None:
        return nu.verder(bij=nu.blok_of_404(wijzig), open=wijzig)
    blok = nu.blok_of_404(nu.stand.open) if nu.stand.open is not None else None
    return nu.verder(bij=blok, open=None) if "sluit" in velden else nu.verder(bij=blok, focus=False)


@_knop
def erbij(nu: Druk) -> HttpResponse:
    """Add a block of one's own, or a released passage. What may not stand in this bericht does not exist here."""
    form = ErbijForm(nu.request.POST)
    if not form.is_valid():
        return nu.verder("Kies wat je wilt toevoegen.")
    gegevens = form.cleaned_data
    vrijgave = get_object_or_404(Vrijgave, pk=gegevens["vrijgave"]) if gegevens["vrijgave"] else None
    soort = Blok.Soort.VRIJGAVE if vrijgave else gegevens["soort"]
    try:
        blok = nu.bericht.voeg_toe(soort, vrijgave=vrijgave, na=nu.stand.na, sleutel=gegevens["sleutel"])
    except NietVrijgegeven:
        raise Http404 from None
    nu.stand = replace(nu.stand, na=None if nu.stand.na is None else blok.pk)
    melding = f"Toegevoegd: {blok.get_soort_display().lower()}."
    if vrijgave:
        # Who puts in one passage often puts in the next: they stay where they choose.
        return nu.verder(melding, anker=f"#stuk-{vrijgave.pk}", stuk=vrijgave.pk)
    return nu.verder(melding, bij=blok, open=blok.pk if blok.te_schrijven else nu.stand.open)


@_knop
def verplaats(nu: Druk, blok: int) -> HttpResponse:
    rij, plek = nu.blok_of_404(blok), getal(nu.request.POST, "plek")
    if plek is not None:
        nu.bericht.verplaats(rij, plek)
    # At either end the button that was pressed is not there any more.
    return nu.verder(bij=rij, focus=plek in {0, nu.bericht.blokken.count() - 1})


@_knop
def weg(nu: Druk, blok: int) -> HttpResponse:
    rij = nu.blok_of_404(blok)
    nu.bericht.verwijder(rij)
    stand = nu.stand
    anders = {"open": stand.open if stand.open != blok else None, "na": stand.na if stand.na != blok else None}
    nu.stand = replace(stand, **anders)
    return nu.verder("Het blok is uit het bericht gehaald. Je kunt het terugzetten.", anker=f"#weg-{blok}", weg=blok)


@_knop
def terug(nu: Druk, blok: int) -> HttpResponse:
    """Put back what was taken out."""
    rij = nu.blok_of_404(blok)
    nu.bericht.zet_terug(rij)
    return nu.verder("Het blok staat er weer.", bij=rij)


def _vraag(stand: Stand) -> str:
    return f"?{stand.vraag}" if stand.vraag else ""


def _toon(
    request: Verzoek,
    tafel: Schrijftafel,
    *,
    status: int = 200,
    meldingen: list[str] | None = None,
    bewaard: bool = False,
) -> HttpResponse:
    context = {
        "verkenning": tafel.bericht.verkenning,
        "bericht": tafel.bericht,
        "tafel": tafel,
        "strook": None if request.htmx else tafel.route,
        "meldingen": meldingen,
        "bewaard_om": timezone.localtime() if bewaard else None,
    }
    template = "berichten/maken.html#tafel" if request.htmx else "berichten/maken.html"
    return render(request, template, context, status=status)
