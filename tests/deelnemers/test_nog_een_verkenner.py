"""Whoever is verkenner of an association hears that another is invited: that one will read what it keeps private."""

from __future__ import annotations

from collections.abc import Callable

from deelnemers.models import Corporatie
from tests.deelnemers.conftest import NOOR, Postkantoor
from tests.factories import maak_corporatie, maak_verkenner
from tests.mensen import Mens
from verkenning.models import Persoon


def nodig_uit(begeleider: Mens, **velden: object) -> None:
    assert begeleider.post("/groep/samen/uitnodigen/", NOOR | velden).status_code == 302


def test_who_is_verkenner_already_hears_of_another(
    anna: Mens, begeleider: Mens, kromwaal: Corporatie, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    """A begeleider who invites a second address of their own would else read the private answers unseen."""
    maak_verkenner(kromwaal, "Wieke West")
    Persoon.objects.filter(pk=maak_verkenner(kromwaal, "Ilse Uit").pk).update(is_active=False)
    maak_verkenner(maak_corporatie(kromwaal.verkenning), "Teun Tak")
    for _ in range(2):
        nodig_uit(begeleider, rol="verkenner", corporatie=kromwaal.pk)
    werk()
    gemeld = {brief["To"]: nummer for nummer, brief in enumerate(postkantoor.post) if brief["To"] != NOOR["email"]}
    assert set(gemeld) == {anna.persoon.email, "wieke-west@voorbeeld.example"}
    assert len(postkantoor.post) == 3
    tekst = postkantoor.tekst(gemeld[anna.persoon.email])
    noemt = {NOOR["naam"], NOOR["email"], "Bea Boer", "Kromwaal", "Dag Anna"}
    assert {woord for woord in noemt if woord in tekst} == noemt
    assert "/uitnodiging/" not in tekst


def test_nobody_hears_of_another_invitation(
    anna: Mens, begeleider: Mens, kromwaal: Corporatie, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    """Not of a begeleider; not where there is no verkenner, or where they are the one who invites."""
    nodig_uit(begeleider, rol="begeleider")
    leeg = maak_corporatie(kromwaal.verkenning)
    eigen = maak_corporatie(kromwaal.verkenning)
    eigen.lidmaatschappen.create(verkenning=kromwaal.verkenning, persoon=begeleider.persoon)
    for corporatie in (leeg, eigen):
        nodig_uit(begeleider, rol="verkenner", corporatie=corporatie.pk)
    werk()
    assert {brief["To"] for brief in postkantoor.post} == {NOOR["email"]}
