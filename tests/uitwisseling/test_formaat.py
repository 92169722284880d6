"""What docs/formaat.md tells of the keys is what the portal reads."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings

from .tabellen import tabellen

FORMAAT = Path(settings.BASE_DIR) / "docs" / "formaat.md"


def test_the_tables_of_keys_are_those_of_the_schema() -> None:
    """When this fails: put what is told here in the place of the tables, and say at the key what is new about it."""
    _, _, staat = FORMAAT.read_text(encoding="utf-8").partition(
        "<!-- de tabellen: zie tests/uitwisseling/tabellen.py -->\n\n"
    )
    assert staat.strip() == tabellen()
