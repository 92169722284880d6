"""What waits for somebody among people and questions."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from deelnemers.models import Corporatie, Uitnodiging
from deelnemers.taken import taken
from tests.factories import maak_corporatie, maak_lid, maak_uitnodiging
from tests.mensen import Mens
from verkenning.models import Publiek


def wat(mens: Mens) -> list[tuple[str, str]]:
    return [(taak.titel, taak.url) for taak in taken(mens.persoon)]


def test_a_question_that_is_not_there_yet(anna: Mens, kromwaal: Corporatie) -> None:
    kromwaal.vraagversies.all().delete()
    assert wat(anna) == [("Schrijf je centrale vraag op", "/groep/samen/vragen/kromwaal/opschrijven/")]
    anna.post("/groep/samen/vragen/kromwaal/opschrijven/1/", {"tekst": "Hoe nu?", "vanaf": 0})
    assert wat(anna) == [("Maak je centrale vraag af", "/groep/samen/vragen/kromwaal/opschrijven/")]


def test_a_question_that_nobody_outside_may_read(anna: Mens, kromwaal: Corporatie) -> None:
    assert wat(anna) == [("Laat je vraag zien", "/groep/samen/vragen/kromwaal/")]
    kromwaal.vraagversies.get().geef_vrij(Publiek.ACHTERBAN, door=anna.persoon)
    assert wat(anna) == []


def test_it_waits_for_its_own_verkenner_only(
    kromwaal: Corporatie, bram: Mens, begeleider: Mens, redactie: Mens, lid: Mens
) -> None:
    assert wat(begeleider) == wat(redactie) == wat(lid) == []
    assert [url for _, url in wat(bram)] == ["/groep/elders/vragen/verdermeer/"]


def test_not_for_who_stopped(anna: Mens, kromwaal: Corporatie) -> None:
    kromwaal.deelnames.create(status="gestopt", op="2019-04-01", volgorde=1)
    assert wat(anna) == []


def test_a_mail_that_never_left_waits_for_who_sent_it(begeleider: Mens, redactie: Mens, kromwaal: Corporatie) -> None:
    uitnodiging, _ = maak_uitnodiging(
        kromwaal.verkenning, begeleider.persoon, naam="Noor Nieuw", rol=Uitnodiging.Rol.BEGELEIDER
    )
    assert wat(begeleider) == []
    Uitnodiging.objects.update(mislukt_op=timezone.now())
    assert wat(begeleider) == [("De uitnodiging aan Noor Nieuw kwam niet weg", "/groep/samen/uitnodigen/")]
    assert wat(redactie) == []
    uitnodiging.trek_in()
    assert wat(begeleider) == []


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_it_stays_cheap(aantal: int, anna: Mens, kromwaal: Corporatie, django_assert_num_queries: Any) -> None:
    for _ in range(aantal):
        maak_lid(anna.persoon, kromwaal.verkenning, corporatie=maak_corporatie(kromwaal.verkenning))
        uitnodiging, _ = maak_uitnodiging(kromwaal.verkenning, anna.persoon)
        Uitnodiging.objects.filter(pk=uitnodiging.pk).update(mislukt_op=timezone.now())
    persoon = anna.persoon
    assert persoon.rollen
    with django_assert_num_queries(2):
        assert len(taken(persoon)) == 2 * aantal + 1
