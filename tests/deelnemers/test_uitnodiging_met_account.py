"""An invitation for who has an account and is not logged in: a link can be passed on, an account cannot."""

from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.urls import reverse

from deelnemers.models import Uitnodiging
from tests.deelnemers.conftest import (
    INLOGGEN,
    NOOR,
    Postkantoor,
    is_ingelogd,
    link,
    log_in,
    rollen_van,
    vraag_code,
)
from tests.factories import maak_lid, maak_persoon
from tests.mensen import Mens
from verkenning.models import Persoon, Verkenning

WELKOM = reverse("deelnemers:welkom")


@pytest.fixture
def noor(elders: Verkenning, uitnodiging: tuple[Uitnodiging, str]) -> Persoon:
    """Noor had an account already: she guides another Verkenning."""
    return maak_lid(maak_persoon("Noor Nieuw", email=NOOR["email"]), elders, "begeleider").persoon


ROLLEN = {("elders", "begeleider")}


def test_whoever_has_the_link_is_not_in_the_account(
    bezoeker: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str]
) -> None:
    pagina = bezoeker.get(link(uitnodiging[1]), follow=True)
    assert "Je hebt al een account. Log in, dan doe je mee." in pagina.content.decode()
    response = bezoeker.post(WELKOM)
    assert response["Location"] == INLOGGEN
    assert not is_ingelogd(bezoeker)
    assert bezoeker.get("/werkplek/").status_code == 302
    assert rollen_van(noor.email) == ROLLEN
    assert not EmailAddress.objects.filter(user=noor).exists()
    uitnodiging[0].refresh_from_db()
    assert uitnodiging[0].is_open


def test_its_owner_logs_in_and_takes_part(
    bezoeker: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str], postkantoor: Postkantoor
) -> None:
    bezoeker.get(link(uitnodiging[1]))
    inloggen = bezoeker.post(WELKOM, follow=True).content.decode()
    assert f'value="{noor.email}"' in inloggen
    assert "Daarna doe je mee aan Samen." in inloggen
    assert rollen_van(noor.email) == ROLLEN
    response = log_in(bezoeker, noor.email, postkantoor)
    assert response["Location"] == "/werkplek/"
    assert rollen_van(noor.email) == ROLLEN | {("samen", "verkenner")}
    assert "Je doet nu mee aan Samen." in bezoeker.get("/werkplek/").content.decode()
    uitnodiging[0].refresh_from_db()
    assert uitnodiging[0].staat == "gebruikt"


def test_looking_is_not_saying_yes(
    bezoeker: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str], postkantoor: Postkantoor
) -> None:
    bezoeker.get(link(uitnodiging[1]), follow=True)
    log_in(bezoeker, noor.email, postkantoor)
    assert rollen_van(noor.email) == ROLLEN
    bezoeker.post(WELKOM)
    assert rollen_van(noor.email) == ROLLEN | {("samen", "verkenner")}


def test_not_before_the_second_factor(
    bezoeker: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str], postkantoor: Postkantoor
) -> None:
    """Whoever reads somebody's mail is not in that person's account yet."""
    geheim = generate_totp_secret()
    TOTP.activate(noor, geheim)
    bezoeker.get(link(uitnodiging[1]))
    bezoeker.post(WELKOM)
    slot = reverse("mfa_authenticate")
    assert log_in(bezoeker, noor.email, postkantoor)["Location"] == slot
    assert not is_ingelogd(bezoeker)
    assert rollen_van(noor.email) == ROLLEN
    code = format_hotp_value(hotp_value(geheim, next(yield_hotp_counters_from_time())))
    assert bezoeker.post(slot, {"code": code})["Location"] == "/werkplek/"
    assert rollen_van(noor.email) == ROLLEN | {("samen", "verkenner")}


def test_who_logs_in_as_somebody_else_is_told(
    bezoeker: Mens, anna: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str], postkantoor: Postkantoor
) -> None:
    bezoeker.get(link(uitnodiging[1]))
    bezoeker.post(WELKOM)
    anna_was = rollen_van(anna.persoon.email)
    assert log_in(bezoeker, anna.persoon.email, postkantoor)["Location"] == WELKOM
    assert "Deze uitnodiging is voor een ander adres" in bezoeker.get(WELKOM).content.decode()
    assert (rollen_van(anna.persoon.email), rollen_van(noor.email)) == (anna_was, ROLLEN)
    # Noor's yes is not kept for who comes later.
    bezoeker.post(WELKOM)
    log_in(bezoeker, noor.email, postkantoor)
    assert rollen_van(noor.email) == ROLLEN


def test_what_was_withdrawn_while_they_logged_in_says_so(
    bezoeker: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str], postkantoor: Postkantoor
) -> None:
    bezoeker.get(link(uitnodiging[1]))
    bezoeker.post(WELKOM)
    uitnodiging[0].trek_in()
    response = log_in(bezoeker, noor.email, postkantoor)
    assert bezoeker.get(response["Location"]).status_code == 410
    assert is_ingelogd(bezoeker)
    assert rollen_van(noor.email) == ROLLEN


def test_a_login_that_was_begun_with_another_address_does_not_stand_in_the_way(
    bezoeker: Mens, noor: Persoon, uitnodiging: tuple[Uitnodiging, str], postkantoor: Postkantoor
) -> None:
    vraag_code(bezoeker, "nor@voorbeeld.example")
    bezoeker.get(link(uitnodiging[1]))
    assert f'value="{noor.email}"' in bezoeker.post(WELKOM, follow=True).content.decode()


def test_an_account_made_meanwhile_is_no_way_in(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    """The page offered to make one; somebody was quicker."""
    assert "Je hebt al een account" not in bezoeker.get(link(uitnodiging[1]), follow=True).content.decode()
    maak_persoon("Noor Nieuw", email=NOOR["email"].upper())
    assert bezoeker.post(WELKOM)["Location"] == INLOGGEN
    assert not is_ingelogd(bezoeker)
    assert rollen_van(NOOR["email"]) == set()
