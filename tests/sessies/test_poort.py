"""The gate, told through the people who speak, guide and look in from outside. Every text that may not get out is a canary."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from deelnemers.models import Corporatie
from sessies.herkenbaar import herkenbaar
from sessies.models import Notitie, Sessie, Voordracht
from sessies.models.beslisser import wie_beslist
from sessies.models.voordracht import AlBeantwoord, GeenAkkoord
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_gast,
    maak_inzicht,
    maak_notitie,
    maak_onderdeel,
    maak_routewijziging,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_verkenner,
    maak_voorbereidingsvraag,
    maak_voordracht,
)
from tests.mensen import Mens
from verkenning.models import Publiek, Verkenning, Vrijgave

BINNEN = "KANARIE-besloten"
BUITEN = "De balie blijft."


@pytest.fixture
def sessie(verkenning: Verkenning, kromwaal: Corporatie) -> Sessie:
    return maak_sessie(verkenning, kromwaal, slug="controller")


@pytest.fixture
def citaat(sessie: Sessie, anna: Mens, begeleider: Mens) -> Notitie:
    return maak_notitie(
        sessie, begeleider.persoon, f"{BUITEN} {BINNEN}", soort="citaat", spreker=anna.persoon, slug="citaat"
    )


@pytest.fixture
def voordracht(citaat: Notitie, begeleider: Mens, anna: Mens) -> Voordracht:
    return maak_voordracht(
        citaat, door=begeleider.persoon, spreker=anna.persoon, tekst=BUITEN, publiek=Publiek.OPENBAAR
    )


def adres(voordracht: Voordracht, naam: str = "voordracht") -> str:
    return reverse(f"sessies:{naam}", args=[voordracht.verkenning.slug, voordracht.pk])


# ---- The steps, as verbs


def test_nothing_goes_out_by_putting_it_forward(voordracht: Voordracht) -> None:
    assert voordracht.staat == "wacht"
    assert not Vrijgave.objects.exists()


def test_silence_is_no(voordracht: Voordracht, begeleider: Mens) -> None:
    with pytest.raises(GeenAkkoord):
        voordracht.geef_vrij(door=begeleider.persoon)
    assert not Vrijgave.objects.exists()


def test_no_is_no(voordracht: Voordracht, anna: Mens, begeleider: Mens) -> None:
    voordracht.beantwoord("binnen", door=anna.persoon)
    with pytest.raises(GeenAkkoord):
        voordracht.geef_vrij(door=begeleider.persoon)
    assert not Vrijgave.objects.exists()


def test_only_the_speaker_answers(voordracht: Voordracht, begeleider: Mens, kromwaal: Corporatie) -> None:
    for ander in (begeleider.persoon, maak_verkenner(kromwaal, "Collega van Anna")):
        with pytest.raises(GeenAkkoord):
            voordracht.beantwoord("akkoord", door=ander)


def test_an_answer_stands(voordracht: Voordracht, anna: Mens) -> None:
    voordracht.beantwoord("binnen", door=anna.persoon)
    with pytest.raises(AlBeantwoord):
        voordracht.beantwoord("akkoord", door=anna.persoon)


def test_only_a_begeleider_releases(voordracht: Voordracht, anna: Mens, redactie: Mens) -> None:
    voordracht.beantwoord("akkoord", door=anna.persoon)
    for ander in (anna.persoon, redactie.persoon):
        with pytest.raises(GeenAkkoord):
            voordracht.geef_vrij(door=ander)


def test_what_goes_out_is_what_was_agreed_and_nothing_else(
    voordracht: Voordracht, citaat: Notitie, anna: Mens, begeleider: Mens
) -> None:
    voordracht.beantwoord("akkoord", door=anna.persoon)
    vrijgave = voordracht.geef_vrij(door=begeleider.persoon)

    vrijgave.refresh_from_db()
    assert (vrijgave.tekst, vrijgave.naam, vrijgave.publiek) == (BUITEN, "Anna Aalders, Kromwaal", "openbaar")
    assert (vrijgave.akkoord_van, vrijgave.door) == (anna.persoon, begeleider.persoon)
    assert vrijgave.vingerafdruk == vrijgave.bereken_vingerafdruk()
    inhoud = " ".join(str(getattr(vrijgave, veld.name)) for veld in Vrijgave._meta.concrete_fields)
    assert BINNEN not in inhoud
    assert citaat.slug not in (vrijgave.sleutel, vrijgave.code)


def test_released_once(voordracht: Voordracht, anna: Mens, begeleider: Mens) -> None:
    voordracht.beantwoord("akkoord", door=anna.persoon)
    voordracht.geef_vrij(door=begeleider.persoon)
    with pytest.raises(AlBeantwoord):
        Voordracht.objects.get(pk=voordracht.pk).geef_vrij(door=begeleider.persoon)
    assert Vrijgave.objects.count() == 1


def test_without_a_name(voordracht: Voordracht, anna: Mens, begeleider: Mens) -> None:
    voordracht.beantwoord("anoniem", door=anna.persoon)
    assert voordracht.geef_vrij(door=begeleider.persoon).naam == ""


def test_in_other_words(voordracht: Voordracht, anna: Mens, begeleider: Mens) -> None:
    voordracht.beantwoord("anders", eigen_tekst="Wij houden de balie open.", door=anna.persoon)
    vrijgave = voordracht.geef_vrij(door=begeleider.persoon)
    assert (vrijgave.tekst, vrijgave.html) == ("Wij houden de balie open.", "<p>Wij houden de balie open.</p>")


def test_a_later_edit_changes_nothing_outside(
    voordracht: Voordracht, citaat: Notitie, anna: Mens, begeleider: Mens
) -> None:
    voordracht.beantwoord("akkoord", door=anna.persoon)
    vrijgave = voordracht.geef_vrij(door=begeleider.persoon)
    citaat.herschrijf("Heel iets anders.", door=begeleider.persoon, vanaf=1)

    vrijgave.refresh_from_db()
    assert vrijgave.tekst == BUITEN
    assert Voordracht.objects.met_bron().get(pk=voordracht.pk).gewijzigd_sinds_vrijgave


def test_withdrawn_is_gone_at_once(voordracht: Voordracht, anna: Mens, begeleider: Mens) -> None:
    voordracht.beantwoord("akkoord", door=anna.persoon)
    voordracht.geef_vrij(door=begeleider.persoon)
    voordracht.trek_in("Toch te herkenbaar.")
    assert not Vrijgave.objects.leesbaar_voor(begeleider.persoon).exists()
    assert voordracht.staat == "ingetrokken"


def test_the_database_itself_refuses_a_release_without_consent(voordracht: Voordracht, verkenning: Verkenning) -> None:
    vrijgave = Vrijgave.objects.geef_vrij(
        verkenning=verkenning, soort="notitie", sleutel="", publiek="openbaar", door=None, tekst="x"
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        Voordracht.objects.filter(pk=voordracht.pk).update(vrijgave=vrijgave)


def test_an_insight_stands_outside_once(verkenning: Verkenning, anna: Mens, begeleider: Mens, citaat: Notitie) -> None:
    """A new copy of an insight, and an insight that replaces it, take its place. A released note stays where it is."""
    noot = maak_voordracht(citaat, door=begeleider.persoon, spreker=anna.persoon, tekst="Een citaat.")
    eerste = maak_inzicht(verkenning, "Eerst dachten we dit.", bewijs=[citaat])
    tweede = maak_inzicht(verkenning, "Nu zien we dat.", vervangt=eerste)
    for voordracht in (
        noot,
        *(
            maak_voordracht(i, door=begeleider.persoon, spreker=anna.persoon, tekst=i.stelling)
            for i in (eerste, tweede)
        ),
    ):
        voordracht.beantwoord("akkoord", door=anna.persoon)
        voordracht.geef_vrij(door=begeleider.persoon)
    assert set(Vrijgave.objects.geldig().values_list("tekst", flat=True)) == {"Een citaat.", "Nu zien we dat."}


# ---- Who decides


def test_who_decides(
    verkenning: Verkenning, kromwaal: Corporatie, sessie: Sessie, anna: Mens, begeleider: Mens
) -> None:
    lindermeer = maak_corporatie(verkenning, "lindermeer")
    teun = maak_verkenner(lindermeer, "Teun")
    vraag = maak_voorbereidingsvraag(sessie)
    assert wie_beslist(maak_notitie(sessie, begeleider.persoon, spreker=teun)) == teun
    assert wie_beslist(maak_notitie(sessie, teun)) == teun
    assert wie_beslist(maak_notitie(sessie, begeleider.persoon)) == anna.persoon
    assert wie_beslist(maak_antwoord(vraag, lindermeer)) == teun
    assert wie_beslist(maak_inzicht(verkenning, bewijs=[maak_notitie(sessie, begeleider.persoon)])) == anna.persoon
    assert wie_beslist(maak_notitie(maak_sessie(verkenning), begeleider.persoon)) is None


# ---- Eight is small


def test_what_could_identify_somebody(verkenning: Verkenning, anna: Mens) -> None:
    maak_corporatie(
        verkenning, "lindermeer", naam="Woningvereniging Lindermeer", plaats="Lindermeer", vhe=1150, aliassen=["WVL"]
    )
    tekst = "Anna zei tegen de bestuurder van Lindermeer (WVL, 1.150 woningen): dit kost 900 euro."
    assert herkenbaar(tekst, verkenning) == ["Anna", "bestuurder", "Lindermeer", "WVL", "1.150"]
    assert herkenbaar("Anna zei: dit mag.", verkenning, behalve=["Anna Aalders"]) == []
    assert herkenbaar("Annabel woont in Lindermeerlo.", verkenning) == []


# ---- The card of a session


def test_of_a_session_only_the_card_goes_out(verkenning: Verkenning, kromwaal: Corporatie) -> None:
    sessie = maak_sessie(
        verkenning, kromwaal, slug="fietstocht", titel="Fietstocht", locatie="Elzerbroek", tekst=BINNEN
    )
    deel = maak_onderdeel(sessie, titel="Langs vier deuren", tekst=BINNEN, locatie=BINNEN)
    maak_gast(deel, naam=BINNEN, organisatie=BINNEN)
    maak_routewijziging(sessie, waarom=BINNEN, buiten="De gast kon niet.", van=BINNEN, naar=BINNEN, wat=BINNEN)
    maak_routewijziging(sessie, waarom=BINNEN)
    vrijgave = sessie.geef_vrij("openbaar", door=None)
    inhoud = " ".join(str(getattr(vrijgave, veld.name)) for veld in Vrijgave._meta.concrete_fields)
    assert BINNEN not in inhoud
    assert [deel["titel"] for deel in vrijgave.gegevens["agenda"]] == ["Langs vier deuren"]
    assert [wijziging["buiten"] for wijziging in vrijgave.gegevens["wijzigingen"]] == ["De gast kon niet."]
    assert vrijgave.gegevens["vragen"] == [{"slug": "kromwaal", "naam": "Kromwaal"}]


def test_a_card_is_replaced_not_doubled(verkenning: Verkenning) -> None:
    sessie = maak_sessie(verkenning, titel="Eerst zo")
    sessie.geef_vrij("openbaar", door=None)
    sessie.titel = "Nu zo"
    sessie.save()
    assert sessie.gewijzigd_sinds_vrijgave
    assert [v.titel for v in Vrijgave.objects.geldig()] == ["Eerst zo"]
    sessie.geef_vrij("achterban", door=None)
    assert [(v.titel, v.publiek) for v in Vrijgave.objects.geldig()] == [("Nu zo", "achterban")]


def test_of_a_source_at_a_session_only_its_claim_goes_out(sessie: Sessie) -> None:
    koppeling = maak_theoriekoppeling(
        sessie, maak_theorie(sessie.verkenning), bewering="Klein kan.", toelichting=BINNEN
    )
    vrijgave = koppeling.geef_vrij("achterban", door=None)
    inhoud = " ".join(str(getattr(vrijgave, veld.name)) for veld in Vrijgave._meta.concrete_fields)
    assert "Klein kan." in inhoud
    assert BINNEN not in inhoud
