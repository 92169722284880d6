"""Logging in: a mailed code, no passwords, no signing up, limits that cannot be talked round."""

from __future__ import annotations

from threading import current_thread
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.core.cache import cache
from django.urls import reverse
from pytest_django import Settings

from tests.deelnemers.conftest import CODE, INLOGGEN, Postkantoor, code_uit, is_ingelogd, log_in, vraag_code
from tests.factories import maak_persoon
from tests.mensen import Mens, kaal
from verkenning import mail
from verkenning.models import Persoon

# ---- The code


def test_a_mailed_code_opens_the_werkplek_in_a_new_session(
    bezoeker: Mens, anna: Mens, postkantoor: Postkantoor
) -> None:
    assert vraag_code(bezoeker, anna.persoon.email)["Location"] == CODE
    eerst = bezoeker.session.session_key
    response = bezoeker.post(CODE, {"code": code_uit(postkantoor)})
    assert response["Location"] == "/werkplek/"
    assert bezoeker.session["_auth_user_id"] == str(anna.persoon.pk)
    assert bezoeker.session.session_key != eerst


def test_somebody_who_was_imported_needs_one_code_only(bezoeker: Mens, postkantoor: Postkantoor) -> None:
    persoon = maak_persoon("Ingrid Import")
    log_in(bezoeker, persoon.email, postkantoor)
    assert is_ingelogd(bezoeker)
    assert len(postkantoor.post) == 1
    assert EmailAddress.objects.get(user=persoon).verified


def test_an_address_that_was_never_confirmed_is_now(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    EmailAddress.objects.create(user=anna.persoon, email=anna.persoon.email, primary=True)
    log_in(bezoeker, anna.persoon.email, postkantoor)
    assert is_ingelogd(bezoeker)
    assert EmailAddress.objects.get(user=anna.persoon).verified


def test_capitals_in_the_address_do_not_matter(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    log_in(bezoeker, anna.persoon.email.upper(), postkantoor)
    assert is_ingelogd(bezoeker)


def test_the_mail_is_ours(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    vraag_code(bezoeker, anna.persoon.email)
    (brief,) = postkantoor.post
    assert brief["Subject"] == "Je inlogcode voor de Verkenning"
    assert brief["To"] == anna.persoon.email
    assert code_uit(postkantoor) in postkantoor.html()
    assert "<style" not in postkantoor.html()
    assert "http" not in postkantoor.tekst(), "nothing to click on: that is what thieves send"


def test_a_wrong_code_does_not(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    vraag_code(bezoeker, anna.persoon.email)
    assert bezoeker.post(CODE, {"code": "ABC-DEF"}).status_code == 200
    assert not is_ingelogd(bezoeker)


def test_after_three_wrong_codes_the_right_one_is_too_late(
    bezoeker: Mens, anna: Mens, postkantoor: Postkantoor
) -> None:
    vraag_code(bezoeker, anna.persoon.email)
    for _ in range(3):
        bezoeker.post(CODE, {"code": "ABC-DEF"})
    bezoeker.post(CODE, {"code": code_uit(postkantoor)})
    assert not is_ingelogd(bezoeker)


def test_a_code_works_once(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    log_in(bezoeker, anna.persoon.email, postkantoor)
    bezoeker.logout()
    bezoeker.post(CODE, {"code": code_uit(postkantoor)})
    assert not is_ingelogd(bezoeker)


def test_a_code_is_of_no_use_in_another_browser(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    vraag_code(bezoeker, anna.persoon.email)
    ander = Mens()
    vraag_code(ander, "niemand@voorbeeld.example")
    ander.post(CODE, {"code": code_uit(postkantoor)})
    assert not is_ingelogd(ander)


def test_an_unknown_address_gets_the_same_answer_and_no_mail(
    bezoeker: Mens, anna: Mens, postkantoor: Postkantoor
) -> None:
    bekend = vraag_code(bezoeker, anna.persoon.email)
    onbekend = vraag_code(Mens(), "niemand@voorbeeld.example")
    assert (bekend.status_code, bekend["Location"]) == (onbekend.status_code, onbekend["Location"])
    assert len(postkantoor.post) == 1


def na_het_vragen(mens: Mens, email: str) -> list[tuple[int, str, str]]:
    """All that somebody gets to see who asks for codes and then guesses, but for the address that they typed."""
    opnieuw, mis = {"action": "resend"}, {"code": "ABC-DEF"}
    gezien = [vraag_code(mens, email), mens.get(CODE), mens.post(CODE, opnieuw), mens.get(CODE)]
    gezien += [mens.post(CODE, mis) for _ in range(4)]
    return [(r.status_code, r.headers.get("Location", ""), kaal(r).replace(email, "")) for r in gezien]


@pytest.mark.parametrize("mailserver", ["goed", "dicht", "weg"])
def test_nobody_learns_who_has_an_account(
    mailserver: str, bezoeker: Mens, anna: Mens, postkantoor: Postkantoor, settings: Settings
) -> None:
    """A known and an unknown address get the same answer and the same page, however the mail server fares."""
    postkantoor.dicht = mailserver == "dicht"
    if mailserver == "weg":
        settings.MAILERS["default"]["OPTIONS"]["port"] = 1
    bekend = na_het_vragen(bezoeker, anna.persoon.email)
    assert bekend == na_het_vragen(Mens(), "niemand@voorbeeld.example")
    assert [status for status, *_ in bekend] == [302, 200, 302, 200, 200, 200, 302, 302]
    assert len(postkantoor.post) == (2 if mailserver == "goed" else 0)


def test_a_mail_that_cannot_leave_is_in_the_log_without_its_code(
    bezoeker: Mens, anna: Mens, postkantoor: Postkantoor, caplog: pytest.LogCaptureFixture
) -> None:
    postkantoor.dicht = True
    vraag_code(bezoeker, anna.persoon.email)
    assert not postkantoor.post
    (regel,) = [regel.getMessage() for regel in caplog.records if regel.name == "verkenning.mail"]
    assert regel.startswith("The letter 'inlogcode' could not be sent: ")
    assert bezoeker.session["account_login"]["state"]["stages"]["login_by_code"]["data"]["code"] not in caplog.text
    # Once it does it again, they ask for another, on the page that still stands open.
    postkantoor.dicht = False
    bezoeker.post(CODE, {"action": "resend"})
    bezoeker.post(CODE, {"code": code_uit(postkantoor)})
    assert is_ingelogd(bezoeker)


def test_nobody_waits_for_the_mail_server(
    bezoeker: Mens, anna: Mens, postkantoor: Postkantoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else how long it takes would tell who has an account."""
    draden = []
    monkeypatch.setattr(mail, "verstuur", lambda *args, **kwargs: draden.append(current_thread().name))
    vraag_code(bezoeker, anna.persoon.email)
    assert not postkantoor.post
    assert draden == [mail.ERNAAST]


def test_next_leads_to_our_own_pages_only(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    for ergens in ("https://elders.example/", "//elders.example/", "javascript:alert(1)"):
        mens = Mens()
        mens.post(INLOGGEN, {"login": anna.persoon.email, "next": ergens})
        response = mens.post(CODE, {"code": code_uit(postkantoor), "next": ergens})
        assert response["Location"] == "/werkplek/"
        postkantoor.post.clear()
        cache.clear()  # so that the limits do not end this test


# ---- Who is out


def test_a_deactivated_person_is_out_at_the_next_request(anna: Mens) -> None:
    pagina = reverse("account_email")
    assert anna.get(pagina).status_code == 200
    Persoon.objects.filter(pk=anna.persoon.pk).update(is_active=False)
    assert anna.get(pagina)["Location"].startswith(INLOGGEN)


def test_and_cannot_come_back_in(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    Persoon.objects.filter(pk=anna.persoon.pk).update(is_active=False)
    vraag_code(bezoeker, anna.persoon.email)
    if postkantoor.post:
        bezoeker.post(CODE, {"code": code_uit(postkantoor)})
    assert not is_ingelogd(bezoeker)


def test_whoever_has_a_second_factor_is_asked_for_it(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    TOTP.activate(anna.persoon, generate_totp_secret())
    response = log_in(bezoeker, anna.persoon.email, postkantoor)
    assert response["Location"] == reverse("mfa_authenticate")
    assert not is_ingelogd(bezoeker)


# ---- No signing up, no passwords


def test_nobody_signs_up(bezoeker: Mens) -> None:
    aanmelden = reverse("account_signup")
    assert "Alleen op uitnodiging" in bezoeker.get(aanmelden).content.decode()
    bezoeker.post(aanmelden, {"email": "ik@voorbeeld.example", "password1": "een-lang-wachtwoord"})
    assert not Persoon.objects.exists()
    assert not is_ingelogd(bezoeker)


def test_the_login_page_does_not_offer_it(bezoeker: Mens) -> None:
    assert reverse("account_signup") not in bezoeker.get(INLOGGEN).content.decode()


@pytest.mark.parametrize("naam", ["account_set_password", "account_change_password", "account_reset_password"])
def test_there_are_no_passwords(anna: Mens, bezoeker: Mens, naam: str) -> None:
    assert {anna.get(reverse(naam)).status_code, bezoeker.get(reverse(naam)).status_code} == {404}
    anna.post(reverse(naam), {"password1": "een-lang-wachtwoord", "password2": "een-lang-wachtwoord"})
    assert not anna.persoon.has_usable_password()


# ---- Limits


def probeer(mens: Mens, keer: int, **extra: Any) -> list[int]:
    return [vraag_code(mens, f"iemand-{nummer}@voorbeeld.example", **extra).status_code for nummer in range(keer)]


def test_one_address_gets_three_codes_a_minute(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    for _ in range(8):
        vraag_code(Mens(), anna.persoon.email)
    assert len(postkantoor.post) == 3


def test_a_forged_forwarding_header_changes_nothing(db: None) -> None:
    antwoorden = [
        probeer(Mens(), 1, headers={"X-Forwarded-For": f"10.0.0.{nummer}"}, REMOTE_ADDR="192.0.2.1")[0]
        for nummer in range(40)
    ]
    assert 429 in antwoorden
    assert vraag_code(Mens(), "ander@voorbeeld.example", REMOTE_ADDR="192.0.2.2").status_code == 302


def test_nor_does_one_behind_our_own_proxy(db: None, settings: Settings) -> None:
    """The proxy adds the last address; everything before it is what the visitor claims."""
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    antwoorden = [
        probeer(Mens(), 1, headers={"X-Forwarded-For": f"10.0.0.{nummer}, 192.0.2.1"}, REMOTE_ADDR="127.0.0.1")[0]
        for nummer in range(40)
    ]
    assert 429 in antwoorden
    ander = vraag_code(
        Mens(), "ander@voorbeeld.example", headers={"X-Forwarded-For": "192.0.2.2"}, REMOTE_ADDR="127.0.0.1"
    )
    assert ander.status_code == 302


def test_a_crowd_does_not_wipe_out_anybodys_limit(anna: Mens, postkantoor: Postkantoor) -> None:
    """The counts of many others must not push away those of one: then everybody could ask for codes without end."""
    for _ in range(4):
        vraag_code(Mens(), anna.persoon.email)
    cache.set_many({f"zz-iemand-anders-{nummer}": [nummer] for nummer in range(400)})
    vraag_code(Mens(), anna.persoon.email)
    assert len(postkantoor.post) == 3


def test_too_many_is_said_in_dutch(db: None) -> None:
    response = next(
        antwoord
        for nummer in range(40)
        if (antwoord := vraag_code(Mens(), f"iemand-{nummer}@voorbeeld.example")).status_code == 429
    )
    assert "Probeer het" in response.content.decode()
