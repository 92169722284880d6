"""What a passage comes from: a note, an answer or an insight; and where a copy of it will belong outside."""

from __future__ import annotations

import re
from typing import Any

from verkenning.models import Verkenning

from .antwoord import Antwoord
from .inzicht import Inzicht
from .notitie import Notitie
from .zichtbaarheid import Zichtbaarheid

type Bron = Notitie | Antwoord | Inzicht


def verkenning_van(bron: Bron) -> Verkenning:
    return bron.vraag.sessie.verkenning if isinstance(bron, Antwoord) else bron.verkenning


def bron_velden(bron: Bron) -> dict[str, Any]:
    """Which field of a Voordracht holds this source, and its Verkenning."""
    veld = {Notitie: "notitie", Antwoord: "antwoord_bron", Inzicht: "inzicht"}[type(bron)]
    return {"verkenning": verkenning_van(bron), veld: bron}


def is_prive(bron: Bron) -> bool:
    """Its author's own, or its association's. An insight is always the group's."""
    return not isinstance(bron, Inzicht) and bron.zichtbaarheid == Zichtbaarheid.PRIVE


def eerste_woorden(bron: Bron) -> str:
    """What a passage of this source says, until somebody words it otherwise.

    An answer says little without its question, and outside nobody knows that one. So it is part of the passage: whose
    answer it is reads both, and says yes to both.
    """
    if isinstance(bron, Inzicht):
        return bron.stelling
    if isinstance(bron, Antwoord):
        # A question is plain text: what is a sign in Markdown would end the bold letters halfway.
        vraag = re.sub(r"[*_`\\\[\]<>]", "", bron.vraag.tekst)
        return f"**{' '.join(vraag.split())}**\n\n{bron.tekst}"
    return bron.tekst


def vergrendel(bron: Bron) -> Bron:
    """The same source as it stands now, and nobody changes it before this transaction is over."""
    rijen: Any = type(bron)._default_manager.select_for_update()
    vers: Bron = rijen.get(pk=bron.pk)
    return vers


def plek_van(bron: Bron) -> dict[str, Any]:
    """Where a passage belongs outside: its kind, its session, the questions it bears on, and what its page tells of it."""
    if isinstance(bron, Notitie):
        geraakt = [corporatie.slug for corporatie in bron.raakt.all()] or [
            corporatie.slug for corporatie in bron.sessie.vragen.all()
        ]
        return {
            "soort": "notitie",
            "sessie": bron.sessie.slug,
            "vragen": sorted(geraakt),
            "gegevens": {"soort": bron.soort},
        }
    if isinstance(bron, Antwoord):
        sessie = bron.vraag.sessie
        vragen = sorted(corporatie.slug for corporatie in sessie.vragen.all())
        return {"soort": "antwoord", "sessie": sessie.slug, "vragen": vragen}
    gegevens = {
        "vorm": bron.vorm.slug,
        "meerwaarde": bron.meerwaarde.slug,
        "effect": bron.effect,
        "status": bron.status,
    }
    return {"soort": "inzicht", "vragen": bron.geraakte_vragen(), "gegevens": gegevens}
