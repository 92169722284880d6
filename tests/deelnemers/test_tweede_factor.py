"""Begeleiders, redactie and beheerders need a second factor; everybody else is offered one; the demo asks nobody."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.urls import reverse
from pytest_django import Settings

from tests.factories import maak_persoon
from tests.mensen import Mens

SLOT = reverse("mfa_index")


@pytest.fixture(autouse=True)
def echt(settings: Settings) -> None:
    settings.TWEEDE_FACTOR = True


@pytest.mark.parametrize(
    ("wie", "pad"),
    [
        ("begeleider", "/groep/samen/vragen/"),
        ("begeleider", "/groep/samen/uitnodigen/"),
        ("redactie", "/redactie/samen/uitnodigen/"),
    ],
)
def test_who_can_do_much_sets_a_lock_first(wie: str, pad: str, request: pytest.FixtureRequest) -> None:
    mens: Mens = request.getfixturevalue(wie)
    assert mens.get(pad)["Location"] == SLOT
    assert mens.post(pad)["Location"] == SLOT
    assert mens.htmx("get", pad)["HX-Redirect"] == SLOT
    assert "Zet eerst een extra slot op je account." in mens.get(SLOT).content.decode()
    TOTP.activate(mens.persoon, generate_totp_secret())
    assert mens.get(pad).status_code == 200


def test_a_beheerder_too(db: None) -> None:
    beheerder = Mens(maak_persoon("Ben Beheer", is_staff=True, is_superuser=True))
    assert beheerder.get("/beheer/")["Location"] == SLOT


def test_recovery_codes_alone_are_not_enough(begeleider: Mens) -> None:
    Authenticator.objects.create(
        user=begeleider.persoon, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "zaad", "used_mask": 0}
    )
    assert begeleider.get("/groep/samen/vragen/")["Location"] == SLOT


def test_a_verkenner_may_do_without(anna: Mens) -> None:
    assert anna.get("/groep/samen/vragen/").status_code == 200


def test_what_is_for_everyone_stays_open(begeleider: Mens) -> None:
    assert begeleider.get("/").status_code == 200
    assert begeleider.get(reverse("account_email")).status_code == 200


def test_in_the_demo_nobody_needs_one(begeleider: Mens, settings: Settings) -> None:
    settings.TWEEDE_FACTOR = False
    assert begeleider.get("/groep/samen/vragen/").status_code == 200
