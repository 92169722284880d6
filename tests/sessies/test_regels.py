"""A claim of theory and a lesson of an example, each at its session: of each one copy stands outside, and never another's."""

from __future__ import annotations

import pytest

from sessies.models import Sessie
from tests.factories import (
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
)
from verkenning.models import Verkenning, Vrijgave


def buiten(verkenning: Verkenning) -> set[tuple[str, str]]:
    geldig = Vrijgave.objects.geldig().van(verkenning).soort("bewering", "les")
    return {(vrijgave.sessie, vrijgave.tekst) for vrijgave in geldig}


def test_its_key_tells_session_and_source(sessie: Sessie) -> None:
    koppeling = maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning, "provan"))
    assert koppeling.geef_vrij("openbaar", door=None).sleutel == "controller-provan"


@pytest.mark.parametrize("soort", ["theorie", "inspiratie"])
def test_two_that_come_to_the_same_key_stand_both(soort: str, verkenning: Verkenning) -> None:
    """'a' with 'b-c', and 'a-b' with 'c'."""
    maak, koppel = {
        "theorie": (maak_theorie, maak_theoriekoppeling),
        "inspiratie": (maak_inspiratie, maak_inspiratiekoppeling),
    }[soort]
    eerste = koppel(maak_sessie(verkenning, slug="a"), maak(verkenning, "b-c"), "Van a.")  # type: ignore[operator]
    tweede = koppel(maak_sessie(verkenning, slug="a-b"), maak(verkenning, "c"), "Van a-b.")  # type: ignore[operator]
    for koppeling in (eerste, tweede):
        koppeling.geef_vrij("openbaar", door=None)
    assert buiten(verkenning) == {("a", "Van a."), ("a-b", "Van a-b.")}
    for koppeling in (eerste, tweede):
        koppeling.geef_vrij("achterban", door=None)
    assert buiten(verkenning) == {("a", "Van a."), ("a-b", "Van a-b.")}


def test_long_names_that_begin_alike_stand_both(verkenning: Verkenning) -> None:
    sessie = maak_sessie(verkenning, slug="s" * 80)
    for letter in "ab":
        bron = maak_theorie(verkenning, f"{'t' * 78}-{letter}")
        maak_theoriekoppeling(sessie, bron, f"Van {letter}.").geef_vrij("openbaar", door=None)
    assert buiten(verkenning) == {(sessie.slug, "Van a."), (sessie.slug, "Van b.")}
    assert all(len(vrijgave.sleutel) <= 120 for vrijgave in Vrijgave.objects.all())


def test_one_source_twice_at_one_session_stands_twice(sessie: Sessie) -> None:
    bron = maak_theorie(sessie.verkenning)
    for tekst in ("Eerst dit.", "Dan dat.", "En nog dit."):
        maak_theoriekoppeling(sessie, bron, tekst).geef_vrij("openbaar", door=None)
    assert {tekst for _, tekst in buiten(sessie.verkenning)} == {"Eerst dit.", "Dan dat.", "En nog dit."}


def test_a_new_copy_replaces_its_own_also_after_it_moved(sessie: Sessie, verkenning: Verkenning) -> None:
    """Then another may come in its old place, and stands beside it."""
    koppeling = maak_theoriekoppeling(sessie, maak_theorie(verkenning, "provan"), "Oude plek.")
    eerste = koppeling.geef_vrij("openbaar", door=None)
    koppeling.sessie, koppeling.bewering = maak_sessie(verkenning, slug="later"), "Nieuwe plek."
    koppeling.save()
    assert koppeling.gewijzigd_sinds_vrijgave
    tweede = koppeling.geef_vrij("openbaar", door=None)
    eerste.refresh_from_db()
    assert eerste.vervangen_op == tweede.op
    assert buiten(verkenning) == {("later", "Nieuwe plek.")}

    maak_theoriekoppeling(sessie, koppeling.bron, "Iets anders.").geef_vrij("openbaar", door=None)
    assert buiten(verkenning) == {("later", "Nieuwe plek."), ("controller", "Iets anders.")}
    koppeling.trek_in("Klopt niet.")
    assert buiten(verkenning) == {("controller", "Iets anders.")}


def test_what_another_took_the_place_of_comes_back_beside_it(verkenning: Verkenning) -> None:
    """As it was kept by an earlier release of the portal: two links, of which the second had taken the key of the first."""
    eerste = maak_theoriekoppeling(maak_sessie(verkenning, slug="a"), maak_theorie(verkenning, "b-c"), "Van a.")
    tweede = maak_theoriekoppeling(maak_sessie(verkenning, slug="a-b"), maak_theorie(verkenning, "c"), "Van a-b.")
    eerste.vrijgave = Vrijgave.objects.geef_vrij(publiek="openbaar", door=None, **eerste.buitenkant())
    eerste.save()
    tweede.vrijgave = Vrijgave.objects.geef_vrij(
        publiek="openbaar", door=None, **tweede.buitenkant() | {"sleutel": "a-b-c"}
    )
    tweede.save()
    assert buiten(verkenning) == {("a-b", "Van a-b.")}
    eerste.refresh_from_db()
    eerste.geef_vrij("openbaar", door=None)
    assert buiten(verkenning) == {("a", "Van a."), ("a-b", "Van a-b.")}


def test_a_copy_of_a_link_that_is_no_more_is_replaced_in_its_place(sessie: Sessie) -> None:
    bron = maak_theorie(sessie.verkenning)
    weg = maak_theoriekoppeling(sessie, bron, "Weg.")
    weg.geef_vrij("openbaar", door=None)
    weg.delete()
    maak_theoriekoppeling(sessie, bron, "Terug.").geef_vrij("openbaar", door=None)
    assert buiten(sessie.verkenning) == {("controller", "Terug.")}
