"""The addresses of composing a session: for whose question it serves, and for who guides."""

from __future__ import annotations

from collections.abc import Iterator

from .programma import Programma
from .register import NIEMAND, adres_van, per_stand, voorbereiders
from .wandeling import Adres

for _naam in "samenstellen onderdeel_nieuw voorbereidingsvraag_nieuw vaste_vragen".split():
    per_stand(f"sessies:{_naam}", "sessie", "sessie", voorbereiders)


@adres_van("sessies:onderdeel")
def _onderdeel(p: Programma) -> Iterator[Adres]:
    yield from _bij(p, "sessies:onderdeel", "onderdeel", "deel")


@adres_van("sessies:voorbereidingsvraag")
def _vraag(p: Programma) -> Iterator[Adres]:
    yield from _bij(p, "sessies:voorbereidingsvraag", "voorbereidingsvraag", "vraag")


def _bij(p: Programma, naam: str, ding: str, arg: str) -> Iterator[Adres]:
    for stand in ("binnen", "openbaar"):
        kwargs = {"slug": p.slug, "sessie": p.ding[f"sessie {stand}"].slug, arg: p.ding[f"{ding} {stand}"].pk}
        yield Adres(naam, kwargs, voorbereiders(p, stand))


def _doe(naam: str) -> None:
    @adres_van(naam)
    def _maak(p: Programma) -> Iterator[Adres]:
        for soort, ding in (("onderdelen", "onderdeel"), ("vragen", "voorbereidingsvraag"), ("zomaar", "onderdeel")):
            kwargs = {"slug": p.slug, "sessie": p.ding["sessie binnen"].slug, "soort": soort}
            wie = NIEMAND if soort == "zomaar" else voorbereiders(p, "binnen")
            yield Adres(naam, kwargs | {"pk": p.ding[f"{ding} binnen"].pk}, wie)


# ---- Preparing: the whole group reads along, who takes part writes, each for their own association

per_stand("sessies:voorbereiden", "sessie", "sessie", lambda p, _: p.kringen.groep.lezers)


@adres_van("sessies:vak")
def _vak(p: Programma) -> Iterator[Adres]:
    for rol, corporatie in (("verkenner", "binnen"), ("ander", "openbaar")):
        kwargs = {"slug": p.slug, "sessie": p.ding["sessie binnen"].slug}
        kwargs |= {"vraag": p.ding["voorbereidingsvraag binnen"].pk}
        yield Adres("sessies:vak", kwargs | {"corporatie": p.ding[f"corporatie {corporatie}"].pk}, p.kringen.wie(rol))


_doe("sessies:samen_plek")
_doe("sessies:samen_weg")
