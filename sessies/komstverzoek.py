"""Asking people to come to a session: the group, and guests from outside."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from deelnemers.models import Lidmaatschap
from verkenning.models import Persoon

from .herinneringen import plan
from .komstbrieven import zet_klaar
from .models import Komst, Komstbrief, Oproep, Sessie

_UITNODIGING = Komstbrief.Soort.UITNODIGING


def nodig_groep_uit(sessie: Sessie, *, door: Persoon, antwoord_voor: date | None, vanaf: int) -> int:
    """Ask everybody in the group who was not asked yet, and say how many that are. Twice is once.

    Raises Botsing when another begeleider set the date meanwhile.
    """
    with transaction.atomic():
        Sessie.objects.select_for_update(of=("self",)).get(pk=sessie.pk)
        Oproep.objects.zet(sessie, door=door, antwoord_voor=antwoord_voor, vanaf=vanaf)
        nieuw = 0
        for persoon in groep_van(sessie):
            komst, _ = Komst.objects.get_or_create(sessie=sessie, persoon=persoon, defaults={"door": door})
            nieuw += zet_klaar([komst], _UITNODIGING, "1")
        if nieuw:
            plan(sessie)
    return nieuw


def nodig_gast_uit(sessie: Sessie, *, door: Persoon, naam: str, email: str, onderdelen: list[int]) -> bool:
    """Ask somebody from outside. Whoever is asked already gets no second letter, unless they were withdrawn."""
    with transaction.atomic():
        Sessie.objects.select_for_update(of=("self",)).get(pk=sessie.pk)
        komst, nieuw = Komst.objects.get_or_create(
            sessie=sessie, persoon=None, email=email, defaults={"naam": naam, "door": door}
        )
        opnieuw = komst.ingetrokken_op is not None
        komst.naam, komst.door, komst.ingetrokken_op = naam, door, None
        komst.save(update_fields=["naam", "door", "ingetrokken_op"])
        komst.onderdelen.set(sessie.onderdelen.filter(pk__in=onderdelen))
        if nieuw or opnieuw:
            stuur_nieuwe_link(komst)
            plan(sessie)
    return nieuw or opnieuw


def stuur_nieuwe_link(komst: Komst) -> bool:
    """Every link that this guest had stops working, and a new one is on its way. Says False when it is already."""
    with transaction.atomic():
        Komst.objects.select_for_update(of=("self",)).get(pk=komst.pk)
        brieven = Komstbrief.objects.filter(komst=komst, soort=_UITNODIGING)
        if brieven.filter(verstuurd_op=None, mislukt_op=None).exists():
            return False
        komst.vergeet_links()
        zet_klaar([komst], _UITNODIGING, str(brieven.count() + 1))
    return True


def groep_van(sessie: Sessie) -> list[Persoon]:
    """Who is in the group today and can log in, once each."""
    leden = Lidmaatschap.objects.filter(verkenning=sessie.verkenning_id, persoon__is_active=True).geldig()
    mensen = {lid.persoon_id: lid.persoon for lid in leden.select_related("persoon") if _in_groep(lid)}
    return sorted(mensen.values(), key=lambda persoon: (persoon.naam, persoon.pk))


def _in_groep(lid: Lidmaatschap) -> bool:
    return bool({"verkenner", "begeleider"} & {*lid.rollen})
