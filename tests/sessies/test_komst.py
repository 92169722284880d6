"""Who comes: the begeleider asks the group, everybody answers for themselves, and only the begeleider reads it all."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie, Deelname
from sessies.models import Komst, Komstantwoord, Komstbrief, Oproep, Sessie
from tests.factories import maak_gast, maak_lid, maak_onderdeel, maak_persoon, maak_sessie, maak_verkenner
from tests.mensen import Mens
from tests.post import Postkantoor
from tests.sessies.agenda import bezorg, lees
from tests.sessies.hulp import bytes_van, tekst_van
from verkenning.models import Verkenning


@pytest.fixture
def adres(sessie: Sessie) -> str:
    return reverse("sessies:komst", args=[sessie.verkenning.slug, sessie.slug])


def test_the_group_is_asked_once_and_everybody_answers_for_themselves(
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    verkenning: Verkenning,
    sessie: Sessie,
    adres: str,
    postkantoor: Postkantoor,
) -> None:
    weg = Corporatie.objects.create(verkenning=verkenning, slug="weg", naam="Weg")
    maak_verkenner(weg, "Gert Gestopt")
    Deelname.objects.create(corporatie=weg, status="gestopt", op="2019-03-01")
    maak_lid(maak_persoon("Ina Inactief", is_active=False), verkenning, "begeleider")
    maak_lid(maak_persoon("Luc Lezer"), verkenning, "lid")
    postkantoor.onbekend = {cor.persoon.email}
    for _ in range(2):
        begeleider.post(f"{adres}uitnodigen/", {"antwoord_voor": "2019-03-07", "versie": "1"})
        bezorg()
    # Once each; not who stopped, who cannot log in, or who only reads.
    assert {brief["To"] for brief in postkantoor.post} == {anna.persoon.email, begeleider.persoon.email}
    assert len(postkantoor.post) == 2
    assert "Dit adres werkt niet" in tekst_van(begeleider.get(adres))
    brief = next(brief for brief in postkantoor.post if brief["To"] == anna.persoon.email)
    (bijlage,) = brief.iter_attachments()
    assert bijlage.get_content_type() == "text/calendar"
    assert bijlage.get_param("method") == "REQUEST"
    kalender = lees(bijlage.get_content())
    assert kalender.method.value == "REQUEST"
    assert kalender.vevent.attendee.value == f"mailto:{anna.persoon.email}"
    assert kalender.vevent.uid.value == "samen.controller@127.0.0.1"

    assert anna.post(adres, {"antwoord": "nee", "woord": "Ik ben <b>ziek</b>.", "versie": "0"}).status_code == 302
    pagina = tekst_van(begeleider.get(adres))
    assert "1 kan niet, 2 zeiden nog niets." in pagina
    assert "Ik ben &lt;b&gt;ziek&lt;/b&gt;." in pagina
    # Today is long after the seventh of March: accepted, and marked.
    assert "(na de datum)" in pagina
    assert "ziek" not in tekst_van(cor.get(adres))
    assert "ziek" in tekst_van(anna.get(adres))


def test_an_answer_changes_keeps_what_was_said_before_and_is_kept_when_two_windows_differ(
    anna: Mens, sessie: Sessie, adres: str
) -> None:
    for _ in range(2):
        anna.post(adres, {"antwoord": "misschien", "woord": "Even kijken.", "versie": "0"})
    anna.post(adres, {"antwoord": "ja", "woord": "", "versie": "1"})
    assert list(Komstantwoord.objects.values_list("antwoord", "nummer")) == [("misschien", 1), ("ja", 2)]
    botst = anna.post(adres, {"antwoord": "nee", "woord": "Toch niet.", "versie": "1"})
    assert botst.status_code == 409
    assert "Ja, ik kom" in tekst_van(botst)
    assert "Toch niet.</textarea>" in tekst_van(botst)
    assert anna.post(adres, {"antwoord": "nee", "woord": "Toch niet.", "versie": "2"}).status_code == 302
    assert Komst.objects.get().laatste == Komstantwoord.objects.get(nummer=3)


@pytest.mark.parametrize(
    ("gegevens", "zin"),
    [
        ({"woord": "Wie weet."}, "Kies eerst of je komt."),
        ({"antwoord": "zomaar", "woord": "Wie weet."}, "Kies een van de vier antwoorden."),
        ({"antwoord": "ja", "woord": f"Wie weet.{'x' * 300}"}, "Je uitleg is 309 tekens."),
    ],
)
def test_what_cannot_be_kept_says_what_to_do_and_stays(
    anna: Mens, adres: str, gegevens: dict[str, str], zin: str
) -> None:
    antwoord = anna.post(adres, gegevens)
    assert (antwoord.status_code, Komst.objects.count()) == (422, 0)
    assert zin in tekst_van(antwoord)
    assert "Wie weet." in tekst_van(antwoord)


def test_only_who_guides_asks_and_outside_the_group_there_is_nothing(
    anna: Mens, bram: Mens, redactie: Mens, lid: Mens, bezoeker: Mens, begeleider: Mens, sessie: Sessie, adres: str
) -> None:
    for mens in (bram, redactie, lid):
        assert bytes_van(mens.get(adres)) == bytes_van(mens.get(adres.replace("controller", "bestaat-niet")))
        assert mens.get(adres).status_code == 404
    assert bezoeker.get(adres).status_code == 302
    for pad in ("uitnodigen/", "gast/"):
        assert anna.post(f"{adres}{pad}").status_code == 404
    te_laat = begeleider.post(f"{adres}uitnodigen/", {"antwoord_voor": "2019-03-15"})
    assert te_laat.status_code == 422
    assert "De sessie is 14 maart 2019. Kies een dag daarvoor." in tekst_van(te_laat)
    sessie.status = Sessie.Status.GEHOUDEN
    sessie.save()
    begeleider.post(f"{adres}uitnodigen/", {})
    anna.post(adres, {"antwoord": "ja"})
    assert (Oproep.objects.count(), Komst.objects.count(), Komstbrief.objects.count()) == (0, 0, 0)


def test_each_reads_their_own_answer_and_who_guides_all_of_their_group(
    anna: Mens, cor: Mens, bram: Mens, begeleider: Mens, redactie: Mens, kromwaal: Corporatie, sessie: Sessie
) -> None:
    elders = maak_sessie(bram.persoon.geldige_lidmaatschappen[0].verkenning)
    rijen = {naam: Komst.objects.create(sessie=sessie, persoon=m.persoon) for naam, m in (("anna", anna), ("cor", cor))}
    rijen["gast"] = Komst.objects.create(sessie=sessie, naam="Gijs", email="gijs@gemeente.example")
    rijen["bram"] = Komst.objects.create(sessie=elders, persoon=bram.persoon)
    # Of somebody who is not in that group (any more): not even their own.
    rijen["vreemd"] = Komst.objects.create(sessie=elders, persoon=anna.persoon)

    def leest(mens: Mens) -> set[str]:
        van = {komst.pk: naam for naam, komst in rijen.items()}
        return {van[komst.pk] for komst in Komst.objects.zichtbaar_voor(mens.persoon)}

    mensen = (anna, cor, bram, begeleider, redactie)
    assert [leest(mens) for mens in mensen] == [{"anna"}, {"cor"}, {"bram"}, {"anna", "cor", "gast"}, set()]
    Deelname.objects.create(corporatie=kromwaal, status="gestopt", op="2019-04-01", volgorde=9)
    assert leest(anna) == set()


def test_two_begeleiders_who_choose_another_date_both_see_it(
    begeleider: Mens, verkenning: Verkenning, sessie: Sessie, adres: str
) -> None:
    ander = Mens(maak_lid(maak_persoon("Ben Begeleider"), verkenning, "begeleider").persoon)
    for mens, dag, versie, status in (
        (begeleider, "2019-03-07", "0", 302),
        (begeleider, "2019-03-08", "1", 302),
        (ander, "2019-03-09", "1", 409),
        (ander, "2019-03-09", "2", 302),
    ):
        antwoord = mens.post(f"{adres}uitnodigen/", {"antwoord_voor": dag, "versie": versie})
        assert antwoord.status_code == status
        if status == 409:
            assert "koos intussen: 8 maart 2019" in tekst_van(antwoord)
    assert Oproep.objects.get().antwoord_voor == date(2019, 3, 9)


def test_the_page_asks_as_often_however_many_come(
    anna: Mens,
    begeleider: Mens,
    verkenning: Verkenning,
    sessie: Sessie,
    adres: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    vandaag = timezone.localdate()
    oproep = Oproep.objects.create(sessie=sessie, door=begeleider.persoon, antwoord_voor=vandaag)
    for aantal in (1, 2, 27):
        for nummer in range(aantal):
            persoon = maak_verkenner(Corporatie.objects.create(verkenning=verkenning, slug=f"c{aantal}-{nummer}"))
            deel = maak_onderdeel(sessie)
            maak_gast(deel, f"Gast {deel.pk}")
            gast = Komst.objects.create(sessie=sessie, naam="Gast", email=f"{deel.pk}@gast.example")
            gast.onderdelen.add(deel)
            for komst in (gast, Komst.objects.create(sessie=sessie, persoon=persoon)):
                komst.zeg("ja", "", vanaf=0)
                Komstbrief.objects.create(komst=komst, soort="uitnodiging", kenmerk="1")
        for mens in (anna, begeleider):
            with django_assert_max_num_queries(12):
                assert mens.get(adres).status_code == 200
    antwoord = Komstantwoord.objects.latest("pk")
    assert [antwoord.na_de_datum(o) for o in (None, oproep)] == [False, False]
    oproep.antwoord_voor = vandaag - timedelta(days=1)
    assert antwoord.na_de_datum(oproep)
