"""Who may see and do what around sessions. A leaf: no models, `Q` for lists and `bool` for one object."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from verkenning.models import Persoon

    from .models import Notitie, Sessie, Voordracht


def groep_ziet(persoon: Persoon, pad: str = "verkenning_id") -> Q:
    """Rows of whose Verkenning this person is in the group. `pad` leads from the row to the id of the Verkenning."""
    return Q(**{f"{pad}__in": persoon.groepen})


def ziet_bibliotheek(persoon: Persoon) -> Q:
    """Theory and inspiration are not confidential, but unreleased entries are for the group and the redactie only."""
    return Q(verkenning_id__in=persoon.groepen | persoon.redactie_van)


def ziet_notitie(persoon: Persoon) -> Q:
    """In the group: what is besloten, and one's own private lines."""
    return groep_ziet(persoon) & (Q(zichtbaarheid="besloten") | Q(zichtbaarheid="prive", auteur=persoon))


def ziet_antwoord(persoon: Persoon) -> Q:
    """In the group: what is besloten, and the private answers of one's own association."""
    return groep_ziet(persoon, "vraag__sessie__verkenning_id") & (
        Q(zichtbaarheid="besloten") | Q(zichtbaarheid="prive", corporatie_id__in=persoon.corporaties)
    )


def ziet_voordracht(persoon: Persoon) -> Q:
    """Who is asked sees it, wherever they stand by now; the begeleider sees all; whoever put it forward sees their own."""
    begeleidt = [pk for pk, rol in persoon.rollen if rol == "begeleider"]
    return _is_gevraagd(persoon) | Q(verkenning_id__in=begeleidt) | (groep_ziet(persoon) & Q(door=persoon))


def _is_gevraagd(persoon: Persoon) -> Q:
    """But who left the group to a successor is not asked any more for a word that was their association's to give.

    Their own words stay theirs; and what they answered while it was theirs, they may still read and take back.
    """
    gevraagd = Q(spreker=persoon)
    if not persoon.vertrokken_uit:
        return gevraagd
    eigen_woorden = Q(notitie__spreker=persoon) | Q(notitie__spreker=None, notitie__auteur=persoon)
    return gevraagd & (~Q(verkenning_id__in=persoon.vertrokken_uit) | ~Q(antwoord="") | eigen_woorden)


def ziet_komst(persoon: Persoon) -> Q:
    """In the group: one's own answer. Whoever guides reads what everybody answered, guests as well."""
    begeleidt = [pk for pk, rol in persoon.rollen if rol == "begeleider"]
    eigen = groep_ziet(persoon, "sessie__verkenning_id") & Q(persoon=persoon)
    return eigen | Q(sessie__verkenning_id__in=begeleidt)


def ziet_routeplan(persoon: Persoon) -> Q:
    """What may become of the route is between those who guide, until it is made known."""
    return Q(verkenning_id__in=[pk for pk, rol in persoon.rollen if rol == "begeleider"])


def is_begeleider(persoon: Persoon, verkenning_id: int) -> bool:
    return persoon.is_rol("begeleider", verkenning_id)


def mag_bibliotheek_vrijgeven(persoon: Persoon, verkenning_id: int) -> bool:
    return is_begeleider(persoon, verkenning_id) or persoon.is_rol("redactie", verkenning_id)


def mag_sessie_voorbereiden(persoon: Persoon, sessie: Sessie) -> bool:
    """The begeleider, and the verkenners whose question the session serves, compose it together."""
    return is_begeleider(persoon, sessie.verkenning_id) or any(c.pk in persoon.corporaties for c in sessie.vraag_van)


def mag_notitie_wijzigen(persoon: Persoon, notitie: Notitie) -> bool:
    return notitie.auteur_id == persoon.pk and notitie.verkenning_id in persoon.groepen


def mag_voordracht_beantwoorden(persoon: Persoon, voordracht: Voordracht) -> bool:
    """Only the person whose words or view it is. Nobody answers for somebody else."""
    return voordracht.spreker_id == persoon.pk


def mag_voordracht_vrijgeven(persoon: Persoon, voordracht: Voordracht) -> bool:
    return is_begeleider(persoon, voordracht.verkenning_id)


def mag_voordracht_intrekken(persoon: Persoon, voordracht: Voordracht) -> bool:
    """Whoever said yes may say no later; the begeleider takes back what is out, and says no for nobody."""
    uit = voordracht.vrijgave_id is not None
    return voordracht.spreker_id == persoon.pk or (uit and is_begeleider(persoon, voordracht.verkenning_id))
