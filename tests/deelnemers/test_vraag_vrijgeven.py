"""Letting a central question out: one wording and the card, and nothing that belongs to the group."""

from __future__ import annotations

from typing import Any

import pytest

from deelnemers.models import Corporatie, Vraagversie
from tests.deelnemers.conftest import BINNEN, NIEUW, SCHERPER, VRAAG, gelezen, zoals_getoond
from tests.factories import maak_corporatie, maak_verkenner
from tests.mensen import Mens
from verkenning.models import Publiek, Verkenning, Vrijgave


def buiten() -> str:
    """Everything that could ever be read outside."""
    return str(list(Vrijgave.objects.values()))


def buiten_staat(soort: str) -> list[tuple[str, str]]:
    return list(Vrijgave.objects.geldig().soort(soort).values_list("titel", "publiek"))


def vrijgeven(mens: Mens, nummer: int, publiek: str) -> Any:
    """Look at what would go out, and let it out: with the mark of what was shown, as a browser sends it."""
    pagina = f"{VRAAG}{nummer}/vrijgeven/"
    return mens.post(pagina, {"publiek": publiek, "merk": mens.get(pagina).context["form"]["merk"].value()})


def test_the_page_shows_what_goes_out_and_nothing_that_stays(anna: Mens, versie: Vraagversie) -> None:
    html = anna.get(f"{VRAAG}2/vrijgeven/").content.decode()
    assert versie.tekst in html
    assert "gaat ook het kaartje van Kromwaal naar buiten" in html
    assert "Een vestingstadje." in html
    assert not [tekst for tekst in BINNEN if tekst in html]


def test_one_version_goes_out_with_the_card_and_without_the_rest(anna: Mens, versie: Vraagversie) -> None:
    assert vrijgeven(anna, 2, "openbaar")["Location"] == VRAAG
    assert buiten_staat("vraag") == [(versie.tekst, "openbaar")]
    assert buiten_staat("deelnemer") == [("Kromwaal", "openbaar")]
    assert not [tekst for tekst in BINNEN if tekst in buiten()]
    copy = Vrijgave.objects.get(soort="vraag")
    assert (copy.door, copy.akkoord_van) == (anna.persoon, anna.persoon)


def test_a_later_wording_does_not_follow_by_itself(anna: Mens, versie: Vraagversie) -> None:
    vrijgeven(anna, 2, "openbaar")
    anna.post(NIEUW, SCHERPER | {"vanaf": 2})
    assert buiten_staat("vraag") == [(versie.tekst, "openbaar")]


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
    assert buiten_staat("vraag") == [(versie.tekst, "openbaar")]
    assert buiten_staat("deelnemer") == [("Kromwaal", "openbaar")]


def test_withdrawing_takes_question_and_card_away(anna: Mens, versie: Vraagversie) -> None:
    vrijgeven(anna, 2, "openbaar")
    assert anna.post(f"{VRAAG}2/intrekken/", {"waarom": ""}).status_code == 422
    assert anna.post(f"{VRAAG}2/intrekken/", {"waarom": "kanarie-waarom"})["Location"] == VRAAG
    assert buiten_staat("vraag") == []
    assert buiten_staat("deelnemer") == []
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
    assert buiten_staat("deelnemer") == [("Kromwaal", "achterban")]
    assert "Nog niet vrijgegeven." not in buiten()


def test_what_is_not_out_cannot_be_withdrawn(anna: Mens, versie: Vraagversie) -> None:
    assert anna.get(f"{VRAAG}2/intrekken/").status_code == 404
    assert anna.get(f"{VRAAG}9/vrijgeven/").status_code == 404


def test_each_version_says_who_reads_it(anna: Mens, versie: Vraagversie) -> None:
    versie.geef_vrij(Publiek.OPENBAAR, door=anna.persoon)
    versies = [stap["versie"] for stap in anna.get(VRAAG).context["verhaal"]]
    assert [(v.nummer, v.vrijgegeven) for v in versies] == [(2, "openbaar"), (1, "")]


# ---- What goes out is what was shown


def test_a_card_that_changed_since_it_was_shown_does_not_go_out(
    anna: Mens, kromwaal: Corporatie, versie: Vraagversie
) -> None:
    pagina = f"{VRAAG}2/vrijgeven/"
    merk = anna.get(pagina).context["form"]["merk"].value()
    Corporatie.objects.filter(pk=kromwaal.pk).update(tekst="KANARIE", html="<p>KANARIE</p>")
    response = anna.post(pagina, {"publiek": "openbaar", "merk": merk})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Dit is intussen veranderd.</b> Kijk nog een keer." in html
    assert "KANARIE" in html
    assert not Vrijgave.objects.exists()
    # The page that came back keeps the choice, and can be sent as it is.
    form = response.context["form"]
    assert form["publiek"].value() == "openbaar"
    anna.post(pagina, {naam: form[naam].value() for naam in ("publiek", "merk")})
    assert Vrijgave.objects.get(soort="deelnemer").tekst == "KANARIE"


@pytest.mark.parametrize("merk", [{}, {"merk": ""}, {"merk": "0" * 64}])
def test_nobody_releases_without_having_looked(merk: dict[str, str], anna: Mens, versie: Vraagversie) -> None:
    assert anna.post(f"{VRAAG}2/vrijgeven/", {"publiek": "openbaar"} | merk).status_code == 409
    assert not Vrijgave.objects.exists()


def test_released_again_the_card_says_what_was_shown_this_time(
    anna: Mens, kromwaal: Corporatie, versie: Vraagversie
) -> None:
    vrijgeven(anna, 2, "openbaar")
    Corporatie.objects.filter(pk=kromwaal.pk).update(tekst="Sinds kort met een tweede balie.")
    vrijgeven(anna, 2, "openbaar")
    kaart = Vrijgave.objects.geldig().get(soort="deelnemer")
    assert (kaart.tekst, kaart.publiek) == ("Sinds kort met een tweede balie.", "openbaar")
    assert Vrijgave.objects.filter(soort="vraag").count() == 1


# ---- Who stopped, or left


@pytest.fixture
def vrij(anna: Mens, versie: Vraagversie) -> Vraagversie:
    """Anna let the second wording out."""
    vrijgeven(anna, 2, "openbaar")
    return versie


def test_who_stopped_takes_back_what_they_let_out(
    anna: Mens, kromwaal: Corporatie, vrij: Vraagversie, bezoeker: Mens
) -> None:
    """They find it on their own page; the pages of the group stay closed, and so does letting out anything more."""
    kromwaal.deelnames.create(status="gestopt", op="2019-04-01", volgorde=1)
    pagina = f"{VRAAG}2/intrekken/"
    assert vrij.tekst in bezoeker.get("/samen/").content.decode()
    assert pagina in anna.get("/werkplek/buiten/").content.decode()
    html = anna.get(pagina).content.decode()
    assert vrij.tekst in html
    assert not [tekst for tekst in (*BINNEN, f'href="{VRAAG}"') if tekst in html]
    assert anna.get(VRAAG).status_code == 404
    assert anna.get(f"{VRAAG}2/vrijgeven/").status_code == 404
    antwoord = anna.post(pagina, {"waarom": "Wij doen niet meer mee."}, follow=True)
    assert "De vraag is ingetrokken." in antwoord.content.decode()
    assert vrij.tekst not in bezoeker.get("/samen/").content.decode()
    assert "Kromwaal" not in bezoeker.get("/samen/").content.decode()
    # Twice is once.
    assert anna.post(pagina, {"waarom": "x"})["Location"] == "/werkplek/"


@pytest.mark.parametrize("hoe", ["left the association", "released by whoever is not on record"])
def test_also_who_is_no_longer_of_the_association_and_whose_release_came_from_a_folder(
    hoe: str, anna: Mens, kromwaal: Corporatie, vrij: Vraagversie
) -> None:
    if hoe == "left the association":
        kromwaal.lidmaatschappen.all().delete()
    else:
        kromwaal.deelnames.create(status="gestopt", op="2019-04-01", volgorde=1)
        Vrijgave.objects.update(door=None)
    assert f"{VRAAG}2/intrekken/" in anna.get("/werkplek/buiten/").content.decode()
    anna.post(f"{VRAAG}2/intrekken/", {"waarom": "Toch niet."})
    assert not Vrijgave.objects.geldig().exists()


def test_the_begeleider_takes_back_a_question_and_lets_none_out(
    begeleider: Mens, kromwaal: Corporatie, vrij: Vraagversie
) -> None:
    kromwaal.deelnames.create(status="gestopt", op="2019-04-01", volgorde=1)
    html = begeleider.get(VRAAG).content.decode()
    assert f"{VRAAG}2/intrekken/" in html
    assert "vrijgeven/" not in html
    assert "Trek deze vraag in" in begeleider.get(f"{VRAAG}2/intrekken/").content.decode()
    assert begeleider.post(f"{VRAAG}2/intrekken/", {"waarom": "Op verzoek."})["Location"] == VRAAG
    assert not Vrijgave.objects.geldig().exists()
    assert begeleider.get("/werkplek/buiten/").status_code == 200


def test_nobody_else_takes_it_back(
    vrij: Vraagversie, verkenning: Verkenning, bram: Mens, redactie: Mens, lid: Mens
) -> None:
    teun = Mens(maak_verkenner(maak_corporatie(verkenning, "lindermeer"), "Teun Tak"))
    pagina = f"{VRAAG}2/intrekken/"
    for mens in (teun, bram, redactie, lid):
        er_niet = zoals_getoond(mens.get(pagina.replace("kromwaal", "bestaat-niet")))
        assert zoals_getoond(mens.get(pagina)) == er_niet
        assert mens.post(pagina, {"waarom": "x"}).status_code == 404
        assert vrij.tekst not in mens.get("/werkplek/buiten/").content.decode()
    assert Vrijgave.objects.geldig().count() == 2
