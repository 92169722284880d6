"""What who guides is warned about, and who is told of what: whom it concerns, once, in words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deelnemers.models import Corporatie, Deelname
from sessies.models import Komst, Routebrief, Routeplan, Routestap, Sessie
from sessies.routeplan import brief
from sessies.routeplan.feestdagen import feestdagen, pasen
from sessies.routeplan.letop import let_op
from sessies.routeplan.plan import Plan
from tests.factories import (
    maak_corporatie,
    maak_lid,
    maak_notitie,
    maak_persoon,
    maak_routestap,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_verkenner,
    moment,
)
from tests.mensen import Mens
from tests.post import Postkantoor
from tests.sessies.hulp import tekst_van
from verkenning.models import Verkenning

AANPASSEN = reverse("sessies:route_aanpassen", args=["samen"])
BEKEND = reverse("sessies:route_bekend", args=["samen"])


@pytest.fixture
def keten(verkenning: Verkenning, lindermeer: Corporatie) -> Sessie:
    return maak_sessie(verkenning, lindermeer, titel="Keten", begin=moment("2019-10-03 09:30"))


def test_each_is_told_once_and_only_what_concerns_them(
    keten: Sessie,
    anna: Mens,
    cor: Mens,
    redactie: Mens,
    lid: Mens,
    begeleider: Mens,
    postkantoor: Postkantoor,
    werk: Callable[[], None],
) -> None:
    verkenning = keten.verkenning
    zuid, weg, straks_weg = (maak_corporatie(verkenning, naam) for naam in ("zuid", "weg", "straks-weg"))
    for corporatie, naam in ((zuid, "Zus Zon"), (weg, "Wim Weg"), (straks_weg, "Sam Straks")):
        maak_verkenner(corporatie, naam)
    Deelname.objects.create(corporatie=weg, status="gestopt", op="2019-03-01", volgorde=1)
    maak_lid(maak_persoon("Ina Inactief", is_active=False), verkenning, corporatie=zuid)
    maak_lid(maak_persoon("Bo Berg"), verkenning, "begeleider")
    wijk = maak_sessie(verkenning, titel="Wijk", begin=moment("2019-06-13 12:30"))
    maak_routestap(verkenning, begeleider.persoon, "gastheren", sessie=str(keten.pk), gastheren=[zuid.pk])
    maak_routestap(verkenning, begeleider.persoon, "uitstellen", sessie=str(wijk.pk), waarom="Ruzie in het bestuur.")

    pagina = begeleider.get(BEKEND)
    assert dict(pagina.context["plan"].ontvangers) == {
        "Anna Aalders, Kromwaal": 1,
        "Bo Berg, begeleider": 2,
        "Cor Claus, Lindermeer": 2,
        "Sam Straks, Straks-weg": 1,
        "Zus Zon, Zuid": 2,
    }
    begeleider.post(BEKEND, {"merk": pagina.context["plan"].merk})
    # Whoever has left the group when the letter is sent, is told nothing.
    Deelname.objects.create(corporatie=straks_weg, status="gestopt", op="2019-04-01", volgorde=1)
    postkantoor.dicht = True
    werk()
    assert {rij.staat for rij in Routebrief.objects.all()} == {"nog niet gelukt"}
    assert "nog niet gelukt" in tekst_van(begeleider.get(BEKEND))
    postkantoor.dicht = False
    for _ in range(2):
        brief.verspreid.call(Routeplan.objects.get().pk)
        for rij in Routebrief.objects.all():
            brief.verstuur.call(rij.pk)
    werk()
    aan = sorted(str(brief["To"]) for brief in postkantoor.post)
    assert aan == [f"{naam}@voorbeeld.example" for naam in ("anna-aalders", "bo-berg", "cor-claus", "zus-zon")]
    van_anna = next(n for n, stuk in enumerate(postkantoor.post) if "anna" in str(stuk["To"]))
    tekst = postkantoor.tekst(van_anna)
    assert "Wijk: uitgesteld. Was: do 13 juni 2019, 12.30 uur. Wordt: nog te plannen." in tekst
    assert "Keten" not in tekst
    assert all("Ruzie" not in postkantoor.tekst(n) for n in range(4))
    assert {rij.staat for rij in Routebrief.objects.all()} == {"verstuurd"}


def test_warnings_never_stop_anybody(
    keten: Sessie, kromwaal: Corporatie, lindermeer: Corporatie, cor: Mens, begeleider: Mens
) -> None:
    verkenning = keten.verkenning
    weg = maak_corporatie(verkenning, "weg")
    Deelname.objects.create(corporatie=weg, status="gestopt", op="2019-03-01", volgorde=1)
    titels = ("Een", "Twee", "Drie")
    een, twee, drie = (maak_sessie(verkenning, titel=titel, begin=moment("2019-10-03 13:00")) for titel in titels)
    maak_theoriekoppeling(twee, maak_theorie(verkenning))
    keten.gastheren.set([lindermeer])
    een.gastheren.set([lindermeer])
    twee.gastheren.set([weg])
    Sessie.objects.filter(pk=twee.pk).update(begin=moment("2019-04-22 13:00"))
    Sessie.objects.filter(pk=drie.pk).update(begin=moment("2019-04-27 13:00"), status="vervallen")
    Komst.objects.create(sessie=keten, persoon=cor.persoon).zeg("nee", "Vakantie.", vanaf=0)
    maak_routestap(verkenning, begeleider.persoon, "toevoegen", **NIEUW, na=str(een.pk))
    plan = Plan(begeleider.persoon, verkenning)
    assert let_op(plan) == [
        "Op 3 oktober 2019 staan twee sessies: ‘Keten’ en ‘Een’.",
        "Die dag ontvangt Lindermeer ze allebei.",
        "‘Nieuw’ valt op een zondag.",
        "‘Twee’ valt op tweede paasdag.",
        "‘Twee’ staat na ‘Nieuw’ op de route, maar is eerder.",
        "Weg ontvangt bij ‘Twee’, maar doet niet meer mee.",
        "Cor Claus kan niet bij ‘Keten’, maar ontvangt daar of brengt de vraag in.",
        "3 sessies achter elkaar zonder theorie: van ‘Keten’ tot en met ‘Nieuw’.",
        "4 sessies achter elkaar zonder een voorbeeld uit een andere sector: van ‘Keten’ tot en met ‘Twee’.",
        "Over de vraag van Kromwaal staat nog geen sessie op de route.",
    ]
    assert "Die dag ontvangt Lindermeer ze allebei." in tekst_van(begeleider.get(AANPASSEN))
    begeleider.post(BEKEND, {"merk": plan.merk})
    assert Sessie.objects.filter(titel="Nieuw").exists()


NIEUW = {"titel": "Nieuw", "begin": "2019-10-06", "einde": "", "locatie": "", "vragen": [], "gastheren": []}


def test_holidays_as_the_calendar_has_them() -> None:
    """Checked against the almanac: an early Easter, a late one, and a Koningsdag that is held a day early."""
    assert [pasen(jaar) for jaar in (2008, 2019, 2024, 2038)] == [
        date(2008, 3, 23),
        date(2019, 4, 21),
        date(2024, 3, 31),
        date(2038, 4, 25),
    ]
    assert feestdagen(2019)[date(2019, 5, 30)] == "Hemelvaartsdag"
    assert feestdagen(2025)[date(2025, 4, 26)] == "Koningsdag"


def test_the_pages_ask_as_often_for_thirty_as_for_one(verkenning: Verkenning, begeleider: Mens) -> None:
    ander = maak_lid(maak_persoon("Bo Berg"), verkenning, "begeleider").persoon
    tellingen: dict[str, set[int]] = {}
    for aantal in (1, 3, 30):
        while verkenning.sessies.count() < aantal:
            sessie = maak_sessie(verkenning, maak_corporatie(verkenning))
            sessie.geef_vrij("openbaar", door=ander)
            notitie = maak_notitie(sessie, ander)
            for wie in (begeleider.persoon, ander):
                stap = maak_routestap(verkenning, wie, "uitstellen", sessie=str(sessie.pk))
                Routestap.objects.filter(pk=stap.pk).update(notitie=notitie)
        Routeplan.objects.update(basis="anders")
        halte = f"?halte={sessie.pk}"
        for adres in (AANPASSEN, BEKEND, reverse("sessies:routestap_nieuw", args=["samen", "vragen"]) + halte):
            with CaptureQueriesContext(connection) as vragen:
                assert begeleider.get(adres).status_code == 200
            tellingen.setdefault(adres.split("?")[0], set()).add(len(vragen))
    assert all(len(telling) == 1 and max(telling) <= 12 for telling in tellingen.values()), tellingen
