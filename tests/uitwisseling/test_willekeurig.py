"""Whatever people write, it comes out as it went in."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings

from verkenning.models import Vrijgave
from verkenning.uitwisseling.opdracht import exporteer, importeer
from verkenning.uitwisseling.programma import Programma

from .mappen import inhoud
from .willekeurig import programmas


def schrijf(programma: Programma, map_: Path) -> None:
    for pad, bytes_ in programma.inhoud().items():
        (map_ / pad).parent.mkdir(parents=True, exist_ok=True)
        (map_ / pad).write_bytes(bytes_)


@pytest.mark.django_db
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(programma=programmas())
def test_any_programme_survives_the_round_trip(programma: Programma) -> None:
    with TemporaryDirectory() as map_, transaction.atomic():
        heen, terug = Path(map_) / "heen", Path(map_) / "terug"
        schrijf(programma, heen)
        importeer(heen)
        assert exporteer("willekeurig", terug) == []
        assert inhoud(terug) == inhoud(heen)
        assert all(vrijgave.bereken_vingerafdruk() == vrijgave.vingerafdruk for vrijgave in Vrijgave.objects.all())
        transaction.set_rollback(True)
