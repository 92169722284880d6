"""Outside: who may read which bericht, and that 'not for you' is as good as 'not there'."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from berichten.models import Uitgave
from berichten.uitgeven import publiceer
from tests.berichten.conftest import Reis, geef_pdf, haal, maak_kaart
from tests.factories import maak_blok, maak_vrijgave
from tests.mensen import Mens
from verkenning.models import Vrijgave

PADEN = ("/samen/berichten/", "/samen/berichten/1/", "/samen/berichten/1.pdf")


def test_everybody_reads_what_is_public(reis: Reis, bezoeker: Mens, lid: Mens) -> None:
    publiceer(reis.bericht(titel="Voor iedereen"), door=None)
    for mens in (bezoeker, lid):
        assert "Voor iedereen" in mens.get("/samen/berichten/").content.decode()
        pagina = mens.get("/samen/berichten/1/").content.decode()
        assert reis.citaat.tekst in pagina
        assert "De PDF wordt gemaakt" in pagina


def test_members_only_is_as_good_as_absent_to_a_visitor(reis: Reis, bezoeker: Mens, lid: Mens) -> None:
    uitgave = publiceer(reis.bericht(reis.leden, publiek="achterban", titel="Voor leden"), door=None)
    geef_pdf(uitgave)
    assert reis.leden.tekst in lid.get("/samen/berichten/1/").content.decode()
    assert haal(lid, "/samen/berichten/1.pdf").status_code == 200
    assert "Voor leden" not in bezoeker.get("/samen/berichten/").content.decode()
    for verborgen, afwezig in (("1/", "9/"), ("1.pdf", "9.pdf")):
        hidden, absent = (bezoeker.get(f"/samen/berichten/{pad}") for pad in (verborgen, afwezig))
        assert (hidden.status_code, hidden.content) == (absent.status_code, absent.content) == (404, absent.content)


def test_a_draft_is_nowhere_outside(reis: Reis, bezoeker: Mens, lid: Mens, redactie: Mens) -> None:
    reis.bericht(titel="Nog een concept")
    for mens in (bezoeker, lid, redactie):
        assert mens.get("/samen/berichten/1/").status_code == 404
        assert "Nog een concept" not in mens.get("/samen/berichten/").content.decode()


def test_only_the_newest_edition_is_served(reis: Reis, bezoeker: Mens) -> None:
    bericht = reis.bericht()
    publiceer(bericht, door=None)
    maak_blok(bericht, tekst="Het slot.")
    publiceer(bericht, door=None, toelichting="Er kwam een slot bij.")
    pagina = bezoeker.get("/samen/berichten/1/").content.decode()
    assert "Uitgave 2." in pagina
    assert "Er kwam een slot bij." in pagina
    bericht.hernoem(vanaf=1, publiek="achterban")
    publiceer(bericht, door=None)
    assert bezoeker.get("/samen/berichten/1/").status_code == 404  # not the earlier one, that was public


def test_the_pdf_is_a_file_with_a_name_that_nothing_can_run_in(reis: Reis, bezoeker: Mens) -> None:
    uitgave = publiceer(reis.bericht(), door=None)
    assert bezoeker.get("/samen/berichten/1.pdf").status_code == 404
    geef_pdf(uitgave)
    antwoord = haal(bezoeker, "/samen/berichten/1.pdf")
    assert antwoord.inhoud == b"%PDF-1.7 proef"
    assert antwoord.headers["Content-Type"] == "application/pdf"
    assert antwoord.headers["Content-Disposition"] == 'inline; filename="samen-bericht-1-uitgave-1.pdf"'
    assert antwoord.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize("pad", PADEN)
def test_a_visitor_who_has_it_gets_304(reis: Reis, bezoeker: Mens, lid: Mens, pad: str) -> None:
    uitgave = publiceer(reis.bericht(), door=None)
    geef_pdf(uitgave)
    etag = haal(bezoeker, pad).headers["ETag"]
    assert bezoeker.get(pad, headers={"If-None-Match": etag}).status_code == 304
    reis.citaat.trek_in("Toch niet.")
    assert bezoeker.get(pad, headers={"If-None-Match": etag}).status_code != 304
    assert lid.get("/samen/berichten/").headers["Cache-Control"] == "no-store"


def test_the_first_reader_after_a_withdrawal_reads_what_the_next_ones_read(reis: Reis, bezoeker: Mens) -> None:
    """The edition is made while the first one waits, and is kept by browsers as it was sent then."""
    publiceer(reis.bericht(), door=None)
    reis.citaat.trek_in("Toch niet.")
    eerst, daarna = (bezoeker.get("/samen/berichten/1/") for _ in range(2))
    assert "<article" in eerst.content.decode()
    assert "&lt;" not in eerst.content.decode()
    assert (eerst.headers["ETag"], eerst.content) == (daarna.headers["ETag"], daarna.content)


def test_another_release_of_the_portal_makes_another_page(
    reis: Reis, bezoeker: Mens, monkeypatch: pytest.MonkeyPatch
) -> None:
    publiceer(reis.bericht(), door=None)
    etag = bezoeker.get("/samen/berichten/1/").headers["ETag"]
    monkeypatch.setattr("berichten.views.lezen.gebouwd", lambda: "een nieuwe versie")
    assert bezoeker.get("/samen/berichten/1/", headers={"If-None-Match": etag}).status_code == 200


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_a_page_costs_the_same_however_much_is_in_it(
    reis: Reis, bezoeker: Mens, lid: Mens, anna: Mens, aantal: int
) -> None:
    bericht = reis.bericht()
    for nummer in range(aantal):
        maak_blok(
            bericht, soort="vrijgave", kop="", tekst="", vrijgave=maak_vrijgave(reis.verkenning, f"Stuk {nummer}.")
        )
    geef_pdf(publiceer(bericht, door=None))
    mensen = {"bezoeker": bezoeker, "lid": lid, "verkenner": anna}
    assert {naam: [vragen(mens, pad) for pad in PADEN] for naam, mens in mensen.items()} == {
        "bezoeker": [4, 2, 2],
        "lid": [5, 5, 5],
        "verkenner": [5, 5, 5],
    }


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_what_was_replaced_since_costs_one_question_more(reis: Reis, lid: Mens, anna: Mens, aantal: int) -> None:

    def kaarten() -> list[Vrijgave]:
        return [maak_kaart(reis.verkenning, f"halte-{nummer}", 3 + nummer) for nummer in range(aantal)]

    geef_pdf(publiceer(reis.bericht(*kaarten()), door=None))
    kaarten()
    assert [[vragen(mens, pad) for pad in PADEN] for mens in (lid, anna)] == [[5, 6, 6], [5, 6, 6]]
    assert Uitgave.objects.count() == 1


def vragen(mens: Mens, pad: str) -> int:
    """What a page asks of the database, once it is made."""
    with CaptureQueriesContext(connection) as gevraagd:
        assert haal(mens, pad).status_code == 200
    return len(gevraagd)
