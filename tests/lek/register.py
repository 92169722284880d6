"""Which addresses to visit of each pattern, and for whom there is something there: how the lists of them are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .kanaries import Kring
from .kringen import IEDEREEN
from .programma import STANDEN, Programma
from .wandeling import Adres

type Maker = Callable[[Programma], Iterator[Adres]]

MAKERS: dict[str, Maker] = {}
NIEMAND: frozenset[str] = frozenset()


def adres_van(naam: str) -> Callable[[Maker], Maker]:
    def onthoud(maker: Maker) -> Maker:
        MAKERS[naam] = maker
        return maker

    return onthoud


def pagina(naam: str, kring: Callable[[Programma], Kring] | None, **vast: Any) -> None:
    """A page that each Verkenning has once."""

    def maak(p: Programma) -> Iterator[Adres]:
        wie = kring(p).lezers if kring else IEDEREEN
        yield Adres(naam, {"slug": p.slug} | vast, wie)

    MAKERS[naam] = maak


def per_stand(naam: str, ding: str, arg: str, kring: Callable[[Programma, str], frozenset[str]]) -> None:
    """A page of one thing, in every state that it can be in."""

    def maak(p: Programma) -> Iterator[Adres]:
        for stand in STANDEN:
            yield Adres(naam, {"slug": p.slug, arg: p.ding[f"{ding} {stand}"].slug}, kring(p, stand))

    MAKERS[naam] = maak


def groep(p: Programma) -> Kring:
    return p.kringen.groep


def redactie(p: Programma) -> Kring:
    return p.kringen.redactie


def begeleider(p: Programma) -> Kring:
    return p.kringen.begeleider


def bibliotheek(p: Programma) -> Kring:
    return p.kringen.bibliotheek


def voorbereiders(p: Programma, stand: str) -> frozenset[str]:
    """Whose question a session serves, and the begeleider."""
    van = {"binnen": "verkenner", "achterban": "inactief"}.get(stand, "ander")
    return p.kringen.wie("begeleider", *({van} - {"inactief"}))
