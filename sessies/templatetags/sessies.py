"""What only `sessies` knows, for a page of `deelnemers`: that app cannot ask, and its template can."""

from __future__ import annotations

from typing import Any

from django import template

from verkenning.models import Persoon

from ..models import Vraagoorzaak

register = template.Library()


@register.simple_tag
def met_oorzaken(verhaal: list[dict[str, Any]], persoon: Persoon) -> list[dict[str, Any]]:
    """{% met_oorzaken verhaal user as verhaal %}: each version with the note or insight that caused it, as far as this
    reader may read it. One query for all of them."""
    rijen = Vraagoorzaak.objects.zichtbaar_voor(persoon).filter(versie__in=[stap["versie"] for stap in verhaal])
    rijen = rijen.select_related("notitie__verkenning", "notitie__auteur", "notitie__spreker", "inzicht__verkenning")
    oorzaken = {rij.versie_id: rij for rij in rijen}
    return [stap | {"oorzaak": oorzaken.get(stap["versie"].pk)} for stap in verhaal]
