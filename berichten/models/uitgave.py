from __future__ import annotations

import hashlib
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from verkenning.models import Persoon, Publiek, Verkenning, zichtbare_publieken
from verkenning.velden import PlatteTekst

from .bericht import Bericht


class Onveranderlijk(Exception):
    """An edition is what people have read. It is never changed or removed; a correction is a next edition."""


class VastHtml(models.TextField[str, str]):
    """HTML that was made by our own templates when the edition was published, and printed as it is ever since."""

    def from_db_value(self, value: str | None, *_: Any) -> SafeString | None:
        return None if value is None else mark_safe(value)  # noqa: S308 - every text in it was cleaned when it was written

    def pre_save(self, model_instance: models.Model, add: bool) -> SafeString:
        """An edition that was just made prints as it will when it is read back."""
        html: SafeString = mark_safe(getattr(model_instance, self.attname))  # noqa: S308 - as above
        setattr(model_instance, self.attname, html)
        return html


class UitgaveQuerySet(models.QuerySet["Uitgave"]):
    def leesbaar_voor(self, persoon: Persoon | AnonymousUser) -> Self:
        return self.filter(publiek__in=zichtbare_publieken(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(bericht__verkenning=verkenning)

    def laatste(self) -> Self:
        """Of each bericht the newest edition only: earlier ones are kept, and no longer served."""
        nieuwste = Uitgave.objects.filter(bericht=OuterRef("bericht")).order_by("-nummer").values("nummer")[:1]
        return self.filter(nummer=Subquery(nieuwste))

    def update(self, **velden: Any) -> int:
        if set(velden) != {"pdf"}:
            raise Onveranderlijk
        return super().update(**velden)

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Onveranderlijk


class Uitgave(models.Model):
    """An edition: what was published, as it was published. Its HTML and its PDF are files of the archive."""

    bericht = models.ForeignKey(Bericht, models.PROTECT, related_name="uitgaven")
    nummer = models.PositiveSmallIntegerField(default=1)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Persoon, models.PROTECT, null=True, blank=True, related_name="+")
    publiek = models.CharField(max_length=20, choices=Publiek)
    soort = models.CharField(max_length=20, choices=Bericht.Soort)
    titel = models.CharField(max_length=200)
    toelichting = PlatteTekst("wat is er veranderd?", blank=True)
    html = VastHtml()
    druk_html = VastHtml(help_text="waaruit de PDF is gemaakt")
    sha256 = models.CharField(max_length=64)
    pdf = models.FileField(upload_to="uitgaven/", blank=True)

    objects = UitgaveQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "uitgaven"
        ordering = ["bericht", "nummer"]
        constraints = [
            models.UniqueConstraint(fields=["bericht", "nummer"], name="uitgave_uniek"),
            models.CheckConstraint(condition=~Q(html="") & ~Q(sha256=""), name="uitgave_niet_leeg"),
        ]

    def __str__(self) -> str:
        return f"{self.titel}, uitgave {self.nummer}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Only the PDF is added later, by the worker that makes it."""
        if self.pk and kwargs.get("update_fields") != ["pdf"]:
            raise Onveranderlijk
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return self.bericht.url_buiten

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Onveranderlijk

    @property
    def url_pdf(self) -> str:
        return reverse("berichten:pdf", args=[self.bericht.verkenning.slug, self.bericht.nummer])

    @property
    def naam(self) -> str:
        return f"{self.get_soort_display()} {self.bericht.nummer}"

    @property
    def bestandsnaam(self) -> str:
        """A name that still says what it is in somebody's folder of downloads."""
        programma = self.bericht.verkenning.slug[:40].rstrip("-")  # with its folder it has to fit in the column
        return f"{programma}-bericht-{self.bericht.nummer}-uitgave-{self.nummer}.pdf"

    @property
    def klopt(self) -> bool:
        """Whether it is still what was published."""
        return hashlib.sha256(self.html.encode()).hexdigest() == self.sha256
