"""What others said that touches a question, in one place: all of it that a reader may read, and nothing else."""

from __future__ import annotations

import re
from typing import Any

import pytest

from deelnemers.models import Corporatie
from sessies.models import Sessie
from tests.factories import (
    maak_antwoord,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_inzicht,
    maak_notitie,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
)
from tests.mensen import Mens, kaal

PAGINA = "/groep/samen/vragen/kromwaal/anderen/"


def woorden(mens: Mens, vraag: str = "") -> set[str]:
    return set(re.findall(r"\bw[A-Z]\w+", kaal(mens.get(f"{PAGINA}{vraag}"))))


@pytest.fixture
def gezegd(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    """At the session of kromwaal and elsewhere; each thing under a word of its own."""
    elders = maak_sessie(sessie.verkenning, lindermeer)
    maak_notitie(sessie, cor.persoon, "wBijDeSessie")
    geraakt = maak_notitie(elders, cor.persoon, "wRaakt", raakt=[kromwaal])
    maak_notitie(elders, cor.persoon, "wElders")
    maak_notitie(sessie, anna.persoon, "wZelf")
    maak_notitie(sessie, begeleider.persoon, "wZelfGezegd", spreker=anna.persoon)
    prive = maak_notitie(sessie, cor.persoon, "wPrive", zichtbaarheid="prive")
    vraag = maak_voorbereidingsvraag(sessie)
    maak_antwoord(vraag, lindermeer, "wAntwoord")
    maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer, "wVoorOns", zichtbaarheid="prive")
    maak_antwoord(vraag, kromwaal, "wEigenAntwoord")
    maak_antwoord(maak_voorbereidingsvraag(elders), lindermeer, "wAnders")
    oud = maak_inzicht(sessie.verkenning, "wVervangen", bewijs=[geraakt])
    maak_inzicht(sessie.verkenning, "wInzicht", bewijs=[geraakt], vervangt=oud)
    maak_inzicht(sessie.verkenning, "wOpPrive", bewijs=[prive])
    maak_inzicht(sessie.verkenning, "wLos")
    maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning), "wBewering")
    maak_theoriekoppeling(elders, maak_theorie(sessie.verkenning), "wElderBewering")
    maak_inspiratiekoppeling(sessie, maak_inspiratie(sessie.verkenning), "wLes")


ALLEN = {"wBijDeSessie", "wRaakt", "wAntwoord", "wInzicht", "wBewering", "wLes"}


@pytest.mark.usefixtures("gezegd")
def test_each_reads_what_others_said_and_of_what_is_private_only_their_own(
    anna: Mens, cor: Mens, begeleider: Mens, bram: Mens, redactie: Mens, lid: Mens
) -> None:
    assert woorden(anna) == woorden(begeleider) == ALLEN
    assert woorden(cor) == ALLEN | {"wPrive", "wVoorOns", "wOpPrive"}
    for mens in (bram, redactie, lid):
        assert mens.get(PAGINA).status_code == 404
    assert anna.get(PAGINA.replace("kromwaal", "verdermeer")).status_code == 404


@pytest.mark.usefixtures("gezegd")
def test_one_kind_is_chosen_by_its_name_and_counts_tell_no_more_than_the_list(anna: Mens, cor: Mens) -> None:
    per_soort = {
        "notitie": {"wBijDeSessie", "wRaakt"},
        "antwoord": {"wAntwoord"},
        "inzicht": {"wInzicht"},
        "theorie": {"wBewering"},
        "inspiratie": {"wLes"},
    }
    assert {soort: woorden(anna, f"?soort={soort}") for soort in per_soort} == per_soort
    assert woorden(anna, "?soort=geheim") == ALLEN
    assert "Notities (2)" in anna.get(PAGINA).text
    assert "Notities (3)" in cor.get(PAGINA).text
    assert f'href="{PAGINA}"' in anna.get("/groep/samen/vragen/kromwaal/").text
    assert f'href="{PAGINA}"' in anna.get("/werkplek/").text


def test_of_nothing_it_says_so(anna: Mens) -> None:
    assert "Nog niemand zei iets wat aan deze vraag raakt." in anna.get(PAGINA).text


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_it_asks_the_same_of_the_database_however_much_was_said(
    aantal: int, anna: Mens, cor: Mens, sessie: Sessie, lindermeer: Corporatie, django_assert_num_queries: Any
) -> None:
    for _ in range(aantal):
        notitie = maak_notitie(sessie, cor.persoon)
        maak_inzicht(sessie.verkenning, bewijs=[notitie])
        maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer)
        maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning))
        maak_inspiratiekoppeling(sessie, maak_inspiratie(sessie.verkenning))
    with django_assert_num_queries(12):
        anna.get(PAGINA)
