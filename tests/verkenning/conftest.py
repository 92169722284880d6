from __future__ import annotations

import pytest
from pytest_django import Settings

from tests.factories import maak_persoon
from tests.mensen import Mens
from tests.verkenning import stad
from verkenning.models import Verkenning


@pytest.fixture(autouse=True)
def zonder_demo(settings: Settings) -> None:
    """The switch of the demo stands on the home page only there; here are the pages as people get them."""
    settings.DEMO = False


@pytest.fixture
def samen(verkenning: Verkenning) -> Verkenning:
    """The programme with everything at every level."""
    stad.bouw(verkenning)
    return verkenning


@pytest.fixture
def zonder_rol(db: None) -> Mens:
    """Somebody with an account, and nothing else."""
    return Mens(maak_persoon("Zoë Zonder"))
