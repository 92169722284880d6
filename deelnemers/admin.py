"""Who has which role, and who is invited. Questions, reasons and the history of taking part are not here."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from verkenning.admin import NietWeg, beheer

from .models import Lidmaatschap, Uitnodiging

VLAGGEN = ["begeleider", "redactie", "lid"]


@admin.register(Lidmaatschap, site=beheer)
class LidmaatschapAdmin(admin.ModelAdmin):
    """A role can be taken away here, never given: who administers would else let themselves in. Django's log keeps who did that.

    A begeleider or the redactie gives one, by inviting; the first of a programme stands in the folder that it comes from.
    """

    list_display = ["persoon", "verkenning", "corporatie", *VLAGGEN]
    list_filter = ["verkenning", *VLAGGEN]
    list_select_related = ["persoon", "verkenning", "corporatie"]
    search_fields = ["persoon__naam", "persoon__email"]
    fields = ["verkenning", "persoon", "corporatie", "functie", *VLAGGEN, "beeindigd_op"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """What somebody is, can be switched off; what they are not, can only be looked at."""
        uit = [vlag for vlag in VLAGGEN if not getattr(obj, vlag, False)]
        return ["verkenning", "persoon", "corporatie", "beeindigd_op", *uit]


@admin.register(Uitnodiging, site=beheer)
class UitnodigingAdmin(NietWeg):
    """To look at only, and without what would open it."""

    list_display = ["email", "rol", "verkenning", "door", "op", "staat"]
    list_select_related = ["verkenning"]
    search_fields = ["email", "naam"]
    fields = [
        "verkenning",
        "naam",
        "email",
        "functie",
        "rol",
        "corporatie",
        "door",
        "op",
        "verloopt_op",
        "verstuurd_op",
        "mislukt_op",
        "gebruikt_op",
        "ingetrokken_op",
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Uitnodiging]:
        """Each inviter once: `staat` asks what they may."""
        return super().get_queryset(request).prefetch_related("door")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
