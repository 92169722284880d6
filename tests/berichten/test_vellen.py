"""Which block comes on which sheet of paper."""

from __future__ import annotations

from datetime import UTC, datetime

from berichten.drukwerk import Drukwerk
from berichten.models import Bericht
from berichten.opmaak import Opmaak
from tests.berichten.conftest import Reis
from tests.factories import maak_bericht, maak_blok, maak_vrijgave


def vellen(bericht: Bericht) -> list[tuple[str, list[str], str]]:
    """Each sheet: its kind, what stands on it, and the voice at its foot."""
    druk = Drukwerk(Opmaak(bericht), nummer=1, op=datetime(2019, 5, 23, tzinfo=UTC), vingerafdruk="0" * 64)
    html = druk.html()
    for vel in druk.vellen:
        if vel.stem and vel.stem.vrijgave:
            assert html.count(str(vel.stem.vrijgave.html)) == 1
    return [(vel.soort, [stuk.vorm for stuk in vel.stukken], vel.stem.vorm if vel.stem else "") for vel in druk.vellen]


def test_a_lone_quote_shares_the_sheet_of_the_question_before_it(reis: Reis) -> None:
    """Unless it is too long for it, or the earlier wordings stand there; among other words it stands as it stood."""
    bericht = maak_bericht(reis.verkenning)
    vragen = [
        maak_vrijgave(reis.verkenning, "", soort="vraag", sleutel=f"vraag-{nr}", titel=titel, gegevens=gegevens)
        for nr, titel in enumerate(["Kort?", "Ook kort?", f"{'Lang ' * 60}?", "Slot?"])
        if (gegevens := {"versie": 1, "op": "2019-02-01"})
    ]
    citaten = [
        maak_vrijgave(reis.verkenning, f"Citaat {nr}.", sessie="een-balie", gegevens={"soort": "citaat"})
        for nr in range(4)
    ]
    volgorde = [reis.vraag, reis.citaat, *(stuk for paar in zip(vragen, citaten, strict=True) for stuk in paar)]
    for vrijgave in volgorde:
        maak_blok(bericht, soort="vrijgave", kop="", tekst="", vrijgave=vrijgave)
    assert vellen(bericht) == [
        ("vraag", ["vraag"], ""),  # its earlier wording is at the foot
        ("tekst", ["citaat"], ""),
        ("vraag", ["vraag"], "citaat"),
        ("vraag", ["vraag"], "citaat"),
        ("vraag", ["vraag"], ""),  # too long
        ("tekst", ["citaat"], ""),
        ("vraag", ["vraag"], ""),
        ("tekst", ["citaat"], ""),  # with the sources under it
    ]
