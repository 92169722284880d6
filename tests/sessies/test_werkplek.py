"""The werkplek, through everybody who may arrive there."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie, Deelname
from sessies.models import Herinnering, Sessie, Voordracht
from sessies.taken import taken
from tests.factories import (
    maak_antwoord,
    maak_lid,
    maak_notitie,
    maak_onderdeel,
    maak_sessie,
    maak_voorbereidingsvraag,
    maak_voordracht,
    maak_vraagversie,
    maak_vrijgave,
)
from tests.mensen import Mens
from tests.sessies.hulp import tekst_van
from verkenning.models import Publiek, Verkenning

WERKPLEK, NODIG_UIT = "/werkplek/", "Nodig de groep uit"


def titels(mens: Mens) -> list[str]:
    return [taak.titel for taak in taken(mens.persoon)]


# ---- The greeting


def over(dagen: int) -> datetime:
    return timezone.now() + timedelta(days=dagen)


@pytest.mark.parametrize(
    ("begin", "groet"),
    [
        (over(21), "Over 21 dagen staat jouw vraag centraal."),
        (over(1), "Morgen staat jouw vraag centraal."),
        (over(0), "Vandaag staat jouw vraag centraal."),
        # In the demo it is 2019 for ever: then no days are counted.
        (over(-2500), "In sessie 1 staat jouw vraag centraal."),
        (None, "In sessie 1 staat jouw vraag centraal."),
    ],
)
def test_it_greets_with_what_comes(anna: Mens, sessie: Sessie, begin: datetime | None, groet: str) -> None:
    sessie.begin = begin
    sessie.save()
    assert f"Dag Anna. {groet}</h1>" in tekst_van(anna.get(WERKPLEK))


def test_a_month_is_no_day(anna: Mens, sessie: Sessie) -> None:
    sessie.begin, sessie.precisie = over(90), Sessie.Precisie.MAAND
    sessie.save()
    pagina = tekst_van(anna.get(WERKPLEK))
    assert "dagen" not in pagina
    assert f"{over(90).year} staat jouw vraag centraal." in pagina


def test_for_who_is_not_at_the_centre_it_is_the_next_stop(cor: Mens, sessie: Sessie) -> None:
    assert "Dag Cor. De volgende halte is sessie 1.</h1>" in tekst_van(cor.get(WERKPLEK))


# ---- What stands there


def test_my_question_with_how_it_changed(anna: Mens, kromwaal: Corporatie) -> None:
    maak_vraagversie(kromwaal, tekst="Wat kan kromwaal samen?", waarom="We rekenden.")
    pagina = tekst_van(anna.get(WERKPLEK))
    assert "Wat kan kromwaal <ins>samen</ins>?" in pagina
    assert "We rekenden." in pagina


def test_what_others_wrote_about_my_question_and_my_private_notes_nobody_else(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, verkenning: Verkenning, lindermeer: Corporatie
) -> None:
    andere = maak_sessie(verkenning, lindermeer)
    kromwaal = list(sessie.vragen.all())
    maak_notitie(sessie, cor.persoon, "cor bij de sessie van anna")
    maak_notitie(andere, cor.persoon, "cor raakt anna", raakt=kromwaal)
    maak_notitie(andere, cor.persoon, "cor over iets anders")
    maak_notitie(sessie, cor.persoon, "KANARIE-cor", zichtbaarheid="prive")
    maak_notitie(andere, anna.persoon, "anna voor zichzelf", zichtbaarheid="prive")
    plek = anna.get(WERKPLEK).context["plek"].kamers[0]
    assert {n.tekst for n in plek.nieuws} == {"cor bij de sessie van anna", "cor raakt anna"}
    assert {n.tekst for n in plek.prive} == {"anna voor zichzelf"}
    assert "KANARIE" not in tekst_van(anna.get(WERKPLEK))
    assert "anna voor zichzelf" not in tekst_van(begeleider.get(WERKPLEK))
    assert "anna voor zichzelf" not in tekst_van(cor.get(WERKPLEK))


def test_who_is_ready_counts_only_what_one_may_know(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    vragen = [maak_voorbereidingsvraag(sessie, f"Vraag {n}?") for n in range(2)]
    for vraag in vragen:
        maak_antwoord(vraag, lindermeer, zichtbaarheid="prive")
    maak_antwoord(vragen[0], kromwaal)
    for mens, klaar in ((anna, 0), (begeleider, 0), (cor, 1)):
        assert f"{klaar} van de 2 " in tekst_van(mens.get(WERKPLEK))
    assert "Bezig: jijzelf." in tekst_van(anna.get(WERKPLEK))
    assert re.findall(r"<b>(\w+)</b> <span>(.*?)</span>", tekst_van(begeleider.get(WERKPLEK))) == [
        ("Lindermeer", "nog niet begonnen"),
        ("Kromwaal", "1 van de 2 vragen"),
    ]


def test_who_stopped_is_not_waited_for(begeleider: Mens, sessie: Sessie, lindermeer: Corporatie) -> None:
    maak_voorbereidingsvraag(sessie)
    Deelname.objects.create(corporatie=lindermeer, status=Deelname.Status.GESTOPT, op="2019-05-01", volgorde=1)
    assert "0 van de 1 zijn voorbereid" in tekst_van(begeleider.get(WERKPLEK))


def test_somebody_of_two_verkenningen_sees_each(anna: Mens, elders: Verkenning, sessie: Sessie) -> None:
    maak_lid(anna.persoon, elders, "begeleider")
    maak_sessie(elders, titel="Sessie van elders")
    pagina = tekst_van(anna.get(WERKPLEK))
    assert "Samen a controller" not in pagina
    for woord in (
        "Samen · verkenner namens Kromwaal",
        "Elders · begeleider",
        "Samen een controller",
        "Sessie van elders",
    ):
        assert woord in pagina


def test_a_member_and_the_redactie_find_the_outside_and_nothing_of_the_group(
    lid: Mens, redactie: Mens, cor: Mens, sessie: Sessie
) -> None:
    maak_notitie(sessie, cor.persoon, "KANARIE")
    for mens in (lid, redactie):
        pagina = tekst_van(mens.get(WERKPLEK))
        assert "KANARIE" not in pagina
        assert "/groep/samen/sessies/" not in pagina
        assert 'href="/samen/"' in pagina
    assert 'href="/redactie/samen/"' in tekst_van(redactie.get(WERKPLEK))


def test_an_account_without_a_role_is_told_what_it_can_do(niemand: Mens) -> None:
    response = niemand.get(WERKPLEK)
    assert response.status_code == 200
    assert "Je hebt een account, en nog geen rol" in tekst_van(response)
    assert niemand.persoon.email in tekst_van(response)


def test_a_visitor_logs_in_first(bezoeker: Mens) -> None:
    assert bezoeker.get(WERKPLEK).status_code == 302


# ---- What waits


def test_preparing_waits_for_the_session_that_comes_first_and_for_my_own(
    anna: Mens, cor: Mens, verkenning: Verkenning, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    eerste = maak_sessie(verkenning, titel="Eerste")
    midden = maak_sessie(verkenning, lindermeer, titel="Midden")
    laatste = maak_sessie(verkenning, kromwaal, titel="Laatste")
    for sessie in (eerste, midden, laatste):
        maak_voorbereidingsvraag(sessie, "Een?")
        maak_voorbereidingsvraag(sessie, "Twee?")
    maak_antwoord(eerste.voorbereidingsvragen.all()[0], kromwaal, zichtbaarheid="prive")
    mijn = [taak for taak in taken(anna.persoon) if "voorbereiding" in taak.titel]
    assert [(taak.gedaan, taak.totaal, taak.minuten) for taak in mijn] == [(1, 2, 3), (0, 2, 6)]
    assert mijn[0].url == f"{eerste.get_absolute_url()}voorbereiden/"
    assert mijn[0].voor == date(2019, 3, 14)
    assert [taak.url for taak in taken(cor.persoon)] == [
        f"{sessie.get_absolute_url()}voorbereiden/" for sessie in (eerste, midden)
    ]


def test_a_session_that_was_held_waits_for_nobody(anna: Mens, sessie: Sessie) -> None:
    maak_voorbereidingsvraag(sessie)
    sessie.status = Sessie.Status.GEHOUDEN
    sessie.save()
    assert titels(anna) == []


@pytest.fixture
def voordracht(anna: Mens, begeleider: Mens, sessie: Sessie) -> Voordracht:
    notitie = maak_notitie(sessie, anna.persoon, "KANARIE, en de balie blijft.")
    return maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon, tekst="De balie blijft.")


def test_a_passage_waits_for_its_speaker_and_then_for_the_begeleider(
    anna: Mens, cor: Mens, begeleider: Mens, voordracht: Voordracht
) -> None:
    assert [titels(mens) for mens in (anna, cor, begeleider)] == [["Mag deze zin naar buiten?"], [], [NODIG_UIT]]
    assert "De balie blijft." in taken(anna.persoon)[0].uitleg
    voordracht.beantwoord("akkoord", door=anna.persoon)
    assert [titels(mens) for mens in (anna, cor, begeleider)] == [[], [], ["Eén passage mag naar buiten", NODIG_UIT]]
    voordracht.geef_vrij(door=begeleider.persoon)
    assert [titels(mens) for mens in (anna, cor, begeleider)] == [[], [], [NODIG_UIT]]


def test_who_left_the_group_still_decides_about_their_own_words(
    anna: Mens, kromwaal: Corporatie, voordracht: Voordracht
) -> None:
    Deelname.objects.create(corporatie=kromwaal, status=Deelname.Status.GESTOPT, op="2019-05-01", volgorde=1)
    assert titels(anna) == ["Mag deze zin naar buiten?"]
    assert "De balie blijft." in tekst_van(anna.get(WERKPLEK))
    assert "KANARIE" not in tekst_van(anna.get(WERKPLEK))
    assert "Bea Boer" not in tekst_van(anna.get(WERKPLEK))


def test_a_card_that_changed_since_its_release_waits_for_the_begeleider(
    anna: Mens, begeleider: Mens, sessie: Sessie
) -> None:
    sessie.geef_vrij(Publiek.OPENBAAR, door=begeleider.persoon)
    assert titels(begeleider) == [NODIG_UIT]
    maak_onderdeel(sessie, titel="Erbij gekomen")
    assert titels(begeleider) == [NODIG_UIT, "De kaart van ‘Samen een controller’ klopt buiten niet meer"]
    assert titels(anna) == []
    sessie.refresh_from_db()
    sessie.trek_in("Klopt niet.")
    assert titels(begeleider) == [NODIG_UIT]


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_page_asks_as_often_however_much_there_is(
    aantal: int,
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    verkenning: Verkenning,
    kromwaal: Corporatie,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(aantal):
        sessie = maak_sessie(verkenning, kromwaal)
        maak_onderdeel(sessie)
        maak_antwoord(maak_voorbereidingsvraag(sessie), kromwaal)
        maak_notitie(sessie, anna.persoon, zichtbaarheid="prive")
        notitie = maak_notitie(sessie, begeleider.persoon, raakt=[kromwaal])
        maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon)
        sessie.geef_vrij(Publiek.OPENBAAR, door=begeleider.persoon)
        Herinnering.objects.herinner(sessie, door=begeleider.persoon)
    for mens in (anna, begeleider):
        with django_assert_max_num_queries(12):
            assert mens.get(WERKPLEK).status_code == 200


# ---- What is there for who guides, and for who reads along


def test_who_guides_sees_what_waits_for_a_speaker_and_what_may_go_out(
    anna: Mens, begeleider: Mens, voordracht: Voordracht
) -> None:
    assert "1 wacht op de spreker, niets klaar om vrij te geven" in tekst_van(begeleider.get(WERKPLEK))
    voordracht.beantwoord("akkoord", door=anna.persoon)
    assert "niets wacht op een spreker, 1 klaar om vrij te geven" in tekst_van(begeleider.get(WERKPLEK))
    assert "klaar om vrij te geven" not in tekst_van(anna.get(WERKPLEK))


def test_who_guides_writes_at_the_session_of_today_else_the_last_that_was_held(
    anna: Mens, begeleider: Mens, verkenning: Verkenning, kromwaal: Corporatie
) -> None:
    def schrijft_bij(mens: Mens) -> str:
        return str(mens.get(WERKPLEK).context["plek"].kamers[0].schrijf_bij.titel)

    straks = maak_sessie(verkenning, kromwaal, titel="Straks", volgorde=3000)
    assert (schrijft_bij(anna), schrijft_bij(begeleider)) == ("Straks", "Straks")
    for nummer, titel in enumerate(("Eerst", "Laatst")):
        maak_sessie(verkenning, titel=titel, status="gehouden", volgorde=1000 + nummer)
    assert (schrijft_bij(anna), schrijft_bij(begeleider)) == ("Straks", "Laatst")
    vandaag = maak_sessie(verkenning, titel="Vandaag", begin=timezone.now(), volgorde=2000)
    assert schrijft_bij(begeleider) == "Vandaag"
    vandaag.status = Sessie.Status.VERVALLEN
    vandaag.save()
    assert schrijft_bij(begeleider) == "Laatst"
    adres = f"/groep/samen/sessies/{straks.slug}/notities/nieuw/?zicht=prive#nieuwe-notitie"
    assert f'href="{adres}"' in tekst_van(anna.get(WERKPLEK))


def test_the_card_of_a_session_is_of_the_group_and_says_what_stands_outside(
    anna: Mens, begeleider: Mens, sessie: Sessie
) -> None:
    """It tells who is not ready: 'openbaar' does not stand over that."""
    maak_voorbereidingsvraag(sessie)
    assert "Er staat nog geen kaart buiten." in tekst_van(anna.get(WERKPLEK))
    sessie.geef_vrij(Publiek.OPENBAAR, door=begeleider.persoon)
    pagina = tekst_van(anna.get(WERKPLEK))
    kaartje = pagina[pagina.index(f'aria-labelledby="sessie-{sessie.pk}"') :].split("</section>")[0]
    assert "Kaart buiten: <b>openbaar</b>" in kaartje
    assert 'data-zicht="besloten"' in kaartje
    assert 'data-zicht="openbaar"' not in kaartje


def test_a_member_finds_the_newest_bericht_first(
    lid: Mens, redactie: Mens, anna: Mens, verkenning: Verkenning, elders: Verkenning
) -> None:
    assert "Nieuwste bericht" not in tekst_van(lid.get(WERKPLEK))
    for nummer, welke in ((1, verkenning), (3, elders), (2, verkenning)):
        gegevens = {"nummer": nummer, "uitgave": 1, "soort": "voortgang", "op": f"2019-04-1{nummer}"}
        titel = f"Bericht {nummer}"
        maak_vrijgave(
            welke, soort="bericht", sleutel=str(nummer), titel=titel, publiek=Publiek.ACHTERBAN, gegevens=gegevens
        )
    pagina = tekst_van(lid.get(WERKPLEK))
    for stuk in ("Bericht 2</a>", "Voortgangsbericht 2, <time", "12 april 2019", 'href="/samen/berichten/2/"'):
        assert stuk in pagina
    assert pagina.index("Nieuwste bericht") < pagina.index("Lees mee")
    # Nothing waits for somebody who only reads: then that is not said either.
    assert "Dit wacht op jou" not in pagina
    assert "Bericht 1<" not in pagina
    assert "Bericht 3" not in pagina
    for mens in (redactie, anna):
        assert "Nieuwste bericht" not in tekst_van(mens.get(WERKPLEK))
