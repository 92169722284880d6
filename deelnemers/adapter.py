"""How allauth behaves here.

Nobody signs up by themselves: an account comes from an invitation, or from an import. There are no passwords: a mailed
code or a passkey opens the door. Its mails go out by our own door and in our own words.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from django.http import HttpRequest, HttpResponse

from verkenning import mail
from verkenning.models import Persoon

from . import meedoen
from .models.lidmaatschap import bevestig_adres

# Somebody waits for these at their screen, and what is in them may stand nowhere else.
MET_CODE = {
    "account/email/login_code": "inlogcode",
    "account/email/email_confirmation": "adres-bevestigen",
    "account/email/email_confirmation_signup": "adres-bevestigen",
}
# What changed in somebody's account: told afterwards, so that they notice it when it was not them.
GEWIJZIGD = {
    "account/email/email_changed": "Je e-mailadres is veranderd in {to_email}.",
    "account/email/email_confirm": "Je e-mailadres is bevestigd.",
    "account/email/email_deleted": "Het e-mailadres {deleted_email} hoort niet meer bij je account.",
    "mfa/email/recovery_codes_generated": "Er zijn nieuwe herstelcodes gemaakt. De oude werken niet meer.",
    "mfa/email/totp_activated": "De app met codes is aangezet.",
    "mfa/email/totp_deactivated": "De app met codes is uitgezet.",
    "mfa/email/webauthn_added": "Er is een passkey toegevoegd.",
    "mfa/email/webauthn_removed": "Er is een passkey weggehaald.",
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_login(self, request: HttpRequest, user: Persoon, **login: Any) -> HttpResponse | None:
        """Whoever typed the code that we mailed has shown that the address is theirs; imported people show it here.

        So has whoever comes with a passkey: to make one, one had to be in already.
        """
        adres = login.get("email") or user.email
        methodes = [stap["method"] for stap in get_authentication_records(request, user)]
        if adres.lower() == user.email and methodes and methodes[-1] in {"code", "mfa"}:
            bevestig_adres(user)
        antwoord: HttpResponse | None = super().pre_login(request, user, **login)
        return antwoord

    def post_login(self, request: HttpRequest, user: Persoon, **login: Any) -> HttpResponse:
        """Who was invited, has an account and came here to log in, takes part from now on."""
        antwoord: HttpResponse = super().post_login(request, user, **login)
        return meedoen.kom_na(request, user) or antwoord

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        if template_prefix in GEWIJZIGD:
            wat = GEWIJZIGD[template_prefix].format(**context)
            mail.stuur_later("account-gewijzigd", email, {**context, "wat": wat})
        elif template_prefix == "account/email/account_already_exists":
            # Somebody tried to add an address that is taken. Only its owner hears that it is.
            mail.stuur_later("adres-bezet", email, {})
        else:
            mail.stuur_ernaast(MET_CODE[template_prefix], email, {"code": context["code"]})
