"""The pages of the gate: who finds which, what a form does, and what it says when it does not."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from deelnemers.models import Corporatie, Deelname
from sessies.models import Inzicht, Notitie, Sessie, Voordracht
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_inspiratie,
    maak_inzicht,
    maak_notitie,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_verkenner,
    maak_voorbereidingsvraag,
    maak_voordracht,
)
from tests.mensen import Mens, kaal
from tests.sessies.hulp import geef_kaart_vrij
from verkenning.models import Verkenning, Vrijgave

BINNEN = "KANARIE-besloten"
BUITEN = "De balie blijft."


@pytest.fixture
def sessie(verkenning: Verkenning, kromwaal: Corporatie) -> Sessie:
    return maak_sessie(verkenning, kromwaal, slug="controller")


@pytest.fixture
def citaat(sessie: Sessie, anna: Mens, begeleider: Mens) -> Notitie:
    return maak_notitie(sessie, begeleider.persoon, f"{BUITEN} {BINNEN}", soort="citaat", spreker=anna.persoon)


@pytest.fixture
def voordracht(citaat: Notitie, begeleider: Mens, anna: Mens) -> Voordracht:
    return maak_voordracht(citaat, door=begeleider.persoon, spreker=anna.persoon, tekst=BUITEN, publiek="openbaar")


def adres(naam: str, *args: object) -> str:
    return reverse(f"sessies:{naam}", args=["samen", *args])


INVOER = {"tekst": BUITEN, "publiek": "achterban", "naamsvermelding": "naam"}


def test_somebody_of_the_group_puts_a_passage_forward(citaat: Notitie, anna: Mens, begeleider: Mens) -> None:
    pagina = adres("draag_voor", "notitie", citaat.pk)
    assert BINNEN in begeleider.get(pagina).content.decode()
    assert begeleider.post(pagina, INVOER)["Location"] == adres("voordrachten")
    voordracht = Voordracht.objects.get()
    assert (voordracht.bron, voordracht.tekst, voordracht.spreker) == (citaat, BUITEN, anna.persoon)


def test_a_double_click_asks_the_speaker_once(citaat: Notitie, begeleider: Mens) -> None:
    for _ in range(2):
        begeleider.post(adres("draag_voor", "notitie", citaat.pk), INVOER)
    assert Voordracht.objects.count() == 1
    assert DBTaskResult.objects.count() == 1


def test_the_mail_to_the_speaker_carries_no_word_of_what_was_said(citaat: Notitie, begeleider: Mens) -> None:
    begeleider.post(adres("draag_voor", "notitie", citaat.pk), INVOER)
    taak = str(DBTaskResult.objects.get().args_kwargs)
    assert "anna-aalders@voorbeeld.example" in taak
    assert BUITEN not in taak
    assert BINNEN not in taak


def test_too_long_is_refused_and_what_was_typed_is_kept(citaat: Notitie, begeleider: Mens) -> None:
    lang = "balie " * 4000
    antwoord = begeleider.post(adres("draag_voor", "notitie", citaat.pk), INVOER | {"tekst": lang})
    assert antwoord.status_code == 422
    assert "te lang" in antwoord.content.decode()
    assert antwoord.content.decode().count("balie") >= 4000
    assert not Voordracht.objects.exists()


def test_a_passage_of_nobody_needs_somebody_to_decide(verkenning: Verkenning, anna: Mens, begeleider: Mens) -> None:
    notitie = maak_notitie(maak_sessie(verkenning, soort="kick-off"), begeleider.persoon)
    pagina = adres("draag_voor", "notitie", notitie.pk)
    assert begeleider.post(pagina, INVOER).status_code == 422
    begeleider.post(pagina, INVOER | {"spreker": begeleider.persoon.pk})
    assert not Voordracht.objects.exists(), "only a verkenner can decide"
    begeleider.post(pagina, INVOER | {"spreker": anna.persoon.pk})
    assert Voordracht.objects.get().spreker == anna.persoon


def test_the_speaker_decides_on_the_page(voordracht: Voordracht, anna: Mens) -> None:
    pagina = anna.get(adres("voordracht", voordracht.pk)).content.decode()
    assert BUITEN in pagina
    assert "Openbaar" in pagina
    antwoord = anna.post(adres("beantwoord", voordracht.pk), {"antwoord": "anders", "eigen_tekst": " "})
    assert antwoord.status_code == 422
    assert "Schrijf hier hoe het buiten mag klinken" in antwoord.content.decode()
    anna.post(adres("beantwoord", voordracht.pk), {"antwoord": "anders", "eigen_tekst": "Zo zeg ik het."})
    voordracht.refresh_from_db()
    assert (voordracht.antwoord, voordracht.tekst) == ("anders", "Zo zeg ik het.")


@pytest.mark.parametrize("besluit", ["akkoord", "anoniem"])
def test_a_yes_to_words_that_the_speaker_just_changed_is_asked_again(
    besluit: str, voordracht: Voordracht, anna: Mens
) -> None:
    """Whoever typed other words does not mean the old ones; and what was typed stays."""
    antwoord = anna.post(adres("beantwoord", voordracht.pk), {"antwoord": besluit, "eigen_tekst": "Liever zo."})
    assert antwoord.status_code == 422
    assert "Kies ‘Anders’" in antwoord.text
    assert "Liever zo." in antwoord.text
    voordracht.refresh_from_db()
    assert voordracht.antwoord == ""
    # The box as it came, also with the line ends of a browser, is no change.
    anna.post(adres("beantwoord", voordracht.pk), {"antwoord": besluit, "eigen_tekst": f"{BUITEN}\r\n"})
    voordracht.refresh_from_db()
    assert voordracht.antwoord == besluit


def test_own_words_may_go_out_without_a_name(voordracht: Voordracht, anna: Mens) -> None:
    invoer = {"antwoord": "anders", "eigen_tekst": "Zo zeg ik het.", "zonder_naam": "on"}
    anna.post(adres("beantwoord", voordracht.pk), invoer)
    voordracht.refresh_from_db()
    assert (voordracht.tekst, voordracht.naamsvermelding, voordracht.naamregel) == ("Zo zeg ik het.", "anoniem", "")


def test_the_begeleider_confirms_what_could_identify_somebody(
    voordracht: Voordracht, anna: Mens, begeleider: Mens
) -> None:
    Voordracht.objects.filter(pk=voordracht.pk).update(tekst="In Kromwaal blijft de balie.")
    anna.post(adres("beantwoord", voordracht.pk), {"antwoord": "anoniem"})
    vrij = adres("geef_voordracht_vrij", voordracht.pk)
    antwoord = begeleider.post(vrij)
    assert antwoord.status_code == 422
    assert "Kromwaal" in antwoord.content.decode()
    assert not Vrijgave.objects.exists()
    begeleider.post(vrij, {"gezien": "on"})
    assert Vrijgave.objects.get().tekst == "In Kromwaal blijft de balie."


def test_no_button_or_post_goes_around_consent(voordracht: Voordracht, begeleider: Mens) -> None:
    assert "Geef vrij" not in begeleider.get(adres("voordracht", voordracht.pk)).content.decode()
    begeleider.post(adres("geef_voordracht_vrij", voordracht.pk), {"gezien": "on"})
    assert not Vrijgave.objects.exists()


@pytest.mark.parametrize("wie", ["anna", "begeleider"])
def test_speaker_and_begeleider_may_withdraw(
    wie: str, voordracht: Voordracht, anna: Mens, begeleider: Mens, bezoeker: Mens
) -> None:
    anna.post(adres("beantwoord", voordracht.pk), {"antwoord": "akkoord"})
    begeleider.post(adres("geef_voordracht_vrij", voordracht.pk), {"gezien": "on"})
    assert BUITEN in bezoeker.get("/samen/").content.decode()
    mens = {"anna": anna, "begeleider": begeleider}[wie]
    assert mens.post(adres("trek_voordracht_in", voordracht.pk), {"waarom": ""}).status_code == 422
    mens.post(adres("trek_voordracht_in", voordracht.pk), {"waarom": "Toch niet."})
    assert BUITEN not in bezoeker.get("/samen/").content.decode()
    assert BUITEN not in bezoeker.get(f"/zoeken/?q={quote('balie')}").content.decode()


def test_who_left_still_decides_about_their_own_words(
    voordracht: Voordracht, anna: Mens, kromwaal: Corporatie, sessie: Sessie
) -> None:
    Deelname.objects.create(corporatie=kromwaal, status="gestopt", op="2019-05-23", volgorde=9)
    assert anna.get(f"/groep/samen/sessies/{sessie.slug}/").status_code == 404
    assert anna.get(adres("voordrachten")).status_code == 404
    assert anna.get(adres("voordracht", voordracht.pk)).status_code == 200
    anna.post(adres("beantwoord", voordracht.pk), {"antwoord": "binnen"})
    voordracht.refresh_from_db()
    assert voordracht.staat == "binnen"


# ---- Not yours is not there


@pytest.mark.parametrize("wie", ["bram", "redactie", "lid"])
def test_the_gate_does_not_exist_for_others(
    wie: str, voordracht: Voordracht, bram: Mens, redactie: Mens, lid: Mens, verkenning: Verkenning
) -> None:
    mens = {"bram": bram, "redactie": redactie, "lid": lid}[wie]
    inzicht = maak_inzicht(verkenning)
    for pagina in (
        adres("voordrachten"),
        adres("voordracht", voordracht.pk),
        adres("draag_voor", "notitie", voordracht.bron.pk),
        adres("inzichten"),
        adres("inzicht_nieuw"),
        adres("inzicht", inzicht.slug),
        adres("vrijgeven", "sessie", Sessie.objects.get().pk),
    ):
        antwoord = mens.get(pagina)
        assert antwoord.status_code == 404, pagina
        assert kaal(antwoord) == kaal(mens.get("/groep/samen/niets/")), pagina
    for naam in ("beantwoord", "geef_voordracht_vrij", "trek_voordracht_in"):
        assert mens.post(adres(naam, voordracht.pk), {"antwoord": "akkoord", "waarom": "x"}).status_code == 404


def test_a_visitor_is_asked_to_log_in_whether_it_exists_or_not(voordracht: Voordracht, bezoeker: Mens) -> None:
    for pk in (voordracht.pk, 99999):
        assert bezoeker.get(adres("voordracht", pk)).status_code == 302


def test_another_verkenner_of_the_group_does_not_see_the_question_to_anna(
    voordracht: Voordracht, verkenning: Verkenning
) -> None:
    teun = Mens(maak_verkenner(maak_corporatie(verkenning, "lindermeer"), "Teun"))
    assert teun.get(adres("voordracht", voordracht.pk)).status_code == 404
    assert BUITEN not in teun.get(adres("voordrachten")).content.decode()
    assert teun.post(adres("beantwoord", voordracht.pk), {"antwoord": "akkoord"}).status_code == 404


def test_nobody_puts_forward_what_they_cannot_read(
    sessie: Sessie, kromwaal: Corporatie, anna: Mens, begeleider: Mens
) -> None:
    prive = maak_notitie(sessie, anna.persoon, BINNEN, zichtbaarheid="prive")
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie), kromwaal, BINNEN, zichtbaarheid="prive")
    for soort, pk in (("notitie", prive.pk), ("antwoord", antwoord.pk), ("reactie", 1)):
        assert begeleider.get(adres("draag_voor", soort, pk)).status_code == 404


# ---- What needs nobody's consent


def test_begeleider_and_redactie_release_the_library(
    verkenning: Verkenning, anna: Mens, begeleider: Mens, redactie: Mens
) -> None:
    theorie, inspiratie = maak_theorie(verkenning, "ostrom"), maak_inspiratie(verkenning, "broodfonds")
    for soort, ding in (("theorie", theorie), ("inspiratie", inspiratie)):
        pagina = adres("vrijgeven", soort, ding.pk)
        assert anna.get(pagina).status_code == 404
        assert anna.post(pagina, {"publiek": "openbaar"}).status_code == 404
        assert redactie.get(pagina).status_code == 200
        assert redactie.post(pagina, {"publiek": ""}).status_code == 422
    geef_kaart_vrij(redactie, adres("vrijgeven", "theorie", theorie.pk), "openbaar")
    geef_kaart_vrij(begeleider, adres("vrijgeven", "inspiratie", inspiratie.pk), "achterban")
    assert set(Vrijgave.objects.values_list("sleutel", "publiek")) == {
        ("ostrom", "openbaar"),
        ("broodfonds", "achterban"),
    }
    redactie.post(adres("vrijgeven", "theorie", theorie.pk), {"waarom": "Fout in de titel."})
    assert set(Vrijgave.objects.geldig().values_list("sleutel", flat=True)) == {"broodfonds"}


def test_the_session_card_and_its_claims_are_the_begeleiders(
    sessie: Sessie, begeleider: Mens, redactie: Mens, anna: Mens
) -> None:
    koppeling = maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning))
    for soort, pk in (("sessie", sessie.pk), ("bewering", koppeling.pk)):
        pagina = adres("vrijgeven", soort, pk)
        assert [mens.get(pagina).status_code for mens in (anna, redactie, begeleider)] == [404, 404, 200]
        geef_kaart_vrij(begeleider, pagina, "openbaar")
    assert set(Vrijgave.objects.values_list("soort", flat=True)) == {"sessie", "bewering"}


# ---- Insights


def test_an_insight_with_its_evidence(verkenning: Verkenning, sessie: Sessie, anna: Mens, begeleider: Mens) -> None:
    notitie = maak_notitie(sessie, begeleider.persoon, "Bewijs uit de sessie.")
    invoer = {
        "sleutel": "00000000-0000-4000-8000-000000000001",
        "stelling": "Delen kan.",
        "vorm": verkenning.vormen.get().pk,
        "meerwaarde": verkenning.meerwaarden.get().pk,
        "effect": "steunt",
        "tekst": "Dat weten we nog niet.",
        "notities": [notitie.pk],
    }
    for _ in range(2):
        anna.post(adres("inzicht_nieuw"), invoer)
    inzicht = Inzicht.objects.get()
    assert [stuk.notitie for stuk in inzicht.bewijs.all()] == [notitie]
    pagina = begeleider.get(inzicht.get_absolute_url()).content.decode()
    assert "Delen kan." in pagina
    assert "Bewijs uit de sessie." in pagina


def test_private_evidence_is_not_even_counted(
    verkenning: Verkenning, sessie: Sessie, anna: Mens, begeleider: Mens
) -> None:
    prive = maak_notitie(sessie, anna.persoon, BINNEN, zichtbaarheid="prive")
    inzicht = maak_inzicht(verkenning, bewijs=[prive])
    zonder = maak_inzicht(verkenning, inzicht.stelling)
    pagina = kaal(begeleider.get(inzicht.get_absolute_url()))
    assert BINNEN not in pagina
    leeg = kaal(begeleider.get(zonder.get_absolute_url()))
    assert pagina.replace(f"/{inzicht.pk}/", "/N/") == leeg.replace(f"/{zonder.pk}/", "/N/")
    assert BINNEN in anna.get(inzicht.get_absolute_url()).content.decode()
    assert BINNEN not in begeleider.get(adres("inzicht_nieuw")).content.decode()


def test_who_is_asked_about_an_insight_and_who_said_no_stays_between_them(
    verkenning: Verkenning, sessie: Sessie, anna: Mens, begeleider: Mens
) -> None:
    """To the rest of the group it reads as an insight that nobody put forward, until it is out."""
    inzicht = maak_inzicht(verkenning, bewijs=[maak_notitie(sessie, begeleider.persoon)])
    pagina = inzicht.get_absolute_url()
    teun = Mens(maak_verkenner(maak_corporatie(verkenning, "lindermeer"), "Teun"))
    niet_voorgedragen = kaal(teun.get(pagina))
    standen = {"": "Wacht op Anna Aalders", "binnen": "Blijft binnen", "akkoord": "Mag vrij, nog niet vrijgegeven"}
    for besluit, woorden in standen.items():
        voordracht = maak_voordracht(inzicht, door=begeleider.persoon, spreker=anna.persoon)
        if besluit:
            voordracht.beantwoord(besluit, door=anna.persoon)
        assert kaal(teun.get(pagina)) == niet_voorgedragen
        for mens in (anna, begeleider):
            assert woorden in mens.get(pagina).content.decode()
    voordracht.geef_vrij(door=begeleider.persoon)
    assert "<b>Vrijgegeven</b>" in teun.get(pagina).content.decode()
    voordracht.trek_in("Toch niet.")
    assert kaal(teun.get(pagina)) == niet_voorgedragen
