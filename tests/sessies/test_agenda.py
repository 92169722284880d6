"""Somebody's own calendar by a secret link, read by a library that is not ours, before and after a session moves."""

from __future__ import annotations

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie, Deelname
from sessies.models import Agendasleutel, Komst, Sessie
from tests.factories import maak_sessie, moment
from tests.mensen import Mens
from tests.sessies.agenda import events, lees
from tests.sessies.hulp import tekst_van
from verkenning.models import Verkenning

ADRES = "/werkplek/agenda/"
AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def maak_link(mens: Mens) -> str:
    pagina = mens.get(ADRES)
    versie = re.search(r'name="versie" value="(\d+)"', pagina.content.decode())
    antwoord = tekst_van(mens.post(ADRES, {"doe": "maak", "versie": versie.group(1) if versie else "0"}))
    gevonden = re.search(r"http://127.0.0.1:8000(/agenda/[\w-]+\.ics)", antwoord)
    assert gevonden
    return gevonden.group(1)


def test_a_calendar_that_came_before_hears_every_change(anna: Mens, verkenning: Verkenning, sessie: Sessie) -> None:
    link = maak_link(anna)
    eerst = events(anna, link)["controller"]
    assert eerst.dtstart.value == datetime(2019, 3, 14, 10, tzinfo=AMSTERDAM)
    assert (eerst.status.value, eerst.url.value) == (
        "CONFIRMED",
        f"http://127.0.0.1:8000{sessie.get_absolute_url()}",
    )
    standen = [int(eerst.sequence.value)]

    def na(**velden: object) -> tuple[str, object]:
        """Save the session so, and say what a calendar reads then."""
        for naam, waarde in velden.items():
            setattr(sessie, naam, waarde)
        sessie.save(update_fields=list(velden))
        event = events(anna, link)["controller"]
        assert event.uid.value == eerst.uid.value
        standen.append(int(event.sequence.value))
        return event.status.value, event.dtstart.value

    nieuw = moment("2019-03-21 10:00")
    assert na(begin=nieuw) == ("CONFIRMED", nieuw)
    assert na(locatie="Het dorpshuis") == ("CONFIRMED", nieuw)
    # Put off without a day: what stands in their calendar is off. Then a month is known, and then a day.
    assert na(begin=None) == ("CANCELLED", nieuw)
    assert na(begin=moment("2019-11-01 00:00"), precisie="maand") == ("CANCELLED", nieuw)
    assert na(precisie="dag") == ("TENTATIVE", date(2019, 11, 1))
    assert na(begin=nieuw, precisie="moment", status="vervallen") == ("CANCELLED", nieuw)
    assert na(status="gepland") == ("CONFIRMED", nieuw)
    assert standen == sorted(set(standen))
    # Saved without a change, or changed in what no calendar shows, it is the same appointment.
    assert na(tekst="Een andere inleiding.")[0] == "CONFIRMED"
    verouderd = Sessie.objects.get(pk=sessie.pk)
    na(titel="Een andere titel")
    verouderd.titel = "Een andere titel"
    verouderd.save()
    assert events(anna, link)["controller"].sequence.value == str(standen[-1])
    assert standen[-2] == standen[-3] < standen[-1]


def test_hours_stay_right_over_the_change_of_the_clock_and_a_month_is_told_in_words(
    anna: Mens, verkenning: Verkenning
) -> None:
    for slug, dag in (("zomer", "2027-03-28"), ("winter", "2026-10-25")):
        maak_sessie(verkenning, slug=slug, begin=moment(f"{dag} 09:30"), einde=moment(f"{dag} 17:00"))
    maak_sessie(verkenning, slug="maand", titel="Wie valt in", begin=moment("2027-11-01 00:00"), precisie="maand")
    maak_sessie(verkenning, slug="ooit", begin=None)
    link = maak_link(anna)
    alle = events(anna, link)
    assert set(alle) == {"zomer", "winter"}
    tijden = {slug: (str(event.dtstart.value), str(event.dtend.value)) for slug, event in alle.items()}
    assert tijden == {
        "zomer": ("2027-03-28 09:30:00+02:00", "2027-03-28 17:00:00+02:00"),
        "winter": ("2026-10-25 09:30:00+01:00", "2026-10-25 17:00:00+01:00"),
    }
    kalender = lees(Mens().get(link).content)
    assert kalender.vtimezone.tzid.value == "Europe/Amsterdam"
    assert kalender.contents["x-wr-caldesc"][0].value == "Nog zonder dag: Samen: Wie valt in (november 2027)."


def test_it_holds_the_groups_of_now_and_nothing_for_who_is_in_none(
    anna: Mens,
    bram: Mens,
    lid: Mens,
    bezoeker: Mens,
    kromwaal: Corporatie,
    elders: Verkenning,
    sessie: Sessie,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    maak_sessie(elders, slug="van-elders")
    Komst.objects.create(sessie=sessie, persoon=anna.persoon).zeg("nee", "KANARIE-ziek", vanaf=0)
    link = maak_link(anna)
    with django_assert_max_num_queries(6):
        assert set(events(anna, link)) == {"controller"}
    assert events(anna, link)["controller"].transp.value == "TRANSPARENT"
    assert "KANARIE" not in bezoeker.get(link).text
    assert set(events(bram, maak_link(bram))) == {"van-elders"}
    assert "Je zit nu in geen groep." in tekst_van(lid.get(ADRES))
    assert "controller" not in tekst_van(lid.get(ADRES))
    assert bezoeker.get(ADRES).status_code == 302
    Deelname.objects.create(corporatie=kromwaal, status="gestopt", op="2019-04-01", volgorde=9)
    assert events(anna, link) == {}
    persoon = anna.persoon
    persoon.is_active = False
    persoon.save()
    assert bezoeker.get(link).status_code == 404


def test_a_new_link_ends_the_old_one_and_neither_can_be_read_back(anna: Mens, bezoeker: Mens, sessie: Sessie) -> None:
    oud = maak_link(anna)
    geheim = oud.removeprefix("/agenda/").removesuffix(".ics")
    assert geheim not in Agendasleutel.objects.get().sleutel_hash
    assert geheim not in tekst_van(anna.get(ADRES))
    # The same page sent once more: what was just made keeps working.
    assert anna.post(ADRES, {"doe": "maak", "versie": "0"}).status_code == 302
    assert bezoeker.get(oud).status_code == 200
    nieuw = maak_link(anna)
    assert (bezoeker.get(oud).status_code, bezoeker.get(nieuw).status_code) == (404, 200)
    anna.post(ADRES, {"doe": "trek_in"})
    assert bezoeker.get(nieuw).status_code == 404
    assert bezoeker.get(reverse("sessies:agenda_feed", args=["zomaar"])).status_code == 404
