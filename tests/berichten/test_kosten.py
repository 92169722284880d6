"""What the pages of the redactie ask of the database: the same, however much there is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from berichten.uitgeven import publiceer
from tests.berichten.conftest import Reis, geef_pdf
from tests.factories import maak_bericht, maak_blok, maak_vrijgave
from tests.mensen import Mens
from verkenning.models import Verkenning

DESK = "/redactie/samen/"
BERICHT = "/redactie/samen/berichten/1/"


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_every_page_costs_the_same_however_much_is_in_it(reis: Reis, redactie: Mens, aantal: int) -> None:
    bericht = maak_bericht(reis.verkenning)
    for nummer in range(aantal):
        vrijgave = maak_vrijgave(reis.verkenning, f"Stuk {nummer}.")
        maak_blok(bericht, soort="vrijgave", kop="", tekst="", vrijgave=vrijgave)
        maak_vrijgave(reis.verkenning, f"Nog een stuk {nummer}.", sessie="een-balie")
    geteld = {}
    for pad in (DESK, BERICHT, f"{BERICHT}gegevens/", f"{BERICHT}voorbeeld/", f"{BERICHT}publiceer/"):
        with CaptureQueriesContext(connection) as queries:
            assert redactie.get(pad).status_code == 200
        geteld[pad.removeprefix(DESK)] = len(queries)
    assert geteld == {
        "": 6,
        "berichten/1/": 7,
        "berichten/1/gegevens/": 4,
        "berichten/1/voorbeeld/": 6,
        "berichten/1/publiceer/": 8,
    }


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_list_costs_the_same_however_many_berichten_there_are(
    verkenning: Verkenning, redactie: Mens, aantal: int
) -> None:
    """Drafts and editions, with and without their PDF."""
    for nummer in range(aantal):
        maak_bericht(verkenning)
        bericht = maak_bericht(verkenning)
        maak_blok(bericht)
        uitgave = publiceer(bericht, door=redactie.persoon)
        if nummer % 2:
            geef_pdf(uitgave)
    with CaptureQueriesContext(connection) as queries:
        assert redactie.get(DESK).status_code == 200
    assert len(queries) == 6
