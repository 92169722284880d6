"""The group these tests are told through: anna and cor, of two associations of one Verkenning."""

from __future__ import annotations

import pytest

from deelnemers.models import Corporatie
from sessies.models import Notitie, Sessie
from tests.factories import maak_corporatie, maak_lid, maak_notitie, maak_persoon, maak_sessie
from tests.mensen import Mens
from tests.post import postkantoor as postkantoor
from tests.post import werk as werk
from verkenning.models import Verkenning


@pytest.fixture
def lindermeer(verkenning: Verkenning) -> Corporatie:
    return maak_corporatie(verkenning, "lindermeer")


@pytest.fixture
def cor(lindermeer: Corporatie) -> Mens:
    """Verkenner of another association in the Verkenning of anna."""
    persoon = maak_persoon("Cor Claus")
    maak_lid(persoon, lindermeer.verkenning, corporatie=lindermeer)
    return Mens(persoon)


@pytest.fixture
def niemand(db: None) -> Mens:
    """An account, and no role anywhere."""
    return Mens(maak_persoon("Nico Niemand"))


@pytest.fixture
def sessie(verkenning: Verkenning, kromwaal: Corporatie) -> Sessie:
    return maak_sessie(verkenning, kromwaal, slug="controller", titel="Samen een controller")


@pytest.fixture
def bij_de_kick_off(verkenning: Verkenning, begeleider: Mens) -> Notitie:
    """What the begeleider wrote down where no central question was served."""
    return maak_notitie(maak_sessie(verkenning, soort="kick-off"), begeleider.persoon)
