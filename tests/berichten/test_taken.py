"""What waits for the redactie on the werkplek."""

from __future__ import annotations

from berichten.taken import taken
from berichten.uitgeven import publiceer
from tests.berichten.conftest import Reis
from tests.factories import maak_vrijgave
from tests.mensen import Mens


def test_the_redactie_hears_what_is_new_since_the_last_bericht(reis: Reis, redactie: Mens) -> None:
    assert [taak.titel for taak in taken(redactie.persoon)] == ["10 nieuwe stukken voor het eerste bericht"]
    publiceer(reis.bericht(), door=redactie.persoon)
    assert taken(redactie.persoon) == []
    maak_vrijgave(reis.verkenning, "Net vrij.")
    (taak,) = taken(redactie.persoon)
    assert (taak.titel, taak.url) == ("1 nieuw stuk sinds het laatste bericht", "/redactie/samen/")


def test_nothing_waits_for_others(reis: Reis, anna: Mens, begeleider: Mens, lid: Mens) -> None:
    assert [taken(mens.persoon) for mens in (anna, begeleider, lid)] == [[], [], []]
