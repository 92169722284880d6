"""A browser with a person behind it."""

from __future__ import annotations

import re
from typing import Any

from django.test import Client

from verkenning.models import Persoon


class Mens(Client):
    """Somebody who visits the portal: logged in when the person is given, else a visitor."""

    def __init__(self, persoon: Persoon | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._persoon = persoon
        if persoon is not None:
            self.force_login(persoon)

    @property
    def persoon(self) -> Persoon:
        """Who it is, read afresh: what a test changed about them counts at once."""
        assert self._persoon is not None, "a visitor has no account"
        return Persoon.objects.get(pk=self._persoon.pk)

    def htmx(self, method: str, path: str, data: dict[str, Any] | None = None, **extra: Any) -> Any:
        """The same request as htmx sends it: the answer is a fragment."""
        return getattr(self, method)(path, data, headers={"HX-Request": "true"}, **extra)


def kaal(antwoord: Any) -> str:
    """A page without the token that differs at every request, to compare it byte for byte with another."""
    return re.sub(r"[A-Za-z0-9]{64}", "TOKEN", antwoord.content.decode())
