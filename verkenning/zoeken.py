"""Searching in Dutch: words are brought back to their stem, when a copy is released and when somebody searches.

The stems stand beside the copy, so that SQLite (FTS5) and PostgreSQL (a text search index) find exactly the same; see
the migration that makes both. Rejected: each database's own Dutch dictionary (SQLite has none, and they differ), and
ranking by relevance (its weights count words in copies that this reader may not read).
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import snowballstemmer
from django.utils.html import format_html, strip_tags
from django.utils.safestring import SafeString

MEESTE_WOORDEN = 12
LANGSTE_WOORD = 40
# A stem this long is also found at the start of a longer word: 'fusie' in 'fusiebesluit'.
KORTSTE_BEGIN = 4
FRAGMENT = 240

_WOORD = re.compile(r"[^\W_]+")
# Words that stand in nearly every text and say nothing about it. Searched for only when there is nothing else.
_STOPWOORDEN = frozenset(
    "aan al als bij dan dat de der die dit door een en er het hij hoe ik in is je maar me met mijn na naar niet of om "
    "onder onze ook op over te tot uit van voor waar wat we wel wie wij wordt ze zich zij zijn zo".split()
)


def _kaal(woord: str) -> str:
    """Lower case and without accents: 'Coöperatie' and 'cooperatie' are one word."""
    ontleed = unicodedata.normalize("NFKD", woord.lower())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


@lru_cache(maxsize=20_000)
def _stam(woord: str) -> str:
    # A stemmer keeps state while it works, so threads do not share one.
    stam: str = "".join(_WOORD.findall(snowballstemmer.stemmer("dutch_porter").stemWord(_kaal(woord))))
    # It leaves 'corporaties' as it is, beside 'corporatie'.
    return stam.removesuffix("s") if stam.endswith("ies") else stam


def woordstammen(tekst: str) -> list[str]:
    """The stem of every word, in order."""
    return [stam for woord in _WOORD.findall(tekst) if (stam := _stam(woord))]


def zoekstammen(vraag: str) -> list[str]:
    """What somebody searches for: at most twelve stems, each once, without the words that say nothing."""
    stammen = [stam[:LANGSTE_WOORD] for stam in dict.fromkeys(woordstammen(vraag[:1000]))]
    return ([stam for stam in stammen if stam not in _STOPWOORDEN] or stammen)[:MEESTE_WOORDEN]


def fts5_vraag(stammen: list[str]) -> str:
    """For SQLite. Stems are letters and digits only, so nothing in them is an operator."""
    return " ".join(f'"{stam}"*' if len(stam) >= KORTSTE_BEGIN else f'"{stam}"' for stam in stammen)


def ts_vraag(stammen: list[str]) -> str:
    """For PostgreSQL."""
    return " & ".join(f"'{stam}':*" if len(stam) >= KORTSTE_BEGIN else f"'{stam}'" for stam in stammen)


# ---- What a released copy is found by


def zoektekst(titel: str, html_: str, naam: str, gegevens: dict[str, Any]) -> list[str]:
    """Everything of a copy that its reader sees in words; no addresses, codes or slugs."""
    delen = [titel, platte_tekst(html_), naam, *_uit_gegevens(gegevens)]
    return [deel for deel in delen if deel]


_TEKST_IN_GEGEVENS = ("plaats", "locatie", "auteurs", "jaar", "in", "sector")
_TEKST_IN_LIJSTEN = {
    "gastheren": ("naam",),
    "vragen": ("naam",),
    "agenda": ("titel",),
    "wijzigingen": ("buiten",),
    "cijfers": ("wat", "waarde", "bron"),
}


def _uit_gegevens(gegevens: dict[str, Any]) -> Iterator[str]:
    for naam in _TEKST_IN_GEGEVENS:
        waarde = gegevens.get(naam) or ""
        yield ", ".join(map(str, waarde)) if isinstance(waarde, list) else str(waarde)
    for lijst, namen in _TEKST_IN_LIJSTEN.items():
        for regel in gegevens.get(lijst) or []:
            yield " ".join(str(regel.get(naam) or "") for naam in namen).strip()


def platte_tekst(html_: str) -> str:
    """The words of safe HTML, on one line."""
    los = re.sub(r"</(p|li|h3|h4|td|th|blockquote)>|<br>", " ", html_)
    return " ".join(html.unescape(strip_tags(los)).split())


# ---- What the page shows of a result


def markeer(tekst: str, stammen: list[str]) -> SafeString:
    """The text with the words that were found marked, everything else escaped."""
    stukken: list[SafeString] = []
    vorig = 0
    for begin, eind in _gevonden(tekst, stammen):
        stukken += [format_html("{}", tekst[vorig:begin]), format_html("<mark>{}</mark>", tekst[begin:eind])]
        vorig = eind
    return SafeString("".join([*stukken, format_html("{}", tekst[vorig:])]))


def fragment(tekst: str, stammen: list[str]) -> SafeString:
    """About two lines around the first word that was found."""
    begin, eind = next(_gevonden(tekst, stammen), (0, 0))
    van = max(0, begin - FRAGMENT // 3)
    van = tekst.rfind(" ", 0, van + 1) + 1 if van else 0
    tot = len(tekst) if len(tekst) <= van + FRAGMENT else max(tekst.rfind(" ", van, van + FRAGMENT), eind)
    return format_html(
        "{}{}{}", "… " if van else "", markeer(tekst[van:tot], stammen), " …" if tot < len(tekst) else ""
    )


def _gevonden(tekst: str, stammen: list[str]) -> Iterator[tuple[int, int]]:
    """Where the words stand that were searched for."""
    for woord in _WOORD.finditer(tekst):
        stam = _stam(woord.group())
        if any(stam == gezocht or (len(gezocht) >= KORTSTE_BEGIN and stam.startswith(gezocht)) for gezocht in stammen):
            yield woord.span()
