"""A first draft: what goes in, in which order, and what never does."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from berichten.models import Bericht, Uitgave
from berichten.opmaak import Opmaak
from berichten.samenstellen import stel_samen
from berichten.uitgeven import artikel, bezwaren
from tests.berichten.conftest import Reis
from tests.factories import maak_vrijgave
from verkenning.models import Verkenning, Vrijgave


def stukken(bericht: Bericht) -> list[str]:
    return [
        blok.vrijgave.tekst or blok.vrijgave.titel if blok.vrijgave else blok.kop or blok.soort
        for blok in bericht.blokken.select_related("vrijgave")
    ]


def test_a_draft_follows_the_route(reis: Reis) -> None:
    bericht = stel_samen(reis.verkenning, "Onderweg", "openbaar")
    assert stukken(bericht) == [
        "Beste lezer",
        "Over een-balie",
        "Hoe delen wij een balie?",
        "Wat we zagen",
        "De balie blijft.",
        "Zeven mensen en een stapel papier.",
        "Wat onderzoek zegt",
        "Fuseren helpt hier weinig.",
        "Wat we nu denken",
        "Delen scheelt pas later papier.",
        "De meerwaardekaart",
        "kaart",
        "Hoe de reis verdergaat",
        "route",
    ]
    assert bezwaren(bericht) == []  # no placeholder to fill in
    # What a source says about this question stands with it; the source itself once, in the list of sources.
    pagina = artikel(Opmaak(bericht))
    assert reis.theorie.tekst not in pagina
    assert pagina.count("<cite>Schaal</cite>") == 1


def test_what_has_no_session_yet_stands_after_the_route(reis: Reis) -> None:
    """Questions of others come at the end; whole entries of the library only where no session was walked."""
    ander = {"soort": "vraag", "sleutel": "elzerbroek", "naam": "Elzerbroek", "titel": "Wie trekt het netwerk?"}
    maak_vrijgave(reis.verkenning, "", gegevens={"versie": 1, "op": "2019-03-01"}, op=reis.vraag.op, **ander)
    alles = stukken(stel_samen(reis.verkenning, "Onderweg", "openbaar"))
    assert alles[-3:] == ["route", "De andere vragen", "Wie trekt het netwerk?"]
    Vrijgave.objects.filter(soort="sessie").update(ingetrokken_op=reis.vraag.op)
    assert stukken(stel_samen(reis.verkenning, "Aan het begin", "openbaar")) == [
        "Beste lezer",
        "De vragen",
        "Hoe delen wij een balie?",
        "Wie trekt het netwerk?",
        "Wat we zagen",
        "De balie blijft.",
        "Zeven mensen en een stapel papier.",
        "Wat we leerden",
        "Delen scheelt pas later papier.",
        "Uit de bibliotheek",
        "Groter is niet altijd beter.",
        "De meerwaardekaart",
        "kaart",
    ]


def test_members_get_what_is_for_members_too(reis: Reis) -> None:
    assert reis.leden.tekst in stukken(stel_samen(reis.verkenning, "Voor de leden", "achterban"))
    assert reis.leden.tekst not in stukken(stel_samen(reis.verkenning, "Voor iedereen", "openbaar"))


def test_only_the_period_asked_for(reis: Reis) -> None:
    maak_vrijgave(
        reis.verkenning, "Pas in juni.", soort="inspiratie", sleutel="juni", titel="Juni", gegevens={"cijfers": []}
    )
    laat = stel_samen(reis.verkenning, "Juni", "openbaar", van=date(2019, 6, 1))
    assert reis.citaat.tekst not in stukken(laat)
    assert "Pas in juni." in stukken(laat)
    vroeg = stel_samen(reis.verkenning, "Maart", "openbaar", tot=date(2019, 3, 31))
    assert reis.citaat.tekst in stukken(vroeg)
    assert "Pas in juni." not in stukken(vroeg)


def test_nothing_withdrawn_replaced_or_of_another_programme(reis: Reis, elders: Verkenning) -> None:
    reis.citaat.trek_in("Toch liever niet.")
    maak_vrijgave(elders, "Van een andere reis.")
    nieuw = maak_vrijgave(
        reis.verkenning,
        "Groter is soms beter.",
        soort="theorie",
        sleutel="veenstra",
        titel="S",
        gegevens={"auteurs": []},
    )
    bericht = stel_samen(reis.verkenning, "Onderweg", "achterban")
    assert not {reis.citaat.tekst, reis.theorie.tekst, "Van een andere reis."} & set(stukken(bericht))
    assert [bron.vrijgave for bron in Opmaak(bericht).bronnen] == [nieuw]


def test_an_empty_programme_gives_an_honest_draft(verkenning: Verkenning) -> None:
    bericht = stel_samen(verkenning, "Nog niets", "openbaar")
    assert stukken(bericht) == ["Beste lezer"]
    assert bezwaren(bericht) == []


def roep(*opties: str) -> str:
    uit = StringIO()
    call_command("stel_bericht_samen", *opties, stdout=uit)
    return uit.getvalue()


def test_the_command_composes_publishes_and_prints(reis: Reis, tmp_path: Path) -> None:
    pad = tmp_path / "bericht.pdf"
    uit = roep("samen", "--titel", "Onderweg", "--publiek", "openbaar", "--publiceer", "--pdf", str(pad))
    uitgave = Uitgave.objects.get()
    assert uitgave.sha256 in uit
    assert "/samen/berichten/1/" in uit
    assert pad.read_bytes().startswith(b"%PDF-")
    with uitgave.pdf.open() as bestand:
        assert bestand.read() == pad.read_bytes()


def test_the_command_makes_a_draft_and_no_edition_unless_asked(reis: Reis) -> None:
    roep("samen", "--titel", "Onderweg", "--publiek", "achterban", "--soort", "essay", "--van", "2019-03-01")
    assert Bericht.objects.get().soort == "essay"
    assert not Uitgave.objects.exists()


@pytest.mark.parametrize(
    ("opties", "woorden"),
    [
        (["nergens", "--titel", "T", "--publiek", "openbaar"], "geen Verkenning met de slug 'nergens'"),
        (["samen", "--publiek", "openbaar"], "titel"),
        (["samen", "--titel", " ", "--publiek", "openbaar"], "titel"),
        (["samen", "--titel", "T"], "--publiek"),
        (["samen", "--titel", "T", "--publiek", "besloten"], "achterban, openbaar"),
        (["samen", "--titel", "T", "--publiek", "openbaar", "--soort", "roman"], "--soort"),
        (["samen", "--titel", "T", "--publiek", "openbaar", "--van", "2019-02-30"], "'2019-02-30' is geen datum"),
        (["samen", "--titel", "T", "--publiek", "openbaar", "--van", "2019-05-01", "--tot", "2019-04-01"], "ligt na"),
        (["samen", "--titel", "T", "--publiek", "openbaar", "--pdf", "bericht.pdf"], "--publiceer"),
        (
            ["samen", "--titel", "T", "--publiek", "openbaar", "--publiceer", "--pdf", "/bestaat-niet/b.pdf"],
            "bestaat niet",
        ),
    ],
)
def test_a_wrong_command_says_what_is_wrong_and_makes_nothing(reis: Reis, opties: list[str], woorden: str) -> None:
    with pytest.raises(CommandError, match=woorden):
        roep(*opties)
    assert not Bericht.objects.exists()
