"""Logging in: a mailed code, no passwords, no signing up, limits that cannot be talked round."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.urls import URLResolver, get_resolver, reverse
from pytest_django import Settings

from tests.deelnemers.conftest import CODE, INLOGGEN, Postkantoor, code_uit, is_ingelogd, log_in, vraag_code
from tests.factories import maak_persoon
from tests.mensen import Mens
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


def test_when_the_mail_server_refuses_it_says_so(bezoeker: Mens, anna: Mens, postkantoor: Postkantoor) -> None:
    postkantoor.dicht = True
    response = vraag_code(bezoeker, anna.persoon.email)
    assert response.status_code == 503
    assert "mailserver" in response.content.decode()
    postkantoor.dicht = False
    log_in(bezoeker, anna.persoon.email, postkantoor)
    assert is_ingelogd(bezoeker)


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


# ---- Every page of the account


def allauth_namen(resolver: URLResolver) -> Iterator[str]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from allauth_namen(entry)
        elif entry.name:
            yield entry.name


ACCOUNT = sorted(
    {
        naam
        for resolver in get_resolver().url_patterns
        if isinstance(resolver, URLResolver) and str(resolver.pattern) == "account/"
        for naam in allauth_namen(resolver)
    }
)
MET_NUMMER = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
MET_SLEUTEL = {"account_reset_password_from_key"}
ENGELS = re.compile(r"\b(the|your|you|please|sign in|email address|password)\b", re.IGNORECASE)


@pytest.fixture
def anna_met_alles(anna: Mens) -> Mens:
    """Anna, who has used every kind of security that there is."""
    EmailAddress.objects.create(user=anna.persoon, email=anna.persoon.email, verified=True, primary=True)
    Authenticator.objects.create(
        user=anna.persoon, type=Authenticator.Type.RECOVERY_CODES, data={"seed": "zaad", "used_mask": 0}
    )
    return anna


@pytest.mark.parametrize("wie", ["anna", "bezoeker"])
@pytest.mark.parametrize("naam", [naam for naam in ACCOUNT if naam not in MET_NUMMER | MET_SLEUTEL])
def test_every_page_of_the_account_is_ours(naam: str, wie: str, anna_met_alles: Mens, bezoeker: Mens) -> None:
    """In Dutch, under the Content Security Policy, and never kept by a cache."""
    response = (anna_met_alles if wie == "anna" else bezoeker).get(reverse(naam))
    assert response.status_code in {200, 302, 404}
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert response.headers["Cache-Control"] == "no-store"
    if response["Content-Type"].startswith("text/html") and response.status_code == 200:
        html = response.content.decode()
        assert not re.search(
            r"\sstyle=|<style\b|<script(?![^>]*(\bsrc=|application/json))|\son[a-z]+=\"|src=\"data:", html
        )
        tekst = re.sub(r"<script.*?</script>|<[^>]+>", " ", html, flags=re.DOTALL)
        assert not ENGELS.findall(tekst)


# ---- What changes in an account


def test_a_change_is_told_by_mail_in_our_words(anna: Mens, postkantoor: Postkantoor, werk: Callable[[], None]) -> None:
    pagina = reverse("mfa_activate_totp")
    anna.get(pagina)
    geheim = anna.session["mfa.totp.secret"]
    code = format_hotp_value(hotp_value(geheim, next(yield_hotp_counters_from_time())))
    EmailAddress.objects.create(user=anna.persoon, email=anna.persoon.email, verified=True, primary=True)
    assert anna.post(pagina, {"code": code}).status_code == 302
    assert not postkantoor.post, "nobody waits for this one: the worker sends it"
    # The lock that was just made need not be opened to see what to do when it is lost.
    assert anna.get(reverse("mfa_view_recovery_codes")).status_code == 200
    werk()
    onderwerpen = {brief["Subject"] for brief in postkantoor.post}
    assert onderwerpen == {"Er is iets veranderd in je account"}
    assert "De app met codes is aangezet." in "".join(postkantoor.tekst(n) for n in range(len(postkantoor.post)))
    assert geheim not in "".join(postkantoor.tekst(n) for n in range(len(postkantoor.post)))
