"""The booklet of a session: asked for here, made by the worker, and then handed to whoever it was made for."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from deelnemers.groep import groep_of_404
from verkenning.http import Verzoek
from verkenning.models import Verkenning

from ..boekje import FORMATEN, Boekdruk
from ..models import Boekje
from ..sessiepagina import Sessiepagina
from ..tasks import bestel_boekje


@require_safe
def boekje(request: Verzoek, slug: str, sessie: str) -> HttpResponse:
    """What this reader may read is worked out each time. Only when it is the same as was printed, it is that booklet."""
    formaat = request.GET.get("formaat", Boekje.Formaat.A4)
    if formaat not in FORMATEN:
        raise Http404
    if request.htmx:
        return _wacht_nog(request, groep_of_404(request.user, slug), sessie, formaat)
    pagina = Sessiepagina.of_404(request.user, slug, sessie)
    html = Boekdruk(pagina, formaat).html()
    rij = Boekje.objects.voor(request.user, pagina.sessie, formaat).first()
    if rij is None or not rij.is_van(html):
        rij = bestel_boekje(request.user, pagina.sessie, formaat, html)
    if rij.pdf:
        return _geef(rij, f"{pagina.verkenning.slug}-{pagina.sessie.slug}-{formaat}.pdf")
    context = {
        "verkenning": pagina.verkenning,
        "strook": pagina.strook,
        "sessie": pagina.sessie,
        "boekje": rij,
    }
    return render(request, "sessies/boekje.html", context)


def _wacht_nog(request: Verzoek, verkenning: Verkenning, sessie: str, formaat: str) -> HttpResponse:
    """To the page that waits: stay as you are, or come and get it."""
    mijn = Boekje.objects.filter(persoon=request.user, sessie__verkenning=verkenning, sessie__slug=sessie)
    if mijn.filter(formaat=formaat, pdf=None, mislukt_op=None).exists():
        return HttpResponse(status=204)
    return HttpResponse(headers={"HX-Redirect": request.get_full_path()})


def _geef(rij: Boekje, naam: str) -> HttpResponse:
    antwoord = HttpResponse(bytes(rij.pdf or b""), content_type="application/pdf")
    antwoord.headers["Content-Disposition"] = f'inline; filename="{naam}"'
    # Nothing in it may run, wherever a browser shows it.
    antwoord.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return antwoord
