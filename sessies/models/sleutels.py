"""The ids of a many-to-many in the row itself, so that a page of sixty rows asks for them once."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, OuterRef, StringAgg, Subquery, Value
from django.db.models.functions import Cast, Concat


def sleutels_van(relatie: Any) -> Subquery:
    """For `annotate(raakt_sleutels=sleutels_van(Notitie.raakt))`: '3,8', or None. Read with `lees_sleutels`."""
    van, naar = relatie.field.m2m_field_name(), relatie.field.m2m_reverse_field_name()
    tussen = relatie.through.objects.filter(**{van: OuterRef("pk")}).order_by().values(van)
    return Subquery(tussen.annotate(rij=StringAgg(Cast(f"{naar}_id", CharField()), Value(","))).values("rij"))


def namen_van(relatie: Any) -> Subquery:
    """The same for people, each with their name: '3 Anna Aalders' on a line of its own. Read with `lees_namen`."""
    van, naar = relatie.field.m2m_field_name(), relatie.field.m2m_reverse_field_name()
    regel = Concat(Cast(f"{naar}_id", CharField()), Value(" "), f"{naar}__naam", output_field=CharField())
    tussen = relatie.through.objects.filter(**{van: OuterRef("pk")}).order_by().values(van)
    return Subquery(tussen.annotate(rij=StringAgg(regel, Value("\n"))).values("rij"))


def lees_namen(rij: str | None) -> list[tuple[int, str]]:
    paren = (regel.partition(" ") for regel in (rij or "").splitlines())
    return [(int(pk), naam) for pk, _, naam in paren if naam]


def lees_sleutels(rij: str | None) -> set[int]:
    return {int(pk) for pk in rij.split(",")} if rij else set()
