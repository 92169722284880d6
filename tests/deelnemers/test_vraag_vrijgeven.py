"""Letting a central question out: one wording and the card, and nothing that belongs to the group."""

from __future__ import annotations

from typing import Any

import pytest

from deelnemers.models import Corporatie, Vraagversie
from tests.deelnemers.conftest import BINNEN, NIEUW, SCHERPER, VRAAG, gelezen
from tests.mensen import Mens
from verkenning.models import Publiek, Vrijgave


def buiten() -> str:
    """Everything that could ever be read outside."""
    return str(list(Vrijgave.objects.values()))


def vrij(soort: str) -> list[tuple[str, str]]:
    return list(Vrijgave.objects.geldig().soort(soort).values_list("titel", "publiek"))


def vrijgeven(mens: Mens, nummer: int, publiek: str) -> Any:
    return mens.post(f"{VRAAG}{nummer}/vrijgeven/", {"publiek": publiek})


def test_the_page_shows_what_goes_out_and_nothing_that_stays(anna: Mens, versie: Vraagversie) -> None:
    html = anna.get(f"{VRAAG}2/vrijgeven/").content.decode()
    assert versie.tekst in html
    assert "gaat ook het kaartje van Kromwaal naar buiten" in html
    assert "Een vestingstadje." in html
    assert not [tekst for tekst in BINNEN if tekst in html]


def test_one_version_goes_out_with_the_card_and_without_the_rest(anna: Mens, versie: Vraagversie) -> None:
    assert vrijgeven(anna, 2, "openbaar")["Location"] == VRAAG
    assert vrij("vraag") == [(versie.tekst, "openbaar")]
    assert vrij("deelnemer") == [("Kromwaal", "openbaar")]
    assert not [tekst for tekst in BINNEN if tekst in buiten()]
    copy = Vrijgave.objects.get(soort="vraag")
    assert (copy.door, copy.akkoord_van) == (anna.persoon, anna.persoon)


def test_a_later_wording_does_not_follow_by_itself(anna: Mens, versie: Vraagversie) -> None:
    vrijgeven(anna, 2, "openbaar")
    anna.post(NIEUW, SCHERPER | {"vanaf": 2})
    assert vrij("vraag") == [(versie.tekst, "openbaar")]


@pytest.mark.parametrize("publiek", ["besloten", "prive", "", "iedereen"])
def test_there_are_two_audiences(publiek: str, anna: Mens, versie: Vraagversie) -> None:
    assert vrijgeven(anna, 2, publiek).status_code == 422
    assert not Vrijgave.objects.exists()


def test_releasing_twice_is_releasing_once(anna: Mens, versie: Vraagversie) -> None:
    for _ in range(2):
        vrijgeven(anna, 2, "achterban")
    assert Vrijgave.objects.filter(soort="vraag").count() == 1
    assert Vrijgave.objects.filter(soort="deelnemer").count() == 1


def test_a_wider_audience_replaces_the_copy(anna: Mens, versie: Vraagversie) -> None:
    vrijgeven(anna, 2, "achterban")
    vrijgeven(anna, 2, "openbaar")
    assert vrij("vraag") == [(versie.tekst, "openbaar")]
    assert vrij("deelnemer") == [("Kromwaal", "openbaar")]


def test_withdrawing_takes_question_and_card_away(anna: Mens, versie: Vraagversie) -> None:
    vrijgeven(anna, 2, "openbaar")
    assert anna.post(f"{VRAAG}2/intrekken/", {"waarom": ""}).status_code == 422
    assert anna.post(f"{VRAAG}2/intrekken/", {"waarom": "kanarie-waarom"})["Location"] == VRAAG
    assert vrij("vraag") == []
    assert vrij("deelnemer") == []
    assert versie.tekst in gelezen(anna.get(VRAAG)), "inside everything stays"
    # Twice is once.
    assert anna.post(f"{VRAAG}2/intrekken/", {"waarom": "nog eens"})["Location"] == VRAAG
    assert set(Vrijgave.objects.values_list("ingetrokken_waarom", flat=True)) == {"kanarie-waarom"}


def test_the_card_reaches_no_further_than_what_is_left(anna: Mens, kromwaal: Corporatie, versie: Vraagversie) -> None:
    """The copy that stays is the one that was agreed to, not what the card would say today."""
    vrijgeven(anna, 1, "achterban")
    vrijgeven(anna, 2, "openbaar")
    Corporatie.objects.filter(pk=kromwaal.pk).update(tekst="Nog niet vrijgegeven.")
    anna.post(f"{VRAAG}2/intrekken/", {"waarom": "Toch niet."})
    assert vrij("deelnemer") == [("Kromwaal", "achterban")]
    assert "Nog niet vrijgegeven." not in buiten()


def test_what_is_not_out_cannot_be_withdrawn(anna: Mens, versie: Vraagversie) -> None:
    assert anna.get(f"{VRAAG}2/intrekken/").status_code == 404
    assert anna.get(f"{VRAAG}9/vrijgeven/").status_code == 404


def test_each_version_says_who_reads_it(anna: Mens, versie: Vraagversie) -> None:
    versie.geef_vrij(Publiek.OPENBAAR, door=anna.persoon)
    versies = [stap["versie"] for stap in anna.get(VRAAG).context["verhaal"]]
    assert [(v.nummer, v.vrijgegeven) for v in versies] == [(2, "openbaar"), (1, "")]
