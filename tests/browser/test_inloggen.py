"""The way in, with a real mail server and a real (virtual) passkey; and every page along it is whole for everybody."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import reverse
from playwright.sync_api import Page, expect

from deelnemers.models import Corporatie, Uitnodiging
from tests.browser.conftest import Klachten
from tests.browser.zien import Kijk, assert_in_orde
from tests.factories import maak_uitnodiging
from tests.mensen import Mens
from tests.post import Postkantoor

WERKPLEK = re.compile("/werkplek/$")


@pytest.fixture
def page(kijk: Kijk) -> Page:
    """A laptop with a fingerprint reader."""
    page = kijk()
    authenticator = {"protocol": "ctap2", "transport": "internal", "automaticPresenceSimulation": True}
    authenticator |= dict.fromkeys(("hasResidentKey", "hasUserVerification", "isUserVerified"), True)
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send("WebAuthn.addVirtualAuthenticator", {"options": authenticator})
    return page


def log_in_met_code(page: Page, email: str, postkantoor: Postkantoor) -> None:
    page.goto(reverse("account_login"))
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_role("button", name="Stuur mij een code").click()
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    page.get_by_label("Code").fill(code_uit(postkantoor))


def code_uit(postkantoor: Postkantoor) -> str:
    gevonden = re.search(r"^ {4}(\S+)$", postkantoor.tekst(), re.MULTILINE)
    assert gevonden
    return gevonden[1]


def log_uit(page: Page) -> None:
    page.goto(reverse("account_logout"))
    page.get_by_role("main").get_by_role("button", name="Log uit").click()


def code_van_app(geheim: str) -> str:
    """What an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(geheim, next(yield_hotp_counters_from_time()))))


def test_a_mailed_code_then_a_passkey(page: Page, anna: Mens, postkantoor: Postkantoor) -> None:
    log_in_met_code(page, anna.persoon.email, postkantoor)
    assert_in_orde(page)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(WERKPLEK)
    page.goto(reverse("mfa_add_webauthn"))
    assert_in_orde(page)
    page.get_by_label("Naam").fill("Mijn laptop")
    page.get_by_role("button", name="Maak de passkey").click()
    expect(page).not_to_have_url(re.compile("/add/"))
    page.goto(reverse("mfa_list_webauthn"))
    assert_in_orde(page)
    for knop in ("Wijzig", "Haal weg"):
        page.goto(reverse("mfa_list_webauthn"))
        page.get_by_role("link", name=f"{knop} Mijn laptop").click()
        expect(page).to_have_url(re.compile(r"/keys/\d+/"))
        assert_in_orde(page)
    log_uit(page)
    page.goto(reverse("account_login"))
    page.get_by_role("button", name="Log in met een passkey").click()
    expect(page).to_have_url(WERKPLEK)
    page.goto(reverse("mfa_reauthenticate_webauthn"))
    assert_in_orde(page)


def test_a_mailed_code_then_the_app_and_without_the_phone(page: Page, anna: Mens, postkantoor: Postkantoor) -> None:
    log_in_met_code(page, anna.persoon.email, postkantoor)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.goto(reverse("mfa_activate_totp"))
    assert_in_orde(page)
    geheim = page.get_by_label("Lukt scannen niet?").input_value()
    page.get_by_role("textbox", name="code").fill(code_van_app(geheim))
    page.get_by_role("button", name="Zet de app aan").click()
    expect(page).to_have_url(re.compile(reverse("mfa_view_recovery_codes")))
    assert_in_orde(page)
    herstelcode = page.get_by_role("main").locator("li code, li").first.inner_text()
    page.goto(reverse("mfa_generate_recovery_codes"))
    assert_in_orde(page)
    page.goto(reverse("mfa_deactivate_totp"))
    assert_in_orde(page)
    log_uit(page)
    log_in_met_code(page, anna.persoon.email, postkantoor)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="Nog één stap")).to_be_visible()
    assert_in_orde(page)
    page.get_by_role("textbox", name="code").fill(herstelcode)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(WERKPLEK)
    page.goto(reverse("mfa_reauthenticate"))
    assert_in_orde(page)


def test_an_invitation_is_taken_up(
    page: Page, begeleider: Mens, kromwaal: Corporatie, klachten: Klachten, postkantoor: Postkantoor
) -> None:
    uitnodiging, sleutel = maak_uitnodiging(
        kromwaal.verkenning, begeleider.persoon, rol=Uitnodiging.Rol.VERKENNER, corporatie=kromwaal
    )
    adres = reverse("deelnemers:uitnodiging", args=[sleutel])
    page.goto(adres)
    assert sleutel not in page.url
    assert_in_orde(page)
    page.get_by_role("button", name="Doe mee").click()
    expect(page).to_have_url(WERKPLEK)
    expect(page.locator("#meldingen")).to_contain_text("Je doet nu mee aan Samen.")
    log_uit(page)
    page.goto(adres)
    klachten.verwacht(410)
    expect(page.get_by_role("main")).not_to_contain_text(uitnodiging.naam)
    assert_in_orde(page)


def test_an_invitation_of_who_has_an_account_is_taken_up_after_logging_in(
    page: Page, lid: Mens, begeleider: Mens, kromwaal: Corporatie, postkantoor: Postkantoor
) -> None:
    verkenner = {"rol": Uitnodiging.Rol.VERKENNER, "corporatie": kromwaal, "email": lid.persoon.email}
    _, sleutel = maak_uitnodiging(kromwaal.verkenning, begeleider.persoon, **verkenner)
    page.goto(reverse("deelnemers:uitnodiging", args=[sleutel]))
    expect(page.get_by_role("main")).to_contain_text("Je hebt al een account. Log in, dan doe je mee.")
    assert_in_orde(page)
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_label("E-mailadres")).to_have_value(lid.persoon.email)
    expect(page.get_by_role("main")).to_contain_text("Daarna doe je mee aan Samen.")
    assert_in_orde(page)
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_label("Code").fill(code_uit(postkantoor))
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page).to_have_url(WERKPLEK)
    expect(page.locator("#meldingen")).to_contain_text("Je doet nu mee aan Samen.")


def test_a_wrong_code_is_said_where_it_is_typed(page: Page, anna: Mens, postkantoor: Postkantoor) -> None:
    log_in_met_code(page, anna.persoon.email, postkantoor)
    page.get_by_label("Code").fill("ABC-DEF")
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_label("Code")).to_have_attribute("aria-invalid", "true")
    assert_in_orde(page)
