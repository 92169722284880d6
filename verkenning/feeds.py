"""The Atom feed: what was released when, for who follows along with a reader of their own."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.text import Truncator

from .buitenkant import PASSAGES, Buitenkant
from .models import Vrijgave
from .zoeken import platte_tekst

MEESTE = 50
# Cards have no moment of their own: they go out again with every change.
IN_DE_FEED = (*PASSAGES, Vrijgave.Soort.INZICHT, Vrijgave.Soort.BERICHT)
WAT_JE_LEEST = (
    "Hier lees je wat er is vrijgegeven: berichten, inzichten, en wat mensen zeiden. Het nieuwste staat bovenaan."
)
_GEEN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def atom(buitenkant: Buitenkant) -> str:
    verkenning = buitenkant.verkenning
    stukken = sorted(buitenkant.soort(*IN_DE_FEED), key=lambda v: (v.op, v.pk), reverse=True)[:MEESTE]
    feed = Atom1Feed(
        title=_schoon(verkenning.naam),
        subtitle=_schoon(" ".join(filter(None, [_zin(verkenning.ondertitel), WAT_JE_LEEST]))),
        link=settings.BASE_URL + verkenning.get_absolute_url(),
        feed_url=settings.BASE_URL + reverse("verkenning:feed", args=[verkenning.slug]),
        description="",
        language="nl",
        author_name=_schoon(verkenning.platform or verkenning.naam),
    )
    for stuk in stukken:
        feed.add_item(
            title=_schoon(_titel(stuk)),
            link=settings.BASE_URL + buitenkant.adres(stuk),
            description=_schoon(stuk.html),
            author_name=_schoon(stuk.naam) or None,
            unique_id=f"tag:{urlsplit(settings.BASE_URL).hostname},2019:{verkenning.slug}/{stuk.code}",
            pubdate=stuk.op,
            updateddate=stuk.op,
        )
    return feed.writeString("utf-8")


def _zin(tekst: str) -> str:
    return f"{tekst}." if tekst and tekst[-1] not in ".?!" else tekst


def _titel(stuk: Vrijgave) -> str:
    return stuk.titel or f"{stuk.get_soort_display()}: {Truncator(platte_tekst(stuk.html)).words(12)}"


def _schoon(tekst: str) -> str:
    """Without what may not stand in XML at all."""
    return _GEEN_XML.sub("", tekst)
