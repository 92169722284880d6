"""Passages that were put to somebody who has left since, and that are not theirs to clear any more.

Nothing goes out by their silence, nor by a yes from before: the gate itself sees to that (see models/beslisser.py). Here
it is only told, so that a begeleider puts it to who speaks for the association now.
"""

from __future__ import annotations

from collections.abc import Sequence

from verkenning.models import Verkenning

from .models import Voordracht


def merk_overgedragen(voordrachten: Sequence[Voordracht], verkenning: Verkenning) -> Sequence[Voordracht]:
    """Set `overgedragen` on each of these, of one Verkenning, that come `met_bron()`."""
    leden = verkenning.lidmaatschappen.exclude(corporatie=None)
    weg = {lid.persoon_id for lid in leden if lid.is_beeindigd} - {
        lid.persoon_id for lid in leden if not lid.is_beeindigd
    }
    for voordracht in voordrachten:
        open_ = voordracht.staat in {"wacht", "akkoord"}
        voordracht.overgedragen = open_ and voordracht.spreker_id in weg and not _eigen_woorden(voordracht)
    return voordrachten


def _eigen_woorden(voordracht: Voordracht) -> bool:
    notitie = voordracht.notitie
    return notitie is not None and voordracht.spreker_id == (notitie.spreker_id or notitie.auteur_id)
