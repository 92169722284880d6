"""What an anonymous reader may keep, and how they learn that it changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.mensen import Mens
from tests.verkenning.stad import geef
from verkenning.models import Publiek, Verkenning

PADEN = (
    "/",
    "/samen/",
    "/samen/route/",
    "/samen/sessies/een/",
    "/samen/kaart/",
    "/samen/bibliotheek/",
    "/samen/feed/",
    "/samen/agenda.ics",
)


@pytest.fixture
def een(verkenning: Verkenning) -> Verkenning:
    geef(verkenning, "sessie", "een", "Eerste sessie")
    return verkenning


@pytest.mark.parametrize("pad", PADEN)
def test_an_unchanged_page_is_not_sent_again(
    een: Verkenning, bezoeker: Mens, pad: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    eerst = bezoeker.get(pad)
    assert eerst.headers["Cache-Control"] == "no-cache"
    with django_assert_max_num_queries(2):
        daarna = bezoeker.get(pad, headers={"If-None-Match": eerst.headers["ETag"]})
    assert (daarna.status_code, daarna.content) == (304, b"")
    assert daarna.headers["ETag"] == eerst.headers["ETag"]


VERANDERINGEN: dict[str, Callable[[Verkenning], object]] = {
    "a release": lambda v: geef(v, "notitie", "", "Nieuw."),
    "a card that replaces another": lambda v: geef(v, "sessie", "een", "Andere titel"),
    "a withdrawal": lambda v: v.vrijgaven.get().trek_in("Toch niet."),
    "another name": lambda v: Verkenning.objects.filter(pk=v.pk).update(naam="Anders"),
    "another form on the map": lambda v: v.vormen.update(naam="Anders"),
    "another value on the map": lambda v: v.meerwaarden.update(voor="corporatie"),
}


@pytest.mark.parametrize("wat", VERANDERINGEN)
def test_every_change_that_shows_gives_a_new_page(een: Verkenning, bezoeker: Mens, wat: str) -> None:
    kenmerk = bezoeker.get("/samen/").headers["ETag"]
    VERANDERINGEN[wat](een)
    daarna = bezoeker.get("/samen/", headers={"If-None-Match": kenmerk})
    assert daarna.status_code == 200
    assert daarna.headers["ETag"] != kenmerk


def test_what_members_get_does_not_show_in_what_visitors_are_told(een: Verkenning, bezoeker: Mens) -> None:
    kenmerk = bezoeker.get("/samen/").headers["ETag"]
    geef(een, "notitie", "", "Voor leden.", Publiek.ACHTERBAN)
    assert bezoeker.get("/samen/").headers["ETag"] == kenmerk


def test_two_pages_are_two_things(een: Verkenning, bezoeker: Mens) -> None:
    adressen = (*PADEN, "/samen/kaart/?vak=netwerk.huurder")
    assert len({bezoeker.get(adres).headers["ETag"] for adres in adressen}) == len(adressen)


@pytest.mark.parametrize("pad", PADEN)
def test_what_a_member_reads_is_not_kept(een: Verkenning, lid: Mens, pad: str) -> None:
    antwoord = lid.get(pad)
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert "ETag" not in antwoord.headers


def test_absent_pages_carry_no_mark(een: Verkenning, bezoeker: Mens) -> None:
    assert "ETag" not in bezoeker.get("/samen/sessies/niets/").headers


def test_the_demo_page_with_its_form_is_not_kept(een: Verkenning, bezoeker: Mens, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "ETag" not in bezoeker.get("/").headers
