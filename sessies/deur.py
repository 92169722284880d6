"""What every page of a group gives its frame: the Verkenning, the strip, and what the menu asks about the reader."""

from __future__ import annotations

from typing import Any

from verkenning.http import Verzoek
from verkenning.models import Verkenning

from .gezelschap import Gezelschap
from .haltes import strook


def kader(request: Verzoek, verkenning: Verkenning, gezelschap: Gezelschap | None = None) -> dict[str, Any]:
    """For who is in the group, and for the redactie in the library; the latter sees no strip of the inside."""
    in_groep = verkenning.pk in request.user.groepen
    return {
        "verkenning": verkenning,
        "strook": strook(verkenning, gezelschap) if in_groep and not request.htmx else None,
        # Known already, so that the menu need not ask.
        "groepen": [verkenning] if in_groep else [],
    }
