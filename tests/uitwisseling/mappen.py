"""Folders of programmes for the tests: small ones that lie here, and ways to change and compare them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

HIER = Path(__file__).parent
VOORBEELD = HIER / "voorbeeld"  # the format's own small example
ALLES = HIER / "alles"  # every key of the format at least once
DEMO = HIER.parent.parent / "verkenning" / "demo" / "meerwaarde-van-samenwerking"

# A change to a folder: what to do with it on disk.
type Wijziging = Callable[[Path], None]


def kopie(van: Path, naar: Path, *wijzigingen: Wijziging) -> Path:
    shutil.copytree(van, naar)
    for wijzig in wijzigingen:
        wijzig(naar)
    return naar


def vervang(pad: str, oud: str, nieuw: str) -> Wijziging:
    """Put other words in the place of some, once, in one file."""

    def wijzig(map_: Path) -> None:
        tekst = (map_ / pad).read_text(encoding="utf-8")
        assert oud in tekst, f"{oud!r} staat niet in {pad}"
        (map_ / pad).write_text(tekst.replace(oud, nieuw, 1), encoding="utf-8")

    return wijzig


def schrijf(pad: str, inhoud: str | bytes) -> Wijziging:
    def wijzig(map_: Path) -> None:
        (map_ / pad).parent.mkdir(parents=True, exist_ok=True)
        (map_ / pad).write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)

    return wijzig


def verplaats(van: str, naar: str) -> Wijziging:
    def wijzig(map_: Path) -> None:
        (map_ / van).rename(map_ / naar)

    return wijzig


def verwijder(pad: str) -> Wijziging:
    def wijzig(map_: Path) -> None:
        (map_ / pad).unlink()

    return wijzig


def inhoud(map_: Path) -> dict[str, bytes]:
    """Every file with its bytes."""
    return {pad.relative_to(map_).as_posix(): pad.read_bytes() for pad in sorted(map_.rglob("*")) if pad.is_file()}
