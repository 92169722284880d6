"""Eight is small: what in a passage could tell outsiders who said it, or about whom it is.

It points; a person decides. Each thing found is replaced in the text or confirmed by the begeleider, never hidden by us.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verkenning.models import Verkenning

# Roles that only one or two in the group hold: 'een bestuurder' is no anonymity when only one could have said it.
_ROLLEN = ("directeur-bestuurder", "bestuurder", "directeur", "voorzitter", "commissaris", "controller", "begeleider")
_GETAL = re.compile(r"\b\d{1,3}(?:[.\s]\d{3})+\b|\b\d{3,5}\b")


def herkenbaar(tekst: str, verkenning: Verkenning, *, behalve: Iterable[str] = ()) -> list[str]:
    """The words in `tekst` that could identify somebody in the group, as they stand there, in order.

    Looks for names of people (whole, first and last) and of associations with their aliases and places, for numbers of
    dwellings and for roles that few hold. `behalve` are names that will stand under the passage anyway.
    """
    zoek = _namen(verkenning) - {naam.lower() for heel in behalve for naam in (heel, *heel.split())}
    gevonden = [
        m.group() for naam in zoek for m in re.finditer(rf"(?<!\w){re.escape(naam)}(?!\w)", tekst, re.IGNORECASE)
    ]
    vhe = {corporatie.vhe for corporatie in verkenning.corporaties.all()}
    gevonden += [m.group() for m in _GETAL.finditer(tekst) if int(re.sub(r"\D", "", m.group())) in vhe]
    return sorted(set(gevonden), key=tekst.find)


def _namen(verkenning: Verkenning) -> set[str]:
    namen: set[str] = set(_ROLLEN)
    for lid in verkenning.lidmaatschappen.select_related("persoon"):
        namen |= {lid.persoon.naam, *(deel for deel in lid.persoon.naam.split() if len(deel) > 2)}
    for corporatie in verkenning.corporaties.all():
        namen |= {corporatie.naam, corporatie.plaats, *corporatie.aliassen, *_eigen_deel(corporatie.naam)}
    return {naam.lower() for naam in namen if len(naam) > 2}


def _eigen_deel(naam: str) -> list[str]:
    """Of 'Woonstichting Kromwaal' the part that is only theirs."""
    algemeen = {"woonstichting", "woningstichting", "woningvereniging", "woonbedrijf", "woongoed", "wonen", "stichting"}
    return [deel for deel in naam.split() if deel.lower() not in algemeen and len(deel) > 3]
