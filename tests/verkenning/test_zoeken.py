"""Search: in Dutch, in what this reader may read, and never in the way of hostile input."""

from __future__ import annotations

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.mensen import Mens
from tests.verkenning.stad import geef, kaart_van_sessie
from verkenning.models import Publiek, Verkenning, Vrijgave
from verkenning.zoeken import MEESTE_WOORDEN, fragment, markeer, woordstammen, zoekstammen


def gevonden(vraag: str) -> list[str]:
    return [vrijgave.tekst or vrijgave.titel for vrijgave in Vrijgave.objects.zoek(vraag)]


@pytest.mark.parametrize(
    ("geschreven", "gezocht"),
    [
        ("Twee corporaties delen een controller.", "corporatie"),
        ("De corporatie deelt.", "corporaties"),
        ("Wat merken huurders?", "huurder"),
        ("Een dorpscoöperatie.", "DORPSCOOPERATIE"),
        ("De cooperatie", "coöperatie"),
        ("Het fusiebesluit van de raad", "fusie"),
        ("**Vet** en [een link](https://voorbeeld.example/)", "link vet"),
        ("Eén balie", "een balie"),
        ("In 2019 begon het", "2019"),
    ],
)
def test_words_are_found_by_their_stem(verkenning: Verkenning, geschreven: str, gezocht: str) -> None:
    geef(verkenning, "notitie", "", geschreven)
    geef(verkenning, "notitie", "", "Iets heel anders.")
    assert gevonden(gezocht) == [geschreven]


@pytest.mark.parametrize("vraag", ["voorbeeld", "katholiek", "huurder zonder", "p strong"])
def test_what_is_not_there_is_not_found(verkenning: Verkenning, vraag: str) -> None:
    """Nor the address of a link, nor the tags around the words, nor a text with only some of the words."""
    geef(verkenning, "notitie", "", "De **huurder** en de kat, [hier](https://voorbeeld.example/).")
    assert gevonden(vraag) == []


def test_a_card_is_found_by_what_it_shows(verkenning: Verkenning) -> None:
    kaart = kaart_van_sessie(
        locatie="Zaal de Linde",
        gastheren=[{"slug": "x", "naam": "Roderbeek Wonen"}],
        agenda=[{"soort": "werkbezoek", "titel": "Fietstocht langs partners", "minuten": 90}],
        wijzigingen=[{"op": "2019-03-01", "buiten": "Geruild met juni."}],
    )
    geef(verkenning, "sessie", "een", "Wie trekt?", gegevens=kaart)
    cijfers = [{"wat": "broodfondsen", "waarde": "600", "peildatum": "2020", "bron": "jaarbericht"}]
    geef(
        verkenning, "inspiratie", "twee", "Broodfonds", gegevens={"cijfers": cijfers, "url": "https://nergens.example/"}
    )
    for vraag in ("linde", "roderbeek", "fietstocht", "geruild"):
        assert gevonden(vraag) == ["Wie trekt?"]
    assert gevonden("600 jaarbericht") == ["Broodfonds"]
    assert gevonden("nergens") == gevonden("werkbezoek") == []


HOSTILE = [
    '" * ( NEAR',
    'balie" OR "x',
    "balie AND NOT",
    "NEAR(balie, 2)",
    "stammen:balie",
    "balie*",
    "^balie -x",
    "' OR 1=1 --",
    "balie & | ! <-> :*",
    "\\",
    "%s %(x)s",
    "\x00balie",
    "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    "ß ﬁ ǅ ١٢٣ 漢字",
    "x" * 5_000,
    "x " * 5_000,
    "<script>alert(1)</script>",
]


@pytest.mark.parametrize("vraag", HOSTILE)
def test_no_question_breaks_the_search(verkenning: Verkenning, bezoeker: Mens, vraag: str) -> None:
    geef(verkenning, "notitie", "", "De balie.")
    antwoord = bezoeker.get("/zoeken/", {"q": vraag, "pagina": "-1'"})
    assert antwoord.status_code == 200
    assert b"<script>alert" not in antwoord.content
    list(Vrijgave.objects.zoek(vraag))


def test_at_most_so_many_words_count() -> None:
    assert len(zoekstammen(" ".join(f"woord{nummer}" for nummer in range(100)))) == MEESTE_WOORDEN
    assert zoekstammen("de balie van de huurder") == woordstammen("balie huurder")
    assert zoekstammen("de het") == ["de", "het"]
    assert zoekstammen("!?") == []


def aantal(mens: Mens, vraag: str) -> int:
    tekst = mens.get("/zoeken/", {"q": vraag}).content.decode()
    return int(match.group(1)) if (match := re.search(r"(\d+) keer gevonden", tekst)) else 0


def test_a_reader_counts_only_what_they_may_read(
    verkenning: Verkenning, elders: Verkenning, bezoeker: Mens, lid: Mens
) -> None:
    for publiek, hoeveel in ((Publiek.OPENBAAR, 3), (Publiek.ACHTERBAN, 25)):
        for nummer in range(hoeveel):
            geef(verkenning if nummer % 2 else elders, "notitie", "", f"Balie {publiek} {nummer}.", publiek)
    geef(verkenning, "notitie", "", "Balie ingetrokken.").trek_in("Toch niet.")
    geef(verkenning, "deelnemer", "kromwaal", "Balie oud")
    geef(verkenning, "deelnemer", "kromwaal", "Loket nieuw")
    assert (aantal(bezoeker, "balie"), aantal(lid, "balie")) == (3, 28)
    assert (aantal(bezoeker, "loket"), aantal(bezoeker, "oud")) == (1, 0)
    assert "pagina=2" not in bezoeker.get("/zoeken/?q=balie").content.decode()
    tweede = lid.get("/zoeken/?q=balie&pagina=2").content.decode()
    assert tweede.count('class="stapel--krap"') == 8
    assert 'href="?q=balie&amp;pagina=1"' in tweede


def test_the_newest_stands_first(verkenning: Verkenning, bezoeker: Mens) -> None:
    eerste, tweede = (geef(verkenning, "notitie", "", f"Balie {nummer}") for nummer in (1, 2))
    tekst = bezoeker.get("/zoeken/?q=balie").content.decode()
    assert tekst.index(tweede.code) < tekst.index(eerste.code)


def test_what_was_found_is_marked_and_everything_is_escaped(verkenning: Verkenning, bezoeker: Mens) -> None:
    geef(verkenning, "notitie", "", "Wij zeggen 1 < 2 & de *huurder* hoort `<b>alles</b>`.")
    geef(verkenning, "theorie", "x", "<img src=x onerror=alert(1)> voor huurders")
    tekst = bezoeker.get("/zoeken/?q=huurder").content.decode()
    assert "1 &lt; 2 &amp; de <mark>huurder</mark> hoort &lt;b&gt;alles&lt;/b&gt;" in tekst
    assert "&lt;img src=x onerror=alert(1)&gt; voor <mark>huurders</mark>" in tekst
    assert "<img" not in tekst


def test_a_fragment_stands_around_what_was_found() -> None:
    tekst = "eerst " * 100 + "hier staat de huurder midden in " + "daarna " * 100
    stuk = fragment(tekst.strip(), zoekstammen("huurder"))
    assert stuk.startswith("… ")
    assert stuk.endswith(" …")
    assert "de <mark>huurder</mark> midden" in stuk
    assert len(stuk) < 300
    assert fragment("kort", ["kort"]) == "<mark>kort</mark>"
    assert fragment("", ["kort"]) == ""
    assert markeer("<b>", ["b"]) == "&lt;<mark>b</mark>&gt;"


def test_the_index_follows_what_happens_to_a_copy(verkenning: Verkenning) -> None:
    vrijgave = geef(verkenning, "notitie", "", "Balie.")
    vrijgave.tekst = "Loket."
    vrijgave.save()
    assert (gevonden("balie"), gevonden("loket")) == ([], ["Loket."])
    vrijgave.delete()
    assert gevonden("loket") == []
    Vrijgave.objects.bulk_create([Vrijgave(verkenning=verkenning, soort="notitie", publiek="openbaar", tekst="Balie.")])
    assert gevonden("balie") == ["Balie."]


def test_an_empty_question_explains_itself(verkenning: Verkenning, bezoeker: Mens, lid: Mens) -> None:
    antwoord = bezoeker.get("/zoeken/")
    assert b"alles wat openbaar is" in antwoord.content
    assert antwoord.headers["Cache-Control"] == "no-cache"
    assert b"alles wat jij mag lezen" in lid.get("/zoeken/").content
    niets = bezoeker.get("/zoeken/", {"q": "onvindbaar"}).content.decode()
    assert "Niets gevonden" in niets
    assert 'value="onvindbaar"' in niets


def test_who_is_in_a_group_is_told_that_search_does_not_look_inside(
    verkenning: Verkenning, anna: Mens, lid: Mens, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    """The same sentence, whatever the group has written: it tells nothing of that."""
    zin = "Zoeken kijkt niet in wat privé of besloten is."
    with django_assert_max_num_queries(6):
        pagina = anna.get("/zoeken/?q=onvindbaar").text
    assert zin in pagina
    assert 'href="/groep/samen/notities/"' in pagina
    assert zin in anna.get("/zoeken/").text
    assert zin not in lid.get("/zoeken/?q=onvindbaar").text
