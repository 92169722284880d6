"""Composing a session: anna, whose question it serves, and the begeleider do it together. Cor is of the same group."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.models import Gast, Onderdeel, Sessie, Tekstversie, Voorbereidingsvraag
from sessies.samenstelling import Samenstelling
from sessies.sessieforms import VASTE_VRAGEN
from sessies.sessiepagina import Sessiepagina
from tests.factories import (
    maak_antwoord,
    maak_gast,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_onderdeel,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
    moment,
)
from tests.mensen import Mens
from tests.sessies.hulp import post, tekst_van
from verkenning.models import Verkenning

MET_EN_ZONDER = pytest.mark.parametrize("htmx", [False, True], ids=["zonder", "met"])
LEEG = {"soort": "gesprek", "titel": "Iets", "minuten": "", "tekst": "", "locatie": "", "versie": "1"}


@pytest.fixture
def adres(sessie: Sessie) -> Any:
    """The address of something on the table of the session."""

    def van(naam: str, *args: Any) -> str:
        return reverse(f"sessies:{naam}", args=[sessie.verkenning.slug, sessie.slug, *args])

    return van


def titels(sessie: Sessie) -> list[str]:
    return [onderdeel.titel for onderdeel in sessie.onderdelen.all()]


def tafel_van(mens: Mens, sessie: Sessie) -> Samenstelling:
    return Samenstelling(Sessiepagina.of_404(mens.persoon, sessie.verkenning.slug, sessie.slug))


def stand_van(mens: Mens, sessie: Sessie) -> dict[str, tuple[bool, str]]:
    return {punt.naam: (punt.klaar, punt.zin) for punt in tafel_van(mens, sessie).punten}


# ---- Who


def test_only_the_owner_and_the_begeleider_compose(
    anna: Mens, begeleider: Mens, cor: Mens, bram: Mens, lid: Mens, redactie: Mens, sessie: Sessie, adres: Any
) -> None:
    deel, vraag = maak_onderdeel(sessie), maak_voorbereidingsvraag(sessie)
    lezen = [adres("samenstellen"), adres("onderdeel", deel.pk), adres("voorbereidingsvraag", vraag.pk)]
    doen = [adres("onderdeel_nieuw"), adres("vaste_vragen"), adres("samen_plek", "vragen", vraag.pk)]
    doen.append(adres("samen_weg", "onderdelen", deel.pk))
    for mens in (cor, bram, lid, redactie):
        assert {mens.get(pad).status_code for pad in lezen} == {404}
        assert {mens.post(pad, LEEG | {"naar": 0}).status_code for pad in [*lezen[1:], *doen]} == {404}
    assert (titels(sessie), sessie.voorbereidingsvragen.count()) == ([deel.titel], 1)
    for mens in (anna, begeleider):
        assert {mens.get(pad).status_code for pad in lezen} == {200}


# ---- The agenda


@MET_EN_ZONDER
def test_parts_are_added_moved_changed_and_taken_away(anna: Mens, sessie: Sessie, adres: Any, htmx: bool) -> None:
    nieuw = {"soort": "gast", "titel": "Aan tafel", "minuten": 30, "gast_0": "Gijs", "van_0": "de gemeente"}
    for _ in range(2):  # everything is sent twice, and happens once
        post(anna, htmx, adres("onderdeel_nieuw"), nieuw)
    for titel in ("Pauze", "Oogst", "Pauze"):
        post(anna, htmx, adres("onderdeel_nieuw"), {"soort": "pauze", "titel": titel})
    assert [o.slug for o in sessie.onderdelen.all()] == ["aan-tafel", "pauze", "oogst", "pauze-2"]
    tafel, _, oogst, pauze = sessie.onderdelen.all()
    for _ in range(2):
        antwoord = post(anna, htmx, adres("samen_plek", "onderdelen", oogst.pk), {"naar": 1, "kant": "op"})
    assert titels(sessie) == ["Aan tafel", "Oogst", "Pauze", "Pauze"]
    if htmx:
        assert "autofocus>" in tekst_van(antwoord)
    anders = LEEG | {"titel": "Aan de keukentafel", "soort": "gast", "minuten": 20, "gast_0": "Gijs", "gast_1": "Gerda"}
    for _ in range(2):
        post(anna, htmx, adres("onderdeel", tafel.pk), anders)
    tafel.refresh_from_db()
    assert (tafel.titel, tafel.minuten, tafel.versie) == ("Aan de keukentafel", 20, 2)
    assert [(g.naam, g.organisatie) for g in Gast.objects.all()] == [("Gijs", ""), ("Gerda", "")]
    for _ in range(2):
        post(anna, htmx, adres("samen_weg", "onderdelen", pauze.pk), {"versie": 1})
    assert titels(sessie) == ["Aan de keukentafel", "Oogst", "Pauze"]


def test_a_guest_who_stays_in_their_row_stays_the_same_guest(begeleider: Mens, sessie: Sessie, adres: Any) -> None:
    deel = maak_onderdeel(sessie, titel="Iets")
    weg, blijft = maak_gast(deel, "Gijs", ""), maak_gast(deel, "Gerda", "")
    begeleider.post(adres("onderdeel", deel.pk), LEEG | {"gast_0": "", "gast_1": "Gerda Gast", "gast_2": "Guus"})
    assert [g.naam for g in deel.gasten.all()] == ["Gerda Gast", "Guus"]
    assert deel.gasten.filter(pk=blijft.pk).exists()
    assert not Gast.objects.filter(pk=weg.pk).exists()


@MET_EN_ZONDER
def test_what_cannot_be_comes_back_as_it_was_typed(anna: Mens, sessie: Sessie, adres: Any, htmx: bool) -> None:
    fout = {"soort": "gast", "titel": "Aan tafel", "minuten": -5, "van_0": "de gemeente"}
    antwoord = post(anna, htmx, adres("onderdeel_nieuw"), fout)
    pagina = tekst_van(antwoord)
    assert antwoord.status_code == 422
    assert 'value="Aan tafel"' in pagina
    assert "een getal van 1 tot 720" in pagina
    assert "Schrijf ook de naam van de gast of de partner." in pagina
    assert not Onderdeel.objects.exists()


@MET_EN_ZONDER
def test_two_people_at_one_part_see_both_wordings_side_by_side(
    anna: Mens, begeleider: Mens, sessie: Sessie, adres: Any, htmx: bool
) -> None:
    deel = maak_onderdeel(sessie, titel="Iets", tekst="Eerst dit.", minuten=None)
    pad, kwaad = adres("onderdeel", deel.pk), "<script>alert(1)</script>"
    begeleider.post(pad, LEEG | {"titel": f"Rekenen {kwaad}", "tekst": "Twee\nregels.", "gast_0": "Gijs"})
    mijn = LEEG | {"titel": "Samen rekenen", "tekst": "Twee\r\nregels.", "minuten": 20}
    antwoord = post(anna, htmx, pad, mijn)
    pagina = tekst_van(antwoord)
    assert antwoord.status_code == 409
    assert [v.wat for v in antwoord.context["form"].verschillen] == ["Naam", "Minuten", "Gasten en partners"]
    assert "Rekenen &lt;script&gt;" in pagina
    assert kwaad not in pagina
    assert 'value="Samen rekenen"' in pagina
    assert 'name="versie" value="2"' in pagina
    deel.refresh_from_db()
    assert deel.titel.startswith("Rekenen")
    # She looked, and saves knowingly; of what stood there every wording is kept.
    post(anna, htmx, pad, mijn | {"tekst": "Iets anders.", "versie": 2})
    deel.refresh_from_db()
    assert (deel.titel, deel.tekst, deel.versie) == ("Samen rekenen", "Iets anders.", 3)
    assert [v.tekst for v in Tekstversie.objects.filter(onderdeel=deel)] == ["Eerst dit.", "Twee\nregels."]


@MET_EN_ZONDER
def test_what_was_changed_is_not_taken_away_and_what_is_gone_can_be_kept(
    anna: Mens, begeleider: Mens, sessie: Sessie, adres: Any, htmx: bool
) -> None:
    deel = maak_onderdeel(sessie, titel="Iets")
    begeleider.post(adres("onderdeel", deel.pk), LEEG | {"titel": "Rekenen"})
    antwoord = post(anna, htmx, adres("samen_weg", "onderdelen", deel.pk), {"versie": 1})
    pagina = tekst_van(antwoord if htmx else anna.get(antwoord.url))
    assert "Iemand heeft dit net gewijzigd." in pagina
    assert titels(sessie) == ["Rekenen"]
    begeleider.post(adres("samen_weg", "onderdelen", deel.pk), {"versie": 2})
    antwoord = post(anna, htmx, adres("onderdeel", deel.pk), LEEG | {"titel": "Mijn woorden"})
    assert antwoord.status_code == 409
    assert "Iemand heeft dit intussen weggehaald." in tekst_van(antwoord)
    assert f'action="{adres("onderdeel_nieuw")}"' in tekst_van(antwoord)
    assert 'value="Mijn woorden"' in tekst_van(antwoord)


def test_the_agenda_says_how_it_fits(anna: Mens, sessie: Sessie) -> None:
    """10.00 is when it begins."""

    def zegt() -> tuple[str, list[str]]:
        plan = tafel_van(anna, Sessie.objects.get()).tijdplan
        return plan.zin, plan.bezwaren

    maak_onderdeel(sessie, titel="Welkom", minuten=30)
    assert zegt() == ("Samen 30 minuten.", [])
    Sessie.objects.update(einde=moment("2019-03-14 12:00"))
    assert zegt() == ("Samen 30 minuten, van de 2 uur die er zijn. Er is nog 1 uur en 30 minuten over.", [])
    maak_onderdeel(sessie, titel="Rekenen", minuten=91)
    maak_onderdeel(sessie, titel="Oogst", minuten=None)
    assert zegt() == (
        "Samen 2 uur en 1 minuut, van de 2 uur die er zijn.",
        [
            "De agenda is 1 minuut te lang: ‘Rekenen’ loopt van 10.30 tot 12.01, en de sessie eindigt om 12.00. Maak een onderdeel korter.",
            "Hoe lang duurt ‘Oogst’? Vul de minuten in.",
        ],
    )
    Sessie.objects.update(einde=moment("2019-03-14 09:00"))
    assert zegt()[1][0].startswith("De sessie begint om 10.00 en eindigt om 9.00. Dat kan niet.")


# ---- The questions


@MET_EN_ZONDER
def test_questions_are_asked_changed_ordered_and_taken_back_until_somebody_answers(
    anna: Mens, begeleider: Mens, kromwaal: Corporatie, sessie: Sessie, adres: Any, htmx: bool
) -> None:
    def staan() -> list[str]:
        return [vraag.tekst for vraag in sessie.voorbereidingsvragen.all()]

    for _ in range(2):
        post(anna, htmx, adres("vaste_vragen"), {})
        post(begeleider, htmx, adres("voorbereidingsvraag_nieuw"), {"tekst": "En nu?"})
    assert staan() == [*VASTE_VRAGEN, "En nu?"]
    eerste, tweede, _, laatste = sessie.voorbereidingsvragen.all()
    for _ in range(2):
        post(anna, htmx, adres("samen_plek", "vragen", laatste.pk), {"naar": 0})
        post(anna, htmx, adres("voorbereidingsvraag", eerste.pk), {"tekst": "Waartoe?", "versie": 1})
        post(anna, htmx, adres("samen_weg", "vragen", tweede.pk), {"versie": 1})
    assert staan() == ["En nu?", "Waartoe?", VASTE_VRAGEN[2]]
    botst = post(begeleider, htmx, adres("voorbereidingsvraag", eerste.pk), {"tekst": "Waarom?", "versie": 1})
    assert botst.status_code == 409
    assert "Waarom?</textarea>" in tekst_van(botst)
    # A private answer holds it as well, and no more is told of it than that.
    maak_antwoord(eerste, kromwaal, "KANARIE", zichtbaarheid="prive")
    blijft = post(begeleider, htmx, adres("voorbereidingsvraag", eerste.pk), {"tekst": "Waarom?", "versie": 2})
    assert blijft.status_code == 422
    assert "Iemand is al aan een antwoord op deze vraag begonnen." in tekst_van(blijft)
    assert "Waarom?</textarea>" in tekst_van(blijft)
    post(begeleider, htmx, adres("samen_weg", "vragen", eerste.pk), {"versie": 2})
    assert staan() == ["En nu?", "Waartoe?", VASTE_VRAGEN[2]]
    pagina = tekst_van(begeleider.get(adres("samenstellen")))
    assert not {"KANARIE", "Kromwaal</h4>"} & set(pagina.split())
    assert "antwoord. De vraag staat nu vast." not in pagina


def test_a_question_that_is_too_long_is_told_so_and_kept(begeleider: Mens, adres: Any) -> None:
    assert "maxlength" not in tekst_van(begeleider.htmx("get", adres("voorbereidingsvraag_nieuw")))
    antwoord = begeleider.post(adres("voorbereidingsvraag_nieuw"), {"tekst": f"{'x' * 1239}?"})
    assert antwoord.status_code == 422
    assert "Je vraag is 1.240 tekens. Houd het bij 1.000: kort leest beter." in tekst_van(antwoord)
    assert f"{'x' * 1239}?</textarea>" in tekst_van(antwoord)


# ---- How ready it is


def test_the_readiness_line_says_what_is_there_what_is_missing_and_who_answered(
    anna: Mens, cor: Mens, kromwaal: Corporatie, lindermeer: Corporatie, sessie: Sessie
) -> None:
    assert stand_van(anna, sessie) == {
        "Agenda": (False, "Nog leeg."),
        "Gasten": (False, "Nog niemand van buiten."),
        "Vragen vooraf": (False, "Nog geen vraag."),
        "Theorie": (False, "Nog geen bron."),
        "Inspiratie": (False, "Nog geen bron."),
    }
    maak_gast(maak_onderdeel(sessie, minuten=45))
    vraag = maak_voorbereidingsvraag(sessie)
    maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning))
    maak_inspiratiekoppeling(sessie, maak_inspiratie(sessie.verkenning), "")
    maak_antwoord(vraag, kromwaal)
    geheim = maak_antwoord(vraag, lindermeer, zichtbaarheid="prive")
    stand = {
        "Agenda": (True, "1 onderdeel. Samen 45 minuten."),
        "Gasten": (True, "1 gast."),
        "Vragen vooraf": (True, "1 vraag."),
        "Theorie": (True, "1 bron."),
        "Inspiratie": (False, "1 van de 1 zonder les voor deze vraag."),
        "Antwoorden": (False, "1 van de 2 corporaties deelden alles."),
    }
    # What Lindermeer keeps to itself does not count, not for itself either.
    assert [stand_van(mens, sessie) for mens in (anna, cor)] == [stand, stand]
    assert tafel_van(anna, sessie).zin == "4 van de 6 zijn klaar. Nog niet: inspiratie, antwoorden."
    geheim.herschrijf(geheim.tekst, door=cor.persoon, vanaf=1, zichtbaarheid="besloten")
    assert stand_van(anna, sessie)["Antwoorden"][0]


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_table_asks_the_same_of_the_database_whatever_stands_on_it(
    aantal: int,
    anna: Mens,
    verkenning: Verkenning,
    kromwaal: Corporatie,
    sessie: Sessie,
    adres: Any,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    maak_sessie(verkenning, kromwaal)
    for nummer in range(aantal):
        maak_gast(maak_onderdeel(sessie))
        maak_antwoord(maak_voorbereidingsvraag(sessie, f"Vraag {nummer}?"), kromwaal)
        maak_theoriekoppeling(sessie, maak_theorie(verkenning))
    with django_assert_num_queries(10):
        anna.get(adres("samenstellen"))
    deel = Onderdeel.objects.latest("pk")
    with django_assert_num_queries(11):
        anna.get(adres("onderdeel", deel.pk))
    assert Voorbereidingsvraag.objects.count() == aantal
