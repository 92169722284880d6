from __future__ import annotations

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from verkenning.models import Persoon, Verkenning

type Opdracht = Callable[..., str]


@pytest.fixture
def importeer(db: None) -> Opdracht:
    """Run the command as people do, and give what it says."""

    def doe(map_: Path) -> str:
        uit = StringIO()
        call_command("importeer", str(map_), stdout=uit, stderr=uit)
        return uit.getvalue()

    return doe


@pytest.fixture
def exporteer(db: None, tmp_path: Path) -> Callable[..., Path]:
    def doe(slug: str, naam: str = "uit") -> Path:
        uit = StringIO()
        call_command("exporteer", slug, str(tmp_path / naam), stdout=uit, stderr=uit)
        assert "Let op" not in uit.getvalue(), uit.getvalue()
        return tmp_path / naam

    return doe


@pytest.fixture
def geweigerd(importeer: Opdracht) -> Callable[[Path], list[str]]:
    """Import a folder that must be refused, see that nothing was changed, and give what was said, line by line."""

    def doe(map_: Path) -> list[str]:
        voor = set(Verkenning.objects.all()), set(Persoon.objects.all())
        with pytest.raises(CommandError) as fout:
            importeer(map_)
        assert (set(Verkenning.objects.all()), set(Persoon.objects.all())) == voor
        return str(fout.value).splitlines()

    return doe
