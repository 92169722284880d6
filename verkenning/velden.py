"""Model fields and validators that this domain needs and Django does not have."""

import re
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.safestring import SafeString, mark_safe

from .adressen import controleer_plek
from .markdown import naar_html, tekst_geldig
from .zoeken import woordstammen

slug_geldig = RegexValidator(
    r"^[a-z0-9]+(?:-[a-z0-9]+)*\Z",
    "Gebruik kleine letters, cijfers en streepjes, bijvoorbeeld 'een-controller-delen'.",
)

_DEELDATUM = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?\Z")


def is_deeldatum(tekst: str) -> bool:
    """Say whether a text is a real date of day, month or year precision: 2019-02-06, 2019-02, 2019."""
    if not _DEELDATUM.match(tekst):
        return False
    try:
        date.fromisoformat(tekst + "2000-01-01"[len(tekst) :])
    except ValueError:
        return False
    return True


def deeldatum_geldig(tekst: str) -> None:
    if not is_deeldatum(tekst):
        raise ValidationError(f"'{tekst}' is geen datum. Schrijf 2019-02-06, of 2019-02 als de dag nog niet vaststaat.")


class SlugVeld(models.CharField[str, str]):
    """A name for in an address and in a file name: lower case, digits and single hyphens.

    `plek` is what its place in the addresses is called; it may not be a fixed word there. Of no matter to a table.
    """

    def __init__(self, *args: Any, plek: str = "", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)
        self.plek = plek
        vrij = [partial(controleer_plek, plek=plek)] if plek else []
        self.validators = [*self.validators, slug_geldig, *vrij]


class DeelDatumVeld(models.CharField[str, str]):
    """A date that may be known to the day, the month or the year only, or not at all ('').

    Kept as the ISO text itself: it sorts as it reads, and never pretends to a precision nobody gave.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, deeldatum_geldig]


def gewone_regels(tekst: str) -> str:
    """A text with lines that end as they do in files. Browsers send another end, which no reader sees and a fingerprint does."""
    return tekst.replace("\r\n", "\n").replace("\r", "\n")


class Tekstveld(models.TextField[str, str]):
    """Markdown as people type it, refused when it is too long or nested too deep."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.validators = [*self.validators, tekst_geldig]

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        tekst = gewone_regels(getattr(model_instance, self.attname))
        setattr(model_instance, self.attname, tekst)
        return tekst


class PlatteTekst(Tekstveld):
    """What people type and readers see as it is, with the bounds and the line ends of Markdown.

    In a migration it is a TextField: the bounds are those of the code and change nothing of a table.
    """

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        naam, _, args, kwargs = super().deconstruct()
        return naam, "django.db.models.TextField", args, kwargs


class HtmlVan(models.TextField[str, str]):
    """The safe HTML of a Markdown field on the same model, rendered when the row is written and never in a GET."""

    def __init__(self, bron: str = "tekst", **kwargs: Any) -> None:
        self.bron = bron
        super().__init__(**{**kwargs, "editable": False, "blank": True})

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        naam, pad, args, kwargs = super().deconstruct()
        return naam, pad, [self.bron, *args], kwargs

    def from_db_value(self, value: str | None, *_: Any) -> SafeString | None:
        """What stands in this column was cleaned when it was written, so a template may print it as it is."""
        return None if value is None else mark_safe(value)  # noqa: S308 - naar_html cleaned it

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        html = naar_html(getattr(model_instance, self.bron))
        setattr(model_instance, self.attname, html)
        return html


class Zoekstammen(models.TextField[str, str]):
    """The stems of everything a reader sees of this row, written with it: what search looks in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "editable": False, "blank": True})

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        stammen = " ".join(woordstammen("\n".join(model_instance.zoektekst())))  # type: ignore[attr-defined]
        setattr(model_instance, self.attname, stammen)
        return stammen
