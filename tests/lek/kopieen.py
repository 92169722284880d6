"""The released copies, as search ought to find them."""

from __future__ import annotations

from verkenning.models import Vrijgave

from .kanaries import Kanarie
from .kringen import ACHTERBAN, OOK_ELDERS, OPENBAAR
from .wereld import Wereld


def in_kopieen(wereld: Wereld, wie: str) -> list[tuple[Kanarie, frozenset[str]]]:
    """Of every kind of copy, in every state, a word of it; and who may find it, in this copy or in another.

    Of both Verkenningen for who comes across the other one as well; for the rest of us one is enough.
    """
    soorten: dict[object, Kanarie] = {}
    lezers: dict[Kanarie, frozenset[str]] = {}
    for v in Vrijgave.objects.select_related("verkenning"):
        geldig = v.ingetrokken_op is None and v.vervangen_op is None
        mag = {"achterban": ACHTERBAN.lezers, "openbaar": OPENBAAR.lezers}[v.publiek] if geldig else frozenset()
        stand = (v.verkenning_id, v.soort, v.publiek, bool(v.ingetrokken_op), bool(v.vervangen_op))
        for kanarie in sorted(wereld.voliere.in_tekst(v.stammen), key=str):
            if v.verkenning.slug == "samen" or wie in OOK_ELDERS:
                soorten.setdefault(stand, kanarie)
            lezers[kanarie] = lezers.get(kanarie, frozenset()) | mag
    return [(kanarie, lezers[kanarie]) for kanarie in soorten.values()]
