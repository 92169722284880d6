"""The pages of a programme, told as a visitor reads them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from tests import factories as maak
from tests.mensen import Mens
from tests.verkenning.stad import geef, kaart_van_sessie
from verkenning.buitenkant import Buitenkant, veilig_adres
from verkenning.models import Publiek, Verkenning, Vrijgave
from verkenning.taal import begonnen_en_verder, opsomming, telwoord


def woorden(mens: Mens, pad: str) -> str:
    """What a page says, on one line and without its markup."""
    inhoud = mens.get(pad).content.decode()
    romp = re.sub(r"<svg.*?</svg>", "", inhoud[inhoud.index("<main") : inhoud.index("</main>")], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", romp).split())


def neem_deel(verkenning: Verkenning, slug: str, *stappen: tuple[str, str], vraag: str = "", **anders: Any) -> None:
    deelname = [{"status": status, "op": op} for status, op in stappen]
    gegevens = {"plaats": slug.capitalize(), "website": "", "fictief": True, "deelname": deelname}
    geef(verkenning, "deelnemer", slug, slug.capitalize(), gegevens=gegevens, **anders)
    if vraag:
        geef(verkenning, "vraag", slug, vraag)


ACTIEF = ("actief", "2019-02-06")


def test_who_stops_stays_readable_and_the_count_stays_right(verkenning: Verkenning, bezoeker: Mens) -> None:
    for nummer in range(7):
        neem_deel(verkenning, f"blijft-{nummer}", ("aangemeld", "2019-01"), ACTIEF)
    neem_deel(verkenning, "lindermeer", ACTIEF, ("gestopt", "2019-05-23"), vraag="Wat kan een vereniging?")
    neem_deel(verkenning, "later", ("aangemeld", "2019-01-10"), ("actief", "2999-01"))
    neem_deel(verkenning, "straks-weg", ACTIEF, ("gestopt", "2999-01-01"))
    tekst = woorden(bezoeker, "/samen/")
    assert "negen begonnen, acht reizen verder" in tekst
    assert "Wat kan een vereniging?" in tekst
    assert "Reisde mee tot 23 mei 2019" in tekst
    assert "reisde mee tot 23 mei 2019" in woorden(bezoeker, "/")


def test_a_participant_who_is_not_readable_is_not_counted(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    neem_deel(verkenning, "een", ACTIEF)
    neem_deel(verkenning, "twee", ACTIEF, publiek=Publiek.ACHTERBAN)
    assert "één reist mee" in woorden(bezoeker, "/samen/")
    assert "twee reizen mee" in woorden(lid, "/samen/")


def test_what_its_card_says_of_a_participant_stands_there(verkenning: Verkenning, bezoeker: Mens) -> None:
    """Whether it is made up, and its website, of which only a real address becomes a link."""
    gegevens = {"plaats": "", "website": "https://echt.example/", "fictief": False, "deelname": []}
    geef(verkenning, "deelnemer", "echt", "Echt", gegevens=gegevens)
    assert "verzonnen" not in woorden(bezoeker, "/samen/")
    assert '<a href="https://echt.example/" rel="noopener noreferrer">' in bezoeker.get("/samen/").content.decode()
    anders = gegevens | {"website": "javascript:alert(1)", "fictief": True}
    geef(verkenning, "deelnemer", "anders", "Anders", gegevens=anders)
    assert woorden(bezoeker, "/samen/").count("Deze corporatie is verzonnen.") == 1
    assert "javascript:" not in bezoeker.get("/samen/").content.decode()


def test_of_one_day_the_later_step_counts(verkenning: Verkenning) -> None:
    neem_deel(verkenning, "een", ("aangemeld", "2019-02"), ("actief", "2019-02-06"), ("gestopt", "2019-02-06"))
    (deelnemer,) = Buitenkant(verkenning, AnonymousUser()).deelnemers
    assert (deelnemer.stand, deelnemer.begonnen, deelnemer.tot) == ("gestopt", True, "2019-02-06")


def test_a_stop_of_an_unknown_date_counts(verkenning: Verkenning, bezoeker: Mens) -> None:
    neem_deel(verkenning, "een", ("aangemeld", ""), ACTIEF, ("gestopt", ""))
    (deelnemer,) = Buitenkant(verkenning, AnonymousUser()).deelnemers
    assert (deelnemer.stand, deelnemer.begonnen, deelnemer.tot) == ("gestopt", True, "")
    assert bezoeker.get("/samen/").status_code == 200


@pytest.mark.parametrize(
    ("begonnen", "verder", "afgerond", "zin"),
    [
        (8, 7, False, "acht begonnen, zeven reizen verder"),
        (8, 1, False, "acht begonnen, één reist verder"),
        (8, 8, False, "acht reizen mee"),
        (1, 1, False, "één reist mee"),
        (2, 0, False, "twee begonnen, nu reist niemand meer mee"),
        (8, 5, True, "acht begonnen, vijf maakten de reis af"),
        (0, 0, False, ""),
        (13, 12, False, "13 begonnen, twaalf reizen verder"),
    ],
)
def test_the_count_in_words(begonnen: int, verder: int, afgerond: bool, zin: str) -> None:
    assert begonnen_en_verder(begonnen, verder, afgerond=afgerond) == zin


def test_numbers_and_lists() -> None:
    assert [telwoord(n) for n in (0, 1, 12, 13)] == ["geen", "één", "twaalf", "13"]
    assert [opsomming(d) for d in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]


def test_a_question_reads_as_the_latest_released_wording(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    """By its number: an older wording may be released after a newer one."""
    neem_deel(verkenning, "kromwaal", ACTIEF)
    kaart = kaart_van_sessie(vragen=[{"slug": "kromwaal", "naam": "Kromwaal"}])
    geef(verkenning, "sessie", "een", "Titel", gegevens=kaart)
    geef(verkenning, "vraag", "kromwaal", "Nieuw?", Publiek.ACHTERBAN, gegevens={"versie": 3, "op": "2019-03-01"})
    geef(verkenning, "vraag", "kromwaal", "Midden?", gegevens={"versie": 2, "op": "2019-02-01"})
    geef(verkenning, "vraag", "kromwaal", "Oud?", gegevens={"versie": 1, "op": "2019-01-01"})
    for mens, nu, niet in ((bezoeker, "Midden?", "Nieuw?"), (lid, "Nieuw?", "")):
        for pad in ("/samen/route/", "/samen/sessies/een/"):
            tekst = woorden(mens, pad)
            assert nu in tekst
            assert "Oud?" not in tekst
        assert not niet or niet not in woorden(mens, "/samen/")
        assert "Oud?" in woorden(mens, "/samen/")


def test_what_was_learned_stands_once_with_its_question_and_the_tenant_first(
    verkenning: Verkenning, bezoeker: Mens
) -> None:
    maak.maak_meerwaarde(verkenning, "kosten", voor="corporatie", volgorde=0)
    for nummer, slug in enumerate(("roderbeek", "kromwaal")):
        neem_deel(verkenning, slug, ACTIEF, vraag=f"Vraag van {slug}?")
        kaart = kaart_van_sessie(nummer, vragen=[{"slug": slug, "naam": slug}])
        geef(verkenning, "sessie", slug, "Sessie", gegevens=kaart)

    def leer(tekst: str, meerwaarde: str, *vragen: str) -> None:
        gegevens = {"vorm": "netwerk", "meerwaarde": meerwaarde, "effect": "steunt", "status": "gedeeld"}
        geef(verkenning, "inzicht", "", tekst, gegevens=gegevens, vragen=list(vragen))

    leer("Over kosten.", "kosten", "kromwaal", "roderbeek")
    leer("Over de huurder.", "huurder", "roderbeek")
    leer("Zonder vraag.", "huurder", "niet-vrijgegeven")
    leer("Buiten de kaart.", "verdwenen")
    tekst = woorden(bezoeker, "/samen/")
    leesvolgorde = [
        "Over de huurder.",
        "Over kosten.",
        "raakt ook de vraag van Kromwaal",
        "Bij de andere vragen",
        "Zonder vraag.",
    ]
    plekken = [tekst.index(zin) for zin in leesvolgorde]
    assert plekken == sorted(plekken)
    assert [tekst.count(zin) for zin in ("Over kosten.", "Zonder vraag.", "Buiten de kaart.")] == [1, 1, 1]


def test_a_cell_of_the_map_opens_with_what_was_released_on_it(verkenning: Verkenning, bezoeker: Mens) -> None:
    geef(verkenning, "inzicht", "", "Samen blijft de balie open.")
    geef(verkenning, "inzicht", "", "Voor leden.", Publiek.ACHTERBAN)
    dicht, open_ = woorden(bezoeker, "/samen/kaart/"), woorden(bezoeker, "/samen/kaart/?vak=netwerk.huurder")
    assert "Samen blijft" not in dicht
    assert "Netwerk: huurder" in open_
    assert "1 voor." in open_
    assert "Samen blijft de balie open." in open_
    for vak in ("x", "netwerk.x", "<b>", "netwerk.huurder.x"):
        assert woorden(bezoeker, f"/samen/kaart/?vak={vak}") == dicht


def test_the_library_shows_figures_with_their_date_and_source_and_what_failed(
    verkenning: Verkenning, bezoeker: Mens
) -> None:
    cijfers = [
        {"wat": "gemeenten", "waarde": "61", "peildatum": "2018-01", "bron": "de krant"},
        {"wat": "leden", "waarde": "300", "peildatum": "", "bron": ""},
    ]
    gegevens = {
        "sector": "gemeenten",
        "vorm": "netwerk",
        "url": "javascript:alert(1)",
        "mislukking": True,
        "cijfers": cijfers,
    }
    geef(verkenning, "inspiratie", "fusie", "Ambtelijke fusie", gegevens=gegevens)
    geef(
        verkenning,
        "theorie",
        "provan",
        "Modes",
        gegevens={"auteurs": ["Provan", "Kenis"], "jaar": 2008, "doi": "10.1/a b", "url": "x"},
    )
    geef(verkenning, "sessie", "een", "Titel")
    geef(verkenning, "les", "fusie", "Dubbel aansturen kost veel.", sessie="een")
    tekst, inhoud = woorden(bezoeker, "/samen/bibliotheek/"), bezoeker.get("/samen/bibliotheek/").content.decode()
    for stuk in (
        "Dit werkte niet",
        "61 peildatum januari 2018 · bron: de krant",
        "300 peildatum onbekend",
        "Gemeenten · Netwerk",
        "Provan & Kenis (2008)".replace("&", "&amp;"),
        "verwijzing nog niet nagekeken",
        "Dubbel aansturen kost veel.",
    ):
        assert stuk in tekst
    assert 'href="https://doi.org/10.1/a%20b"' in inhoud
    assert "javascript:" not in inhoud
    assert 'href="x"' not in inhoud


def test_only_addresses_of_the_web_become_links() -> None:
    assert veilig_adres("https://a.example/") == "https://a.example/"
    assert [veilig_adres(adres) for adres in ("javascript:x", "//a.example", "data:x", "", None, 3)] == [""] * 6


def test_a_session_page_tells_when_where_and_what_changed(verkenning: Verkenning, bezoeker: Mens) -> None:
    agenda = [
        {"soort": "opening", "titel": "Welkom", "minuten": 15},
        {"soort": "gesprek", "titel": "Gesprek", "minuten": None},
        {"soort": "oogst", "titel": "Oogst", "minuten": 30},
    ]
    gegevens = kaart_van_sessie(
        gastheren=[{"slug": "x", "naam": "Haverwoude Wonen"}, {"slug": "y", "naam": "Zwanenkolk Wonen"}],
        agenda=agenda,
        wijzigingen=[{"op": "2019-02-12", "buiten": "Er kwam een gesprek bij."}],
    )
    geef(verkenning, "sessie", "een", "Samen een controller", gegevens=gegevens)
    tekst = woorden(bezoeker, "/samen/sessies/een/")
    for stuk in (
        # Its number may be another one for another reader; by its date everybody knows which one is meant.
        "Sessie 1 · donderdag 14 maart 2019 Samen een controller",
        "donderdag 14 maart 2019 13.00 tot 17.00 uur",
        "Gastheren Haverwoude Wonen Zwanenkolk Wonen",
        "13.00 Welkom 13.15 Gesprek Oogst",
        "12 februari 2019 . Er kwam een gesprek bij.",
    ):
        assert stuk in tekst


@pytest.mark.parametrize(
    ("begin", "zegt"),
    [("2019-11", "Wanneer november 2019"), ("2019-11-07", "donderdag 7 november 2019"), ("", "Wanneer datum volgt")],
)
def test_a_date_is_never_more_precise_than_it_is(verkenning: Verkenning, bezoeker: Mens, begin: str, zegt: str) -> None:
    geef(
        verkenning, "sessie", "een", "Wie valt in?", gegevens=kaart_van_sessie(begin=begin, einde="", status="gepland")
    )
    tekst = woorden(bezoeker, "/samen/sessies/een/")
    assert zegt in tekst
    assert " uur" not in tekst


def test_a_cancelled_session_stays_readable_and_gets_no_number(verkenning: Verkenning, bezoeker: Mens) -> None:
    geef(verkenning, "sessie", "een", "Eerste", gegevens=kaart_van_sessie(1, status="vervallen"))
    geef(verkenning, "sessie", "twee", "Tweede", gegevens=kaart_van_sessie(2))
    assert "Deze sessie gaat niet door." in woorden(bezoeker, "/samen/sessies/een/")
    assert "Sessie 1" in woorden(bezoeker, "/samen/sessies/twee/")


def test_a_programme_that_has_yet_to_begin_is_a_page_already(verkenning: Verkenning, bezoeker: Mens) -> None:
    verkenning.aanleiding = "Waarom *wij* gaan."
    verkenning.save()
    tekst = woorden(bezoeker, "/samen/")
    assert "In voorbereiding" in tekst
    assert "Waarom wij gaan." in tekst
    assert "nog niet bekendgemaakt" in tekst
    for pad in ("/samen/route/", "/samen/kaart/", "/samen/bibliotheek/", "/samen/feed/", "/samen/agenda.ics"):
        assert bezoeker.get(pad).status_code == 200


def test_the_front_door_of_an_empty_portal(bezoeker: Mens) -> None:
    assert "Hier begint een reis" in woorden(bezoeker, "/")
    assert bezoeker.get("/zoeken/?q=x").status_code == 200


def test_the_front_door_shows_what_is_underway_first(bezoeker: Mens) -> None:
    maak.maak_verkenning("oud", naam="Oude reis", fase="afgerond", begin="2018")
    maak.maak_verkenning("nieuw", naam="Nieuwe reis", fase="voorbereiding", begin="2020")
    maak.maak_verkenning("nu", naam="Reis van nu", fase="onderweg", begin="2019")
    tekst = woorden(bezoeker, "/")
    plekken = [tekst.index(naam) for naam in ("Reis van nu", "Andere Verkenningen", "Nieuwe reis", "Oude reis")]
    assert plekken == sorted(plekken)


def test_the_newest_bericht_stands_on_the_front_door(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    for nummer, publiek in ((1, Publiek.OPENBAAR), (2, Publiek.OPENBAAR), (3, Publiek.ACHTERBAN)):
        geef(verkenning, "bericht", str(nummer), f"Bericht over {nummer}", publiek)
    assert "Voortgangsbericht 2 Bericht over 2" in woorden(bezoeker, "/")
    assert "Voortgangsbericht 3 Bericht over 3" in woorden(lid, "/")


def test_the_demo_offers_to_look_along(verkenning: Verkenning, bezoeker: Mens, settings: Any) -> None:
    settings.DEMO = True
    assert "Kijk mee als" in woorden(bezoeker, "/")


def test_every_passage_says_who_may_read_it(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    stukken = [geef(verkenning, "notitie", "", f"Stuk {publiek}.", publiek) for publiek in Publiek.values]
    inhoud = lid.get("/samen/").content.decode()
    for stuk in stukken:
        artikel = inhoud[inhoud.index(f'id="{stuk.code}"') :].split("</article>")[0]
        assert f'class="zicht" data-zicht="{stuk.publiek}"' in artikel
    assert 'data-zicht="achterban"' not in bezoeker.get("/samen/").content.decode()


def test_many_passages_lead_on_to_their_sessions(verkenning: Verkenning, bezoeker: Mens) -> None:
    geef(verkenning, "sessie", "een", "Eerste")
    for nummer in range(9):
        geef(verkenning, "notitie", "", f"Stuk nummer{nummer}.", sessie="een")
    geef(verkenning, "notitie", "", "Losse eerste.", op=maak.moment("2019-01-01 10:00"))
    tekst = woorden(bezoeker, "/samen/")
    assert [nummer for nummer in range(9) if f"nummer{nummer}." in tekst] == [3, 4, 5, 6, 7, 8]
    assert "Losse eerste." in tekst
    assert "Meer lees je bij elke halte" in tekst
    assert all(f"nummer{nummer}." in woorden(bezoeker, "/samen/sessies/een/") for nummer in range(9))


@pytest.mark.parametrize("methode", ["post", "put", "delete", "patch"])
def test_outside_pages_are_for_reading(verkenning: Verkenning, bezoeker: Mens, methode: str) -> None:
    assert getattr(bezoeker, methode)("/samen/").status_code == 405
    assert Vrijgave.objects.count() == 0
