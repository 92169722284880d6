"""How the ground knows of an edition: a released card of its own, for the home page, the feed and search.

It holds the words of the redactie only. A released passage is found as itself, so when it is withdrawn no copy of it
lingers here.
"""

from __future__ import annotations

import re
from html import unescape

from django.utils import timezone
from django.utils.html import strip_tags

from verkenning.models import Vrijgave

from .merken import zonder_stukken
from .models import Uitgave

MAX_TEKENS = 8_000


def zet_in_etalage(uitgave: Uitgave) -> Vrijgave:
    """Put the card of this edition in the place of that of the edition before it."""
    bericht = uitgave.bericht
    gegevens = {
        "nummer": bericht.nummer,
        "uitgave": uitgave.nummer,
        "soort": uitgave.soort,
        "op": timezone.localtime(uitgave.op).date().isoformat(),
    }
    return Vrijgave.objects.geef_vrij(
        verkenning=bericht.verkenning,
        soort=Vrijgave.Soort.BERICHT,
        sleutel=str(bericht.nummer),
        publiek=uitgave.publiek,
        titel=uitgave.titel,
        tekst=eigen_woorden(uitgave.html),
        gegevens=gegevens,
        door=uitgave.door,
        op=uitgave.op,
    )


def eigen_woorden(html: str) -> str:
    """The redactie's own words in an edition, as plain text."""
    artikel = html[: html.find("<aside>")]
    kaal = unescape(strip_tags(re.sub(r"<(/?)(?:p|h\d|li|ol|ul|div|section)\b", r"\n<\1p", zonder_stukken(artikel))))
    regels = [" ".join(regel.split()) for regel in kaal.splitlines()]
    return "\n\n".join(regel for regel in regels if regel)[:MAX_TEKENS]
