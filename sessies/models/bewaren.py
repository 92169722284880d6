"""Saving never destroys: every earlier text stays, and a save says which text it started from."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction
from django.utils import timezone

from deelnemers.models import Botsing
from verkenning.models import Persoon


class Tekstversie(models.Model):
    """A text as it stood before it was changed."""

    notitie = models.ForeignKey("sessies.Notitie", models.CASCADE, null=True, blank=True, related_name="versies")
    antwoord = models.ForeignKey("sessies.Antwoord", models.CASCADE, null=True, blank=True, related_name="versies")
    onderdeel = models.ForeignKey("sessies.Onderdeel", models.CASCADE, null=True, blank=True, related_name="versies")
    versie = models.PositiveIntegerField()
    tekst = models.TextField()
    tot = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Persoon, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["versie"]

    def __str__(self) -> str:
        return f"versie {self.versie}"


class Bewaard(models.Model):
    """A text that people edit: append-only in versions, with both texts kept when two change it at once."""

    tekst: models.TextField[str, str]
    versie = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def herschrijf(self, tekst: str, *, door: Persoon, vanaf: int, bewaar_oud: bool = True, **velden: Any) -> None:
        """Change the text and keep the old one. `vanaf` is the version the writer started from.

        Without `bewaar_oud` an earlier wording of the same moment is kept already.

        Raises Botsing, with what stands there now, when it has moved on since; nothing is saved then.
        """
        model = type(self)
        with transaction.atomic():
            huidig = model._default_manager.select_for_update().get(pk=self.pk)
            if huidig.versie != vanaf:
                raise Botsing(huidig)
            if huidig.tekst != tekst:
                if bewaar_oud:
                    Tekstversie.objects.create(
                        **{str(model._meta.model_name): huidig}, versie=huidig.versie, tekst=huidig.tekst, door=door
                    )
                velden |= {"tekst": tekst, "html": "", "versie": huidig.versie + 1}
            for veld, waarde in velden.items():
                setattr(self, veld, waarde)
            if velden:
                self.save(update_fields=list(velden))
