"""See a bericht as its readers will, and publish it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from verkenning.http import Verzoek
from verkenning.pdf import DrukFout, druk

from ..drukwerk import Drukwerk
from ..forms import PubliceerForm
from ..opmaak import Opmaak
from ..tasks import maak_pdf
from ..uitgeven import NietPubliceerbaar, artikel, bezwaren, vingerafdruk
from .kader import bericht_of_404


@require_safe
def voorbeeld(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    bericht = bericht_of_404(request, slug, nummer)
    opmaak = Opmaak(bericht)
    context = {
        "verkenning": bericht.verkenning,
        "bericht": bericht,
        "artikel": artikel(opmaak),
        "kunst": {"zaad": opmaak.zaad, "haltes": len(opmaak.route), "nu": opmaak.nu},
        "nu": timezone.now(),
    }
    return render(request, "berichten/voorbeeld.html", context)


@require_safe
def voorbeeld_pdf(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    """Made on the spot, by a process of its own: the redactie waits a few seconds, and nothing is kept."""
    bericht = bericht_of_404(request, slug, nummer)
    opmaak = Opmaak(bericht)
    drukwerk = Drukwerk(opmaak, nummer=0, op=timezone.now(), vingerafdruk="nog geen: dit is een voorbeeld")
    try:
        inhoud = druk(drukwerk.html())
    except DrukFout:
        messages.error(
            request, "Van dit bericht kon geen PDF worden gemaakt. Kijk of er iets vreemds in een tekst staat."
        )
        return redirect(bericht)
    kop = {"Content-Disposition": f'inline; filename="voorbeeld-bericht-{bericht.nummer}.pdf"'}
    return HttpResponse(inhoud, content_type="application/pdf", headers=kop)


@require_http_methods(["GET", "HEAD", "POST"])
def publiceer(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    """One last sentence that says what will happen; then it happens."""
    bericht = bericht_of_404(request, slug, nummer)
    vorige = bericht.uitgaven.order_by("nummer").last()
    tegen = bezwaren(bericht)
    afdruk = vingerafdruk(artikel(Opmaak(bericht)))
    form = PubliceerForm(
        request.POST if request.method == "POST" else None, vorige=vorige, initial={"verwacht": afdruk}
    )
    if form.is_valid():
        try:
            uitgave = form.publiceer(bericht, request.user)
        except NietPubliceerbaar as fout:
            tegen = fout.bezwaren
        else:
            messages.success(request, f"Uitgave {uitgave.nummer} staat online. De PDF wordt nu gemaakt.")
            return redirect(uitgave)
    context = {
        "verkenning": bericht.verkenning,
        "bericht": bericht,
        "bezwaren": tegen,
        "form": form,
        "vorige": vorige,
        "ongewijzigd": bool(vorige and vorige.sha256 == afdruk and vorige.publiek == bericht.publiek),
        "afdruk": afdruk,
    }
    return render(request, "berichten/publiceer.html", context, status=422 if form.is_bound else 200)


@require_POST
def pdf_opnieuw(request: Verzoek, slug: str, nummer: int) -> HttpResponse:
    """For when the PDF did not come: making it twice does no harm."""
    bericht = bericht_of_404(request, slug, nummer)
    uitgave = bericht.uitgaven.order_by("nummer").last()
    if uitgave and not uitgave.pdf:
        maak_pdf.enqueue(uitgave.pk)
        messages.success(request, "De PDF wordt nog een keer gemaakt. Kijk over een minuut.")
    return redirect("berichten:redactie", slug)
