"""When a session goes up in another, everything that was made for it goes along: no word of it is lost."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max

from verkenning.markdown import tekst_geldig

from ..models import Antwoord, InspiratieKoppeling, Onderdeel, Sessie, TheorieKoppeling, Voorbereidingsvraag


def breng_over(van: Sessie, naar: Sessie) -> None:
    """The parts, the preparation, the sources and the notes of the one become those of the other."""
    van.notities.update(sessie=naar)
    _onderdelen(van, naar)
    _voorbereiding(van, naar)
    _bronnen(van, naar)
    naar.aanwezig.add(*van.aanwezig.all())
    _tekst(van, naar)


def _hoogste(rijen: Any) -> int:
    return rijen.aggregate(hoogste=Max("volgorde"))["hoogste"] or 0


def _onderdelen(van: Sessie, naar: Sessie) -> None:
    bezet, volgorde = set(naar.onderdelen.values_list("slug", flat=True)), _hoogste(naar.onderdelen)
    for plaats, onderdeel in enumerate(van.onderdelen.all(), start=1):
        wortel = onderdeel.slug[:70].rstrip("-")
        slugs = (onderdeel.slug, *(f"{wortel}-{n}" for n in range(2, 999)))
        slug = next(slug for slug in slugs if slug not in bezet)
        bezet.add(slug)
        Onderdeel.objects.filter(pk=onderdeel.pk).update(sessie=naar, slug=slug, volgorde=volgorde + plaats)


def _voorbereiding(van: Sessie, naar: Sessie) -> None:
    """What both asked is asked once. Where an association answered both, its second answer stays where it was given."""
    daar, volgorde = (
        {vraag.tekst: vraag for vraag in naar.voorbereidingsvragen.all()},
        _hoogste(naar.voorbereidingsvragen),
    )
    for plaats, vraag in enumerate(van.voorbereidingsvragen.all(), start=1):
        zelfde = daar.get(vraag.tekst)
        if zelfde is None:
            Voorbereidingsvraag.objects.filter(pk=vraag.pk).update(sessie=naar, volgorde=volgorde + plaats)
            continue
        al = zelfde.antwoorden.values("corporatie")
        Antwoord.objects.filter(vraag=vraag).exclude(
            corporatie__in=list(al.values_list("corporatie", flat=True))
        ).update(vraag=zelfde)


def _bronnen(van: Sessie, naar: Sessie) -> None:
    """A source that lies at both stays at both: each has its own sentence, for its own question."""
    theorie = naar.theoriekoppelingen.values_list("bron", flat=True)
    TheorieKoppeling.objects.filter(sessie=van).exclude(bron__in=list(theorie)).update(sessie=naar)
    voorbeelden = naar.inspiratiekoppelingen.values_list("voorbeeld", flat=True)
    InspiratieKoppeling.objects.filter(sessie=van).exclude(voorbeeld__in=list(voorbeelden)).update(sessie=naar)


def _tekst(van: Sessie, naar: Sessie) -> None:
    """The introductions one after the other, where they fit in one; the attachments together."""
    samen = "\n\n".join(dict.fromkeys(tekst for tekst in (naar.tekst, van.tekst) if tekst))
    with suppress(ValidationError):
        tekst_geldig(samen)
        naar.tekst = samen
    naar.bijlagen = list(dict.fromkeys([*naar.bijlagen, *van.bijlagen]))
    naar.save(update_fields=["tekst", "html", "bijlagen"])
