"""How far each note, answer or insight is on its way out, in the row itself: one query for a page of sixty.

What is released is known to the whole group. What is still being asked is between the speaker, the begeleider and
whoever put it forward: others do not see that it is asked.
"""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from verkenning.models import Persoon

from .models import Antwoord, Inzicht, Notitie, Tekstversie, Voordracht

_BRON = {Notitie: "notitie", Antwoord: "antwoord_bron", Inzicht: "inzicht"}


def met_staat[T: QuerySet[Any]](rijen: T, persoon: Persoon) -> T:
    """Annotate `buiten_voor` and `buiten_sinds` (the widest release that stands), `herschreven_op`, and the Voordracht
    that this person may know of: `wacht_op` (asked) or `klaar` (agreed, not yet released)."""
    hier = {_BRON[rijen.model]: OuterRef("pk")}
    buiten = Voordracht.objects.filter(**hier, vrijgave__isnull=False, vrijgave__ingetrokken_op=None)
    buiten = buiten.order_by("-vrijgave__publiek", "-vrijgave__op")  # 'openbaar' comes before 'achterban'
    gevraagd = Voordracht.objects.zichtbaar_voor(persoon).filter(**hier).order_by("-pk")
    versies = Tekstversie.objects.none()
    if rijen.model is not Inzicht:  # which is replaced by another one, never rewritten
        versies = Tekstversie.objects.filter(**{str(rijen.model._meta.model_name): OuterRef("pk")})
    return rijen.annotate(
        buiten_voor=Subquery(buiten.values("vrijgave__publiek")[:1]),
        buiten_sinds=Subquery(buiten.values("vrijgave__op")[:1]),
        herschreven_op=Subquery(versies.order_by("-tot").values("tot")[:1]),
        wacht_op=Subquery(gevraagd.filter(antwoord="").values("pk")[:1]),
        klaar=Subquery(gevraagd.vrij_te_geven().values("pk")[:1]),
    )
