"""Reminders, so many days before a session: only to who did not answer or prepare, never twice, and never for a day that is off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from deelnemers.models import Corporatie
from sessies.herinneringen import herinner
from sessies.models import Komst, Komstbrief, Sessie
from tests.factories import maak_antwoord, maak_voorbereidingsvraag
from tests.mensen import Mens
from tests.post import Postkantoor
from tests.sessies.agenda import bezorg
from tests.sessies.hulp import tekst_van


@pytest.fixture
def straks(sessie: Sessie) -> Sessie:
    """In three weeks, at two in the afternoon."""
    over = timezone.localtime() + timedelta(days=21)
    sessie.begin = over.replace(hour=14, minute=0, second=0, microsecond=0)
    sessie.save()
    return sessie


def gepland() -> list[tuple[list[object], str]]:
    """What waits for its day: which reminder, and the moment at which the worker looks."""
    taken = DBTaskResult.objects.filter(task_path__endswith=".herinner").order_by("run_after")
    return [(taak.args_kwargs["args"][1:], f"{timezone.localtime(taak.run_after):%Y-%m-%d %H:%M}") for taak in taken]


def test_only_who_did_not_answer_or_prepare_is_reminded_and_once(
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    kromwaal: Corporatie,
    lindermeer: Corporatie,
    straks: Sessie,
    postkantoor: Postkantoor,
) -> None:
    adres = reverse("sessies:komst", args=["samen", straks.slug])
    begeleider.post(f"{adres}uitnodigen/", {})
    begeleider.post(f"{adres}gast/", {"naam": "Gijs", "email": "gijs@gemeente.example"})
    begeleider.post(f"{adres}gast/", {"naam": "Greet", "email": "greet@gemeente.example"})
    dag = straks.wanneer[:10]
    assert straks.begin
    veertien, drie = (f"{straks.begin - timedelta(days=dagen):%Y-%m-%d} 09:00" for dagen in (14, 3))
    assert set(map(str, gepland())) == {str(([14, dag], veertien)), str(([3, dag], drie))}
    bezorg()
    maak_antwoord(maak_voorbereidingsvraag(straks), lindermeer)
    begeleider.post(adres, {"antwoord": "ja"})
    anna.post(adres, {"antwoord": "ja"})
    cor.post(adres, {"antwoord": "ja"})
    Komst.objects.get(naam="Greet").zeg("nee", "", vanaf=0)
    postkantoor.binnen.clear()
    for _ in range(2):
        herinner.call(straks.pk, 14, dag)
        bezorg()
    # Anna answered and has a question to prepare; cor did both; the begeleider has nothing to prepare.
    assert sorted(brief["To"] for brief in postkantoor.post) == [anna.persoon.email, "gijs@gemeente.example"]
    anders = {brief["To"]: nummer for nummer, brief in enumerate(postkantoor.post)}
    assert "De groep heeft nog niet al jullie antwoorden" in postkantoor.tekst(anders[anna.persoon.email])
    assert "We weten nog niet of je komt." in postkantoor.tekst(anders["gijs@gemeente.example"])
    assert tekst_van(begeleider.get(adres)).count("Herinnerd op") == 2

    # Between planning and sending everything was done: nothing goes out.
    postkantoor.binnen.clear()
    herinner.call(straks.pk, 3, dag)
    maak_antwoord(straks.voorbereidingsvragen.get(), kromwaal)
    Komst.objects.get(naam="Gijs").trek_in()
    bezorg()
    assert postkantoor.post == []


def test_a_session_that_moved_or_is_off_reminds_nobody_of_its_old_day(anna: Mens, straks: Sessie) -> None:
    komst = Komst.objects.create(sessie=straks, persoon=anna.persoon)
    Komstbrief.objects.create(komst=komst, soort="uitnodiging", kenmerk="1", verstuurd_op=timezone.now())
    oud = straks.wanneer[:10]
    assert straks.begin
    straks.begin = straks.begin + timedelta(days=7)
    straks.save()
    herinner.call(straks.pk, 14, oud)
    assert Komstbrief.objects.count() == 1
    # It is planned anew, for the day that it has now.
    nieuw = straks.wanneer[:10]
    assert [wat for wat, _ in gepland()] == [[14, nieuw], [3, nieuw]]
    straks.status = Sessie.Status.VERVALLEN
    straks.save()
    herinner.call(straks.pk, 14, nieuw)
    assert Komstbrief.objects.count() == 1
    straks.status = Sessie.Status.GEPLAND
    straks.save()
    herinner.call(straks.pk, 14, nieuw)
    assert Komstbrief.objects.count() == 2
