"""What waits for somebody among people and questions. Two queries, however much there is."""

from __future__ import annotations

from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from verkenning.models import Persoon
from verkenning.taken import Taak

from .models import Corporatie, Uitnodiging, Vraagconcept

DEUREN: dict[str, str] = {
    Uitnodiging.Rol.VERKENNER: "deelnemers:uitnodigen",
    Uitnodiging.Rol.BEGELEIDER: "deelnemers:uitnodigen",
    Uitnodiging.Rol.REDACTIE: "deelnemers:uitnodigen_redactie",
    Uitnodiging.Rol.LID: "deelnemers:uitnodigen_redactie",
}


def taken(persoon: Persoon) -> list[Taak]:
    return [*_mijn_vragen(persoon), *_mislukte_uitnodigingen(persoon)]


def _mijn_vragen(persoon: Persoon) -> list[Taak]:
    mijn = (
        Corporatie.objects.filter(pk__in=persoon.corporaties)
        .niet_gestopt()
        .select_related("verkenning")
        .annotate(concept=Exists(Vraagconcept.objects.filter(corporatie=OuterRef("pk"), persoon=persoon)))
        .annotate(versies=Count("vraagversies"), vrij=Count("vraagversies", filter=~Q(vraagversies__vrijgegeven="")))
    )
    return [_taak(corporatie) for corporatie in mijn if not corporatie.versies or not corporatie.vrij]


def _taak(corporatie: Corporatie) -> Taak:
    if not corporatie.versies:  # type: ignore[attr-defined]
        bezig = corporatie.concept  # type: ignore[attr-defined]
        return Taak(
            titel="Maak je centrale vraag af" if bezig else "Schrijf je centrale vraag op",
            uitleg=f"Wat wil {corporatie} weten over samenwerken? Je kunt hem later aanscherpen.",
            knop="Ga verder" if bezig else "Schrijf hem op",
            url=reverse("deelnemers:opschrijven", args=[corporatie.verkenning.slug, corporatie.slug]),
            minuten=5,
            icoon="vraag",
        )
    return Taak(
        titel="Laat je vraag zien",
        uitleg="Alleen de groep leest je vraag nu. Jij bepaalt of de leden of iedereen hem mogen lezen.",
        knop="Bekijk je vraag",
        url=corporatie.get_absolute_url(),
        minuten=3,
        icoon="oog",
    )


def _mislukte_uitnodigingen(persoon: Persoon) -> list[Taak]:
    """For whoever sent it: nobody else will notice that a mail never left."""
    mislukt = Uitnodiging.objects.open().filter(door=persoon, verstuurd_op=None).exclude(mislukt_op=None)
    return [
        Taak(
            titel=f"De uitnodiging aan {uitnodiging.naam} kwam niet weg",
            uitleg=f"Klopt het adres {uitnodiging.email}? Stuur hem opnieuw of trek hem in.",
            knop="Kijk wat er is",
            url=reverse(DEUREN[uitnodiging.rol], args=[uitnodiging.verkenning.slug]),
            minuten=2,
            icoon="mail",
        )
        for uitnodiging in mislukt.select_related("verkenning")
    ]
