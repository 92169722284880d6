"""Every page of the portal, under the person whose page it is, in the demo programme.

A page that is new fails test_toegankelijk until it stands here, or until a test that comes past it is named.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from berichten.models import Uitgave
from deelnemers.models import Corporatie, Lidmaatschap, Vraagconcept
from sessies.models import (
    Inzicht,
    Komst,
    Komstbrief,
    Notitie,
    Onderdeel,
    Routestap,
    Sessie,
    Theorie,
    TheorieKoppeling,
    Voorbereidingsvraag,
    Voordracht,
)
from verkenning.kijkers import DEMO_MAP
from verkenning.models import Persoon

SLUG = DEMO_MAP.name
JORINDE, SIETZE, FEMKE = "jorinde@kromwaal.example", "sietze@elzerbroek.example", "femke@reisleiding.example"
SANNE, ANOUK = "sanne@platformbureau.example", "anouk@achterkamp.example"
GEHOUDEN, STRAKS = "samen-een-controller", "wie-trekt-het-wijknetwerk"

# What answers with something else than a page: a file, a redirect, what a form is sent to, an address that is closed.
GEEN_PAGINA = frozenset(
    "deelnemers:uitnodiging deelnemers:uitnodiging_wijzig deelnemers:uitnodiging_wijzig_redactie deelnemers:kijk_mee deelnemers:geen_wachtwoord deelnemers:blijft "
    "sessies:antwoorden sessies:herinner sessies:beantwoord sessies:geef_voordracht_vrij sessies:trek_voordracht_in "
    "sessies:komst_uitnodigen sessies:gast_wijzig sessies:agenda_feed "
    "sessies:vak sessies:vaste_vragen sessies:samen_plek sessies:samen_weg "
    "berichten:pdf berichten:voorbeeld_pdf berichten:pdf_opnieuw "
    "berichten:erbij berichten:verplaats berichten:weg berichten:terug "
    "verkenning:gezond verkenning:robots verkenning:security verkenning:feed verkenning:agenda "
    "sessies:routestap_weg "
    "account_change_password account_set_password account_reset_password account_reset_password_done "
    "account_reset_password_from_key account_reset_password_from_key_done "
    "mfa_login_webauthn mfa_download_recovery_codes".split()
)
# Pages on the way in and past a lock: test_inloggen comes along them and looks at each.
ONDERWEG = frozenset(
    "deelnemers:welkom account_confirm_login_code account_email_verification_sent account_reauthenticate "
    "mfa_authenticate mfa_reauthenticate mfa_reauthenticate_webauthn mfa_activate_totp mfa_deactivate_totp "
    "mfa_view_recovery_codes mfa_generate_recovery_codes mfa_add_webauthn mfa_list_webauthn mfa_edit_webauthn mfa_remove_webauthn".split()
)


@dataclass(frozen=True)
class Pagina:
    naam: str
    rest: str = ""  # what stands after the path
    kwargs: dict[str, Any] | None = None

    @property
    def pad(self) -> str:
        return reverse(self.naam, kwargs=self.kwargs) + self.rest


def los(*namen: str) -> Iterator[Pagina]:
    """Pages of which the portal has one."""
    return map(Pagina, namen)


def van(naam: str, rest: str = "", /, **kwargs: Any) -> Pagina:
    """A page of the demo programme."""
    return Pagina(naam, rest, {"slug": SLUG} | kwargs)


def _bezoeker() -> Iterator[Pagina]:
    yield from los(*(f"verkenning:{naam}" for naam in "home zoeken privacy toegankelijkheid contact".split()))
    yield from los("account_login", "account_request_login_code", "account_signup", "account_inactive")
    yield from (van(f"verkenning:{naam}") for naam in "programma route kaart bibliotheek".split())
    yield van("verkenning:sessie", sessie=GEHOUDEN)
    yield van("berichten:lijst")
    yield Pagina("sessies:gast", kwargs={"sleutel": _gastlink()})


def _lid() -> Iterator[Pagina]:
    """What only members read: the same pages with more on them."""
    yield Pagina("verkenning:zoeken", "?q=controller")
    yield Pagina("verkenning:zoeken", "?q=komtnergensvoor")
    yield van("verkenning:sessie", sessie="fuseren-of-losser")
    yield van("berichten:bericht", nummer=_uitgegeven())


def _verkenner() -> Iterator[Pagina]:
    """Jorinde, whose session has been."""
    yield from los("sessies:werkplek", "sessies:taken", "sessies:buiten")
    yield Pagina("sessies:agenda")
    yield from (van(f"sessies:{naam}") for naam in "route notities inzichten inzicht_nieuw kaart voordrachten".split())
    yield van("sessies:sessie", sessie=GEHOUDEN)
    yield van("sessies:boekje", "?formaat=a5", sessie=GEHOUDEN)
    yield from (van("sessies:voorbereiden", sessie=sessie) for sessie in (STRAKS, GEHOUDEN))
    eigen = Notitie.objects.get(slug="huurder-wil-een-gezicht")
    yield van("sessies:notitie", notitie=eigen.slug)
    yield van("sessies:notitie_wijzigen", notitie=eigen.slug)
    yield van("sessies:draag_voor", soort="notitie", pk=eigen.pk)
    inzicht = Inzicht.objects.get(slug="delen-scheelt-pas-later-papier")
    yield van("sessies:inzicht", inzicht=inzicht.slug)
    # Of nobody in particular: why she cannot put this forward herself.
    yield van("sessies:draag_voor", soort="inzicht", pk=inzicht.pk)
    yield van("sessies:voordracht", pk=_voordracht(spreker__email=JORINDE, antwoord=""))
    # Her yes, which she may still take back.
    yield van("sessies:voordracht", pk=_in_staat("akkoord"))
    yield van("deelnemers:vragen")
    yield van("deelnemers:vraag", corporatie="kromwaal")
    yield van("sessies:vraag_nieuw", corporatie="kromwaal")
    yield van("sessies:anderen", corporatie="kromwaal")
    kromwaal = Corporatie.objects.get(slug="kromwaal")
    jorinde = Persoon.objects.get(email=JORINDE)
    Vraagconcept.objects.get_or_create(corporatie=kromwaal, persoon=jorinde, defaults={"huurder": "Een gezicht."})
    yield van("deelnemers:opschrijven", corporatie="kromwaal")
    for stap in (3, 4):
        yield van("deelnemers:opschrijven_stap", corporatie="kromwaal", stap=stap)
    yield van("deelnemers:vraag_vrijgeven", corporatie="kromwaal", nummer=1)
    yield van("deelnemers:vraag_intrekken", corporatie="kromwaal", nummer=2)


def _verkenner_straks() -> Iterator[Pagina]:
    """Sietze, who prepares his session: the page of it with each of its forms open."""
    for naam in "sessie komst samenstellen onderdeel_nieuw voorbereidingsvraag_nieuw".split():
        yield van(f"sessies:{naam}", sessie=STRAKS)
    eerste = Onderdeel.objects.filter(sessie__slug=STRAKS, gasten__isnull=False).earliest("pk")
    yield van("sessies:onderdeel", sessie=STRAKS, deel=eerste.pk)
    open_vraag = Voorbereidingsvraag.objects.filter(sessie__slug=STRAKS, antwoorden=None).earliest("pk")
    yield van("sessies:voorbereidingsvraag", sessie=STRAKS, vraag=open_vraag.pk)
    vraag = Voorbereidingsvraag.objects.filter(sessie__slug="fuseren-of-losser").earliest("pk")
    yield van("sessies:antwoord", sessie="fuseren-of-losser", vraag=vraag.pk)
    for soort in ("theorie", "inspiratie"):
        yield van("sessies:bron_nieuw", sessie=STRAKS, soort=soort)
    theorie = TheorieKoppeling.objects.filter(sessie__slug=STRAKS).earliest("pk")
    yield van("sessies:oordeel", sessie=STRAKS, koppeling=theorie.pk)
    yield van("sessies:notitie_nieuw", "?soort=reisverslag", sessie=STRAKS)


def _wie_meedoet() -> Iterator[Pagina]:
    yield from (van(f"deelnemers:{naam}") for naam in "uitnodigen deelnemers corporatie_uitnodigen".split())
    yield from (van(f"deelnemers:{naam}", corporatie="kromwaal") for naam in ("begint", "stopt"))
    jorinde = Lidmaatschap.objects.get(persoon__email=JORINDE, corporatie__slug="kromwaal")
    yield van("deelnemers:opvolger", corporatie="kromwaal", pk=jorinde.pk)


def _begeleider() -> Iterator[Pagina]:
    yield from _wie_meedoet()
    yield from los("sessies:werkplek")
    yield from (van(f"sessies:{naam}") for naam in "voordrachten bibliotheek theorie_nieuw inspiratie_nieuw".split())
    for soort, bron in (("theorie", "provan-kenis-2008"), ("inspiratie", "broodfonds")):
        yield van(f"sessies:{soort}", bron=bron)
        yield van(f"sessies:{soort}_wijzigen", bron=bron)
    yield van("sessies:vrijgeven", soort="sessie", pk=Sessie.objects.get(slug="slot").pk)
    yield van("sessies:vrijgeven", soort="bewering", pk=TheorieKoppeling.objects.earliest("pk").pk)
    yield van("sessies:vrijgeven", soort="theorie", pk=Theorie.objects.get(slug="provan-kenis-2008").pk)
    yield from (van("sessies:voordracht", pk=_in_staat(staat)) for staat in ("akkoord", "binnen", "ingetrokken"))
    yield van("sessies:voordracht", pk=_voordracht(spreker__email=JORINDE, vrijgave__isnull=False))
    _gastlink()
    yield from (van(f"sessies:{naam}", sessie=STRAKS) for naam in ("komst", "gast_uitnodigen"))
    yield from (van(f"sessies:{naam}") for naam in ("route_aanpassen", "route_bekend"))
    yield van("sessies:routestap_nieuw", soort="toevoegen")
    yield van("sessies:routestap_wijzigen", stap=Routestap.objects.earliest("pk").pk)


def _redactie() -> Iterator[Pagina]:
    yield from los("sessies:werkplek")
    yield van("berichten:redactie")
    for naam in "maken gegevens voorbeeld publiceer".split():
        yield van(f"berichten:{naam}", nummer=3)
    yield van("berichten:publiceer", nummer=_uitgegeven())
    yield van("deelnemers:uitnodigen_redactie")


def _account() -> Iterator[Pagina]:
    yield from los("account_email", "account_logout", "mfa_index", "usersessions_list")


# Who visits what, and by which address they log in.
WANDELINGEN: dict[str, tuple[str, Callable[[], Iterator[Pagina]]]] = {
    "bezoeker": ("", _bezoeker),
    "lid": (ANOUK, _lid),
    "verkenner": (JORINDE, _verkenner),
    "verkenner-straks": (SIETZE, _verkenner_straks),
    "begeleider": (FEMKE, _begeleider),
    "redactie": (SANNE, _redactie),
    "account": (JORINDE, _account),
}


def _gastlink() -> str:
    """The secret of a guest, who said what they want."""
    sessie = Sessie.objects.get(slug=STRAKS)
    komst, nieuw = Komst.objects.get_or_create(sessie=sessie, naam="Gijs Gast", email="gijs@gemeente.example")
    if nieuw:
        komst.onderdelen.set(sessie.onderdelen.all()[:2])
        komst.zeg("online", "Ik zit in Parijs.", vanaf=0)
    return Komstbrief.objects.get_or_create(komst=komst, soort="uitnodiging", kenmerk="1")[0].nieuwe_sleutel()


def _voordracht(**velden: Any) -> int:
    return Voordracht.objects.filter(**velden).earliest("pk").pk


def _in_staat(staat: str) -> int:
    return next(v.pk for v in Voordracht.objects.select_related("vrijgave") if v.staat == staat)


def _uitgegeven() -> int:
    """The number of a bericht that has an edition."""
    return Uitgave.objects.select_related("bericht").latest("pk").bericht.nummer
