"""A folder as somebody writes it who has only the page of the format: odd, and all of it allowed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sessies.models import Sessie
from verkenning.models import Verkenning, Vrijgave

from .conftest import Opdracht
from .mappen import VOORBEELD, inhoud, kopie, schrijf, vervang
from .test_rondreis import copies, leeg

KICK, CONTROLLER, NOTITIE = "sessies/01-kick-off.md", "sessies/02-controller.md", "notities/bel-een-keer.md"
JORINDE = "- naam: Jorinde Akkermeule\n  email: {}\n"
WIJZIGINGEN = [
    # People: a verkenner who also guides, and one of two associations.
    vervang(
        "verkenning.md",
        "- naam: Sanne",
        JORINDE.format("Jorinde@Kromwaal.example") + "  rollen: [lid, begeleider]\n- naam: Sanne",
    ),
    vervang("corporaties/lindermeer.md", "- naam: Teun", JORINDE.format("jorinde@kromwaal.example") + "- naam: Teun"),
    # History: out of order, to the month, and without a date.
    vervang("corporaties/lindermeer.md", "op: 2019-05-01", "op: 2018-05"),
    vervang("corporaties/kromwaal.md", "- status: aangemeld\n  op: 2019-01-10\n", "- status: aangemeld\n"),
    vervang("corporaties/kromwaal.md", "vhe: 820", "website: www.kromwaal.example"),
    # Sessions: two kick-offs, one in the hour that comes twice, one without a date and yet out; a lesson of no words.
    vervang(KICK, "2019-02-06T13:00", "2019-10-27 2:30:00+01:00"),
    vervang(KICK, "2019-02-06T17:00", "2019-10-27T02:45:00+01:00"),
    vervang(KICK, "status: gehouden", "aanwezig: [TEUN@lindermeer.example, sanne@voorbeeld.example]"),
    vervang(CONTROLLER, "begin: 2019-03\n", "vrijgegeven: openbaar\n"),
    vervang(CONTROLLER, "  les: Houd de groep klein.\n", "  vrijgegeven: openbaar\n"),
    schrijf("sessies/00-vooraf.md", "---\nsoort: kick-off\ntitel: 13:00\n---\n"),
    schrijf(
        "sessies/120-2019-terug.md",
        "---\nsoort: slot\ntitel: Terug\nbegin: 2019-12\nstatus: vervallen\n---\nA\n\n---\n\nB",
    ),
    # A release for members without a name, withdrawn, and below it the question whether it may go to everybody.
    vervang(NOTITIE, "publiek: openbaar", "publiek: achterban"),
    vervang(NOTITIE, "naamsvermelding: naam", "ingetrokken_op: 2019-03-01"),
    vervang(
        NOTITIE, "vrijgaven:\n", "vrijgaven:\n- door: femke@voorbeeld.example\n  publiek: openbaar\n  tekst: Mag dit?\n"
    ),
    vervang(NOTITIE, "zichtbaarheid: besloten", "zichtbaarheid: prive"),
    vervang("verkenning.md", "  voor: huurder\n", ""),
]


def _zoals_een_ander_het_opslaat(map_: Path) -> None:
    """With a mark in front and lines that end as on another computer, and with folders that hold nothing."""
    for pad in map_.rglob("*.md"):
        pad.write_bytes(b"\xef\xbb\xbf" + pad.read_bytes().replace(b"\n", b"\r\n"))
    (map_ / "bijlagen").mkdir()


def test_what_the_format_allows_is_taken_in(
    tmp_path: Path, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    importeer(kopie(VOORBEELD, tmp_path / "in", *WIJZIGINGEN, _zoals_een_ander_het_opslaat))
    verkenning = Verkenning.objects.get()
    assert [(sessie.volgorde, sessie.titel, sessie.wanneer) for sessie in verkenning.sessies.all()] == [
        (0, "13:00", ""),
        (1, "Welke vraag neem jij mee op reis?", "2019-10-27T02:30"),
        (2, "Een controller delen", ""),
        (120, "Terug", "2019-12"),
    ]
    assert Vrijgave.objects.geldig().filter(soort="sessie").count() == 2
    assert not Vrijgave.objects.geldig().filter(soort="notitie").exists()
    assert {str(mens) for mens in Sessie.objects.get(slug="kick-off").aanwezig.all()} == {
        "Teun Vossebelt",
        "Sanne Voorbeeld",
    }

    eerste, buiten = exporteer("proefreis"), copies()
    leeg(verkenning)
    importeer(eerste)
    assert inhoud(exporteer("proefreis", "weer")) == inhoud(eerste)
    assert copies() == buiten
