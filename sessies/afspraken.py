"""A session as it stands in somebody's calendar: title, time and place. What is said in it never goes there."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings

from verkenning.kalender import Afspraak
from verkenning.models import Persoon

from .models import Komstantwoord, Sessie


def afspraak_van(sessie: Sessie, *, url: str = "", vrij: bool = False) -> Afspraak:
    """The same `uid` in every file and letter, so that a later one takes the place of an earlier one.

    What lost its day, or lives on in another session, is off: calendars that took it in before have to hear that.
    """
    begin, einde = sessie.dagen
    return Afspraak(
        uid=f"{sessie.verkenning.slug}.{sessie.slug}@{urlsplit(settings.BASE_URL).hostname}",
        titel=f"{sessie.verkenning.naam}: {sessie.titel}",
        begin=begin or sessie.wanneer,
        einde=einde,
        locatie=sessie.locatie,
        url=url,
        gewijzigd=sessie.gewijzigd,
        volgnummer=sessie.kalenderstand,
        vervallen=sessie.status == Sessie.Status.VERVALLEN or bool(begin and not sessie.heeft_dag),
        vrij=vrij,
    )


def agenda_van(persoon: Persoon) -> list[Afspraak]:
    """All sessions of the groups that somebody is in now, walked and planned; also those that are off."""
    gezegd = Komstantwoord.objects.filter(komst__persoon=persoon, komst__sessie__verkenning__in=persoon.groepen)
    # The last answer of each counts.
    nu = dict(gezegd.order_by("nummer").values_list("komst__sessie", "antwoord"))
    sessies = (
        Sessie.objects.zichtbaar_voor(persoon).select_related("verkenning").order_by("verkenning", "volgorde", "pk")
    )
    return [
        afspraak_van(
            sessie,
            url=settings.BASE_URL + sessie.get_absolute_url(),
            vrij=nu.get(sessie.pk) == Komstantwoord.Antwoord.NEE,
        )
        for sessie in sessies
    ]
