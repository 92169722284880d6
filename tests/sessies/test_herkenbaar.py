"""Eight is small: what the portal points at before anything goes out, in the forms in which people write it."""

from __future__ import annotations

import pytest

from deelnemers.models import Corporatie
from sessies.herkenbaar import herkenbaar
from tests.factories import (
    maak_corporatie,
    maak_gast,
    maak_lid,
    maak_onderdeel,
    maak_sessie,
    maak_verkenner,
)
from verkenning.models import Persoon, Verkenning


@pytest.fixture
def groep(verkenning: Verkenning) -> Verkenning:
    """Jorinde Akkermeule of Woonstichting Kromwaal, and Mirthe; a session in Utrecht, with Pieter of the gemeente Vesterzijl."""
    kromwaal = maak_corporatie(
        verkenning, "kromwaal", naam="Woonstichting Kromwaal", plaats="Kromwaal", vhe=820, aliassen=["WSK"]
    )
    maak_verkenner(kromwaal, "Jorinde Akkermeule")
    maak_verkenner(maak_corporatie(verkenning, "elzerbroek", naam="Elzerbroek", plaats="Elzerbroek"), "Mirthe Bos")
    sessie = maak_sessie(verkenning, kromwaal, locatie="Utrecht, De Grote Zaal")
    deel = maak_onderdeel(sessie, locatie="kantine")
    maak_onderdeel(sessie, locatie="buurthuis De Zwaan")
    maak_gast(deel, naam="Pieter Molenkamp", organisatie="wethouder van de gemeente Vesterzijl")
    return verkenning


@pytest.mark.parametrize(
    ("zin", "gevonden"),
    [
        # Of somebody, of somewhere
        ("Jorindes balie blijft.", ["Jorindes"]),
        ("Mirthe's plan, en dat van Bos’ raad.", ["Mirthe's", "Bos’"]),
        ("Kromwaals huurders en de Kromwaalse haven", ["Kromwaals", "Kromwaalse"]),
        ("De Kromwalers en de Elzerbroekers praten samen.", ["Kromwalers", "Elzerbroekers"]),
        ("Kromwaal-huurders, Kromwaalhuurders, de Kromwaalbalie", ["Kromwaal", "Kromwaalhuurders", "Kromwaalbalie"]),
        ("WSK's cijfers", ["WSK's"]),
        # The whole name once, and not its parts again
        ("Woonstichting Kromwaal doet het.", ["Woonstichting Kromwaal"]),
        ("Dat zei Jorinde Akkermeule tegen JORINDE.", ["Jorinde Akkermeule", "JORINDE"]),
        # Roles that few hold, also in the plural
        (
            "Twee bestuurders, de directeuren, een bestuurster en voorzitsters",
            ["bestuurders", "directeuren", "bestuurster", "voorzitsters"],
        ),
        ("Een directeur-bestuurder en alle commissarissen", ["directeur-bestuurder", "commissarissen"]),
        ("De controllers en de begeleidster", ["controllers", "begeleidster"]),
        # Guests, where they come from, and where the sessions are
        ("Onze gast Pieter zei het.", ["Pieter"]),
        ("Pieter Molenkamps verhaal uit Vesterzijl", ["Pieter Molenkamps", "Vesterzijl"]),
        ("We zaten in Utrecht, in De Zwaan.", ["Utrecht", "Zwaan"]),
        # Numbers of dwellings
        ("Wij hebben 820 woningen, zij 1.820.", ["820"]),
        # Words that look like it, and are another word or another name
        ("Kromwaalwijk? Nee: Kromwaalo. En Jorindel.", ["Kromwaalwijk"]),
        ("Een grote kantine, en een bos bloemen van de gemeente.", ["bos"]),
        ("De balie blijft. Wij vergaderen te veel.", []),
    ],
)
def test_it_points_at(zin: str, gevonden: list[str], groep: Verkenning) -> None:
    assert herkenbaar(zin, groep) == gevonden


def test_not_at_what_stands_under_it_anyway(groep: Verkenning) -> None:
    namen = ["Jorinde Akkermeule", "Woonstichting Kromwaal"]
    assert herkenbaar("Jorinde Akkermeule houdt in Kromwaal de balie open, zegt Mirthe.", groep, behalve=namen) == [
        "Mirthe"
    ]


def test_nor_at_names_of_another_verkenning(groep: Verkenning, elders: Verkenning) -> None:
    maak_gast(maak_onderdeel(maak_sessie(elders, locatie="Harlingen")), naam="Saskia Veldhuisen")
    maak_verkenner(maak_corporatie(elders, "verdermeer"), "Bram")
    assert herkenbaar("Bram en Saskia waren met Verdermeer in Harlingen.", groep) == []


def test_who_has_no_name_yet_or_only_signs_breaks_nothing(verkenning: Verkenning, kromwaal: Corporatie) -> None:
    maak_lid(Persoon.objects.create_user("nog@geen.example"), verkenning, "lid")
    maak_verkenner(kromwaal, "(…) *?[")
    maak_sessie(verkenning, locatie="Zaal +31 (0)")
    assert herkenbaar("Zo gezegd.", verkenning) == []
