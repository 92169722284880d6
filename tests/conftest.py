"""The harness: the settings of the tests, and the people they are told through.

    anna        verkenner of Kromwaal, in the Verkenning 'samen'
    bram        verkenner of Verdermeer, in the Verkenning 'elders': nearly an insider
    begeleider  guides 'samen'
    redactie    writes about 'samen'
    lid         a member of the platform: the achterban
    bezoeker    anyone: nobody is logged in

Each is a browser with that person behind it: `anna.get("/werkplek/")`, and `anna.persoon` is who she is.
"""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import django
import pytest
from django.conf import settings as django_settings
from django.core.cache import caches
from django.core.management.color import Style
from django.db import connection
from hypothesis import settings as hypothesis_settings
from pytest_django import DjangoDbBlocker, Settings

# The tests have settings of their own, whatever the shell that starts them has; all they take from it is which
# database to use. Django reads them once, so they are set here, before anything of the portal is imported.
for _name in (
    "SECRET_KEY",
    "ALLOWED_HOSTS",
    "BASE_URL",
    "EMAIL_URL",
    "PROXIES",
    "S3_BUCKET",
    "STATIC_ROOT",
    "FROM_EMAIL",
):
    os.environ.pop(_name, None)
os.environ |= {
    "DJANGO_SETTINGS_MODULE": "verkenning.settings",
    "DEBUG": "1",
    "DEMO": "1",
    "MEDIA_ROOT": str(Path(tempfile.gettempdir()) / "portaal-test-media"),
}
django.setup()

from deelnemers.models import Corporatie  # noqa: E402
from tests.factories import maak_corporatie, maak_lid, maak_persoon, maak_verkenning  # noqa: E402
from tests.mensen import Mens  # noqa: E402
from verkenning.models import Verkenning  # noqa: E402

# The same examples in every run, and no stopwatch: a busy machine is no fault in the portal.
hypothesis_settings.register_profile("portaal", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("portaal")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """On SQLite the tests use a file, as the portal does: each thread of a live server then has its own connection."""
    database = django_settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Empty the tables after a browser test row by row: for a few rows that is ten times as fast as PostgreSQL's TRUNCATE.

    The content types and permissions stay; Django would write the same ones again.
    """
    leeg = connection.ops.sql_flush

    def rij_voor_rij(style: Style, tables: Sequence[str], **opties: Any) -> list[str]:
        tables = [tabel for tabel in tables if tabel not in {"django_content_type", "auth_permission"}]
        if connection.vendor != "postgresql":
            return leeg(style, tables, **opties)
        weg = [f"DELETE FROM {connection.ops.quote_name(tabel)};" for tabel in tables]  # noqa: S608 - our own tables
        return ["SET session_replication_role = replica;", *weg, "SET session_replication_role = origin;"]

    connection.ops.sql_flush = rij_voor_rij  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def eigen_bestanden(settings: Settings, tmp_path: Path) -> None:
    """What a test uploads or makes is its own, and goes with it."""
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture(autouse=True)
def eigen_paginas() -> None:
    """What an earlier test made for its visitors is nothing to this one: its database was rolled back."""
    caches["paginas"].clear()


@pytest.fixture
def verkenning(db: None) -> Verkenning:
    return maak_verkenning("samen")


@pytest.fixture
def elders(db: None) -> Verkenning:
    return maak_verkenning("elders")


@pytest.fixture
def kromwaal(verkenning: Verkenning) -> Corporatie:
    return maak_corporatie(verkenning, "kromwaal")


@pytest.fixture
def anna(kromwaal: Corporatie) -> Mens:
    persoon = maak_persoon("Anna Aalders")
    maak_lid(persoon, kromwaal.verkenning, corporatie=kromwaal)
    return Mens(persoon)


@pytest.fixture
def bram(elders: Verkenning) -> Mens:
    persoon = maak_persoon("Bram Bos")
    maak_lid(persoon, elders, corporatie=maak_corporatie(elders, "verdermeer"))
    return Mens(persoon)


@pytest.fixture
def begeleider(verkenning: Verkenning) -> Mens:
    return Mens(maak_lid(maak_persoon("Bea Boer"), verkenning, "begeleider").persoon)


@pytest.fixture
def redactie(verkenning: Verkenning) -> Mens:
    return Mens(maak_lid(maak_persoon("Rik Roos"), verkenning, "redactie").persoon)


@pytest.fixture
def lid(verkenning: Verkenning) -> Mens:
    return Mens(maak_lid(maak_persoon("Lia Linde"), verkenning, "lid").persoon)


@pytest.fixture
def bezoeker(db: None) -> Mens:
    return Mens()


# What takes longest starts first (with --no-loadscope-reorder), so that no worker is left alone with it at the end.
_LANG = (
    "browser/test_toegankelijk.py",
    "test_lek.py",
    "browser/test_van_zaal_tot_druk.py",
    "browser/test_standen.py",
    "browser/test_schrijven.py",
    "berichten/test_pdf.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    hier = Path(__file__).parent
    plaats = {hier / naam: plaats for plaats, naam in enumerate(_LANG)}
    items.sort(key=lambda item: plaats.get(item.path, len(_LANG)))


def pytest_collection_finish() -> None:
    """What was imported and collected stays until the end: looking for rubbish in it again and again costs a twentieth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 1000)


def pytest_report_header() -> str:
    return f"database: {django_settings.DATABASES['default']['ENGINE'].rsplit('.', 1)[-1]}"
