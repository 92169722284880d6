"""Who may compose and who may read what is published. A leaf: no models, `Q` for lists and `bool` for one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from verkenning.models import Persoon


def redigeert(persoon: Persoon) -> Q:
    return Q(verkenning_id__in=persoon.redactie_van)


def is_redactie(persoon: Persoon, verkenning_id: int) -> bool:
    return persoon.is_rol("redactie", verkenning_id)
