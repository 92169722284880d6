"""The begeleider reminds who has not prepared: whom, how often, and what is in the mail."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from django.utils import timezone

from deelnemers.models import Corporatie, Deelname
from sessies.mails import stuur_herinnering
from sessies.models import Antwoord, Herinnering, Sessie
from sessies.taken import taken
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_notitie,
    maak_sessie,
    maak_verkenner,
    maak_voorbereidingsvraag,
    maak_voordracht,
)
from tests.mensen import Mens
from tests.post import Postkantoor
from tests.post import postkantoor as postkantoor
from tests.post import werk as werk
from tests.sessies.hulp import tekst_van
from verkenning import mail
from verkenning.models import Verkenning

HERINNER = "/groep/samen/sessies/controller/voorbereiding/herinner/"


def herinnerd() -> list[str]:
    return [rij.persoon.naam for rij in Herinnering.objects.order_by("persoon__naam")]


def aan(postkantoor: Postkantoor) -> list[str]:
    return sorted(str(brief["To"]).split("@")[0] for brief in postkantoor.post)


def test_who_has_not_prepared_gets_one_mail_straight_to_the_questions(
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    verkenning: Verkenning,
    sessie: Sessie,
    kromwaal: Corporatie,
    lindermeer: Corporatie,
    postkantoor: Postkantoor,
    werk: Callable[[], None],
) -> None:
    """Also who wrote an answer for themselves: that counts for nobody else, and the mail says so. Never twice in a day."""
    vragen = [maak_voorbereidingsvraag(sessie, f"KANARIE vraag {n}?") for n in (1, 2)]
    for vraag in vragen:
        maak_antwoord(vraag, kromwaal, zichtbaarheid="prive")
        maak_antwoord(vraag, lindermeer, "KANARIE antwoord")
    maak_verkenner(kromwaal, "Wieke West")
    dijk = maak_corporatie(verkenning)
    maak_verkenner(dijk, "Dirk Dijk")
    weg = maak_corporatie(verkenning)
    maak_verkenner(weg, "Guus Gaat")
    Deelname.objects.create(corporatie=weg, status=Deelname.Status.GESTOPT, op="2019-05-01", volgorde=1)

    taak = next(taak for taak in taken(begeleider.persoon) if taak.doe)
    assert (taak.titel, taak.knop, taak.url) == ("Twee van de drie zijn nog niet klaar", "Herinner 3 mensen", HERINNER)
    for _ in range(2):
        assert begeleider.post(HERINNER).headers["Location"] == f"/werkplek/#klaar-{sessie.pk}"
    assert herinnerd() == ["Anna Aalders", "Dirk Dijk", "Wieke West"]
    assert "de mail is onderweg" in tekst_van(begeleider.get("/werkplek/"))
    # Dirk leaves before the worker comes by.
    Deelname.objects.create(corporatie=dijk, status=Deelname.Status.GESTOPT, op="2019-05-01", volgorde=1)
    werk()
    assert aan(postkantoor) == ["anna-aalders", "wieke-west"]
    assert herinnerd() == ["Anna Aalders", "Wieke West"]
    nummer = [str(brief["To"]) for brief in postkantoor.post].index("anna-aalders@voorbeeld.example")
    tekst = postkantoor.tekst(nummer)
    assert "Dag Anna,\n\nBea Boer vraagt je" in tekst
    assert "/groep/samen/sessies/controller/voorbereiden/" in tekst
    assert "KANARIE" not in tekst + postkantoor.html(nummer)

    pagina = tekst_van(begeleider.get("/werkplek/"))
    assert re.search(r"herinnerd op <time[^>]*>[^<]+</time> om [\d.]+ door Bea Boer", pagina)
    assert not [taak for taak in taken(begeleider.persoon) if taak.doe]
    for mens in (anna, cor):
        assert "herinnerd op" not in tekst_van(mens.get("/werkplek/"))
    # A day later it may again.
    Herinnering.objects.update(op=timezone.now() - timedelta(hours=25))
    assert begeleider.post(HERINNER).status_code == 302
    assert Herinnering.objects.count() == 4


def test_who_answers_before_the_mail_goes_gets_none_nor_does_anybody_once_it_is_held(
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    sessie: Sessie,
    lindermeer: Corporatie,
    postkantoor: Postkantoor,
    werk: Callable[[], None],
) -> None:
    vraag = maak_voorbereidingsvraag(sessie)
    begeleider.post(HERINNER)
    maak_antwoord(vraag, lindermeer)
    werk()
    assert aan(postkantoor) == ["anna-aalders"]
    Herinnering.objects.update(op=timezone.now() - timedelta(hours=25))
    begeleider.post(HERINNER)
    Sessie.objects.update(status=Sessie.Status.GEHOUDEN)
    werk()
    assert aan(postkantoor) == ["anna-aalders"]
    begeleider.post(HERINNER)
    assert Herinnering.objects.count() == 1


def test_a_mail_server_that_stays_shut_is_told_and_it_may_be_tried_again(
    anna: Mens, begeleider: Mens, sessie: Sessie, postkantoor: Postkantoor
) -> None:
    maak_voorbereidingsvraag(sessie)
    begeleider.post(HERINNER)
    rij = Herinnering.objects.get()
    postkantoor.dicht = True
    stuur_herinnering.call(rij.pk)
    assert "de mail is onderweg" in tekst_van(begeleider.get("/werkplek/"))
    stuur_herinnering.call(rij.pk, mail.POGINGEN)
    assert "kwam niet aan" in tekst_van(begeleider.get("/werkplek/"))
    begeleider.post(HERINNER)
    assert Herinnering.objects.count() == 2
    # What was sent is not sent again, however often the worker comes by.
    postkantoor.dicht = False
    for _ in range(2):
        stuur_herinnering.call(Herinnering.objects.latest("pk").pk)
    assert aan(postkantoor) == ["anna-aalders"]


def test_only_who_guides_reminds_and_never_themselves(
    anna: Mens, cor: Mens, bram: Mens, redactie: Mens, lid: Mens, begeleider: Mens, sessie: Sessie
) -> None:
    maak_voorbereidingsvraag(sessie)
    for mens in (anna, cor, bram, redactie, lid):
        assert mens.post(HERINNER).status_code == 404
    assert begeleider.get(HERINNER).status_code == 405
    assert begeleider.post(HERINNER.replace("controller", "nergens")).status_code == 404
    assert not Herinnering.objects.exists()
    begeleider.persoon.lidmaatschappen.create(
        verkenning=sessie.verkenning, corporatie=anna.persoon.lidmaatschappen.get().corporatie
    )
    begeleider.post(HERINNER)
    assert herinnerd() == ["Anna Aalders", "Cor Claus"]
    assert not Antwoord.objects.exists()


def test_whether_i_come_waits_until_i_said_so(anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie) -> None:
    komst = "/groep/samen/sessies/controller/komst/"
    assert [[taak.titel for taak in taken(mens.persoon)] for mens in (anna, begeleider)] == [[], ["Nodig de groep uit"]]
    begeleider.post(f"{komst}uitnodigen/", {"antwoord_voor": "2019-03-01", "versie": 0})
    kom = "Laat weten of je komt"
    assert [[taak.titel for taak in taken(mens.persoon)] for mens in (anna, cor, begeleider)] == [[kom], [kom], [kom]]
    assert taken(anna.persoon)[0].voor == date(2019, 3, 1)
    anna.post(komst, {"antwoord": "nee", "woord": "", "versie": 0})
    assert [[taak.titel for taak in taken(mens.persoon)] for mens in (anna, cor)] == [[], [kom]]
    sessie.status = Sessie.Status.GEHOUDEN
    sessie.save()
    assert taken(cor.persoon) == []


def test_more_than_five_things_stand_on_a_page_of_their_own(
    anna: Mens, begeleider: Mens, redactie: Mens, verkenning: Verkenning, kromwaal: Corporatie
) -> None:
    notitie = maak_notitie(maak_sessie(verkenning, kromwaal), anna.persoon)
    for nummer in range(7):
        maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon, tekst=f"Zin {nummer}.")
    pagina, alles = (tekst_van(anna.get(pad)) for pad in ("/werkplek/", "/werkplek/taken/"))
    assert pagina.count('class="taak"') == 5
    assert '<a href="/werkplek/taken/">En nog 3<span' in pagina
    assert alles.count('class="taak"') == 8
    assert "Niets. Je bent helemaal bij." in tekst_van(redactie.get("/werkplek/taken/"))
