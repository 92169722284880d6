"""Whom a change of the route concerns: asked of who is in the group at that moment, never kept."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from deelnemers.models import Lidmaatschap
from verkenning.models import Persoon, Verkenning


@dataclass(frozen=True, slots=True)
class Wie:
    """Somebody in the group, and the associations they speak for."""

    persoon: Persoon
    corporaties: frozenset[int]
    begeleidt: bool

    def gaat_aan(self, raakt: Collection[int] | None) -> bool:
        """Whether a line concerns them: one for everybody (None), one about their association; who guides hears all."""
        return self.begeleidt or raakt is None or bool(self.corporaties & {*raakt})


def groep(verkenning: Verkenning) -> list[Wie]:
    """Who is verkenner or begeleider today, in order of name."""
    leden = Lidmaatschap.objects.filter(verkenning=verkenning, persoon__is_active=True).met_stand()
    per_persoon: dict[int, list[Lidmaatschap]] = {}
    for lid in leden.select_related("persoon").order_by("persoon__naam", "pk"):
        if {"verkenner", "begeleider"} & {*lid.rollen}:
            per_persoon.setdefault(lid.persoon_id, []).append(lid)
    return [
        Wie(
            rijen[0].persoon,
            frozenset(lid.corporatie_id for lid in rijen if lid.corporatie_id and "verkenner" in lid.rollen),
            any(lid.begeleider for lid in rijen),
        )
        for rijen in per_persoon.values()
    ]


def betrokken[T](
    wie: Iterable[Wie], regels: Mapping[T, Collection[int] | None], *, zonder: Persoon
) -> dict[Wie, list[T]]:
    """Who hears of which lines. Not whoever made them known."""
    hoort = {
        lid: [regel for regel, raakt in regels.items() if lid.gaat_aan(raakt)]
        for lid in wie
        if lid.persoon.pk != zonder.pk
    }
    return {lid: wat for lid, wat in hoort.items() if wat}
