"""Every kind of fault is named by file and key, with what was found and what was expected, and nothing is imported.

The kinds stand in fouten.yaml; here stand those that no text file can hold.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.storage import default_storage
from django.db import DataError

from .conftest import Opdracht
from .mappen import ALLES, HIER, VOORBEELD, Wijziging, kopie, schrijf, verplaats, vervang, verwijder

type Geweigerd = Callable[[Path], list[str]]
# What is changed, and the file, the key and the words of the fault.
type Geval = tuple[Wijziging, str, str, str]

WAL = "corporaties/wal.md"
UITGAVE, DRUK = "berichten/01-eerste/1.html", "berichten/01-eerste/1.druk.html"
DIEP = "\n".join("> " * 14 + "x" for _ in range(2))
BIJZONDER: dict[str, Geval] = {
    "text over the cap": (
        vervang("sessies/03-delen.md", "tekst: Koffie.", f"tekst: {'lang ' * 5000}"),
        "sessies/03-delen.md",
        "onderdelen[0].tekst",
        "te lang",
    ),
    "text nested too deep": (vervang(WAL, "Wal\n---\n", f"Wal\n---\n{DIEP}\n"), WAL, "(tekst)", "springt te diep in"),
    "control character": (vervang(WAL, "Wal\n---\n", "Wal\n---\nx\x00y\n"), WAL, "(tekst)", "stuurteken"),
    "keys too deep": (schrijf(WAL, f"---\nnaam: {'[' * 500}{']' * 500}\n---\n"), WAL, "", "te diep"),
    "no UTF-8": (schrijf(WAL, "---\nnaam: Café\n---\n".encode("latin-1")), WAL, "", "UTF-8"),
    "name of somebody too long": (
        vervang("verkenning.md", "naam: Lot Lid", f"naam: {'L' * 121}"),
        "verkenning.md",
        "mensen[1].naam",
        "gevonden 121 tekens, verwacht hoogstens 120 tekens",
    ),
    "position of somebody too long": (
        vervang("verkenning.md", "functie: begeleider", f"functie: {'b' * 121}"),
        "verkenning.md",
        "mensen[0].functie",
        "gevonden 121 tekens, verwacht hoogstens 120 tekens",
    ),
    "address of somebody too long": (
        vervang("verkenning.md", "lot@lid.example", f"{'l' * 60}@{'.'.join(['d' * 60] * 4)}.example"),
        "verkenning.md",
        "mensen[1].email",
        "hoogstens 254 tekens",
    ),
    "list too long": (
        vervang(WAL, "naam: Vereniging Wal", f"naam: Vereniging Wal\naliassen: [{', '.join(['x'] * 10_001)}]"),
        WAL,
        "aliassen",
        "gevonden 10001 regels, verwacht hoogstens 10000",
    ),
    "edition of nothing": (schrijf(UITGAVE, " \n"), UITGAVE, "", "een leeg bestand"),
    "edition for print of nothing": (schrijf(DRUK, ""), DRUK, "", "een leeg bestand"),
    "edition with a control character": (schrijf(UITGAVE, "<p>x\x00y</p>"), UITGAVE, "", "stuurteken (U+0000)"),
    "file too large": (schrijf(WAL, "---\nnaam: Wal\n---\n" + "x" * 1_000_001), WAL, "", "hoogstens 1000000 bytes"),
}


def geval(rij: dict[str, str]) -> Geval:
    if "in" in rij:
        wijziging, bestand = vervang(rij["in"], rij["oud"], rij["nieuw"]), rij["in"]
    elif "schrijf" in rij:
        wijziging, bestand = schrijf(rij["schrijf"], rij["nieuw"]), rij["schrijf"]
    elif "weg" in rij:
        wijziging, bestand = verwijder(rij["weg"]), rij["weg"]
    else:
        wijziging, bestand = verplaats(rij["van"], rij["naar"]), rij["naar"]
    return wijziging, rij.get("bestand", bestand), rij.get("sleutel", ""), rij["zin"]


LANG = "lang " * 5000
# Every text that is no Markdown, and yet not without end: its file, its key, and what it takes the place of.
TE_LANG = [
    ("inzichten/samen.md", "stelling", "Samen scheelt papier."),
    ("corporaties/kade.md", "vraag[1].waarom", "Een collega vroeg door."),
    ("sessies/03-delen.md", "wijzigingen[1].waarom", "Er was meer te doen."),
    ("sessies/03-delen.md", "wijzigingen[0].buiten", "We wachtten op de gast."),
    ("notities/citaat.md", "vrijgaven[0].waarom", "Te herkenbaar."),
    ("berichten/01-eerste.md", "uitgaven[1].toelichting", "Een zin erbij."),
]
BIJZONDER |= {
    f"over the cap: {bestand} {sleutel}": (vervang(bestand, wat, LANG), bestand, sleutel, "te lang")
    for bestand, sleutel, wat in TE_LANG
}
BIJZONDER |= {
    "reason to stop over the cap": (
        vervang("corporaties/kade.md", "    Dat blijft onder ons.", f"    {LANG}"),
        "corporaties/kade.md",
        "deelname[2].reden",
        "te lang",
    ),
    "other name too long": (
        vervang("corporaties/kade.md", "aliassen: [De Kade,", f"aliassen: [{'K' * 201},"),
        "corporaties/kade.md",
        "aliassen[0]",
        "gevonden 201 tekens, verwacht hoogstens 200 tekens",
    ),
    "author too long": (
        vervang("theorie/provan-2008.md", "auteurs: [", f"auteurs: [{'P' * 201}, "),
        "theorie/provan-2008.md",
        "auteurs[0]",
        "hoogstens 200 tekens",
    ),
}

FOUTEN = {
    rij["geval"]: geval(rij) for rij in yaml.safe_load((HIER / "fouten.yaml").read_text(encoding="utf-8"))
} | BIJZONDER


@pytest.mark.parametrize("naam", FOUTEN)
def test_a_fault_is_named(naam: str, tmp_path: Path, geweigerd: Geweigerd) -> None:
    wijziging, bestand, sleutel, zin = FOUTEN[naam]
    kop, *regels = geweigerd(kopie(ALLES, tmp_path / "in", wijziging))
    assert kop.endswith("Er is niets ingelezen.")
    plaats = f"{bestand}: {sleutel}: " if sleutel else f"{bestand}: "
    gevonden = [regel for regel in regels if regel.startswith(f"{plaats}gevonden ") and zin in regel]
    assert gevonden, "\n".join(regels)
    assert all(", verwacht " in regel for regel in regels)


@pytest.mark.parametrize(
    "naam",
    [
        "unknown key",
        "no whole number",
        "day that does not exist",
        "unknown author",
        "release without consent",
        "too long",
    ],
)
def test_one_fault_gives_one_line(naam: str, tmp_path: Path, geweigerd: Geweigerd) -> None:
    wijziging, *_ = FOUTEN[naam]
    kop, *regels = geweigerd(kopie(ALLES, tmp_path / "in", wijziging))
    assert kop.startswith("1 fout in ")
    assert len(regels) == 1


def test_all_faults_are_named_at_once(tmp_path: Path, geweigerd: Geweigerd) -> None:
    """Of every kind, in one go, in order of the files: whoever mends a folder does it in one round."""
    namen = [
        "key twice",
        "no whole number",
        "unknown choice",
        "moment for a date",
        "unknown author",
        "insight that replaces itself",
        "quote without a speaker",
        "source that is not released",
        "unknown file",
    ]
    map_ = kopie(ALLES, tmp_path / "in", *(FOUTEN[naam][0] for naam in namen))
    _, *regels = geweigerd(map_)
    assert regels == sorted(regels)
    for naam in namen:
        _, bestand, sleutel, zin = FOUTEN[naam]
        assert any(r.startswith(f"{bestand}: {sleutel}".rstrip(": ")) and zin in r for r in regels), naam


def test_two_names_that_differ_only_in_how_an_accent_is_written(tmp_path: Path, geweigerd: Geweigerd) -> None:
    map_ = kopie(
        VOORBEELD, tmp_path / "in", schrijf("bijlagen/caf\u00e9.txt", "1"), schrijf("bijlagen/cafe\u0301.txt", "2")
    )
    _, regel = geweigerd(map_)
    assert regel.startswith("bijlagen/caf\u00e9.txt: gevonden deze naam voor de tweede keer")


def test_links_are_not_followed(tmp_path: Path, geweigerd: Geweigerd) -> None:
    geheim = tmp_path / "geheim.md"
    geheim.write_text("---\nnaam: Geheim\n---\n")
    (tmp_path / "elders").mkdir()
    map_ = kopie(VOORBEELD, tmp_path / "in")
    (map_ / "corporaties" / "geheim.md").symlink_to(geheim)
    (map_ / "bijlagen").symlink_to(tmp_path / "elders")
    _, *regels = geweigerd(map_)
    assert [regel.split(":")[0] for regel in regels] == ["bijlagen", "corporaties/geheim.md"]


def test_a_folder_that_is_not_there(tmp_path: Path, geweigerd: Geweigerd) -> None:
    assert geweigerd(tmp_path / "nergens") == [f"De map {tmp_path / 'nergens'} bestaat niet."]
    (tmp_path / "bestand").write_text("x")
    assert geweigerd(tmp_path / "bestand") == [f"{tmp_path / 'bestand'} is geen map."]


def test_an_empty_folder(tmp_path: Path, geweigerd: Geweigerd) -> None:
    (tmp_path / "leeg").mkdir()
    assert geweigerd(tmp_path / "leeg")[1].startswith("verkenning.md: gevonden geen bestand")


def test_the_small_example_has_no_fault(importeer: Opdracht) -> None:
    assert "ingelezen" in importeer(VOORBEELD)


def test_what_no_database_takes_is_said_in_one_sentence(geweigerd: Geweigerd, monkeypatch: pytest.MonkeyPatch) -> None:
    """A net under all rules: whatever a database refuses, nothing is imported and nobody gets a traceback."""

    def kan_niet(*_: Any) -> None:
        raise DataError("value too long\nfor this column")

    monkeypatch.setattr("berichten.uitwisseling.bewaar", kan_niet)
    (zin,) = geweigerd(ALLES)
    assert zin.startswith("De database kan dit programma niet opslaan. Er is niets ingelezen.")
    assert zin.endswith("Zij meldt: value too long for this column")
    assert default_storage.listdir("bijlagen/alle-sleutels")[1] == []


def test_a_thousand_insights_that_replace_each_other(tmp_path: Path, importeer: Opdracht) -> None:
    vrij = (
        "vrijgaven:\n- op: 2019-03-21T09:00\n  door: fee@gids.example\n  publiek: openbaar\n"
        "  tekst: T\n  akkoord_van: ada@kade.example\n"
    )
    kop = "---\nstelling: S\nvorm: netwerk\nmeerwaarde: kosten\n"
    keten = [
        schrijf(
            f"inzichten/z{nr:04}.md",
            f"{kop}{f'vervangt: z{nr - 1:04}' if nr else ''}\n{vrij if nr in (0, 1000) else ''}---\n",
        )
        for nr in range(1001)
    ]
    assert "ingelezen" in importeer(kopie(ALLES, tmp_path / "in", *keten))
