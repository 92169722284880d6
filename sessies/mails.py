"""Letters about what happens in a group. None carries a word of what was said: a mailbox is outside."""

from __future__ import annotations

from django.conf import settings

from verkenning.mail import stuur_later

from .models import Voordracht


def vraag_de_spreker(voordracht: Voordracht) -> None:
    """Ask whoever said it whether it may go out; the passage itself stands behind the login."""
    if voordracht.spreker == voordracht.door:
        return
    context = {
        "naam": voordracht.spreker.get_short_name(),
        "door": voordracht.door.naam,
        "verkenning": voordracht.verkenning.naam,
        "url": f"{settings.BASE_URL}{voordracht.get_absolute_url()}",
    }
    stuur_later("mag_dit_naar_buiten", voordracht.spreker.email, context)
