"""A question changes by what somebody heard: the note or the insight that did it stands with the wording."""

from __future__ import annotations

from typing import Any

import pytest

from deelnemers.models import Corporatie
from sessies.models import Notitie, Sessie, Vraagoorzaak
from tests.deelnemers.conftest import NIEUW, SCHERPER, VRAAG
from tests.factories import maak_inzicht, maak_notitie, maak_vraagversie
from tests.mensen import Mens


@pytest.fixture
def notitie(sessie: Sessie, cor: Mens) -> Notitie:
    return maak_notitie(sessie, cor.persoon, "Wat cor zei.", soort="twijfel")


def keuzes(antwoord: Any) -> set[str]:
    keuze = antwoord.context["form"].fields["oorzaak"].choices
    return {waarde for _, groep in keuze if isinstance(groep, list) for waarde, _ in groep}


def test_a_wording_names_what_caused_it_for_whoever_may_read_that(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, notitie: Notitie, kromwaal: Corporatie
) -> None:
    """Only what the group reads and what touches the question can be chosen; a note that is made private says nothing more."""
    maak_notitie(sessie, anna.persoon, "Van mij alleen.", zichtbaarheid="prive")
    inzicht = maak_inzicht(sessie.verkenning, "Samen blijft de balie open.", bewijs=[notitie])
    los = maak_inzicht(sessie.verkenning, "Iets anders.")
    leeg = anna.get(f"{NIEUW}?oorzaak=notitie-{notitie.pk}")
    assert keuzes(leeg) == {f"notitie-{notitie.pk}", f"inzicht-{inzicht.pk}"}
    assert f'<option value="notitie-{notitie.pk}" selected>' in leeg.text
    for vreemd in (f"inzicht-{los.pk}", "notitie-0", "kwaad"):
        assert anna.post(NIEUW, SCHERPER | {"oorzaak": vreemd}).status_code == 422
    assert kromwaal.vraagversies.count() == 1

    for _ in range(2):  # clicked twice
        assert anna.post(NIEUW, SCHERPER | {"oorzaak": f"notitie-{notitie.pk}"}).status_code == 302
    anna.post(NIEUW, SCHERPER | {"tekst": "En nu?", "vanaf": 2, "oorzaak": f"inzicht-{inzicht.pk}"})
    assert list(Vraagoorzaak.objects.order_by("versie").values_list("versie__nummer", "notitie", "inzicht")) == [
        (2, notitie.pk, None),
        (3, None, inzicht.pk),
    ]
    for mens in (anna, cor, begeleider):
        assert f'href="{notitie.get_absolute_url()}"' in mens.get(VRAAG).text
        assert inzicht.stelling in mens.get(VRAAG).text
    Notitie.objects.update(zichtbaarheid="prive")
    assert notitie.slug not in anna.get(VRAAG).text
    assert notitie.slug in cor.get(VRAAG).text


def test_a_conflict_keeps_the_cause_that_was_chosen(anna: Mens, notitie: Notitie, kromwaal: Corporatie) -> None:
    maak_vraagversie(kromwaal, tekst="Wiekes vraag?")
    antwoord = anna.post(NIEUW, SCHERPER | {"oorzaak": f"notitie-{notitie.pk}"})
    assert antwoord.status_code == 409
    assert "Wiekes vraag?" in antwoord.text
    assert f'<option value="notitie-{notitie.pk}" selected>' in antwoord.text
    assert not Vraagoorzaak.objects.exists()


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_story_costs_the_same_however_many_causes(
    aantal: int, anna: Mens, notitie: Notitie, kromwaal: Corporatie, django_assert_max_num_queries: Any
) -> None:
    for _ in range(aantal):
        Vraagoorzaak.objects.create(versie=maak_vraagversie(kromwaal, door=anna.persoon), notitie=notitie)
    with django_assert_max_num_queries(12):
        anna.get(VRAAG)
    with django_assert_max_num_queries(12):
        anna.get(NIEUW)
