"""A yes is a yes to what was shown: the words, the name under them and the place where they come to stand."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from deelnemers.models import Corporatie, Deelname
from sessies.models import Notitie, Sessie, Voordracht
from sessies.models.bron import plek_van
from sessies.models.voordracht import AkkoordVervallen, GeenAkkoord
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_inzicht,
    maak_notitie,
    maak_verkenner,
    maak_voorbereidingsvraag,
    maak_voordracht,
)
from tests.mensen import Mens
from tests.sessies.hulp import tekst_van
from verkenning.models import Persoon, Verkenning, Vrijgave

BUITEN = "De balie blijft."


@pytest.fixture
def citaat(sessie: Sessie, begeleider: Mens, anna: Mens, kromwaal: Corporatie) -> Notitie:
    return maak_notitie(sessie, begeleider.persoon, soort="citaat", spreker=anna.persoon, raakt=[kromwaal])


@pytest.fixture
def voordracht(citaat: Notitie, begeleider: Mens, anna: Mens) -> Voordracht:
    return maak_voordracht(citaat, door=begeleider.persoon, spreker=anna.persoon, tekst=BUITEN, publiek="openbaar")


def adres(voordracht: Voordracht, naam: str = "voordracht") -> str:
    return reverse(f"sessies:{naam}", args=[voordracht.verkenning.slug, voordracht.pk])


def zegt_ja(mens: Mens, voordracht: Voordracht, antwoord: str = "akkoord") -> None:
    mens.post(adres(voordracht, "beantwoord"), {"antwoord": antwoord, "eigen_tekst": voordracht.tekst})


def geeft_vrij(mens: Mens, voordracht: Voordracht) -> str:
    return tekst_van(mens.post(adres(voordracht, "geef_voordracht_vrij"), {"gezien": "on"}, follow=True))


# ---- What is shown is what goes out


def test_the_speaker_sees_all_that_will_go_out(anna: Mens, voordracht: Voordracht) -> None:
    html = tekst_van(anna.get(adres(voordracht)))
    for wat in (BUITEN, "Anna Aalders, Kromwaal", "Citaat", "Samen een controller", "Bij de vraag van", "Openbaar"):
        assert wat in html


def test_of_an_insight_also_its_place_on_the_map(anna: Mens, begeleider: Mens, citaat: Notitie) -> None:
    inzicht = maak_inzicht(citaat.verkenning, effect="tegen", status="gedeeld", bewijs=[citaat])
    html = tekst_van(anna.get(adres(maak_voordracht(inzicht, door=begeleider.persoon, spreker=anna.persoon))))
    for wat in ("Netwerk", "Huurder", "Tegen", "gedeeld", "Kromwaal"):
        assert f"<dd>{wat}</dd>" in html


def test_what_changes_after_it_was_put_forward_goes_out_as_it_was_shown(
    anna: Mens, begeleider: Mens, voordracht: Voordracht, citaat: Notitie, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    """What kind of note it is, which questions it touches, and the name: of the speaker and of the association."""
    getoond = tekst_van(anna.get(adres(voordracht)))
    Notitie.objects.filter(pk=citaat.pk).update(soort="afspraak")
    citaat.raakt.set([lindermeer])
    Corporatie.objects.filter(pk=kromwaal.pk).update(naam="Kromwaal Wonen")
    Persoon.objects.filter(pk=anna.persoon.pk).update(naam="Anna Anders")
    zegt_ja(anna, voordracht)
    assert "Vrijgegeven voor openbaar" in geeft_vrij(begeleider, voordracht)
    vrijgave = Vrijgave.objects.get()
    assert (vrijgave.naam, vrijgave.vragen, vrijgave.sessie) == ("Anna Aalders, Kromwaal", ["kromwaal"], "controller")
    assert vrijgave.gegevens == {"soort": "citaat"}
    assert vrijgave.naam in getoond


def test_without_a_name_no_name_is_kept(anna: Mens, begeleider: Mens, voordracht: Voordracht) -> None:
    zegt_ja(anna, voordracht, "anoniem")
    geeft_vrij(begeleider, voordracht)
    voordracht.refresh_from_db()
    assert (voordracht.naamregel, Vrijgave.objects.get().naam) == ("", "")


# ---- A yes holds for its source as it was


@pytest.fixture
def met_ja(anna: Mens, voordracht: Voordracht) -> Voordracht:
    zegt_ja(anna, voordracht)
    return voordracht


def test_what_was_made_private_meanwhile_does_not_go_out(begeleider: Mens, met_ja: Voordracht, citaat: Notitie) -> None:
    citaat.herschrijf(citaat.tekst, door=begeleider.persoon, vanaf=1, zichtbaarheid="prive")
    assert "waar het uit komt, is intussen privé" in geeft_vrij(begeleider, met_ja)
    assert not Vrijgave.objects.exists()
    # Shared with the group again, it goes out as it was agreed.
    citaat.herschrijf(citaat.tekst, door=begeleider.persoon, vanaf=1, zichtbaarheid="besloten")
    assert "Vrijgegeven voor openbaar" in geeft_vrij(begeleider, met_ja)


def test_an_answer_that_was_made_private_neither(
    cor: Mens, begeleider: Mens, sessie: Sessie, lindermeer: Corporatie
) -> None:
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer)
    voordracht = maak_voordracht(antwoord, door=begeleider.persoon, spreker=cor.persoon)
    zegt_ja(cor, voordracht)
    antwoord.herschrijf(antwoord.tekst, door=cor.persoon, vanaf=1, zichtbaarheid="prive")
    with pytest.raises(AkkoordVervallen):
        voordracht.geef_vrij(door=begeleider.persoon)
    assert not Vrijgave.objects.exists()


def test_a_yes_of_who_turns_out_not_to_have_said_it_is_none(
    anna: Mens, cor: Mens, begeleider: Mens, met_ja: Voordracht, citaat: Notitie
) -> None:
    """It was cor: then it is put forward anew, and cor decides."""
    Notitie.objects.filter(pk=citaat.pk).update(spreker=cor.persoon)
    html = geeft_vrij(begeleider, met_ja)
    assert "Anna Aalders zei ja, maar nu beslist iemand anders hierover. Draag het opnieuw voor." in html
    assert not Vrijgave.objects.exists()
    opnieuw = maak_voordracht(citaat, door=begeleider.persoon, spreker=cor.persoon, tekst=BUITEN)
    zegt_ja(cor, opnieuw)
    geeft_vrij(begeleider, opnieuw)
    assert Vrijgave.objects.get().akkoord_van == cor.persoon


def test_a_no_of_another_undoes_an_earlier_yes(
    anna: Mens, cor: Mens, begeleider: Mens, met_ja: Voordracht, citaat: Notitie
) -> None:
    Notitie.objects.filter(pk=citaat.pk).update(spreker=cor.persoon)
    nee = maak_voordracht(citaat, door=begeleider.persoon, spreker=cor.persoon)
    zegt_ja(cor, nee, "binnen")
    Notitie.objects.filter(pk=citaat.pk).update(spreker=anna.persoon)
    geeft_vrij(begeleider, met_ja)
    assert not Vrijgave.objects.exists()


@pytest.mark.parametrize("vertrekt", [False, True])
def test_who_was_chosen_still_decides(
    vertrekt: bool, cor: Mens, begeleider: Mens, verkenning: Verkenning, lindermeer: Corporatie
) -> None:
    """Also when they left meanwhile; and no longer when evidence tells whose question was served."""
    inzicht = maak_inzicht(verkenning)
    voordracht = maak_voordracht(inzicht, door=begeleider.persoon, spreker=cor.persoon)
    zegt_ja(cor, voordracht)
    if vertrekt:
        Deelname.objects.create(corporatie=lindermeer, status="gestopt", op="2019-05-23", volgorde=9)
    assert "Vrijgegeven voor achterban" in geeft_vrij(begeleider, voordracht)


def test_a_chosen_yes_gives_way_to_who_is_known_by_now(
    anna: Mens, cor: Mens, begeleider: Mens, citaat: Notitie
) -> None:
    inzicht = maak_inzicht(citaat.verkenning)
    voordracht = maak_voordracht(inzicht, door=begeleider.persoon, spreker=cor.persoon)
    zegt_ja(cor, voordracht)
    inzicht.bewijs.create(notitie=citaat)
    with pytest.raises(AkkoordVervallen):
        voordracht.geef_vrij(door=begeleider.persoon)


def test_a_colleague_of_the_same_association_said_yes_too(
    cor: Mens, begeleider: Mens, sessie: Sessie, lindermeer: Corporatie
) -> None:
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer)
    voordracht = maak_voordracht(antwoord, door=begeleider.persoon, spreker=cor.persoon)
    zegt_ja(cor, voordracht)
    maak_verkenner(lindermeer, "Cleo Claus")
    assert "Vrijgegeven voor achterban" in geeft_vrij(begeleider, voordracht)


# ---- A yes can be taken back


def test_before_the_release_the_speaker_may_think_better_of_it(
    anna: Mens, begeleider: Mens, met_ja: Voordracht
) -> None:
    html = tekst_van(anna.get(adres(met_ja)))
    assert "Toch liever binnen houden" in html
    assert "Toch liever binnen houden" not in tekst_van(begeleider.get(adres(met_ja)))
    html = tekst_van(anna.post(adres(met_ja, "trek_voordracht_in"), {"waarom": "x"}, follow=True))
    assert "Dit blijft binnen de groep. Je ja geldt niet meer." in html
    assert "Ingetrokken" not in html
    met_ja.refresh_from_db()
    assert met_ja.staat == "binnen"
    geeft_vrij(begeleider, met_ja)
    with pytest.raises(GeenAkkoord):
        met_ja.geef_vrij(door=begeleider.persoon)
    assert not Vrijgave.objects.exists()


def test_nobody_takes_back_the_yes_of_another(begeleider: Mens, cor: Mens, met_ja: Voordracht) -> None:
    for mens in (begeleider, cor):
        assert mens.post(adres(met_ja, "trek_voordracht_in"), {"waarom": "x"}).status_code == 404
    met_ja.refresh_from_db()
    assert met_ja.staat == "akkoord"


def test_released_just_before_it_is_withdrawn(anna: Mens, begeleider: Mens, bezoeker: Mens, met_ja: Voordracht) -> None:
    """The button of a page that was open still does what it says."""
    knop = tekst_van(anna.get(adres(met_ja)))
    assert '<input type="hidden" name="waarom" value="De spreker houdt dit toch liever binnen.">' in knop
    geeft_vrij(begeleider, met_ja)
    html = tekst_van(
        anna.post(
            adres(met_ja, "trek_voordracht_in"), {"waarom": "De spreker houdt dit toch liever binnen."}, follow=True
        )
    )
    assert "Ingetrokken. Het staat op geen enkele pagina meer." in html
    assert BUITEN not in tekst_van(bezoeker.get("/samen/"))


def test_before_an_answer_there_is_nothing_to_take_back(anna: Mens, voordracht: Voordracht) -> None:
    html = tekst_van(anna.post(adres(voordracht, "trek_voordracht_in"), {"waarom": "x"}, follow=True))
    assert "Er was nog niets om in te trekken." in html
    voordracht.refresh_from_db()
    assert voordracht.staat == "wacht"


# ---- Who left


def test_who_left_reads_neither_who_asked_nor_why_it_was_withdrawn(
    anna: Mens, begeleider: Mens, met_ja: Voordracht, kromwaal: Corporatie
) -> None:
    geeft_vrij(begeleider, met_ja)
    begeleider.post(adres(met_ja, "trek_voordracht_in"), {"waarom": "Zijn raad werd boos."})
    html = tekst_van(anna.get(adres(met_ja)))
    assert "Zijn raad werd boos." in html
    assert "Bea Boer" in html
    Deelname.objects.create(corporatie=kromwaal, status="gestopt", op="2019-05-23", volgorde=9)
    html = tekst_van(anna.get(adres(met_ja)))
    assert BUITEN in html
    assert "Zijn raad werd boos." not in html
    assert "Bea Boer" not in html


def test_who_left_finds_their_words_and_takes_them_back(
    anna: Mens, cor: Mens, begeleider: Mens, bezoeker: Mens, met_ja: Voordracht, kromwaal: Corporatie
) -> None:
    """On a page of their own: what is out, and what may still go out. Of others it shows nothing."""
    Deelname.objects.create(corporatie=kromwaal, status="gestopt", op="2019-05-23", volgorde=9)
    assert "/werkplek/buiten/" in tekst_van(anna.get("/werkplek/"))
    assert "Mag vrij, nog niet vrijgegeven" in tekst_van(anna.get("/werkplek/buiten/"))
    geeft_vrij(begeleider, met_ja)
    html = tekst_van(anna.get("/werkplek/buiten/"))
    assert adres(met_ja) in html
    assert "Bea Boer" not in html
    assert BUITEN not in tekst_van(cor.get("/werkplek/buiten/"))
    anna.post(adres(met_ja, "trek_voordracht_in"), {"waarom": "Toch niet."})
    assert BUITEN not in tekst_van(bezoeker.get("/samen/"))
    assert BUITEN not in tekst_van(anna.get("/werkplek/buiten/"))


# ---- What waited when the portal learned to freeze


def test_what_was_put_forward_before_is_frozen_as_it_would_have_gone_out(
    anna: Mens, begeleider: Mens, met_ja: Voordracht, citaat: Notitie, sessie: Sessie, kromwaal: Corporatie
) -> None:
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie), kromwaal)
    inzicht = maak_inzicht(citaat.verkenning, bewijs=[citaat, antwoord])
    maak_corporatie(citaat.verkenning, "haverwoude").geraakt_door.add(citaat)
    bronnen = (antwoord, inzicht, maak_notitie(sessie, anna.persoon))
    rijen = [maak_voordracht(bron, door=begeleider.persoon, spreker=anna.persoon) for bron in bronnen]
    rijen.append(
        maak_voordracht(inzicht, door=begeleider.persoon, spreker=anna.persoon, naamsvermelding="anoniem", tekst="x")
    )
    uit = met_ja.geef_vrij(door=begeleider.persoon)
    Vrijgave.objects.filter(pk=uit.pk).update(naam="Anna van toen")
    verwacht = {rij.pk: (rij.plek, rij.naamregel) for rij in rijen}
    verwacht[met_ja.pk] = (
        {"soort": "notitie", "sessie": "controller", "vragen": ["kromwaal"], "gegevens": {"soort": "citaat"}},
        "Anna van toen",
    )
    assert verwacht[rijen[1].pk][0] == plek_van(inzicht)
    Voordracht.objects.update(plek={}, naamregel="")
    import_module("sessies.migrations.0002_voordracht_bevriest_wat_naar_buiten_gaat").bevries_wat_er_is(apps, None)
    assert {rij.pk: (rij.plek, rij.naamregel) for rij in Voordracht.objects.all()} == verwacht
