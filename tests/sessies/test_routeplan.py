"""The route planner: who guides drafts in quiet, and makes it known all at once."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.urls import reverse

from deelnemers.models import Corporatie
from sessies.models import Notitie, Routeplan, Routestap, Routewijziging, Sessie
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_lid,
    maak_notitie,
    maak_onderdeel,
    maak_persoon,
    maak_routestap,
    maak_sessie,
    maak_voorbereidingsvraag,
    moment,
)
from tests.mensen import Mens
from tests.sessies.hulp import bytes_van, tekst_van
from verkenning.models import Verkenning

AANPASSEN = reverse("sessies:route_aanpassen", args=["samen"])
BEKEND = reverse("sessies:route_bekend", args=["samen"])


def erbij(mens: Mens, soort: str, halte: Sessie | None = None, **velden: Any) -> Any:
    vraag = f"?halte={halte.pk}" if halte else ""
    data = {"waarom": f"Daarom {soort}.", "buiten": f"Buiten {soort}.", "sleutel": str(uuid.uuid4())} | velden
    return mens.post(reverse("sessies:routestap_nieuw", args=["samen", soort]) + vraag, data)


def maak_bekend(mens: Mens) -> Any:
    merk = mens.get(BEKEND).context["plan"].merk
    return mens.post(BEKEND, {"merk": merk})


def route(verkenning: Verkenning) -> list[tuple[str, str, str]]:
    rijen = verkenning.sessies.order_by("volgorde", "pk")
    return [(rij.titel, rij.wanneer, rij.status) for rij in rijen]


@pytest.fixture
def reis(verkenning: Verkenning, kromwaal: Corporatie, lindermeer: Corporatie) -> list[Sessie]:
    """A kick-off that was held, three sessions ahead, and a slot."""
    gegevens = [
        ("Begin", "kick-off", "2019-02-06 13:00", "gehouden"),
        ("Wijk", "sessie", "2019-06-13 12:30", "voorbereid"),
        ("Tempo", "sessie", "2019-09-05 13:00", "gepland"),
        ("Keten", "sessie", "2019-10-03 09:30", "gepland"),
        ("Einde", "slot", "2019-12-12 13:00", "gepland"),
    ]
    sessies = [
        maak_sessie(verkenning, titel=titel, slug=titel.lower(), soort=soort, begin=moment(begin), status=status)
        for titel, soort, begin, status in gegevens
    ]
    sessies[2].vragen.set([kromwaal])
    sessies[2].gastheren.set([kromwaal])
    sessies[3].vragen.set([lindermeer])
    return sessies


def test_only_who_guides_plans_the_route(
    reis: list[Sessie], anna: Mens, bram: Mens, redactie: Mens, lid: Mens, niemand: Mens, begeleider: Mens
) -> None:
    maak_routestap(reis[0].verkenning, begeleider.persoon, "uitstellen", sessie=str(reis[1].pk))
    for adres in (AANPASSEN, BEKEND):
        assert begeleider.get(adres).status_code == 200
        for mens in (anna, bram, redactie, lid, niemand):
            assert (mens.get(adres).status_code, mens.post(adres).status_code) == (404, 404)
        assert Mens().get(adres).status_code == 302
    assert "Pas de route aan" in tekst_van(begeleider.get(reverse("sessies:route", args=["samen"])))
    assert "Pas de route aan" not in tekst_van(anna.get(reverse("sessies:route", args=["samen"])))


def test_a_route_that_changes(
    reis: list[Sessie], anna: Mens, cor: Mens, begeleider: Mens, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    """Postponed, swapped and merged in quiet; known all at once; and what belongs to a session goes along."""
    _, wijk, tempo, keten, _ = reis
    verkenning = wijk.verkenning
    deel, notitie = maak_onderdeel(tempo, slug="welkom"), maak_notitie(tempo, anna.persoon)
    maak_onderdeel(keten, slug="welkom")
    zelfde = [maak_voorbereidingsvraag(sessie, "Waar ben je kwetsbaar?") for sessie in (tempo, keten)]
    antwoord = maak_antwoord(zelfde[0], kromwaal)
    eigen = maak_voorbereidingsvraag(tempo, "Wie houdt toezicht?")
    was = bytes_van(anna.get(reverse("sessies:route", args=["samen"])))

    assert erbij(begeleider, "uitstellen", wijk).status_code == 302
    assert erbij(begeleider, "ruil", tempo, met=str(keten.pk)).status_code == 302
    assert erbij(begeleider, "samen", tempo, met=str(keten.pk)).status_code == 302
    assert bytes_van(anna.get(reverse("sessies:route", args=["samen"]))) == was

    assert maak_bekend(begeleider).status_code == 302
    assert route(verkenning) == [
        ("Begin", "2019-02-06T13:00", "gehouden"),
        ("Keten", "2019-09-05T13:00", "gepland"),
        ("Tempo", "2019-10-03T09:30", "vervallen"),
        ("Wijk", "", "voorbereid"),
        ("Einde", "2019-12-12T13:00", "gepland"),
    ]
    tempo.refresh_from_db()
    assert tempo.opgegaan_in == keten
    assert {*keten.vragen.all()} == {kromwaal, lindermeer}
    assert [*keten.onderdelen.values_list("slug", flat=True)] == ["welkom", "welkom-2"]
    assert Notitie.objects.get(pk=notitie.pk).sessie == keten
    deel.refresh_from_db()
    assert deel.sessie == keten
    antwoord.refresh_from_db()
    assert antwoord.vraag == zelfde[1]
    eigen.refresh_from_db()
    assert eigen.sessie == keten
    assert {(w.sessie.titel, w.wat, w.van, w.naar, w.waarom) for w in Routewijziging.objects.all()} == {
        ("Wijk", "uitgesteld", "2019-06-13T12:30", "nog te plannen", "Daarom uitstellen."),
        ("Tempo", "geruild met ‘Keten’", "2019-09-05T13:00", "2019-10-03T09:30", "Daarom ruil."),
        ("Keten", "geruild met ‘Tempo’", "2019-10-03T09:30", "2019-09-05T13:00", "Daarom ruil."),
        ("Tempo", "gaat op in ‘Keten’", "2019-10-03T09:30", "2019-09-05T13:00", "Daarom samen."),
        ("Keten", "samen met ‘Tempo’", "Lindermeer", "Kromwaal en Lindermeer", "Daarom samen."),
    }
    nu = tekst_van(cor.get(reverse("sessies:route", args=["samen"])))
    assert "Eerst op 13 juni 2019. Daarom uitstellen." in nu
    assert "Eerst op 3 oktober 2019. Daarom samen." in nu
    assert nu.count("Daarom samen.") == 3  # at both stops, and once in the log
    assert "Deze sessie ging op in" in tekst_van(anna.get(tempo.get_absolute_url()))


def test_each_change_comes_out_as_it_was_meant(
    reis: list[Sessie], begeleider: Mens, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    _, wijk, tempo, keten, slot = reis
    zuid = maak_corporatie(wijk.verkenning, "zuid")
    wanneer = {"zeker": "moment", "datum": "2019-06-20", "van": "10:00", "tot": "12.30", "locatie": "Dorp"}
    erbij(begeleider, "plannen", wijk, **wanneer)
    erbij(begeleider, "plannen", slot, zeker="maand", datum="2019-12-20")
    erbij(begeleider, "vragen", keten, vragen=[kromwaal.pk, zuid.pk])
    erbij(begeleider, "gastheren", keten, gastheren=[zuid.pk])
    erbij(begeleider, "splits", keten, vraag=zuid.pk, titel="Alleen zuid")
    erbij(begeleider, "toevoegen", titel="Wijk", na=str(wijk.pk), zeker="later", vragen=[lindermeer.pk])
    erbij(begeleider, "vervalt", tempo)
    assert maak_bekend(begeleider).status_code == 302
    assert route(wijk.verkenning) == [
        ("Begin", "2019-02-06T13:00", "gehouden"),
        ("Wijk", "2019-06-20T10:00", "voorbereid"),
        ("Wijk", "", "gepland"),
        ("Tempo", "2019-09-05T13:00", "vervallen"),
        ("Keten", "2019-10-03T09:30", "gepland"),
        ("Alleen zuid", "", "gepland"),
        ("Einde", "2019-12", "gepland"),
    ]
    wijk.refresh_from_db()
    assert (wijk.einde, wijk.locatie) == (moment("2019-06-20 12:30"), "Dorp")
    nieuw = Sessie.objects.get(slug="alleen-zuid")
    assert ([*keten.vragen.all()], [*nieuw.vragen.all()], [*nieuw.gastheren.all()]) == ([kromwaal], [zuid], [zuid])
    assert Sessie.objects.get(slug="wijk-2").vragen.get() == lindermeer
    # Of one step at one stop outsiders hear one sentence, also where the day and the place changed.
    assert [w.buiten for w in wijk.wijzigingen.all()] == ["Buiten plannen.", ""]


def test_an_arrow_pressed_again_and_again_is_one_step(reis: list[Sessie], begeleider: Mens) -> None:
    _, wijk, tempo, keten, slot = (str(sessie.pk) for sessie in reis)

    def pijl(sessie: str, na: str) -> list[dict[str, Any]]:
        assert begeleider.post(AANPASSEN, {"sessie": sessie, "na": na}).status_code == 302
        return [stap.gegevens for stap in Routestap.objects.all()]

    assert pijl(wijk, tempo) == [{"sessie": wijk, "na": tempo}]
    assert pijl(wijk, tempo) == [{"sessie": wijk, "na": tempo}]  # a double click
    assert pijl(wijk, keten) == [{"sessie": wijk, "na": keten}]
    assert pijl(wijk, slot) == [{"sessie": wijk, "na": keten}]  # behind the slot is no place
    assert pijl(wijk, str(reis[0].pk)) == []  # back where it stood
    assert pijl("zomaar", wijk) == []


def test_what_cannot_be_is_said_and_what_was_typed_stays(reis: list[Sessie], begeleider: Mens) -> None:
    begin, wijk, *_ = reis
    prive = maak_notitie(wijk, begeleider.persoon, zichtbaarheid="prive")
    moment_ = {"zeker": "moment", "datum": "2019-06-20"}
    fouten: list[tuple[Any, str]] = [
        (erbij(begeleider, "plannen", wijk, zeker="dag", datum="2019-02-31"), "Deze dag bestaat niet."),
        (erbij(begeleider, "plannen", wijk, **moment_), "Schrijf hoe laat het begint"),
        (erbij(begeleider, "plannen", wijk, **moment_, van="13:00", tot="12:00"), "Het einde ligt niet na het begin."),
        (erbij(begeleider, "plannen", wijk, zeker="dag", datum="0001-01-01"), "Kies een jaar van 2000"),
        (erbij(begeleider, "plannen", wijk, zeker="moment"), "Kies een dag, of kies"),
        (erbij(begeleider, "plannen", wijk, **moment_, van="25:00"), "Schrijf een tijd als 13:00."),
        (erbij(begeleider, "plannen", wijk, zeker="moment", datum="2019-06-13", van="12:30"), "Hier verandert niets."),
        (erbij(begeleider, "ruil", wijk, met=str(begin.pk)), "Kies een halte uit de lijst."),
        (erbij(begeleider, "vragen", wijk, vragen=["999"]), "Deze keuze hoort niet bij"),
        (erbij(begeleider, "uitstellen", wijk, waarom="w" * 1001), "Je reden is 1.001 tekens."),
        (erbij(begeleider, "uitstellen", wijk, oorzaak=f"notitie-{prive.pk}"), "Selecteer een geldige keuze"),
    ]
    for antwoord, zin in fouten:
        assert antwoord.status_code == 422, zin
        assert zin in tekst_van(antwoord)
        assert "Daarom" in tekst_van(antwoord) or "www" in tekst_van(antwoord)
    assert not Routestap.objects.exists()
    assert not Routeplan.objects.exists()
    # What was held lies fast, and leads back with a word of why.
    assert erbij(begeleider, "uitstellen", begin).status_code == 302
    assert "kun je niet meer wijzigen" in tekst_van(begeleider.get(AANPASSEN))
    assert erbij(begeleider, "zomaar", wijk).status_code == 404


def test_without_a_reason_nothing_is_made_known(reis: list[Sessie], begeleider: Mens) -> None:
    _, wijk, *_ = reis
    erbij(begeleider, "uitstellen", wijk, waarom="", buiten="")
    assert "Hier staat nog niet waarom." in tekst_van(begeleider.get(AANPASSEN))
    assert maak_bekend(begeleider).headers["Location"] == AANPASSEN
    stap = Routestap.objects.get()
    adres = reverse("sessies:routestap_wijzigen", args=["samen", stap.pk])
    wijk.geef_vrij("openbaar", door=begeleider.persoon)
    begeleider.post(adres, {"waarom": "Het wijkteam kan niet.", "versie": "1"})
    assert "Schrijf er een zin bij voor wie niet in de groep zit." in tekst_van(begeleider.get(AANPASSEN))
    begeleider.post(adres, {"waarom": "Het wijkteam kan niet.", "buiten": "De tocht komt later.", "versie": "2"})
    assert maak_bekend(begeleider).status_code == 302
    # The card outside is a frozen copy: it changes by the gate, and the page leads there.
    klaar = begeleider.get(BEKEND)
    assert [sessie.pk for sessie in klaar.context["kaarten"]] == [wijk.pk]
    assert reverse("sessies:vrijgeven", args=["samen", "sessie", wijk.pk]) in tekst_van(klaar)
    buiten = reverse("verkenning:route", args=["samen"])
    assert "De tocht komt later." not in tekst_van(Mens().get(buiten))
    Sessie.objects.get(pk=wijk.pk).geef_vrij("openbaar", door=begeleider.persoon)
    assert "De tocht komt later." in tekst_van(Mens().get(buiten))
    assert "Het wijkteam kan niet." not in tekst_van(Mens().get(buiten))


def test_clicked_twice_is_done_once(reis: list[Sessie], begeleider: Mens) -> None:
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        assert erbij(begeleider, "uitstellen", reis[1], sleutel=sleutel).status_code == 302
    assert Routestap.objects.count() == 1
    merk = begeleider.get(BEKEND).context["plan"].merk
    for _ in range(2):
        assert begeleider.post(BEKEND, {"merk": merk}).status_code == 302
    assert Routewijziging.objects.count() == 1
    weg = reverse("sessies:routestap_weg", args=["samen", Routestap.objects.get().pk])
    assert begeleider.post(weg).status_code == 302  # what is known stays known
    assert Routestap.objects.count() == 1


def test_what_is_made_known_is_what_was_looked_at(reis: list[Sessie], begeleider: Mens) -> None:
    erbij(begeleider, "uitstellen", reis[1])
    merk = begeleider.get(BEKEND).context["plan"].merk
    erbij(begeleider, "vervalt", reis[2])
    antwoord = begeleider.post(BEKEND, {"merk": merk})
    assert antwoord.status_code == 409
    assert "Er is nog niets bekendgemaakt." in tekst_van(antwoord)
    assert not Routewijziging.objects.exists()


def test_a_step_changed_in_two_windows_keeps_both_texts(reis: list[Sessie], begeleider: Mens) -> None:
    stap = maak_routestap(reis[0].verkenning, begeleider.persoon, "uitstellen", sessie=str(reis[1].pk), waarom="Een.")
    adres = reverse("sessies:routestap_wijzigen", args=["samen", stap.pk])
    assert begeleider.post(adres, {"waarom": "Twee.", "versie": "1"}).status_code == 302
    antwoord = begeleider.post(adres, {"waarom": "Drie <script>.", "versie": "1"})
    assert antwoord.status_code == 409
    assert "Twee." in tekst_van(antwoord)
    assert "Drie &lt;script&gt;." in tekst_van(antwoord)
    assert begeleider.post(adres, {"waarom": "Twee en drie.", "versie": "2"}).status_code == 302
    stap.refresh_from_db()
    assert stap.waarom == "Twee en drie."


def test_two_who_guide_have_a_draft_each(reis: list[Sessie], begeleider: Mens) -> None:
    """Each knows of the other's. Who is second sees both and joins them by hand; nothing of either is lost."""
    _, wijk, tempo, keten, _ = reis
    ander = Mens(maak_lid(maak_persoon("Bo Berg"), wijk.verkenning, "begeleider").persoon)
    erbij(begeleider, "uitstellen", wijk)
    erbij(ander, "vervalt", wijk, waarom="Dit was mijn plan.")
    erbij(ander, "ruil", tempo, met=str(keten.pk))
    assert "Ook Bo Berg heeft een plan" in tekst_van(begeleider.get(AANPASSEN))
    assert "Ook Bea Boer heeft een plan" in tekst_van(ander.get(AANPASSEN))

    maak_bekend(begeleider)
    nu = tekst_van(ander.get(AANPASSEN))
    assert "De route is intussen veranderd" in nu
    assert "Daarom uitstellen." in nu
    assert "Dit was mijn plan." in nu
    assert maak_bekend(ander).status_code == 409
    assert Routewijziging.objects.count() == 1

    ander.post(BEKEND, {"overnemen": ander.get(AANPASSEN).context["plan"].kenmerk})
    assert maak_bekend(ander).status_code == 302
    assert [titel for titel, *_ in route(wijk.verkenning)] == ["Begin", "Keten", "Tempo", "Wijk", "Einde"]
    assert Routeplan.objects.open().count() == 0


def test_a_step_that_no_longer_fits_says_so(reis: list[Sessie], begeleider: Mens) -> None:
    erbij(begeleider, "uitstellen", reis[1])
    Sessie.objects.filter(pk=reis[1].pk).update(status="gehouden")
    assert "‘Wijk’ ligt vast" in tekst_van(begeleider.get(AANPASSEN))
    begeleider.post(BEKEND, {"overnemen": begeleider.get(AANPASSEN).context["plan"].kenmerk})
    assert maak_bekend(begeleider).headers["Location"] == AANPASSEN
    assert not Routewijziging.objects.exists()
