from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

if TYPE_CHECKING:
    from .programma import Verkenning


class PersoonManager(BaseUserManager["Persoon"]):
    def create_user(self, email: str, password: str | None = None, **velden: Any) -> Persoon:
        persoon = self.model(email=self.normalize_email(email).lower(), **velden)
        persoon.set_password(password)
        persoon.save()
        return persoon

    def create_superuser(self, email: str, password: str | None = None, **velden: Any) -> Persoon:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **velden)

    def get_by_natural_key(self, username: str | None) -> Persoon:
        return self.get(email__iexact=username)


class Persoon(AbstractBaseUser, PermissionsMixin):
    """Somebody with an account. The e-mail address is the login; what one may do follows from memberships."""

    email = models.EmailField(
        "e-mailadres", unique=True, error_messages={"unique": "Er is al iemand met dit e-mailadres."}
    )
    naam = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("actief", default=True)
    is_staff = models.BooleanField("beheerder", default=False)
    aangemaakt = models.DateTimeField(default=timezone.now, editable=False)

    objects: ClassVar[PersoonManager] = PersoonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["naam"]

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        constraints = [models.UniqueConstraint(Lower("email"), name="persoon_email_uniek")]

    def __str__(self) -> str:
        return self.naam or self.email

    def get_full_name(self) -> str:
        return self.naam

    def get_short_name(self) -> str:
        return self.naam.split(" ")[0] if self.naam else self.email

    @cached_property
    def alle_lidmaatschappen(self) -> list[Any]:
        """What this person takes or took part in, asked once per request, like `request.user` itself.

        With its Verkenning, which the menu of every page needs, but without its long texts. Memberships are `deelnemers`';
        the ground reaches them by their related name, because it imports no app above it.
        """
        leden = self.lidmaatschappen.met_stand().select_related("verkenning")
        return list(leden.defer("verkenning__aanleiding", "verkenning__aanleiding_html"))

    @property
    def geldige_lidmaatschappen(self) -> list[Any]:
        """What this person takes part in now."""
        return [lid for lid in self.alle_lidmaatschappen if lid.rollen]

    @property
    def vertrokken_uit(self) -> frozenset[int]:
        """The ids of the Verkenningen in whose group this person was for an association, and is no more: another may be."""
        weg = {lid.verkenning_id for lid in self.alle_lidmaatschappen if lid.corporatie_id and lid.is_beeindigd}
        namens = {lid.verkenning_id for lid in self.alle_lidmaatschappen if lid.corporatie_id and not lid.is_beeindigd}
        return frozenset(weg - namens) - self.groepen

    @property
    def rollen(self) -> frozenset[tuple[int, str]]:
        """What this person is, as (verkenning id, role)."""
        return frozenset((lid.verkenning_id, rol) for lid in self.geldige_lidmaatschappen for rol in lid.rollen)

    def verkenningen_als(self, *rollen: str) -> list[Verkenning]:
        """The Verkenningen in which this person is one of these, in the order in which Verkenningen are listed."""
        van = {lid.verkenning_id: lid.verkenning for lid in self.geldige_lidmaatschappen if {*rollen} & {*lid.rollen}}
        op_naam = sorted(van.values(), key=lambda verkenning: verkenning.naam)
        return sorted(op_naam, key=lambda verkenning: verkenning.begin, reverse=True)

    @property
    def corporaties(self) -> frozenset[int]:
        """The ids of the associations for which this person is verkenner."""
        return frozenset(lid.corporatie_id for lid in self.geldige_lidmaatschappen if "verkenner" in lid.rollen)

    def is_rol(self, rol: str, verkenning_id: int) -> bool:
        return (verkenning_id, rol) in self.rollen

    @property
    def groepen(self) -> frozenset[int]:
        """The ids of the Verkenningen whose confidential material this person may read."""
        return frozenset(pk for pk, rol in self.rollen if rol in {"verkenner", "begeleider"})

    @property
    def redactie_van(self) -> frozenset[int]:
        return frozenset(pk for pk, rol in self.rollen if rol == "redactie")
