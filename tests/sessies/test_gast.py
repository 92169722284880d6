"""A guest of a session has no account: a link shows them their own part, and to whoever it is passed on no more."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.models import Komst, Komstantwoord, Komstbrief, Sessie
from tests.factories import maak_gast, maak_onderdeel
from tests.mensen import Mens
from tests.post import Postkantoor
from tests.sessies.agenda import bezorg, lees
from tests.sessies.hulp import bytes_van, tekst_van


@pytest.fixture
def adres(sessie: Sessie) -> str:
    return reverse("sessies:komst", args=[sessie.verkenning.slug, sessie.slug])


def link_in(postkantoor: Postkantoor) -> str:
    gevonden = re.search(r"http://127.0.0.1:8000(/gast/\S+)", postkantoor.tekst())
    assert gevonden
    return gevonden.group(1)


def test_a_guest_sees_their_part_answers_and_is_withdrawn(
    anna: Mens,
    begeleider: Mens,
    bezoeker: Mens,
    kromwaal: Corporatie,
    sessie: Sessie,
    adres: str,
    postkantoor: Postkantoor,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    sessie.tekst = "KANARIE-inleiding"
    sessie.save()
    sessie.gastheren.set([kromwaal])
    maak_onderdeel(sessie, titel="KANARIE-ander", minuten=30, volgorde=1)
    deel = maak_onderdeel(sessie, titel="Verhaal van de gemeente", tekst="KANARIE-deel", volgorde=2)
    gast = maak_gast(deel, "Gijs Gast")
    maak_gast(deel, "KANARIE-gast")
    assert f"?gast={gast.pk}" in tekst_van(begeleider.get(adres))
    assert 'value="Gijs Gast"' in tekst_van(begeleider.get(f"{adres}gast/?gast={gast.pk}"))
    invoer = {"naam": "Gijs Gast", "email": "Gijs@Gemeente.example", "onderdelen": [deel.pk]}
    for _ in range(2):
        assert begeleider.post(f"{adres}gast/", invoer).status_code == 302
    bezorg()
    assert [brief["To"] for brief in postkantoor.post] == ["gijs@gemeente.example"]
    assert lees(next(postkantoor.post[0].iter_attachments()).get_content()).vevent.summary.value.endswith("controller")

    link = link_in(postkantoor)
    assert link.split("/")[2] not in {*Komstbrief.objects.values_list("sleutel_hash", flat=True)}
    with django_assert_max_num_queries(6):
        antwoord = bezoeker.get(link)
    assert antwoord.headers["Cache-Control"] == "no-store"
    pagina = tekst_van(antwoord)
    for tekst in ("Samen een controller", "Verhaal van de gemeente", "10.30</time>", "Kromwaal", "Bea Boer"):
        assert tekst in pagina
    assert "KANARIE" not in pagina
    # Somebody else of whom it was passed on to, logged in or not, sees the same part.
    assert "KANARIE" not in tekst_van(anna.get(link))
    assert bezoeker.post(link, {"antwoord": "online", "woord": "Ik zit in Parijs.", "versie": "0"}).status_code == 302
    assert bezoeker.post(link, {"woord": "Blijft staan."}).status_code == 422
    assert bezoeker.post(link, {"antwoord": "ja", "versie": "0"}).status_code == 409
    assert Komst.objects.get().laatste == Komstantwoord.objects.get(antwoord="online", woord="Ik zit in Parijs.")
    assert "1 online" in tekst_van(begeleider.get(adres))

    wijzig = f"{adres}gast/{Komst.objects.get().pk}/"
    for _ in range(2):
        begeleider.post(wijzig, {"doe": "opnieuw"})
    bezorg()
    nieuw = link_in(postkantoor)
    assert (len(postkantoor.post), bezoeker.get(link).status_code, bezoeker.get(nieuw).status_code) == (2, 404, 200)
    begeleider.post(wijzig, {"doe": "trek_in"})
    nergens = bytes_van(bezoeker.get("/gast/zomaar/"))
    assert {bytes_van(bezoeker.get(pad)) for pad in (link, nieuw)} == {nergens}
    assert bezoeker.post(nieuw, {"antwoord": "ja", "versie": "1"}).status_code == 404
    assert begeleider.post(wijzig, {"doe": "opnieuw"}).status_code == 404
    # Asked once more, they start with a link of their own again.
    begeleider.post(f"{adres}gast/", invoer)
    bezorg()
    assert bezoeker.get(link_in(postkantoor)).status_code == 200


def test_an_address_that_does_not_work_is_told_and_is_no_guest_of_the_group(
    anna: Mens, begeleider: Mens, sessie: Sessie, adres: str, postkantoor: Postkantoor
) -> None:
    postkantoor.onbekend = {"weg@weg.example"}
    begeleider.post(f"{adres}gast/", {"naam": "Wim Weg", "email": "weg@weg.example"})
    bezorg()
    assert "Dit adres werkt niet: de mail kwam terug. Nodig deze gast opnieuw uit" in tekst_van(begeleider.get(adres))
    bezorg()
    assert postkantoor.post == []
    eigen = begeleider.post(f"{adres}gast/", {"naam": "Anna", "email": anna.persoon.email.upper()})
    assert eigen.status_code == 422
    assert "Dit adres is van iemand uit de groep." in tekst_van(eigen)
    assert 'value="Anna"' in tekst_van(eigen)
    postkantoor.dicht = True
    begeleider.post(f"{adres}gast/", {"naam": "Dirk Dicht", "email": "dirk@dicht.example"})
    bezorg()
    assert "De mail kon nog niet worden verstuurd." in tekst_van(begeleider.get(adres))
    postkantoor.dicht = False
    bezorg()
    assert [brief["To"] for brief in postkantoor.post] == ["dirk@dicht.example"]


def test_when_the_session_is_over_there_is_nothing_to_answer(
    begeleider: Mens, bezoeker: Mens, sessie: Sessie, adres: str, postkantoor: Postkantoor
) -> None:
    begeleider.post(f"{adres}gast/", {"naam": "Gijs", "email": "gijs@gemeente.example"})
    bezorg()
    link = link_in(postkantoor)
    sessie.status = Sessie.Status.VERVALLEN
    sessie.save()
    pagina = tekst_van(bezoeker.get(link))
    assert "Deze sessie gaat niet door." in pagina
    assert 'name="antwoord"' not in pagina
    assert bezoeker.post(link, {"antwoord": "ja", "versie": "0"}).status_code == 200
    assert Komstantwoord.objects.count() == 0
    assert begeleider.post(f"{adres}gast/", {"naam": "Nog een", "email": "nog@een.example"}).status_code == 200
    assert Komst.objects.count() == 1
