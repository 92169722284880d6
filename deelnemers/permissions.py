"""Who may see and do what among people and questions. A leaf: no models, `Q` for lists and `bool` for one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from verkenning.models import Persoon

    from .models import Corporatie

UITNODIGBAAR = {"begeleider": ["verkenner", "begeleider"], "redactie": ["lid", "redactie"]}


def groep_ziet(persoon: Persoon) -> Q:
    """Rows with a `verkenning` of whose group this person is a member."""
    return Q(verkenning_id__in=persoon.groepen)


def is_van_groep(persoon: Persoon, verkenning_id: int) -> bool:
    return verkenning_id in persoon.groepen


def is_begeleider(persoon: Persoon, verkenning_id: int) -> bool:
    return persoon.is_rol("begeleider", verkenning_id)


def is_verkenner_van(persoon: Persoon, corporatie: Corporatie) -> bool:
    return corporatie.pk in persoon.corporaties


def mag_vraag_stellen(persoon: Persoon, corporatie: Corporatie) -> bool:
    """A central question is its verkenner's own: only they word it, and only they let it out."""
    return is_verkenner_van(persoon, corporatie) and is_van_groep(persoon, corporatie.verkenning_id)


def mag_vraag_intrekken(persoon: Persoon) -> Q:
    """Released wordings that this person may take back: of the association they ask or asked for, also when it stopped or
    they left; what they let out themselves; and for who guides, all of the group. None of them lets it out again by this."""
    begeleidt = [pk for pk, rol in persoon.rollen if rol == "begeleider"]
    return is_eigen_vraag(persoon) | Q(corporatie__verkenning_id__in=begeleidt)


def is_eigen_vraag(persoon: Persoon) -> Q:
    """Wordings of an association of this person, then or now, and what they let out.

    Who was succeeded has nothing to do with what is worded after them.
    """
    eigen = Q(vrijgave__door=persoon)
    for lid in persoon.alle_lidmaatschappen:
        if lid.corporatie_id:
            tot = Q(op__date__lt=lid.beeindigd_op) if lid.is_beeindigd else Q()
            eigen |= Q(corporatie_id=lid.corporatie_id) & tot
    return eigen


def uitnodigbare_rollen(persoon: Persoon, verkenning_id: int, als: str) -> list[str]:
    """Whom somebody may invite in the role that they speak in: a begeleider the group, the redactie its readers."""
    return UITNODIGBAAR.get(als, []) if persoon.is_rol(als, verkenning_id) else []


def mag_uitnodigen(persoon: Persoon, verkenning_id: int, rol: str) -> bool:
    """Whether somebody may invite for this role today, by either door."""
    return persoon.is_active and any(rol in uitnodigbare_rollen(persoon, verkenning_id, als) for als in UITNODIGBAAR)
