"""'Kijk mee als …': in the demo everybody is somebody with one click; on a real portal the address does not exist."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django import Settings

from tests.factories import maak_lid, maak_persoon, maak_verkenning
from tests.mensen import Mens
from verkenning.kijkers import DEMO_MAP, KIJKERS, Kijker
from verkenning.models import Persoon

KIJK_MEE = reverse("deelnemers:kijk_mee")
MET_ACCOUNT = [kijker for kijker in KIJKERS if kijker.email]


@pytest.fixture
def jorinde(db: None) -> Persoon:
    return maak_lid(maak_persoon("Jorinde Akkermeule", email="jorinde@kromwaal.example"), maak_verkenning()).persoon


def test_the_six_are_two_verkenners_begeleider_redactie_lid_and_bezoeker() -> None:
    rollen = [kijker.rol.split(",")[0].split(" ")[0] for kijker in KIJKERS]
    assert rollen == ["verkenner", "verkenner", "begeleider", "redactie", "lid", "zonder"]
    assert len({kijker.sleutel for kijker in KIJKERS}) == 6


@pytest.mark.parametrize("kijker", MET_ACCOUNT, ids=lambda kijker: kijker.sleutel)
def test_everyone_to_look_along_with_is_in_the_demo(kijker: Kijker) -> None:
    bestanden = [DEMO_MAP / "verkenning.md", *(DEMO_MAP / "corporaties").glob("*.md")]
    tekst = "\n".join(bestand.read_text() for bestand in bestanden)
    assert re.search(rf"naam: {kijker.naam}\n +email: {kijker.email}\n", tekst)


def test_one_click_and_you_are_in_with_a_new_session(bezoeker: Mens, jorinde: Persoon) -> None:
    bezoeker.get("/")
    session = bezoeker.session
    session["van"] = "voor"
    session.save()
    eerst = bezoeker.session.session_key
    response = bezoeker.post(KIJK_MEE, {"wie": "verkenner"})
    assert response.status_code == 302
    assert response["Location"] == "/werkplek/"
    assert bezoeker.session["_auth_user_id"] == str(jorinde.pk)
    assert bezoeker.session.session_key != eerst


def test_a_click_further_is_somebody_else_and_then_nobody(anna: Mens, jorinde: Persoon) -> None:
    anna.post(KIJK_MEE, {"wie": "verkenner"})
    assert anna.session["_auth_user_id"] == str(jorinde.pk)
    response = anna.post(KIJK_MEE, {"wie": "bezoeker"})
    assert response["Location"] == "/"
    assert "_auth_user_id" not in anna.session


def test_before_the_demo_is_imported_it_says_what_to_do(bezoeker: Mens) -> None:
    response = bezoeker.post(KIJK_MEE, {"wie": "verkenner"}, follow=True)
    assert "manage.py demo" in response.content.decode()


def test_nobody_else_can_be_looked_along_with(bezoeker: Mens, anna: Mens) -> None:
    for wie in ("", "anna", anna.persoon.email, str(anna.persoon.pk)):
        assert bezoeker.post(KIJK_MEE, {"wie": wie}).status_code == 404


def test_whoever_is_out_stays_out(bezoeker: Mens, jorinde: Persoon) -> None:
    jorinde.is_active = False
    jorinde.save()
    bezoeker.post(KIJK_MEE, {"wie": "verkenner"})
    assert "_auth_user_id" not in bezoeker.session


def test_without_demo_the_address_does_not_exist(bezoeker: Mens, jorinde: Persoon, settings: Settings) -> None:
    settings.DEMO = False
    for response in (bezoeker.get(KIJK_MEE), bezoeker.post(KIJK_MEE, {"wie": "verkenner"})):
        assert response.status_code == 404
    assert "_auth_user_id" not in bezoeker.session


def test_only_by_post(bezoeker: Mens) -> None:
    assert bezoeker.get(KIJK_MEE).status_code == 405


def test_it_takes_a_form_of_our_own(jorinde: Persoon) -> None:
    """Another site cannot make somebody look along as somebody else."""
    streng = Mens(enforce_csrf_checks=True)
    assert streng.post(KIJK_MEE, {"wie": "verkenner"}).status_code == 403
