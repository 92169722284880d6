"""Letters about what happens in a group. None carries a word of what was said: a mailbox is outside."""

from __future__ import annotations

from django.conf import settings

from deelnemers.permissions import is_van_groep
from verkenning.mail import stuur_later

from .models import Voordracht


def vraag_de_spreker(voordracht: Voordracht) -> None:
    """Ask whoever said it whether it may go out; the passage itself stands behind the login."""
    if voordracht.spreker == voordracht.door:
        return
    # Who left the group still decides about their own words, but is no longer told who is in it.
    in_groep = is_van_groep(voordracht.spreker, voordracht.verkenning_id)
    context = {
        "naam": voordracht.spreker.get_short_name(),
        "door": voordracht.door.naam if in_groep else "Iemand uit de groep",
        "verkenning": voordracht.verkenning.naam,
        "url": f"{settings.BASE_URL}{voordracht.get_absolute_url()}",
    }
    stuur_later("mag_dit_naar_buiten", voordracht.spreker.email, context)
