"""The booklet of a session: what is in it, that everybody can read it, and that it is one reader's and nobody else's."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from deelnemers.models import Corporatie, Deelname
from sessies.models import Boekje, Sessie
from sessies.tasks import maak_boekje, ruim_boekjes_op
from tests.factories import (
    maak_antwoord,
    maak_cijfer,
    maak_gast,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_notitie,
    maak_onderdeel,
    maak_theorie,
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
    maak_vraagversie,
)
from tests.mensen import Mens
from tests.sessies.hulp import tekst_van
from verkenning import pdf as deur
from verkenning.models import Verkenning

BOEKJE = "/groep/samen/sessies/controller/boekje.pdf"
A5 = f"{BOEKJE}?formaat=a5"


@pytest.fixture
def vol(anna: Mens, cor: Mens, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie) -> Sessie:
    """A session with something of everything that comes in a booklet, and with what may not."""
    maak_vraagversie(kromwaal, tekst="Wat kan kromwaal samen?", waarom="We rekenden het na.")
    sessie.tekst, sessie.locatie = "Daar gaat het om.", "Bij de haven"
    sessie.save()
    sessie.gastheren.add(lindermeer)
    maak_gast(maak_onderdeel(sessie, titel="Aan de balie", locatie="De balie", tekst="We kijken eerst."))
    vraag, open_vraag = (maak_voorbereidingsvraag(sessie, f"Vraag {n}?") for n in (1, 2))
    maak_antwoord(vraag, lindermeer, "Bij ons is het stil.")
    maak_antwoord(vraag, kromwaal, "Dit houd ik nog even.", zichtbaarheid="prive")
    maak_antwoord(open_vraag, lindermeer, "KANARIE van cor", zichtbaarheid="prive")
    maak_notitie(sessie, cor.persoon, "KANARIE notitie", zichtbaarheid="prive")
    theorie = maak_theorie(sessie.verkenning, titel="Klein is fijn", tekst="Een lang verhaal kort.")
    maak_theoriekoppeling(sessie, theorie, "Klein kan ook groot.", oordeel="deels")
    voorbeeld = maak_inspiratie(sessie.verkenning, naam="Broodfonds", tekst="Zij leggen samen in.")
    maak_inspiratiekoppeling(sessie, voorbeeld, "Begin met vijf.")
    for nummer in range(2):
        maak_cijfer(voorbeeld, waarde=f"{nummer + 5}0", bron="jaarverslag")
    return sessie


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_from_the_session_to_a_booklet_that_everybody_can_read(
    anna: Mens, cor: Mens, vol: Sessie, tmp_path: Path
) -> None:
    assert f'href="{BOEKJE}?formaat=a5"' in tekst_van(anna.get(vol.get_absolute_url()))
    wacht = anna.get(A5)
    assert "<h1>Het boekje wordt gemaakt</h1>" in tekst_van(wacht)
    assert '<noscript><meta http-equiv="refresh"' in tekst_van(wacht)
    assert anna.htmx("get", A5).status_code == 204
    boekje = Boekje.objects.get()
    maak_boekje.call(boekje.pk, boekje.sha256)
    assert anna.htmx("get", A5).headers["HX-Redirect"] == A5
    klaar = anna.get(A5)
    assert (klaar.headers["Content-Type"], klaar.headers["Cache-Control"]) == ("application/pdf", "no-store")
    assert "sandbox" in klaar.headers["Content-Security-Policy"]
    assert Boekje.objects.get().document == ""
    # Another reader gets a booklet of their own, and so does another format.
    assert "Het boekje wordt gemaakt" in tekst_van(cor.get(A5))
    assert "Het boekje wordt gemaakt" in tekst_van(anna.get(BOEKJE))
    assert "Bij ons is het stil." in Boekje.objects.get(persoon=cor.persoon).document
    assert "Dit houd ik nog even." not in Boekje.objects.get(persoon=cor.persoon).document

    pad = tmp_path / "boekje.pdf"
    pad.write_bytes(klaar.content)
    assert "0 error(s)" in run(str(Path(sys.executable).parent / "outloud"), "--no-info", str(pad))
    assert "No syntax or stream encoding errors" in run("qpdf", "--check", str(pad))
    tekst = " ".join(re.sub(r"(\w)-\n\s*(\w)", r"\1\2", run("pdftotext", "-layout", str(pad), "-")).split())
    erin = (
        "Wat kan kromwaal samen?|We rekenden het na.|Daar gaat het om.|Bij de haven|Lindermeer|Aan de balie|De balie|Gijs Gast"
        "|We kijken eerst.|Vraag 2?|Bij ons is het stil.|Dit houd ik nog even.|Klein is fijn|Een lang verhaal kort."
        "|Klein kan ook groot.|klopt deels|Broodfonds|Zij leggen samen in.|Begin met vijf.|60|2018, jaarverslag|Ruimte om te schrijven"
    ).split("|")
    assert [stuk for stuk in erin if stuk not in tekst] == []
    assert "KANARIE" not in tekst
    lezer = PdfReader(pad)
    assert (float(lezer.pages[0].mediabox.width), float(lezer.pages[0].mediabox.height)) == pytest.approx((420, 595), 1)
    for blad in lezer.pages:
        assert "Anna Aalders" in blad.extract_text()
        assert "Besloten" in blad.extract_text()
    wortel: Any = lezer.trailer["/Root"]
    assert wortel["/Lang"] == "nl"
    assert lezer.metadata is not None
    assert lezer.metadata.title == "Samen een controller – boekje bij sessie 1 van de Verkenning"
    boom = run("pdfinfo", "-struct-text", str(pad))
    assert {s for s in ("H1", "H2", "H3", "L ", "LI", "Figure") if re.search(rf"^\s+{s}", boom, re.MULTILINE)} == {
        "H1", "H2", "H3", "L ", "LI", "Figure",
    }  # fmt: skip
    assert all(re.search(r"\+(Vollkorn|Fira-Sans)", rij) for rij in run("pdffonts", str(pad)).splitlines()[2:])
    # The same content gives the same bytes.
    assert deur.druk(boekje.document) == klaar.content


def test_who_may_have_one(
    anna: Mens, cor: Mens, begeleider: Mens, bram: Mens, redactie: Mens, lid: Mens, bezoeker: Mens, sessie: Sessie
) -> None:
    for mens, status in ((anna, 200), (cor, 200), (begeleider, 200), (bram, 404), (redactie, 404), (lid, 404)):
        assert mens.get(BOEKJE).status_code == status
        assert mens.htmx("get", BOEKJE).status_code == (204 if status == 200 else 404)
    assert bezoeker.get(BOEKJE).status_code == 302
    for fout in (f"{BOEKJE}?formaat=a3", BOEKJE.replace("controller", "nergens")):
        assert anna.get(fout).status_code == 404
    assert anna.post(BOEKJE).status_code == 405
    assert {boekje.persoon for boekje in Boekje.objects.all()} == {m.persoon for m in (anna, cor, begeleider)}


def gedrukt(mens: Mens) -> bool:
    """Have it made without a printer; whether it is handed out."""
    Boekje.objects.filter(pdf=None).update(pdf=b"%PDF-1.7 proef", document="")
    return bool(mens.get(A5).headers["Content-Type"] == "application/pdf")


def test_what_is_no_longer_there_to_read_is_never_handed_out(
    anna: Mens, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer)
    anna.get(A5)
    assert gedrukt(anna)
    antwoord.zichtbaarheid = "prive"
    antwoord.save()
    assert "Het boekje wordt gemaakt" in tekst_van(anna.get(A5))
    assert gedrukt(anna)
    # It is kept for a day.
    Boekje.objects.update(op=timezone.now() - timedelta(hours=25))
    assert "Het boekje wordt gemaakt" in tekst_van(anna.get(A5))
    ruim_boekjes_op.call()
    assert Boekje.objects.count() == 1
    Boekje.objects.update(op=timezone.now() - timedelta(hours=25))
    ruim_boekjes_op.call()
    assert Boekje.objects.count() == 0
    # Who left the group has none.
    anna.get(A5)
    Deelname.objects.create(corporatie=kromwaal, status=Deelname.Status.GESTOPT, op="2019-05-01", volgorde=1)
    Boekje.objects.update(pdf=b"%PDF-1.7 proef", document="")
    assert anna.get(A5).status_code == 404
    assert anna.htmx("get", A5).status_code == 404


def test_a_printer_that_stops_is_told_and_asked_again(
    anna: Mens, sessie: Sessie, monkeypatch: pytest.MonkeyPatch
) -> None:
    anna.get(A5)
    boekje = Boekje.objects.get()
    with monkeypatch.context() as even:
        even.setattr(deur, "MAX_BYTES", 10)
        maak_boekje.call(boekje.pk, boekje.sha256)
    assert anna.htmx("get", A5).headers["HX-Redirect"] == A5
    assert "<h1>Het boekje is niet gemaakt</h1>" in tekst_van(anna.get(A5))
    Boekje.objects.update(op=timezone.now() - timedelta(minutes=3))
    assert "Het boekje wordt gemaakt" in tekst_van(anna.get(A5))


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_it_asks_as_often_however_much_there_is(
    aantal: int, anna: Mens, sessie: Sessie, verkenning: Verkenning, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    for nummer in range(aantal):
        maak_gast(maak_onderdeel(sessie))
        maak_vraagversie(kromwaal, tekst=f"Anders {nummer}?")
        vraag = maak_voorbereidingsvraag(sessie)
        maak_antwoord(vraag, kromwaal)
        maak_antwoord(vraag, lindermeer)
        maak_theoriekoppeling(sessie, maak_theorie(verkenning))
        voorbeeld = maak_inspiratie(verkenning)
        maak_cijfer(voorbeeld)
        maak_inspiratiekoppeling(sessie, voorbeeld)
    anna.get(A5)
    with CaptureQueriesContext(connection) as vragen:
        assert anna.get(A5).status_code == 200
    assert len(vragen) == 12
