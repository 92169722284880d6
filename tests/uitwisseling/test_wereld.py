"""Whatever state things can be in, in the portal, they can be written to a folder and read again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db import transaction

from sessies.models import Notitie, Sessie
from tests.lek.wereld import Wereld
from verkenning.models import Verkenning

from .conftest import Opdracht
from .mappen import inhoud


def test_the_world_of_the_leak_test_survives_the_round_trip(
    importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """Of every kind of thing one in every state, with words in every field."""
    with transaction.atomic():
        Wereld().bouw()
        for model in (Notitie, Sessie):
            model.objects.update(bijlagen=[])  # there they are names without files
        mappen = {slug: exporteer(slug, slug) for slug in Verkenning.objects.values_list("slug", flat=True)}
        transaction.set_rollback(True)
    assert len(mappen) == 2
    for slug, map_ in mappen.items():
        importeer(map_)
        assert inhoud(exporteer(slug, f"{slug}-weer")) == inhoud(map_)
