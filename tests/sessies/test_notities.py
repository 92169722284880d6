"""Notes by themselves: found by session and question, read with their earlier texts, changed by their author alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.models import Notitie, Sessie, Tekstversie
from tests.factories import maak_notitie, maak_sessie, maak_voordracht
from tests.mensen import Mens
from tests.sessies.hulp import bytes_van, tekst_van
from verkenning.models import Verkenning


@pytest.fixture
def lijst(verkenning: Verkenning) -> str:
    return reverse("sessies:notities", args=[verkenning.slug])


def gevonden(mens: Mens, adres: str) -> set[str]:
    return {notitie.tekst for notitie in mens.get(adres).context["notities"]}


def test_the_list_holds_exactly_what_one_may_read(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, elders: Verkenning, lijst: str
) -> None:
    maak_notitie(sessie, cor.persoon, "van de groep")
    maak_notitie(sessie, cor.persoon, "cor alleen", zichtbaarheid="prive")
    maak_notitie(sessie, anna.persoon, "anna alleen", zichtbaarheid="prive")
    maak_notitie(maak_sessie(elders), cor.persoon, "elders")
    assert gevonden(anna, lijst) == {"van de groep", "anna alleen"}
    assert gevonden(cor, lijst) == {"van de groep", "cor alleen"}
    assert gevonden(begeleider, lijst) == {"van de groep"}
    assert "2 notities" in tekst_van(anna.get(lijst))


def test_it_filters_by_session_and_by_the_question_a_note_bears_on(
    anna: Mens, verkenning: Verkenning, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie, lijst: str
) -> None:
    andere = maak_sessie(verkenning, lindermeer, slug="leden")
    maak_notitie(sessie, anna.persoon, "bij kromwaal")
    maak_notitie(sessie, anna.persoon, "raakt lindermeer", raakt=[lindermeer])
    maak_notitie(andere, anna.persoon, "bij lindermeer")
    assert gevonden(anna, f"{lijst}?sessie=leden") == {"bij lindermeer"}
    assert gevonden(anna, f"{lijst}?vraag=lindermeer") == {"raakt lindermeer", "bij lindermeer"}
    assert gevonden(anna, f"{lijst}?vraag=kromwaal&sessie=controller") == {"bij kromwaal", "raakt lindermeer"}
    # What names nothing here filters nothing.
    assert len(gevonden(anna, f"{lijst}?vraag=verdermeer&sessie=x'y&blad=99x")) == 3


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_list_asks_as_often_however_long_it_is(
    anna: Mens,
    begeleider: Mens,
    sessie: Sessie,
    kromwaal: Corporatie,
    lijst: str,
    aantal: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(aantal):
        notitie = maak_notitie(sessie, anna.persoon, raakt=[kromwaal])
        maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon)
    with django_assert_num_queries(9):
        anna.get(lijst)
    with django_assert_num_queries(9):
        anna.get(notitie.get_absolute_url())


def test_the_author_changes_a_note_and_the_earlier_text_stays(anna: Mens, cor: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, "Drie uur.", slug="uren")
    adres = reverse("sessies:notitie_wijzigen", args=[sessie.verkenning.slug, "uren"])
    data = {"tekst": "Vier uur.", "soort": "verslag", "zichtbaarheid": "besloten", "versie": 1}
    assert cor.post(adres, data).status_code == cor.get(adres).status_code == 404
    assert "Wijzig" not in tekst_van(cor.get(notitie.get_absolute_url()))
    pagina = tekst_van(anna.post(adres, data, follow=True))
    assert "Vier uur." in pagina
    assert "Drie uur." in pagina  # among the earlier texts
    notitie.refresh_from_db()
    assert (notitie.tekst, notitie.versie) == ("Vier uur.", 2)


def test_what_a_note_said_while_it_was_private_stays_with_its_author(anna: Mens, cor: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, "KANARIE, vroeger", zichtbaarheid="prive")
    notitie.herschrijf("Voor iedereen in de groep.", door=anna.persoon, vanaf=1, zichtbaarheid="besloten")
    assert "KANARIE" in tekst_van(anna.get(notitie.get_absolute_url()))
    pagina = tekst_van(cor.get(notitie.get_absolute_url()))
    assert "Voor iedereen in de groep." in pagina
    assert "KANARIE" not in pagina


def test_saving_over_a_newer_text_shows_both(anna: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, "Drie uur.", slug="uren")
    notitie.herschrijf("Vijf uur.", door=anna.persoon, vanaf=1)  # in another window
    adres = reverse("sessies:notitie_wijzigen", args=[sessie.verkenning.slug, "uren"])
    data: dict[str, Any] = {"tekst": "Vier uur.", "soort": "verslag", "zichtbaarheid": "besloten", "versie": 1}
    response = anna.post(adres, data)
    assert response.status_code == 409
    assert "<p>Vijf uur.</p>" in tekst_van(response)
    assert "Vier uur.</textarea>" in tekst_van(response)
    assert Notitie.objects.get().tekst == "Vijf uur."
    anna.post(adres, data | {"versie": 2})
    assert Notitie.objects.get().tekst == "Vier uur."
    assert [v.tekst for v in Tekstversie.objects.all()] == ["Drie uur.", "Vijf uur."]


def test_what_is_too_long_is_refused_and_given_back(anna: Mens, sessie: Sessie) -> None:
    maak_notitie(sessie, anna.persoon, "Kort.", slug="kort")
    adres = reverse("sessies:notitie_wijzigen", args=[sessie.verkenning.slug, "kort"])
    lang = "heel lang " * 2500
    response = anna.post(adres, {"tekst": lang, "soort": "verslag", "zichtbaarheid": "besloten", "versie": 1})
    assert response.status_code == 422
    assert lang.strip() in response.content.decode()
    assert Notitie.objects.get().tekst == "Kort."


def test_a_private_note_of_another_does_not_exist(
    anna: Mens, cor: Mens, bram: Mens, begeleider: Mens, redactie: Mens, lid: Mens, sessie: Sessie
) -> None:
    notitie = maak_notitie(sessie, cor.persoon, "KANARIE", zichtbaarheid="prive", slug="stil")
    adres = notitie.get_absolute_url()
    assert cor.get(adres).status_code == 200
    for mens in (anna, bram, begeleider, redactie, lid):
        for pad in (adres, f"{adres}wijzigen/"):
            hier, nergens = mens.get(pad), mens.get(pad.replace("stil", "nergens"))
            assert hier.status_code == nergens.status_code == 404
            assert bytes_van(hier) == bytes_van(nergens)
