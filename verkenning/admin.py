"""The technical administrator's pages: accounts and programmes, nothing that was said in confidence.

A site of its own, because on Django's the libraries register theirs: the secrets of authenticator apps and the keys of
sessions would stand there to be read.
"""

from __future__ import annotations

from typing import Any

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from .models import Persoon, Verkenning

beheer = admin.AdminSite(name="admin")
beheer.site_header = beheer.site_title = "Beheer van de Verkenning"
beheer.index_title = "Accounts en programma's"
# Through the login that everybody uses: the admin's own would skip the second factor.
beheer.login = secure_admin_login(beheer.login)  # type: ignore[method-assign]


class NietWeg(admin.ModelAdmin):
    """Nothing is deleted here: what somebody did must stay told."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Persoon, site=beheer)
class PersoonAdmin(NietWeg):
    list_display = ["naam", "email", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["naam", "email"]
    fields = ["naam", "email", "is_active", "is_staff", "is_superuser", "last_login", "aangemaakt"]
    readonly_fields = ["last_login", "aangemaakt"]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        """The address is the key to an account: who could change it could let themselves in as anybody."""
        return [*self.readonly_fields, *(["email"] if obj else [])]

    def save_model(self, request: HttpRequest, obj: Persoon, form: ModelForm, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        obj.email = obj.email.lower()
        super().save_model(request, obj, form, change)


@admin.register(Verkenning, site=beheer)
class VerkenningAdmin(NietWeg):
    """A programme comes from a folder, with its first begeleider in it: made here it would have nobody to invite anyone."""

    list_display = ["naam", "slug", "fase", "begin"]
    fields = ["naam", "slug", "ondertitel", "platform", "begin", "einde", "fase", "aanleiding"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
