"""Import and export are each other's inverse, byte for byte."""

from __future__ import annotations

import json
import os
import time
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError

from berichten.models import Uitgave
from sessies.models import Sessie, Voordracht
from tests.factories import maak_routewijziging, maak_sessie, maak_verkenning, moment
from verkenning.models import Persoon, Verkenning, Vrijgave

from .conftest import Opdracht
from .mappen import ALLES, DEMO, VOORBEELD, inhoud, kopie, schrijf, vervang

type Export = Callable[..., Path]


def leeg(verkenning: Verkenning) -> None:
    """Make the database empty of this programme and its people, as a new portal would be."""
    Uitgave.objects.filter(bericht__verkenning=verkenning)._raw_delete("default")
    Voordracht.objects.all().delete()
    verkenning.inzichten.update(vervangt=None)
    for soort in ("inzichten", "notities"):
        getattr(verkenning, soort).all().delete()
    verkenning.berichten.all().delete()
    verkenning.delete()
    Persoon.objects.all().delete()


@pytest.mark.parametrize("map_", [VOORBEELD, ALLES], ids=lambda map_: map_.name)
def test_what_is_imported_is_exported_byte_for_byte(map_: Path, importeer: Opdracht, exporteer: Export) -> None:
    importeer(map_)
    assert inhoud(exporteer(Verkenning.objects.get().slug)) == inhoud(map_)


@pytest.mark.parametrize("map_", [VOORBEELD, ALLES, DEMO], ids=lambda map_: map_.name)
def test_an_export_imports_as_the_same_programme(map_: Path, importeer: Opdracht, exporteer: Export) -> None:
    """Into an empty database: the same bytes out, and outside the very same copies under the same fingerprints."""
    importeer(map_)
    slug = Verkenning.objects.get().slug
    eerste, buiten = exporteer(slug), copies()
    leeg(Verkenning.objects.get())

    importeer(eerste)
    assert inhoud(exporteer(slug, "tweede")) == inhoud(eerste)
    assert copies() == buiten
    assert buiten


def test_nobody_else_on_the_machine_reads_an_export(importeer: Opdracht, exporteer: Export) -> None:
    """What was said in confidence stands in it, however open the machine is otherwise."""
    importeer(ALLES)
    eerder = os.umask(0o000)
    try:
        uit = exporteer(Verkenning.objects.get().slug)
    finally:
        os.umask(eerder)
    alles = [uit, *uit.rglob("*")]
    open_ = {pad.name: oct(pad.stat().st_mode) for pad in alles if pad.stat().st_mode & 0o077}
    assert not open_
    assert {pad.is_dir() for pad in alles} == {True, False}
    assert all(os.access(pad, os.R_OK | os.W_OK) for pad in alles)


def copies() -> set[tuple[object, ...]]:
    velden = ("soort", "sleutel", "vingerafdruk", "op", "publiek", "naam", "html", "vervangen_op", "ingetrokken_op")
    return set(Vrijgave.objects.values_list(*velden))


def test_the_demo_is_imported_within_three_seconds(importeer: Opdracht) -> None:
    start = time.process_time()
    importeer(DEMO)
    assert time.process_time() - start < 3


def test_the_order_of_keys_and_the_way_of_quoting_make_no_difference(
    tmp_path: Path, importeer: Opdracht, exporteer: Export
) -> None:
    anders = kopie(
        VOORBEELD,
        tmp_path / "anders",
        vervang("sessies/01-kick-off.md", "locatie: Utrecht\n", ""),
        vervang("sessies/01-kick-off.md", "status: gehouden\n", 'status: "gehouden"\n"locatie": "Utrecht"\n'),
        vervang("sessies/01-kick-off.md", "begin: 2019-02-06T13:00", "begin: 2019-02-06 13:00:00"),
        vervang("sessies/02-controller.md", "vragen: [kromwaal]", "vragen:\n  - kromwaal"),
        vervang("sessies/02-controller.md", "van: 2019-02-28", "van: '2019-02-28'"),
        vervang("inspiratie/broodfonds.md", "waarde: '600'", "waarde: 600"),
        vervang("corporaties/kromwaal.md", "email: jorinde@", "email: Jorinde@"),
        vervang("corporaties/kromwaal.md", "\n---\nEen kleine", "\r\n---\r\n\n\nEen kleine"),
    )
    importeer(anders)
    assert inhoud(exporteer("proefreis")) == inhoud(VOORBEELD)


def test_text_is_kept_as_it_was_written(tmp_path: Path, importeer: Opdracht, exporteer: Export) -> None:
    """What YAML would read as a number, a date, a truth value or a mark stays the text that people typed."""
    titels = [
        "Nee",
        "on",
        "1e3",
        "0123",
        "~",
        "- streep",
        "a: b",
        "a #b",
        "'quote'",
        '"dubbel"',
        "é😀\u00a0spatie",
        "{x}",
        "2019-02-06",
    ]
    namen = [json.dumps(titel, ensure_ascii=False) for titel in titels]
    deel = "".join(f"- slug: x{nr}\n  soort: pauze\n  titel: {naam}\n" for nr, naam in enumerate(namen))
    voor = vervang("sessies/01-kick-off.md", "onderdelen:\n", f"onderdelen:\n{deel}")
    importeer(kopie(VOORBEELD, tmp_path / "in", voor))
    for weer in ("een", "twee"):
        verkenning = Verkenning.objects.get()
        delen = verkenning.sessies.get(slug="kick-off").onderdelen.filter(slug__startswith="x")
        assert list(delen.values_list("titel", flat=True)) == titels
        uit = exporteer("proefreis", weer)
        leeg(verkenning)
        importeer(uit)


def test_what_was_made_in_the_portal_is_exported_too(importeer: Opdracht, exporteer: Export) -> None:
    """Somebody without a role any more, a moment with seconds, the hour that comes twice, a line put forward but not cleared."""
    importeer(VOORBEELD)
    verkenning = Verkenning.objects.get()
    notitie = verkenning.notities.get()
    vreemde = Persoon.objects.create_user("weg@elders.example", naam="Weg Gegaan")
    notitie.auteur, notitie.op = vreemde, moment("2019-10-27 02:30").replace(fold=1, microsecond=7)
    notitie.save()
    Voordracht.objects.draag_voor(
        notitie,
        tekst="Regel\r\nen regel",
        publiek="openbaar",
        naamsvermelding="naam",
        door=vreemde,
        spreker=notitie.spreker or vreemde,
    )
    map_ = exporteer("proefreis")
    tekst = (map_ / "notities/bel-een-keer.md").read_text()
    assert "op: 2019-10-27T02:30+01:00\n" in tekst
    assert "  tekst: |-\n    Regel\n    en regel\n" in tekst
    assert "- naam: Weg Gegaan\n  email: weg@elders.example\n" in (map_ / "verkenning.md").read_text()

    leeg(verkenning)
    importeer(map_)
    assert inhoud(exporteer("proefreis", "weer")) == inhoud(map_)
    assert not Vrijgave.objects.filter(tekst__startswith="Regel").exists()


def test_what_the_portal_took_can_be_read_again(importeer: Opdracht, exporteer: Export) -> None:
    """Also where a title and a text hold signs that nobody sees, pasted from elsewhere."""
    importeer(ALLES)
    verkenning = Verkenning.objects.get()
    verkenning.sessies.filter(slug="delen").update(titel="Samen\x07 de\nlen", tekst="Een\x0btwee\x02\r\ndrie")
    verkenning.notities.filter(slug="reis").update(tekst="\x0b Naar\x1f huis. \x0c")
    map_ = exporteer("alle-sleutels")
    bestand = (map_ / "sessies/03-delen.md").read_text()
    assert "titel: Samen de len\n" in bestand
    assert bestand.endswith("---\nEen\ntwee\ndrie\n")
    leeg(verkenning)
    importeer(map_)
    assert inhoud(exporteer("alle-sleutels", "weer")) == inhoud(map_)


def test_line_ends_of_a_browser_leave_no_trace(importeer: Opdracht, exporteer: Export) -> None:
    """A browser sends lines that end in CR LF. What was released must keep its fingerprint on the way out and back."""
    importeer(VOORBEELD)
    verkenning = Verkenning.objects.get()
    theorie, koppeling = verkenning.theorie.get(), verkenning.sessies.get(slug="controller").theoriekoppelingen.get()
    theorie.tekst = koppeling.bewering = "Een\r\ntwee"
    for rij in (theorie, koppeling):
        rij.save()
        rij.geef_vrij("openbaar", door=None)
        assert not rij.gewijzigd_sinds_vrijgave
    sessie = verkenning.sessies.get(slug="controller")
    maak_routewijziging(sessie, buiten="Een\r\ntwee", waarom="Drie\rvier")
    Sessie.objects.get(pk=sessie.pk).geef_vrij("openbaar", door=None)
    buiten = set(Vrijgave.objects.geldig().values_list("soort", "vingerafdruk"))
    map_ = exporteer("proefreis")
    leeg(verkenning)
    importeer(map_)
    assert set(Vrijgave.objects.geldig().values_list("soort", "vingerafdruk")) == buiten


def test_an_export_goes_to_an_empty_place_or_nowhere(tmp_path: Path, importeer: Opdracht, exporteer: Export) -> None:
    importeer(VOORBEELD)
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets.txt").write_text("van iemand")
    with pytest.raises(CommandError, match="niet leeg"):
        exporteer("proefreis", "vol")
    assert inhoud(tmp_path / "vol") == {"iets.txt": b"van iemand"}
    (tmp_path / "leeg").mkdir()
    assert inhoud(exporteer("proefreis", "leeg")) == inhoud(VOORBEELD)
    assert not list(tmp_path.glob(".export-*"))


def test_there_is_nothing_to_export_of_a_programme_that_is_not_there(exporteer: Export) -> None:
    with pytest.raises(CommandError, match="geen Verkenning met de slug 'nergens'"):
        exporteer("nergens")


def bewaard(naam: str) -> bytes:
    with default_storage.open(f"bijlagen/alle-sleutels/{naam}") as bestand:
        gelezen: bytes = bestand.read()
        return gelezen


def test_attachments_travel_along(importeer: Opdracht, exporteer: Export) -> None:
    importeer(ALLES)
    assert bewaard("foto.png") == (ALLES / "bijlagen/foto.png").read_bytes()
    assert Verkenning.objects.get().sessies.get(slug="delen").bijlagen == ["Verslag van de dag.txt"]


def test_files_of_an_import_that_fails_halfway_are_taken_out_again(
    tmp_path: Path, geweigerd: Callable[[Path], list[str]]
) -> None:
    """Whom to ask about a line only shows once all is in the database; by then the attachments are stored."""
    open_ = "raakt: []\nvrijgaven:\n- door: fee@gids.example\n  publiek: openbaar\n  tekst: Wie beslist?\n"
    niemand = vervang("notities/reis.md", "zichtbaarheid: prive\n", open_)
    map_ = kopie(ALLES, tmp_path / "in", niemand, vervang("notities/reis.md", "auteur: ben@kade", "auteur: fee@gids"))
    assert geweigerd(map_)[1:] == [
        "notities/reis.md: vrijgaven[0].akkoord_van: gevonden niets, verwacht wie hierover beslist: dat volgt niet uit de bron"
    ]
    assert default_storage.listdir("bijlagen/alle-sleutels")[1] == []


def test_files_of_an_earlier_programme_of_this_name_are_not_taken_for_its_own(
    importeer: Opdracht, exporteer: Export
) -> None:
    """As a store that outlived its database. What the folder itself brings comes back byte for byte, also where nothing names it."""
    for naam in ("foto.png", "geheim.pdf"):
        default_storage.save(f"bijlagen/alle-sleutels/{naam}", ContentFile(b"van een ander"))
    importeer(ALLES)
    assert bewaard("foto.png") == (ALLES / "bijlagen/foto.png").read_bytes()
    assert not default_storage.exists("bijlagen/alle-sleutels/geheim.pdf")
    uit = inhoud(exporteer("alle-sleutels"))
    assert uit == inhoud(ALLES)
    assert "bijlagen/los.csv" in uit


def test_of_a_programme_that_began_here_only_the_files_it_names_travel_along(
    verkenning: Verkenning, exporteer: Export
) -> None:
    sessie = maak_sessie(verkenning)
    for naam in ("van-een-ander.pdf", "eigen.pdf"):
        default_storage.save(f"bijlagen/samen/{naam}", ContentFile(b"%PDF-"))
    sessie.bijlagen = ["eigen.pdf"]
    sessie.save()
    assert {pad for pad in inhoud(exporteer("samen")) if pad.startswith("bijlagen/")} == {"bijlagen/eigen.pdf"}


NAMEN = [
    "'s Avonds & 's nachts.pdf",
    "Résumé – “final” (2).docx",
    "[concept] 50% korting; #1 + €.PDF",
    "_los_.txt",
    "e\u0301e\u0301n.png",
]


def test_an_attachment_may_have_the_name_that_people_gave_it(
    tmp_path: Path, importeer: Opdracht, exporteer: Export
) -> None:
    """An accent may be a sign of its own, as some computers write it; here and from here it is one with its letter."""
    genoemd = json.dumps(NAMEN, ensure_ascii=False)
    map_ = kopie(
        VOORBEELD,
        tmp_path / "in",
        *(schrijf(f"bijlagen/{naam}", naam) for naam in NAMEN),
        vervang("sessies/01-kick-off.md", "status: gehouden\n", f"status: gehouden\nbijlagen: {genoemd}\n"),
    )
    importeer(map_)
    namen = [unicodedata.normalize("NFC", naam) for naam in NAMEN]
    assert namen[-1] != NAMEN[-1]
    assert Verkenning.objects.get().sessies.get(slug="kick-off").bijlagen == namen
    uit = exporteer("proefreis")
    assert {pad.name: pad.read_text() for pad in (uit / "bijlagen").iterdir()} == dict(zip(namen, NAMEN, strict=True))
    leeg(Verkenning.objects.get())
    importeer(uit)
    assert inhoud(exporteer("proefreis", "weer")) == inhoud(uit)


def test_a_programme_without_anything_can_be_exported(exporteer: Export, importeer: Opdracht) -> None:
    verkenning = maak_verkenning("kaal", begin="")
    map_ = exporteer("kaal")
    verkenning.delete()
    importeer(map_)
    assert inhoud(exporteer("kaal", "weer")) == inhoud(map_)


def test_the_command_says_where_the_programme_stands(importeer: Opdracht) -> None:
    assert importeer(VOORBEELD).strip() == "Proefreis is ingelezen. Adres: /proefreis/"
