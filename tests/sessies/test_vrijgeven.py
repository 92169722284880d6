"""'Dit gaat naar buiten': what is released of a card, a publication, a claim or a lesson is what somebody looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.models import Inspiratie, Sessie, Theorie
from sessies.models.vrijgeefbaar import Vrijgeefbaar
from tests.factories import (
    maak_cijfer,
    maak_gast,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_onderdeel,
    maak_persoon,
    maak_routewijziging,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_verkenner,
    maak_verkenning,
)
from tests.mensen import Mens
from tests.sessies.hulp import geef_kaart_vrij, tekst_van
from verkenning.models import IntussenVeranderd, Verkenning, Vrijgave
from verkenning.models.vrijgave import VrijgaveQuerySet

SOORTEN = ["sessie", "bewering", "les", "theorie", "inspiratie"]


@pytest.fixture
def sessie(verkenning: Verkenning, kromwaal: Corporatie) -> Sessie:
    """With everything that its card tells."""
    sessie = maak_sessie(verkenning, kromwaal, slug="controller", titel="Samen een controller", locatie="Kromwaal")
    sessie.gastheren.add(kromwaal)
    maak_onderdeel(sessie, titel="Rekenen aan een dag")
    maak_routewijziging(sessie, buiten="De gast was ziek.")
    return sessie


@pytest.fixture
def dingen(sessie: Sessie) -> dict[str, Any]:
    verkenning = sessie.verkenning
    theorie = maak_theorie(verkenning, "ostrom", titel="Samen beheren", doi="10.1000/1", uitgegeven_in="Tijdschrift")
    voorbeeld = maak_inspiratie(verkenning, "broodfonds", naam="Broodfonds", sector="zelfstandigen")
    maak_cijfer(voorbeeld, waarde="600")
    return {
        "sessie": sessie,
        "bewering": maak_theoriekoppeling(sessie, theorie, "Klein kan."),
        "les": maak_inspiratiekoppeling(sessie, voorbeeld, "Begin klein."),
        "theorie": theorie,
        "inspiratie": voorbeeld,
    }


def adres(soort: str, ding: Vrijgeefbaar) -> str:
    return reverse("sessies:vrijgeven", args=["samen", soort, ding.pk])


# ---- What goes out is what was shown


@pytest.mark.parametrize(
    ("soort", "stukken"),
    [
        ("sessie", ["Samen een controller", "Kromwaal", "Rekenen aan een dag", "45 minuten", "De gast was ziek."]),
        ("bewering", ["Klein kan.", "Samen beheren", "Samen een controller", "over de vraag van Kromwaal"]),
        ("les", ["Begin klein.", "Broodfonds"]),
        ("theorie", ["Samen beheren", "Schrijver, A.", "2008", "10.1000/1", "Tijdschrift", "nog niet nagekeken"]),
        ("inspiratie", ["Broodfonds", "zelfstandigen", "600", "jaarverslag"]),
    ],
)
def test_the_page_shows_all_that_goes_out(
    soort: str, stukken: list[str], begeleider: Mens, dingen: dict[str, Any]
) -> None:
    html = tekst_van(begeleider.get(adres(soort, dingen[soort])))
    assert [stuk for stuk in stukken if stuk not in html] == []


def _anders(dingen: dict[str, Any]) -> dict[str, Callable[[], object]]:
    """For each kind, somebody who changes it while the begeleider looks."""
    sessie, voorbeeld = dingen["sessie"], dingen["inspiratie"]
    return {
        "sessie": lambda: maak_onderdeel(sessie, titel="KANARIE"),
        "bewering": lambda: type(dingen["bewering"]).objects.update(bewering="KANARIE"),
        "les": lambda: type(dingen["les"]).objects.update(les="KANARIE"),
        "theorie": lambda: Theorie.objects.update(tekst="KANARIE"),
        "inspiratie": lambda: maak_cijfer(voorbeeld, wat="KANARIE"),
    }


@pytest.mark.parametrize("soort", SOORTEN)
def test_what_changed_since_it_was_shown_does_not_go_out(soort: str, begeleider: Mens, dingen: dict[str, Any]) -> None:
    pagina = adres(soort, dingen[soort])
    merk = begeleider.get(pagina).context["form"]["merk"].value()
    _anders(dingen)[soort]()
    antwoord = begeleider.post(pagina, {"publiek": "openbaar", "merk": merk, "gezien": "on"})
    html = tekst_van(antwoord)
    assert antwoord.status_code == 409
    assert "Dit is intussen veranderd.</b> Kijk nog een keer." in html
    assert "KANARIE" in html
    assert not Vrijgave.objects.exists()
    # The page that came back shows how it reads now, keeps the choice, and can be sent as it is.
    form = antwoord.context["form"]
    opnieuw = {"publiek": form["publiek"].value(), "merk": form["merk"].value(), "gezien": "on"}
    assert begeleider.post(pagina, opnieuw).status_code == 302
    vrijgave = Vrijgave.objects.get()
    assert vrijgave.publiek == "openbaar"
    assert "KANARIE" in f"{vrijgave.tekst} {vrijgave.gegevens}"


@pytest.mark.parametrize("merk", [None, "", "0" * 64])
def test_nobody_releases_without_having_looked(merk: str | None, begeleider: Mens, dingen: dict[str, Any]) -> None:
    velden = {"publiek": "openbaar"} | ({} if merk is None else {"merk": merk})
    assert begeleider.post(adres("theorie", dingen["theorie"]), velden).status_code == 409
    assert not Vrijgave.objects.exists()


def test_what_changed_at_the_very_last_does_not_go_out_either(
    begeleider: Mens, dingen: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the look of the view and the lock of the release."""
    heel = Theorie.geef_vrij

    def net_ervoor(self: Theorie, *args: Any, **kwargs: Any) -> Vrijgave:
        Theorie.objects.update(tekst="KANARIE")
        return heel(self, *args, **kwargs)

    monkeypatch.setattr(Theorie, "geef_vrij", net_ervoor)
    assert geef_kaart_vrij(begeleider, adres("theorie", dingen["theorie"])).status_code == 409
    with pytest.raises(IntussenVeranderd):
        dingen["theorie"].geef_vrij("openbaar", door=begeleider.persoon, gezien="iets anders")
    assert not Vrijgave.objects.exists()


# ---- Who could be recognised


def test_who_could_be_recognised_in_a_claim_or_a_lesson_is_looked_at_first(
    begeleider: Mens, dingen: dict[str, Any]
) -> None:
    for soort, veld in (("bewering", "bewering"), ("les", "les")):
        setattr(dingen[soort], veld, "Ook Annas huurders en de bestuurders merken dit.")
        dingen[soort].save()
        maak_verkenner(dingen["sessie"].vragen.get(), f"Anna van {soort}")
        pagina = adres(soort, dingen[soort])
        antwoord = geef_kaart_vrij(begeleider, pagina)
        assert antwoord.status_code == 422
        assert antwoord.context["form"].gevonden == ["Annas", "bestuurders"]
        assert "Annas</li>" in tekst_van(antwoord)
        assert "zet dan dit vinkje" in tekst_van(antwoord)
        assert not Vrijgave.objects.filter(soort=soort).exists()
        assert geef_kaart_vrij(begeleider, pagina, gezien="on").status_code == 302
        assert Vrijgave.objects.filter(soort=soort).exists()


def test_also_on_the_card_of_a_session_with_its_agenda_and_its_detours(
    begeleider: Mens, sessie: Sessie, lindermeer: Corporatie
) -> None:
    """Not whose question it is, who hosts it or where: the card is there to say that."""
    sessie.titel = "Kromwaal rekent met Lindermeer"
    sessie.save()
    deel = maak_onderdeel(sessie, titel="In gesprek met Gijs")
    maak_gast(deel, naam="Gijs Griend")
    maak_routewijziging(sessie, buiten="De voorzitter van Kromwaal was ziek.")
    pagina = adres("sessie", sessie)
    antwoord = geef_kaart_vrij(begeleider, pagina)
    assert antwoord.status_code == 422
    assert antwoord.context["form"].gevonden == ["Lindermeer", "Gijs", "voorzitter"]
    assert not Vrijgave.objects.exists()
    assert geef_kaart_vrij(begeleider, pagina, gezien="on").status_code == 302


def test_a_publication_is_not_about_the_group(redactie: Mens, dingen: dict[str, Any]) -> None:
    Theorie.objects.update(tekst="Elke bestuurder en elke controller kent dit.")
    assert geef_kaart_vrij(redactie, adres("theorie", dingen["theorie"])).status_code == 302


# ---- Two at once


@pytest.mark.django_db(transaction=True)
def test_two_who_release_at_once_leave_one_copy_that_can_be_withdrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for the first to be done: the entry then points at the copy that stands outside."""
    theorie, femke = maak_theorie(maak_verkenning("samen"), "ostrom"), maak_persoon("Femke")
    heel, begonnen = VrijgaveQuerySet.geef_vrij, threading.Event()

    def intussen() -> None:
        Theorie.objects.get(pk=theorie.pk).geef_vrij("openbaar", door=femke)
        connection.close()

    ander = threading.Thread(target=intussen)

    def traag(self: VrijgaveQuerySet, **velden: Any) -> Vrijgave:
        vrijgave = heel(self, **velden)
        if not begonnen.is_set():
            begonnen.set()
            ander.start()
            ander.join(0.5)  # long enough to overtake, if it may
        return vrijgave

    monkeypatch.setattr(VrijgaveQuerySet, "geef_vrij", traag)
    theorie.geef_vrij("achterban", door=femke)
    ander.join(10)
    theorie = Theorie.objects.get(pk=theorie.pk)
    assert theorie.vrijgave == Vrijgave.objects.geldig().get()
    theorie.trek_in("Klopt niet.")
    assert not Vrijgave.objects.geldig().exists()


def test_who_withdraws_takes_back_what_stands_there_now(begeleider: Mens, dingen: dict[str, Any]) -> None:
    voorbeeld: Inspiratie = dingen["inspiratie"]
    voorbeeld.geef_vrij("achterban", door=begeleider.persoon)
    Inspiratie.objects.get(pk=voorbeeld.pk).geef_vrij("openbaar", door=begeleider.persoon)
    voorbeeld.trek_in("Het getal klopt niet.")
    assert not Vrijgave.objects.geldig().exists()


# ---- As many queries for thirty as for one


@pytest.mark.parametrize("aantal", [1, 3, 30])
@pytest.mark.parametrize("soort", SOORTEN)
def test_the_page_asks_as_often_however_much_there_is(
    soort: str,
    aantal: int,
    begeleider: Mens,
    dingen: dict[str, Any],
    kromwaal: Corporatie,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    sessie = dingen["sessie"]
    for nummer in range(aantal):
        maak_gast(maak_onderdeel(sessie, locatie=f"Zaal {nummer}"), naam=f"Gast {nummer}")
        maak_routewijziging(sessie, buiten="De weg was dicht.")
        maak_cijfer(dingen["inspiratie"])
        maak_verkenner(kromwaal, f"Verkenner {nummer}")
        maak_sessie(sessie.verkenning, kromwaal, locatie="Utrecht")
    pagina = adres(soort, dingen[soort])
    geef_kaart_vrij(begeleider, pagina, gezien="on")
    begeleider.get(pagina)  # reads that it was released
    with django_assert_max_num_queries(12):
        assert begeleider.get(pagina).status_code == 200
