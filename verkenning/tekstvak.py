"""A box for a text that may not be too long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError


class Tekstvak(forms.CharField):
    """The server says that a text is too long, and everything that was typed stays.

    A browser that knows the limit cuts off what somebody pastes, and says nothing of it: so it is not told.
    """

    widget = forms.Textarea

    def __init__(self, *, hoogstens: int, wat: str, raad: str = "", rijen: int = 3, **kwargs: Any) -> None:
        """`wat` begins the sentence: 'Je vraag is 1.240 tekens. Houd het bij 1.000: één zin leest beter.'"""
        kwargs.setdefault("widget", self.widget(attrs={"rows": rijen}))
        super().__init__(**kwargs)
        self.hoogstens, self.wat, self.raad = hoogstens, wat, raad

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.hoogstens:
            einde = f": {self.raad}." if self.raad else "."
            raise ValidationError(
                f"{self.wat} is {_getal(len(value))} tekens. Houd het bij {_getal(self.hoogstens)}{einde}"
            )


def _getal(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
