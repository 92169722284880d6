"""Where a passage will stand outside, in words: the speaker says yes to that as well."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from verkenning.models import Vrijgave

from .models import Inzicht, Notitie, Voordracht


def plek_in_woorden(voordracht: Voordracht) -> list[tuple[str, str]]:
    """What goes out beside the words, as (what, which): of the frozen place, not of what the source says today."""
    return [(kop, wat) for kop, wat in _regels(voordracht) if wat]


def _regels(voordracht: Voordracht) -> Iterator[tuple[str, str]]:
    plek, verkenning = voordracht.plek, voordracht.verkenning
    gegevens = plek.get("gegevens", {})
    soort = Notitie.Soort(gegevens["soort"]) if "soort" in gegevens else Vrijgave.Soort(plek["soort"])
    yield "Wat het is", str(soort.label)
    yield "Bij de sessie", _namen(verkenning.sessies, plek.get("sessie"))
    yield "Bij de vraag van", _namen(verkenning.corporaties, *plek["vragen"])
    if "effect" in gegevens:
        yield "Vorm", _namen(verkenning.vormen, gegevens["vorm"])
        yield "Meerwaarde", _namen(verkenning.meerwaarden, gegevens["meerwaarde"])
        yield "Wat de vorm doet", str(Inzicht.Effect(gegevens["effect"]).label)
        yield "Hoe zeker", str(Inzicht.Status(gegevens["status"]).label)


def _namen(rijen: Any, *slugs: str | None) -> str:
    """What these slugs are called; without a query where there are none."""
    return ", ".join(map(str, rijen.filter(slug__in=slugs))) if any(slugs) else ""
