"""The pages of one's own account: ours in every word, never kept by a cache; and what changes in it is told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.urls import URLResolver, get_resolver, reverse
from pytest_django import Settings

from tests.deelnemers.conftest import Postkantoor
from tests.mensen import Mens

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


def test_a_change_is_told_by_mail_in_our_words(
    anna: Mens, postkantoor: Postkantoor, werk: Callable[[], None], settings: Settings
) -> None:
    settings.MFA_TOTP_TOLERANCE = 1  # the half minute of a code may end between making and sending it
    pagina = reverse("mfa_activate_totp")
    anna.get(pagina)
    geheim = anna.session["mfa.totp.secret"]
    _, nu, _ = yield_hotp_counters_from_time()
    code = format_hotp_value(hotp_value(geheim, nu))
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
