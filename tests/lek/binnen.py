"""The addresses of the inside: people and questions, sessions, the gate."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import cast

from sessies.models import Notitie, Voordracht

from .kanaries import Kring
from .programma import STANDEN, Programma
from .register import (
    MAKERS,
    NIEMAND,
    adres_van,
    begeleider,
    bibliotheek,
    groep,
    pagina,
    per_stand,
    redactie,
    voorbereiders,
)
from .wandeling import Adres

# ---- Who takes part

pagina("deelnemers:vragen", groep)
per_stand("deelnemers:vraag", "corporatie", "corporatie", lambda p, _: p.kringen.groep.lezers)
_EIGENAAR = {"binnen": "verkenner", "openbaar": "ander"}


def _eigen(p: Programma, stand: str) -> frozenset[str]:
    return p.kringen.wie(*([_EIGENAAR[stand]] if stand in _EIGENAAR else []))


per_stand("sessies:vraag_nieuw", "corporatie", "corporatie", _eigen)


@adres_van("deelnemers:opschrijven")
def _verder_schrijven(p: Programma) -> Iterator[Adres]:
    kwargs = {"slug": p.slug, "corporatie": p.ding["corporatie binnen"].slug}
    yield Adres("deelnemers:opschrijven", kwargs, _eigen(p, "binnen"))


@adres_van("deelnemers:opschrijven_stap")
def _opschrijven(p: Programma) -> Iterator[Adres]:
    """What is in the making is its writer's; where nothing is, who may write is sent on."""
    for stap in (1, 2, 3, 4, 5):
        wie = _eigen(p, "binnen") if stap < 5 else NIEMAND
        kwargs = {"slug": p.slug, "corporatie": p.ding["corporatie binnen"].slug, "stap": stap}
        yield Adres("deelnemers:opschrijven_stap", kwargs, wie)


@adres_van("deelnemers:vraag_vrijgeven")
def _vraag_vrijgeven(p: Programma) -> Iterator[Adres]:
    for stand in STANDEN:
        for nummer in (1, 2):
            kwargs = {"slug": p.slug, "corporatie": p.ding[f"corporatie {stand}"].slug, "nummer": nummer}
            yield Adres("deelnemers:vraag_vrijgeven", kwargs, _eigen(p, stand))


@adres_van("deelnemers:vraag_intrekken")
def _vraag_intrekken(p: Programma) -> Iterator[Adres]:
    """Whose question it is, who let it out (for all of them the verkenner did), and the begeleider."""
    kwargs = {"slug": p.slug, "corporatie": p.ding["corporatie openbaar"].slug, "nummer": 1}
    yield Adres("deelnemers:vraag_intrekken", kwargs, p.kringen.wie("ander", "verkenner", "begeleider"))


pagina("deelnemers:uitnodigen", begeleider)
pagina("deelnemers:uitnodigen_redactie", redactie)


@adres_van("deelnemers:uitnodiging_wijzig")
def _uitnodiging_wijzig(p: Programma) -> Iterator[Adres]:
    for rol, wie in (("verkenner", p.kringen.begeleider.lezers), ("lid", NIEMAND)):
        kwargs = {"slug": p.slug, "pk": p.ding[f"uitnodiging {rol}"].pk}
        yield Adres("deelnemers:uitnodiging_wijzig", kwargs, wie)


@adres_van("deelnemers:uitnodiging_wijzig_redactie")
def _uitnodiging_wijzig_redactie(p: Programma) -> Iterator[Adres]:
    for rol, wie in (("verkenner", NIEMAND), ("lid", p.kringen.redactie.lezers)):
        kwargs = {"slug": p.slug, "pk": p.ding[f"uitnodiging {rol}"].pk}
        yield Adres("deelnemers:uitnodiging_wijzig_redactie", kwargs, wie)


@adres_van("deelnemers:uitnodiging")
def _uitnodiging(p: Programma) -> Iterator[Adres]:
    """Whoever has the secret from the mail reads who invites whom, for what."""
    for rol in ("verkenner", "lid"):
        uitnodiging = p.ding[f"uitnodiging {rol}"]
        wat = [uitnodiging.email, uitnodiging.naam, uitnodiging.functie, uitnodiging.door.naam]
        wat.append(uitnodiging.corporatie.naam if uitnodiging.corporatie else "")
        toont = frozenset(p.voliere.in_tekst(*wat))
        yield Adres("deelnemers:uitnodiging", {"sleutel": p.ding[f"sleutel {rol}"]}, toont=toont)
    yield Adres("deelnemers:uitnodiging", {"sleutel": "zomaar"})


pagina("deelnemers:deelnemers", begeleider)
pagina("deelnemers:corporatie_uitnodigen", begeleider)
for _naam in ("begint", "stopt"):
    per_stand(f"deelnemers:{_naam}", "corporatie", "corporatie", lambda p, _: p.kringen.begeleider.lezers)


def _van_een_lid(naam: str) -> None:
    """What a begeleider does about one person."""

    def maak(p: Programma) -> Iterator[Adres]:
        corporatie = p.ding["corporatie binnen"]
        kwargs = {"slug": p.slug, "corporatie": corporatie.slug, "pk": corporatie.lidmaatschappen.get().pk}
        yield Adres(naam, kwargs, p.kringen.begeleider.lezers)

    MAKERS[naam] = maak


_van_een_lid("deelnemers:opvolger")
_van_een_lid("deelnemers:blijft")

# ---- What happens

pagina("sessies:route", groep)
pagina("sessies:route_aanpassen", begeleider)
pagina("sessies:route_bekend", begeleider)
pagina("sessies:kaart", groep)
pagina("sessies:notities", groep)
pagina("sessies:inzichten", groep)
pagina("sessies:inzicht_nieuw", groep)
pagina("sessies:voordrachten", groep)
pagina("sessies:bibliotheek", bibliotheek)
pagina("sessies:theorie_nieuw", bibliotheek)
pagina("sessies:inspiratie_nieuw", bibliotheek)
per_stand("sessies:sessie", "sessie", "sessie", lambda p, _: p.kringen.groep.lezers)
per_stand("sessies:anderen", "corporatie", "corporatie", lambda p, _: p.kringen.groep.lezers)
per_stand("sessies:notitie_nieuw", "sessie", "sessie", lambda p, _: p.kringen.groep.lezers)
for _soort in ("theorie", "inspiratie"):
    per_stand(f"sessies:{_soort}", _soort, "bron", lambda p, _: p.kringen.bibliotheek.lezers)
    per_stand(f"sessies:{_soort}_wijzigen", _soort, "bron", lambda p, _: p.kringen.bibliotheek.lezers)


@adres_van("sessies:routestap_nieuw")
def _routestap_nieuw(p: Programma) -> Iterator[Adres]:
    vraag = f"?halte={p.ding['sessie ingetrokken'].pk}"
    for soort, wie in (
        ("toevoegen", p.kringen.begeleider.lezers),
        ("ruil", p.kringen.begeleider.lezers),
        ("nee", NIEMAND),
    ):
        yield Adres("sessies:routestap_nieuw", {"slug": p.slug, "soort": soort}, wie, vraag=vraag)


def _routestappen(naam: str, **staten: bool) -> None:
    """The steps of a draft that is open, and of one that was made known already."""

    def maak(p: Programma) -> Iterator[Adres]:
        for staat, is_er in staten.items():
            wie = p.kringen.begeleider.lezers if is_er else NIEMAND
            yield Adres(naam, {"slug": p.slug, "stap": p.ding[f"routestap {staat}"].pk}, wie)

    MAKERS[naam] = maak


_routestappen("sessies:routestap_wijzigen", open=True, bekend=False)
_routestappen("sessies:routestap_weg", open=True)


@adres_van("sessies:bron_nieuw")
def _bron_nieuw(p: Programma) -> Iterator[Adres]:
    sessie = p.ding["sessie binnen"].slug
    for soort, wie in (("theorie", p.kringen.groep.lezers), ("inspiratie", p.kringen.groep.lezers), ("nee", NIEMAND)):
        yield Adres("sessies:bron_nieuw", {"slug": p.slug, "sessie": sessie, "soort": soort}, wie)


@adres_van("sessies:antwoord")
def _antwoord(p: Programma) -> Iterator[Adres]:
    for stand in ("binnen", "openbaar"):
        kwargs = {
            "slug": p.slug,
            "sessie": p.ding[f"sessie {stand}"].slug,
            "vraag": p.ding[f"voorbereidingsvraag {stand}"].pk,
        }
        yield Adres("sessies:antwoord", kwargs, p.kringen.wie("verkenner", "ander"))


@adres_van("sessies:antwoorden")
def _antwoorden(p: Programma) -> Iterator[Adres]:
    for stand in ("binnen", "openbaar"):
        kwargs = {"slug": p.slug, "sessie": p.ding[f"sessie {stand}"].slug}
        yield Adres("sessies:antwoorden", kwargs, p.kringen.wie("verkenner", "ander"))


per_stand("sessies:boekje", "sessie", "sessie", lambda p, _: p.kringen.groep.lezers)
per_stand("sessies:herinner", "sessie", "sessie", lambda p, _: p.kringen.begeleider.lezers)


@adres_van("sessies:oordeel")
def _oordeel(p: Programma) -> Iterator[Adres]:
    for stand in ("binnen", "openbaar"):
        koppeling = p.ding[f"theoriekoppeling {stand}"]
        kwargs = {"slug": p.slug, "sessie": koppeling.sessie.slug, "koppeling": koppeling.pk}
        yield Adres("sessies:oordeel", kwargs, voorbereiders(p, stand))


def _notities(p: Programma) -> Iterator[tuple[str, str, str]]:
    for rol in ("verkenner", "ander", "begeleider", "gestopt", "inactief"):
        for zichtbaarheid in ("prive", "besloten"):
            yield rol, zichtbaarheid, p.ding[f"notitie {zichtbaarheid} {rol} binnen"].slug


@adres_van("sessies:notitie")
def _notitie(p: Programma) -> Iterator[Adres]:
    for rol, zichtbaarheid, slug in _notities(p):
        kring = p.kringen.prive(rol) if zichtbaarheid == "prive" else p.kringen.groep
        yield Adres("sessies:notitie", {"slug": p.slug, "notitie": slug}, kring.lezers)
    yield Adres("sessies:notitie", {"slug": p.slug, "notitie": p.ding["notitie gedeeld"].slug}, p.kringen.groep.lezers)


@adres_van("sessies:notitie_wijzigen")
def _notitie_wijzigen(p: Programma) -> Iterator[Adres]:
    for rol, _, slug in _notities(p):
        yield Adres("sessies:notitie_wijzigen", {"slug": p.slug, "notitie": slug}, p.kringen.prive(rol).lezers)


@adres_van("sessies:inzicht")
def _inzicht(p: Programma) -> Iterator[Adres]:
    for naam in ("oud", "nieuw", "openbaar"):
        kwargs = {"slug": p.slug, "inzicht": p.ding[f"inzicht {naam}"].slug}
        yield Adres("sessies:inzicht", kwargs, p.kringen.groep.lezers)


# ---- The gate


@adres_van("sessies:draag_voor")
def _draag_voor(p: Programma) -> Iterator[Adres]:
    bronnen = {
        ("notitie", "notitie prive verkenner binnen"): p.kringen.prive("verkenner"),
        ("notitie", "notitie prive gestopt binnen"): p.kringen.prive("gestopt"),
        ("notitie", "notitie besloten ander binnen"): p.kringen.groep,
        ("notitie", "notitie besloten gestopt binnen"): p.kringen.groep,
        ("antwoord", "antwoord verkenner binnen"): p.kringen.prive("verkenner"),
        ("antwoord", "antwoord ander binnen"): p.kringen.groep,
        ("inzicht", "inzicht nieuw"): p.kringen.groep,
        ("zomaar", "inzicht nieuw"): Kring("niemand", NIEMAND),
    }
    for (soort, ding), kring in bronnen.items():
        yield Adres("sessies:draag_voor", {"slug": p.slug, "soort": soort, "pk": p.ding[ding].pk}, kring.lezers)


def van_de_spreker(voordracht: Voordracht, *, weg: bool) -> Iterator[str]:
    """Who is asked reads where it was said, where it would stand, and under which name; and who asks, unless they left."""
    notitie = cast(Notitie, voordracht.bron)
    yield from (notitie.sessie.titel, voordracht.naamregel)
    yield from (corporatie.naam for corporatie in notitie.raakt.all())
    if not weg:
        yield str(voordracht.door)


def _voordrachten(naam: str, rollen: Callable[[str], set[str]]) -> None:
    """The passages in all their states; `rollen` says for whose passage there is something for whom."""

    def maak(p: Programma) -> Iterator[Adres]:
        for spreker in ("verkenner", "ander", "gestopt", "inactief"):
            for staat in ("wacht binnen", "binnen binnen", "akkoord binnen"):
                voordracht = p.ding[f"voordracht {spreker} {staat}"]
                kwargs = {"slug": p.slug, "pk": voordracht.pk}
                toont = p.voliere.in_tekst(*van_de_spreker(voordracht, weg=spreker == "gestopt"))
                wie = p.kringen.wie(*(rollen(spreker) - {"inactief"}))
                yield Adres(naam, kwargs, wie, toont=frozenset(toont))
        kwargs = {"slug": p.slug, "pk": p.ding["voordracht vertrokken wacht binnen"].pk}
        yield Adres(naam, kwargs, p.kringen.wie(*(rollen("vertrokken") - {"vertrokken"})))
        for staat in ("achterban", "openbaar", "ingetrokken"):
            kwargs = {"slug": p.slug, "pk": p.ding[f"voordracht ander akkoord {staat}"].pk}
            yield Adres(naam, kwargs, p.kringen.wie(*rollen("ander")))

    MAKERS[naam] = maak


_voordrachten("sessies:voordracht", lambda spreker: {spreker, "begeleider"})
_voordrachten("sessies:beantwoord", lambda spreker: {spreker})
_voordrachten("sessies:geef_voordracht_vrij", lambda spreker: {"begeleider"})
_voordrachten("sessies:trek_voordracht_in", lambda spreker: {spreker, "begeleider"})


@adres_van("sessies:vrijgeven")
def _vrijgeven(p: Programma) -> Iterator[Adres]:
    dingen = {
        "sessie": ("sessie", p.kringen.begeleider),
        "bewering": ("theoriekoppeling", p.kringen.begeleider),
        "les": ("inspiratiekoppeling", p.kringen.begeleider),
        "theorie": ("theorie", p.kringen.kring("wie de bibliotheek vrijgeeft", "begeleider", "redactie")),
        "inspiratie": ("inspiratie", p.kringen.kring("wie de bibliotheek vrijgeeft", "begeleider", "redactie")),
    }
    for soort, (ding, kring) in dingen.items():
        for stand in STANDEN:
            kwargs = {"slug": p.slug, "soort": soort, "pk": p.ding[f"{ding} {stand}"].pk}
            yield Adres("sessies:vrijgeven", kwargs, kring.lezers)
