"""Exactly what is theirs: no copy less, none more, on all outside pages together and on each."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.mensen import Mens
from tests.verkenning.stad import PADEN, alle, geef, kaart_van_sessie, kanarie, zingt
from verkenning.models import Publiek, Verkenning, Vrijgave

OPENBAAR, ACHTERBAN = alle("openbaar"), alle("openbaar", "achterban")


@pytest.fixture
def mensen(
    bezoeker: Mens, zonder_rol: Mens, lid: Mens, anna: Mens, bram: Mens, redactie: Mens
) -> dict[str, tuple[Mens, set[str]]]:
    return {
        "bezoeker": (bezoeker, OPENBAAR),
        "account zonder rol": (zonder_rol, OPENBAAR),
        "lid": (lid, ACHTERBAN),
        "verkenner": (anna, ACHTERBAN),
        "verkenner van een andere Verkenning": (bram, ACHTERBAN),
        "redactie": (redactie, ACHTERBAN),
    }


IEDEREEN = ("bezoeker", "account zonder rol", "lid", "verkenner", "verkenner van een andere Verkenning", "redactie")


@pytest.mark.parametrize("wie", IEDEREEN)
def test_everyone_reads_exactly_what_is_released_to_them(
    samen: Verkenning, mensen: dict[str, tuple[Mens, set[str]]], wie: str
) -> None:
    mens, hun = mensen[wie]
    gehoord: set[str] = set()
    for pad in PADEN:
        antwoord = mens.get(pad)
        assert antwoord.status_code in {200, 404}, pad
        assert zingt(antwoord.content) <= hun, pad
        gehoord |= zingt(antwoord.content)
    assert gehoord == hun


def test_what_is_released_can_be_read_on_the_page_its_address_names(samen: Verkenning, lid: Mens) -> None:
    """Every result of a search leads to a page, and to a place on it, where that copy stands."""
    for vrijgave in Vrijgave.objects.leesbaar_voor(lid.persoon).exclude(soort="bericht"):
        woord = next(iter(zingt(f"{vrijgave.titel} {vrijgave.tekst}")))
        adressen = set(re.findall(r'href="(/samen/[^"]*)"', lid.get("/zoeken/", {"q": woord}).content.decode()))
        gevonden = [adres for adres in adressen if _staat_op(lid, adres, woord)]
        assert gevonden, vrijgave


def _staat_op(mens: Mens, adres: str, woord: str) -> bool:
    pagina, _, plek = adres.partition("#")
    inhoud = mens.get(pagina).content.decode()
    return woord in inhoud and (not plek or f'id="{plek}"' in inhoud)


def test_hidden_is_as_good_as_absent(samen: Verkenning, bezoeker: Mens) -> None:
    afwezig = bezoeker.get("/samen/sessies/bestaat-niet/")
    for slug in ("achterban", "ingetrokken", "vervangen"):
        verborgen = bezoeker.get(f"/samen/sessies/{slug}/")
        assert (verborgen.status_code, verborgen.content) == (404, afwezig.content)
        assert dict(verborgen.headers) == dict(afwezig.headers)
    assert bezoeker.get("/bestaat-niet/").status_code == 404


def test_a_withdrawn_copy_is_gone_from_everywhere_at_once(samen: Verkenning, bezoeker: Mens) -> None:
    Vrijgave.objects.get(soort="notitie", publiek="openbaar", ingetrokken_op=None).trek_in("Bedacht.")
    woord = kanarie("notitie", "openbaar")
    assert all(woord not in zingt(bezoeker.get(pad).content) for pad in PADEN)
    assert b"Niets gevonden" in bezoeker.get("/zoeken/", {"q": woord}).content


def test_a_session_that_is_not_readable_is_not_named(verkenning: Verkenning, bezoeker: Mens) -> None:
    """Its passage is, on the page of the programme: without its session."""
    geef(verkenning, "sessie", "verborgen", "kanariesessie", Publiek.ACHTERBAN)
    geef(verkenning, "notitie", "", "kanarienotitie", sessie="verborgen", vragen=["verborgen-corporatie"])
    geef(verkenning, "les", "verborgen-buurtzorg", "kanarieles", sessie="verborgen")
    inhoud = b"".join(
        bezoeker.get(pad).content for pad in ("/samen/", "/samen/bibliotheek/", "/zoeken/?q=kanarienotitie")
    )
    assert zingt(inhoud) == {"kanarienotitie", "kanarieles"}
    assert b"verborgen" not in inhoud


@pytest.mark.parametrize("wie", ["bezoeker", "lid", "verkenner van een andere Verkenning"])
def test_outside_pages_ask_the_gate_and_nothing_of_the_inside(
    samen: Verkenning, mensen: dict[str, tuple[Mens, set[str]]], wie: str
) -> None:
    mens, _ = mensen[wie]
    ik = set() if wie == "bezoeker" else {"django_session", "deelnemers_lidmaatschap", "deelnemers_deelname"}
    for pad in (*PADEN, "/gezond/", "/robots.txt", "/.well-known/security.txt", "/niets/"):
        with CaptureQueriesContext(
            connection,
        ) as gevraagd:
            mens.get(pad)
        tabellen = {
            tabel for vraag in gevraagd for tabel in re.findall(r'(?:FROM|JOIN|INTO|UPDATE)\s+"?(\w+)', vraag["sql"])
        }
        assert {tabel for tabel in tabellen if not tabel.startswith("verkenning_")} <= ik, pad


def vul(verkenning: Verkenning, aantal: int) -> None:
    """So many of everything, with all that pages show of it."""
    for nummer in range(aantal):
        slug = f"nr-{verkenning.vrijgaven.count()}"
        wie = [{"slug": slug, "naam": "Iemand"}]
        wijziging = [{"op": "2019-03-01", "buiten": "Een dag later."}]
        kaart = kaart_van_sessie(nummer, vragen=wie, gastheren=wie, wijzigingen=wijziging)
        geef(verkenning, "deelnemer", slug, "Iemand")
        geef(verkenning, "vraag", slug, "Wat dan?")
        geef(verkenning, "vraag", slug, "Wat nu?", gegevens={"versie": 2, "op": "2019-03-01"})
        geef(verkenning, "sessie", slug, "Sessie", gegevens=kaart)
        geef(verkenning, "bericht", str(verkenning.vrijgaven.count()), "Bericht")
        for soort in ("notitie", "antwoord", "inzicht", "theorie", "inspiratie", "bewering", "les"):
            geef(verkenning, soort, slug, "Zoekwoord.", sessie=slug, vragen=[slug])


def test_a_page_asks_as_much_of_the_database_for_thirty_things_as_for_one(
    verkenning: Verkenning, mensen: dict[str, tuple[Mens, set[str]]]
) -> None:
    geef(verkenning, "sessie", "eerste", "Eerste")
    paden = [pad.replace("openbaar", "eerste") for pad in PADEN if "/sessies/" not in pad or "openbaar" in pad]
    paden += ["/zoeken/?q=zoekwoord", "/samen/berichten/"]

    def tellingen() -> dict[tuple[str, str], int]:
        return {
            (wie, pad): _aantal(lambda mens=mens, pad=pad: mens.get(pad))  # type: ignore[misc]
            for wie, (mens, _) in mensen.items()
            for pad in paden
        }

    vul(verkenning, 1)
    een = tellingen()
    vul(verkenning, 2)
    drie = tellingen()
    vul(verkenning, 27)
    assert een == drie == tellingen()
    assert {bij: aantal for bij, aantal in een.items() if aantal > 6} == {}


def _aantal(doe: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as gevraagd:
        doe()
    return len(gevraagd)
