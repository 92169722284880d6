"""Eight is small: what in a passage could tell outsiders who said it, or about whom it is.

It points; a person decides. Each thing found is replaced in the text or confirmed by the begeleider, never hidden by us.
So it rather points once too often: at 'Kromwaals', 'Kromwalers' and 'Kromwaalhuurders' as well as at Kromwaal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.db.models import CharField, QuerySet, Value

from deelnemers.models import Corporatie
from verkenning.models import Verkenning

from .gezelschap import Gezelschap
from .models import Gast, Onderdeel, Sessie

# Roles that only one or two in the group hold: 'een bestuurder' is no anonymity when only one could have said it.
_ROLLEN = re.compile(
    r"\b(?:(?:directeur(?:en)?|directrices?)(?:[- ]bestuurders?)?|bestuurders?|bestuursters?|voorzit(?:ter|ster)s?"
    r"|commissaris(?:sen)?|controllers?|begeleid(?:er|ster)s?)\b",
    re.IGNORECASE,
)
_GETAL = re.compile(r"\b\d{1,3}(?:[.\s]\d{3})+\b|\b\d{3,5}\b")
# Of whom something is: 'Jorindes', 'Mirthe's'. Of where: 'Kromwaalse', 'Elzerbroekers'.
_VAN_WIE, _VAN_WAAR = r"['’]?s|['’]", r"e[rn]s?|ders?|se|enaars?|enar(?:en)?"
# With a longer name also what is built on it: 'Kromwaalhuurders'. Three letters more are another name: 'Lindermeerlo'.
_LANG, _SAMENSTELLING = 6, r"\w{4,}"
_DUBBEL = re.compile(r"(aa|ee|oo|uu)([^aeiou])\Z", re.IGNORECASE)
_ALGEMEEN = frozenset(
    "woonstichting woningstichting woningvereniging woonbedrijf woongoed wonen stichting vereniging".split()
)


def herkenbaar(
    tekst: str, verkenning: Verkenning, *, behalve: Iterable[str] = (), gezelschap: Gezelschap | None = None
) -> list[str]:
    """The words in `tekst` that could identify somebody in the group, as they stand there, in order.

    Looks for names of people (whole, first and last), of associations with their aliases and places, of guests and of
    where sessions are held; for numbers of dwellings; and for roles that few hold. `behalve` are names that will stand
    there anyway; `gezelschap` is who takes part, where the page knows it already.
    """
    corporaties = list((gezelschap or Gezelschap([verkenning])).corporaties.values())
    bekend = {woord.lower() for heel in behalve for woord in (heel, *_woorden(heel))}
    namen = dict(_patronen(verkenning, corporaties))
    zoek = [patroon for naam, patroon in namen.items() if len(naam) > 2 and naam.lower() not in bekend]
    gevonden = [treffer.span() for patroon in (*zoek, _ROLLEN) for treffer in patroon.finditer(tekst)]
    vhe = {corporatie.vhe for corporatie in corporaties}
    gevonden += [m.span() for m in _GETAL.finditer(tekst) if int(re.sub(r"\D", "", m.group())) in vhe]
    return list(dict.fromkeys(tekst[begin:eind] for begin, eind in _ruimste(gevonden)))


def herkenbaar_op(buiten: Mapping[str, Any], gezelschap: Gezelschap) -> list[str]:
    """The same for what needs nobody's consent: of a card of a session, a claim or a lesson. `buiten` is what would go out."""
    gegevens = buiten["gegevens"]
    if buiten["soort"] in {"bewering", "les"}:
        return herkenbaar(buiten["tekst"], buiten["verkenning"], gezelschap=gezelschap)
    if buiten["soort"] != "sessie":
        return []  # a publication or an example from elsewhere is not about the group
    zinnen = [buiten["titel"], *(deel["titel"] for deel in gegevens["agenda"])]
    zinnen += [wijziging["buiten"] for wijziging in gegevens["wijzigingen"]]
    # Whose question it is, who hosts it and where: that is what the card is for.
    genoemd = [gegevens["locatie"], *(wie["naam"] for wie in (*gegevens["gastheren"], *gegevens["vragen"]))]
    return herkenbaar("\n".join(zinnen), buiten["verkenning"], behalve=genoemd, gezelschap=gezelschap)


def _ruimste(plaatsen: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """In order, without those that lie inside another: 'Woonstichting Kromwaal' and not also 'Kromwaal'."""
    tot = 0
    for begin, eind in sorted(set(plaatsen), key=lambda plaats: (plaats[0], -plaats[1])):
        if eind > tot:
            yield begin, eind
            tot = eind


def _patronen(verkenning: Verkenning, corporaties: list[Corporatie]) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Each name with how to find it."""
    for corporatie in corporaties:
        eigen = [woord for woord in _woorden(corporatie.naam) if len(woord) > 3 and woord.lower() not in _ALGEMEEN]
        for naam in {corporatie.naam, corporatie.plaats, *corporatie.aliassen, *eigen} - {""}:
            yield naam, _plaats(naam)
    for soort, naam in _namen(verkenning):
        if soort == "mens":
            for deel in {naam, *(woord for woord in _woorden(naam) if len(woord) > 2)}:
                yield deel, _mens(deel)
        elif naam != naam.lower():
            yield naam, _mens(naam)
            # Of 'De Balie, Utrecht' the words that are names; without its capital a word is just a word, such as 'kantine'.
            for deel in (w for w in _woorden(naam) if len(w) > 3 and w[0].isupper() and w.lower() not in _ALGEMEEN):
                yield deel, _plaats(deel, 0)


def _namen(verkenning: Verkenning) -> QuerySet[Any]:
    """All other names, in one query: who takes part, who was a guest and where from, and where the sessions are."""

    def namen(soort: str, rijen: QuerySet[Any], veld: str) -> QuerySet[Any]:
        return rijen.order_by().values_list(Value(soort, CharField()), veld)

    onderdelen = Onderdeel.objects.filter(sessie__verkenning=verkenning).exclude(locatie="")
    gasten = Gast.objects.filter(onderdeel__sessie__verkenning=verkenning)
    mensen = namen("mens", verkenning.lidmaatschappen.all(), "persoon__naam")
    andere = (
        namen("gast", gasten, "naam"),
        namen("plek", gasten.exclude(organisatie=""), "organisatie"),
        namen("plek", Sessie.objects.filter(verkenning=verkenning).exclude(locatie=""), "locatie"),
        namen("plek", onderdelen, "locatie"),
    )
    return mensen.union(*andere).order_by()


def _woorden(naam: str) -> list[str]:
    return [woord.strip(",.;:()") for woord in naam.split()]


def _mens(naam: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(naam)}{_achter(naam, _VAN_WIE)}(?!\w)", re.IGNORECASE)


def _plaats(naam: str, vlag: int = re.IGNORECASE) -> re.Pattern[str]:
    """A name with who comes from there; 'Kromwalers' has lost a letter of Kromwaal."""
    achter = _achter(naam, f"{_VAN_WIE}|{_VAN_WAAR}")
    kort = _DUBBEL.sub(lambda m: m.group(1)[0] + m.group(2), naam)
    ook = rf"|{re.escape(kort)}(?:{_VAN_WAAR})" if kort != naam else ""
    return re.compile(rf"(?<!\w)(?:{re.escape(naam)}{achter}{ook})(?!\w)", vlag)


def _achter(naam: str, uitgangen: str) -> str:
    return f"(?:{uitgangen}|{_SAMENSTELLING})?" if len(naam) >= _LANG else f"(?:{uitgangen})?"
