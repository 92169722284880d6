"""What was published in the portal travels along, and what was withdrawn does not come back by way of a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError
from django.db import connection
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from berichten.models import Bericht, Uitgave
from berichten.uitgeven import NietPubliceerbaar, houd_bij, publiceer
from sessies.models import Voordracht
from tests.factories import moment
from tests.mensen import Mens
from verkenning.models import Verkenning, Vrijgave
from verkenning.uitwisseling.deel import Uitvoer
from verkenning.uitwisseling.opdracht import verzamel

from .conftest import Opdracht
from .mappen import VOORBEELD, inhoud, kopie, schrijf, vervang
from .test_rondreis import leeg

pytestmark = pytest.mark.django_db
BALIE = "De balie blijft, wat we ook delen."


@pytest.fixture
def uitgave(importeer: Opdracht) -> Uitgave:
    importeer(VOORBEELD)
    uitgave = publiceer(Bericht.objects.get(), door=None)
    uitgave.pdf.save("proef.pdf", ContentFile(b"%PDF-1.7 proef"), save=False)
    uitgave.save(update_fields=["pdf"])
    return uitgave


def heen_en_weer(importeer: Opdracht, exporteer: Callable[..., Path]) -> Verkenning:
    """Export, empty the database, import, and see that the same bytes come out again."""
    map_ = exporteer("proefreis")
    leeg(Verkenning.objects.get())
    importeer(map_)
    assert inhoud(exporteer("proefreis", "weer")) == inhoud(map_)
    return Verkenning.objects.get()


def test_an_edition_is_restored_exactly(uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]) -> None:
    voor = (uitgave.html, uitgave.druk_html, uitgave.sha256, uitgave.titel, uitgave.publiek)
    heen_en_weer(importeer, exporteer)
    weer = Uitgave.objects.get()
    assert (weer.html, weer.druk_html, weer.sha256, weer.titel, weer.publiek) == voor
    assert weer.klopt
    with weer.pdf.open() as pdf:
        assert pdf.read() == b"%PDF-1.7 proef"
    assert BALIE in weer.html


def test_an_audience_is_never_widened_by_the_way(
    uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """The draft may have another title and audience by now; what was published keeps its own."""
    Bericht.objects.update(publiek="achterban", titel="Nu anders")
    heen_en_weer(importeer, exporteer)
    assert Bericht.objects.values_list("publiek", "titel").get() == ("achterban", "Nu anders")
    assert Uitgave.objects.values_list("publiek", "titel").get() == ("openbaar", "Op weg")


def test_a_withdrawn_passage_stays_withdrawn(
    uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """Its copy keeps its fingerprint, so the edition that holds it is still held against the gate."""
    Voordracht.objects.get(vrijgave__isnull=False).trek_in("Te herkenbaar.")
    heen_en_weer(importeer, exporteer)
    assert BALIE not in Uitgave.objects.order_by("nummer").last().html  # type: ignore[union-attr]


def test_a_draft_for_everybody_that_holds_what_is_for_members_comes_back_and_is_not_published(
    importeer: Opdracht, exporteer: Callable[..., Path], tmp_path: Path
) -> None:
    """Whoever chooses another audience has such a draft for a while; it may travel too."""
    voor_leden = vervang("notities/bel-een-keer.md", "publiek: openbaar", "publiek: achterban")
    importeer(kopie(VOORBEELD, tmp_path / "in", voor_leden))
    bericht = heen_en_weer(importeer, exporteer).berichten.get()
    assert bericht.publiek == "openbaar"
    with pytest.raises(NietPubliceerbaar, match="alleen voor leden"):
        publiceer(bericht, door=None)


def van_berichten(map_: Path) -> dict[str, str]:
    """The files of the berichten in a folder, with what can be read in them."""
    bestanden = {pad.removeprefix("berichten/"): rauw for pad, rauw in inhoud(map_).items() if "berichten/" in pad}
    return {pad: rauw.decode(errors="replace") for pad, rauw in bestanden.items()}


def test_what_was_withdrawn_stands_in_no_file_of_an_edition(
    uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """Nobody may read the editions any more in which it stood, so they stay behind: their page, their print, their PDF."""
    bericht = Bericht.objects.get()
    bericht.voeg_toe("kaart")
    assert publiceer(bericht, door=None).nummer == 2
    assert len(van_berichten(exporteer("proefreis", "ervoor"))) == 6  # of the second there is no PDF yet
    voordracht = Voordracht.objects.get(vrijgave__isnull=False)
    adres = reverse("sessies:trek_voordracht_in", args=["proefreis", voordracht.pk])
    assert Mens(voordracht.spreker).post(adres, {"waarom": "Te herkenbaar."}).status_code == 302
    bestanden = van_berichten(exporteer("proefreis", "erna"))
    assert set(bestanden) == {"01-op-weg.md", "01-op-weg/3.html", "01-op-weg/3.druk.html"}
    assert not [pad for pad, tekst in bestanden.items() if BALIE in tekst]
    heen_en_weer(importeer, exporteer)
    assert [weer.nummer for weer in Uitgave.objects.all()] == [3]


def test_editions_in_which_nothing_was_withdrawn_all_travel_along(
    uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """Also when what stands in them has been replaced since."""
    bericht = Bericht.objects.get()
    theorie = bericht.verkenning.theorie.get()
    bericht.voeg_toe("vrijgave", vrijgave=theorie.vrijgave)
    publiceer(bericht, door=None)
    theorie.tekst = "Een nieuwe tekst."
    theorie.save()
    theorie.geef_vrij("openbaar", door=None)
    heen_en_weer(importeer, exporteer)
    assert [weer.nummer for weer in Uitgave.objects.all()] == [1, 2]


def test_a_withdrawn_card_stays_withdrawn(
    uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """Of a card the format keeps no withdrawal. The edition is brought up to date before it is exported."""
    bericht = Bericht.objects.get()
    theorie = bericht.verkenning.theorie.get()
    bericht.voeg_toe("vrijgave", vrijgave=theorie.vrijgave)
    assert theorie.tekst in publiceer(bericht, door=None).html
    theorie.trek_in("Klopt niet.")
    verkenning = heen_en_weer(importeer, exporteer)
    laatste = Uitgave.objects.order_by("nummer").last()
    assert laatste is not None
    assert theorie.tekst not in laatste.html
    assert houd_bij(laatste) == laatste
    assert not Vrijgave.objects.geldig().van(verkenning).soort("theorie").exists()
    assert [blok.soort for blok in Bericht.objects.get().blokken.all()] == ["tekst", "vrijgave", "route"]


def test_a_block_of_an_older_card_stands_for_the_card(
    uitgave: Uitgave, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    bericht = Bericht.objects.get()
    theorie = bericht.verkenning.theorie.get()
    bericht.voeg_toe("vrijgave", vrijgave=theorie.vrijgave)
    theorie.tekst = "Een nieuwe tekst."
    theorie.save()
    theorie.geef_vrij("openbaar", door=None)
    heen_en_weer(importeer, exporteer)
    laatste = Bericht.objects.get().blokken.last()
    assert laatste is not None
    assert laatste.vrijgave is not None
    assert laatste.vrijgave.tekst == "Een nieuwe tekst."


def staat() -> tuple[object, ...]:
    """Everything that reading an edition could bring about."""
    return (
        set(Uitgave.objects.values_list("pk", "sha256", "pdf")),
        set(Vrijgave.objects.values_list("pk", "vervangen_op", "ingetrokken_op")),
        set(DBTaskResult.objects.values_list("pk", "status")),
    )


def test_an_export_and_a_refused_import_publish_nothing(
    uitgave: Uitgave, tmp_path: Path, exporteer: Callable[..., Path], geweigerd: Callable[[Path], list[str]]
) -> None:
    """The archive holds the edition without what was withdrawn; publishing it waits for a reader, as always."""
    Voordracht.objects.get(vrijgave__isnull=False).trek_in("Te herkenbaar.", moment("2019-09-01 10:00"))
    voor = staat()
    map_ = exporteer("proefreis")
    anders = kopie(map_, tmp_path / "anders", vervang("verkenning.md", "naam: Proefreis", "naam: Anders"))
    (zin,) = geweigerd(anders)
    assert zin.endswith("Verschil in: verkenning.md.")
    assert staat() == voor
    assert not (map_ / "berichten/01-op-weg/1.html").exists()  # nobody may read it any more: decision 25
    tweede = (map_ / "berichten/01-op-weg/2.html").read_text()
    assert BALIE not in tweede
    assert tweede == houd_bij(uitgave).html
    assert inhoud(exporteer("proefreis", "weer")).keys() == inhoud(map_).keys()


def test_two_exports_before_anybody_reads_are_the_same(uitgave: Uitgave, exporteer: Callable[..., Path]) -> None:
    Voordracht.objects.get(vrijgave__isnull=False).trek_in("Te herkenbaar.")
    assert inhoud(exporteer("proefreis")) == inhoud(exporteer("proefreis", "weer"))


def test_a_pdf_that_the_portal_made_itself_is_no_difference(
    tmp_path: Path, importeer: Opdracht, exporteer: Callable[..., Path], uitgave: Uitgave
) -> None:
    """The folder came without it, and the worker made it since. A PDF that came with the folder counts."""
    map_ = exporteer("proefreis")
    (map_ / "berichten/01-op-weg/1.pdf").unlink()
    assert "Er is niets veranderd" in importeer(map_)
    anders = kopie(map_, tmp_path / "anders", schrijf("berichten/01-op-weg/1.pdf", b"%PDF-1.7 anders"))
    with pytest.raises(CommandError, match=r"Verschil in: berichten/01-op-weg/1\.pdf\."):
        importeer(anders)


@pytest.mark.django_db(transaction=True)
def test_all_of_an_export_is_of_one_moment(importeer: Opdracht, monkeypatch: pytest.MonkeyPatch) -> None:
    importeer(VOORBEELD)
    standen: list[object] = []

    def kijk(_: Uitvoer) -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute("SHOW transaction_isolation")
                standen.append(cursor.fetchone()[0])
            else:  # of one moment by nature, as long as it is one transaction
                standen.append("repeatable read" if connection.in_atomic_block else "losse vragen")

    monkeypatch.setattr("berichten.uitwisseling.verzamel", kijk)
    verzamel(Verkenning.objects.get())
    assert standen == ["repeatable read"]
