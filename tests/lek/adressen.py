"""For every address of the portal: which ones to visit, and for whom there is something there.

An address that is new fails the test until it stands here or in `binnen`, with its own readers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps

from . import binnen as binnen  # its addresses are registered by being imported
from . import komst as komst
from . import samen as samen
from .kanaries import Kring
from .kringen import ACHTERBAN, IEDEREEN, ROLLEN
from .programma import STANDEN, Programma
from .register import MAKERS, NIEMAND, adres_van, pagina, redactie
from .wandeling import Adres
from .wereld import Wereld

# ---- Outside

for _naam in ("programma", "route", "kaart", "bibliotheek", "feed", "agenda"):
    pagina(f"verkenning:{_naam}", None)


@adres_van("verkenning:sessie")
def _sessie_buiten(p: Programma) -> Iterator[Adres]:
    for stand in STANDEN:
        sessie = p.ding[f"sessie {stand}"]
        buiten = p.buiten("openbaar" if stand == "vervangen" else stand, Kring("binnen", NIEMAND))
        yield Adres("verkenning:sessie", {"slug": p.slug, "sessie": sessie.slug}, buiten.lezers)


# ---- What is published

pagina("berichten:lijst", None)
pagina("berichten:redactie", redactie)


def _uitgaven(naam: str, *, pdf: bool = False) -> None:
    """The editions for each audience, and the bericht of which there is none."""

    def maak(p: Programma) -> Iterator[Adres]:
        for stand, kring in (("concept", NIEMAND), ("achterban", ACHTERBAN.lezers), ("openbaar", IEDEREEN)):
            # In one of the two the PDFs are still being made.
            wie = NIEMAND if pdf and p.slug == "elders" else kring
            yield Adres(naam, {"slug": p.slug, "nummer": p.ding[f"bericht {stand}"].nummer}, wie)

    MAKERS[naam] = maak


_uitgaven("berichten:bericht")
_uitgaven("berichten:pdf", pdf=True)


def _werkbank(naam: str, *standen: str, blok: bool = False) -> None:
    """What the redactie does with a bericht in the making."""

    def maak(p: Programma) -> Iterator[Adres]:
        for stand in standen:
            kwargs = {"slug": p.slug, "nummer": p.ding[f"bericht {stand}"].nummer}
            extra = {"blok": p.ding[f"blok {stand}"].pk} if blok else {}
            yield Adres(naam, kwargs | extra, p.kringen.redactie.lezers)

    MAKERS[naam] = maak


for _naam in ("maken", "gegevens", "erbij", "voorbeeld", "publiceer", "pdf_opnieuw"):
    _werkbank(f"berichten:{_naam}", "concept", "achterban", "openbaar")
for _naam in ("verplaats", "weg", "terug"):
    _werkbank(f"berichten:{_naam}", "concept", "openbaar", blok=True)
_werkbank("berichten:voorbeeld_pdf", "concept")


# ---- Where there is one of, for everyone, and pages of the libraries


def _los(naam: str, wereld: Wereld) -> Iterator[Adres]:
    if maak := _LOS.get(naam):
        yield from maak(wereld)


def _een(naam: str, *vragen: str, **kwargs: Any) -> Callable[[Wereld], Iterator[Adres]]:
    return lambda wereld: (Adres(naam, kwargs, vraag=vraag) for vraag in (vragen or ("",)))


def _werkplek(naam: str, wereld: Wereld) -> Adres:
    """Whoever is asked for something reads there who asks it."""
    vragers = [wereld.mensen[rollen["begeleider"]].naam for rollen in ROLLEN.values()]
    return Adres(naam, toont=frozenset(wereld.voliere.in_tekst(*vragers)))


def _buiten(wereld: Wereld) -> Adres:
    """Whoever left still reads of their own words where they said them, and what stands under them."""
    passages = (p.ding["voordracht gestopt akkoord binnen"] for p in wereld.programmas.values())
    teksten = (tekst for passage in passages for tekst in (passage.bron.sessie.titel, passage.naamregel))
    return Adres("sessies:buiten", toont=frozenset(wereld.voliere.in_tekst(*teksten)))


_LOS: dict[str, Callable[[Wereld], Iterator[Adres]]] = {
    naam: _een(naam)
    for naam in (
        "verkenning:home verkenning:zoeken verkenning:privacy verkenning:toegankelijkheid verkenning:contact "
        "verkenning:gezond verkenning:robots verkenning:security deelnemers:welkom deelnemers:kijk_mee "
        "account_login account_logout account_inactive account_signup account_reauthenticate account_email "
        "account_email_verification_sent account_change_password account_set_password account_reset_password "
        "account_confirm_login_code account_reset_password_from_key_done account_reset_password_done "
        "account_request_login_code mfa_index mfa_authenticate mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp "
        "mfa_view_recovery_codes mfa_generate_recovery_codes mfa_download_recovery_codes mfa_list_webauthn "
        "mfa_add_webauthn mfa_reauthenticate_webauthn mfa_login_webauthn usersessions_list "
        "admin:index admin:login admin:logout admin:password_change admin:password_change_done admin:autocomplete "
        "admin:jsi18n"
    ).split()
} | {
    "sessies:werkplek": lambda wereld: iter([_werkplek("sessies:werkplek", wereld)]),
    "sessies:taken": lambda wereld: iter([_werkplek("sessies:taken", wereld)]),
    "sessies:agenda": _een("sessies:agenda"),
    "sessies:buiten": lambda wereld: iter([_buiten(wereld)]),
    "admin:view_on_site": _een("admin:view_on_site", content_type_id="1", object_id="1"),
    "deelnemers:geen_wachtwoord": _een("deelnemers:geen_wachtwoord", pad="reset/"),
    "account_reset_password_from_key": _een("account_reset_password_from_key", uidb36="1", key="zomaar"),
    "mfa_remove_webauthn": _een("mfa_remove_webauthn", pk=1),
    "mfa_edit_webauthn": _een("mfa_edit_webauthn", pk=1),
    "admin:app_list": lambda wereld: (
        Adres("admin:app_list", {"app_label": app}) for app in ("verkenning", "deelnemers")
    ),
}


def _beheer(naam: str, wereld: Wereld) -> Iterator[Adres]:
    """The administrator's pages of one model, of each thing that there is."""
    _, _, rest = naam.partition(":")
    app, model, daad = rest.split("_")
    if daad in {"changelist", "add"}:
        yield Adres(naam, vraag="?q=kanarie" if daad == "changelist" else "")
        yield Adres(naam)
        return
    for ding in apps.get_model(app, model)._default_manager.all()[:4]:
        yield Adres(naam, {"object_id": str(ding.pk)})


def adressen(naam: str, wereld: Wereld) -> list[Adres]:
    """What to visit of this pattern; nothing when nobody has said so yet."""
    if naam in MAKERS:
        return [adres for programma in wereld.programmas.values() for adres in MAKERS[naam](programma)]
    if naam in _LOS:
        return list(_LOS[naam](wereld))
    if naam.startswith("admin:") and naam.count("_") >= 2:
        return list(_beheer(naam, wereld))
    if naam.startswith("beheer/"):
        # Nameless: the old address of a change form, and what is left of the paths.
        return [Adres(naam, pad=f"/beheer/{pad}") for pad in ("verkenning/persoon/1/", "zomaar/", "verkenning/zomaar/")]
    return []
