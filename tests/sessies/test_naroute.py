"""The route is made known: every calendar that took the sessions in before, shows the truth after, and guests hear their part."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from deelnemers.models import Corporatie
from sessies.models import Komst, Komstbrief, Routebrief, Routeplan, Sessie
from sessies.routeplan import brief
from tests.factories import maak_onderdeel, maak_routestap, maak_sessie, moment
from tests.mensen import Mens
from tests.post import Postkantoor
from tests.sessies.agenda import bezorg, lees
from tests.sessies.hulp import tekst_van
from tests.sessies.test_agenda import maak_link
from verkenning.models import Verkenning

BEKEND = reverse("sessies:route_bekend", args=["samen"])


class Agenda:
    """A calendar as people have it: it takes an event over only when that is newer than what it holds."""

    def __init__(self) -> None:
        self.punten: dict[str, tuple[int, str, str]] = {}

    def neem_op(self, *bestanden: bytes | str) -> None:
        for event in (event for ics in bestanden for event in lees(ics).contents.get("vevent", [])):
            nieuw = (int(event.sequence.value), event.status.value, f"{event.dtstart.value:%Y-%m-%d %H:%M}")
            uid = event.uid.value.split("@")[0].removeprefix("samen.")
            self.punten[uid] = max(nieuw, self.punten.get(uid, nieuw))

    @property
    def toont(self) -> dict[str, tuple[str, str]]:
        return {uid: (status, begin) for uid, (_, status, begin) in self.punten.items()}


def bijlagen(bericht: Any) -> list[str]:
    return [deel.get_content() for deel in bericht.iter_attachments()]


def bezorg_route(plan: Routeplan) -> None:
    """What the worker does once a route is known."""
    brief.verspreid.call(plan.pk)
    for rij in Routebrief.objects.all():
        brief.verstuur.call(rij.pk)
    bezorg()


@pytest.fixture
def reis(verkenning: Verkenning, kromwaal: Corporatie, lindermeer: Corporatie) -> list[Sessie]:
    """Three sessions that lie ahead."""
    dagen = {"wijk": "2029-06-13 12:30", "tempo": "2029-09-05 13:00", "keten": "2029-10-03 09:30"}
    return [
        maak_sessie(verkenning, kromwaal, lindermeer, slug=slug, titel=slug.capitalize(), begin=moment(begin))
        for slug, begin in dagen.items()
    ]


def test_every_calendar_shows_the_truth_and_each_is_told_once(
    reis: list[Sessie], anna: Mens, begeleider: Mens, bezoeker: Mens, postkantoor: Postkantoor
) -> None:
    wijk, tempo, keten = reis
    verhaal = maak_onderdeel(tempo, titel="Verhaal van de gast")
    for sessie, email, delen in ((tempo, "gijs@gemeente.example", [verhaal.pk]), (wijk, "greet@buurt.example", [])):
        adres = reverse("sessies:gast_uitnodigen", args=["samen", sessie.slug])
        begeleider.post(adres, {"naam": email.split("@")[0].capitalize(), "email": email, "onderdelen": delen})
    bezorg()
    link = maak_link(anna)
    feed, post, gast = Agenda(), Agenda(), Agenda()
    for agenda in (feed, post):
        agenda.neem_op(bezoeker.get(link).content)
    gast.neem_op(*(ics for bericht in postkantoor.post for ics in bijlagen(bericht)))
    assert gast.toont == {"tempo": ("CONFIRMED", "2029-09-05 13:00"), "wijk": ("CONFIRMED", "2029-06-13 12:30")}
    DBTaskResult.objects.all().delete()
    postkantoor.binnen.clear()

    for soort, gegevens in (
        ("uitstellen", {"sessie": str(wijk.pk)}),
        ("ruil", {"sessie": str(tempo.pk), "met": str(keten.pk)}),
        ("samen", {"sessie": str(tempo.pk), "met": str(keten.pk)}),
    ):
        maak_routestap(wijk.verkenning, begeleider.persoon, soort, **gegevens, waarom="KANARIE-waarom")
    begeleider.post(BEKEND, {"merk": begeleider.get(BEKEND).context["plan"].merk})
    plan = Routeplan.objects.get()
    for _ in range(2):
        bezorg_route(plan)
    berichten = {bericht["To"]: bericht for bericht in postkantoor.post}
    assert len(postkantoor.post) == 3
    assert set(berichten) == {anna.persoon.email, "gijs@gemeente.example", "greet@buurt.example"}

    waarheid = {
        "wijk": ("CANCELLED", "2029-06-13 12:30"),
        "tempo": ("CANCELLED", "2029-10-03 09:30"),
        "keten": ("CONFIRMED", "2029-09-05 13:00"),
    }
    feed.neem_op(bezoeker.get(link).content)
    assert feed.toont == waarheid
    post.neem_op(*bijlagen(berichten[anna.persoon.email]))
    assert post.toont == waarheid
    # The guest of what went up in another goes along, with their part and the link of before.
    gast.neem_op(*bijlagen(berichten["gijs@gemeente.example"]))
    assert gast.toont == {"wijk": ("CONFIRMED", "2029-06-13 12:30")} | {s: waarheid[s] for s in ("tempo", "keten")}
    komst = Komst.objects.get(email="gijs@gemeente.example")
    assert (komst.sessie, [*komst.onderdelen.all()]) == (keten, [verhaal])
    tekst = postkantoor.tekst(postkantoor.post.index(berichten["gijs@gemeente.example"]))
    assert "5 september 2029" in tekst
    assert "KANARIE" not in "".join(str(bericht) for bericht in postkantoor.post)
    (uitstel,) = bijlagen(berichten["greet@buurt.example"])
    assert lees(uitstel).method.value == "CANCEL"
    assert "nog te plannen" in postkantoor.tekst(postkantoor.post.index(berichten["greet@buurt.example"]))
    assert Komstbrief.objects.filter(soort="wijziging").count() == 2
    # Reminders go by the day that each has now; of what has none, there are none.
    herinner = DBTaskResult.objects.filter(task_path__endswith=".herinner")
    assert {tuple(taak.args_kwargs["args"]) for taak in herinner} == {
        (keten.pk, 14, "2029-09-05"),
        (keten.pk, 3, "2029-09-05"),
    }
    assert "Verhaal van de gast" in tekst_van(begeleider.get(reverse("sessies:komst", args=["samen", "keten"])))
