"""The letters around coming to a session: the invitation, the reminder, a change. Each is sent once, by the worker.

The row in the outbox is the truth: a task that comes twice finds its letter sent. Who may get it is asked when it is
sent, not when it was planned: somebody may have left the group meanwhile, or have answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from email.utils import parseaddr

from django.conf import settings
from django.db.models import Q
from django.tasks import task
from django.urls import reverse
from django.utils import timezone

from verkenning import datum, mail
from verkenning.kalender import naar_brief

from .afspraken import afspraak_van
from .models import Komst, Komstantwoord, Komstbrief, Routewijziging, Sessie
from .models.herinnering import niet_voorbereid

_SOORT = Komstbrief.Soort


def zet_klaar(komsten: Iterable[Komst], soort: str, kenmerk: str) -> int:
    """Leave one letter for each of them to the worker, unless that very letter was left before."""
    nieuw = 0
    for komst in komsten:
        brief, gemaakt = Komstbrief.objects.get_or_create(komst=komst, soort=soort, kenmerk=kenmerk)
        if gemaakt:
            verstuur_komstbrief.enqueue(brief.pk)
            nieuw += 1
    return nieuw


@task
def verstuur_komstbrief(pk: int, poging: int = 1) -> None:
    brief = Komstbrief.objects.te_versturen().filter(pk=pk).first()
    if brief is None:
        return
    if not _mag_nog(brief):
        brief.delete()
        return
    komst = brief.komst
    try:
        mail.verstuur(_schrijf(brief), komst.adres, antwoord_aan=_antwoord_aan(komst), agenda=_agenda(brief))
    except mail.NietVerstuurd as fout:
        brief.mislukt_op, brief.adres_werkt_niet = timezone.now(), fout.adres_werkt_niet
        brief.save(update_fields=["mislukt_op", "adres_werkt_niet"])
        if poging < mail.POGINGEN and not fout.adres_werkt_niet:
            verstuur_komstbrief.using(run_after=timezone.now() + mail.wacht_na(poging)).enqueue(pk, poging + 1)
        return
    brief.verstuurd_op, brief.mislukt_op = timezone.now(), None
    brief.save(update_fields=["verstuurd_op", "mislukt_op"])


def _mag_nog(brief: Komstbrief) -> bool:
    """Whoever left the group is not written to any more, and of a session that is over there is nothing to ask."""
    komst, persoon = brief.komst, brief.komst.persoon
    if persoon and not (persoon.is_active and komst.sessie.verkenning_id in persoon.groepen):
        return False
    if brief.soort == _SOORT.HERINNERING:
        return komst.sessie.is_straks and Openstaand(komst).is_iets
    return brief.soort == _SOORT.WIJZIGING or komst.sessie.is_straks


class Openstaand:
    """What is still asked of somebody before a session: whether they come, and their preparation if they do.

    Whoever was asked by their begeleider to prepare a moment ago is not asked by the portal as well.
    """

    def __init__(self, komst: Komst) -> None:
        nu = komst.laatste
        self.antwoord = nu is None
        komt_niet = nu is not None and nu.antwoord == Komstantwoord.Antwoord.NEE
        self.voorbereiding = not komt_niet and komst.persoon in niet_voorbereid(komst.sessie)
        if self.voorbereiding and komst.sessie.herinneringen.telt().filter(persoon=komst.persoon).exists():
            self.voorbereiding = False

    @property
    def is_iets(self) -> bool:
        return self.antwoord or self.voorbereiding


def _adres_in(brief: Komstbrief, vraagt_antwoord: bool) -> str:
    """Where they go on. A guest comes in by a secret that is made now: it stands in the letter and nowhere else."""
    if brief.komst.is_gast:
        return settings.BASE_URL + reverse("sessies:gast", args=[brief.nieuwe_sleutel()])
    sessie = brief.komst.sessie
    if not vraagt_antwoord:
        return f"{settings.BASE_URL}{sessie.voorbereiding_url}"
    return settings.BASE_URL + reverse("sessies:komst", args=[sessie.verkenning.slug, sessie.slug])


def _schrijf(brief: Komstbrief) -> mail.Brief:
    komst = brief.komst
    sessie, oproep, nog = komst.sessie, getattr(komst.sessie, "oproep", None), Openstaand(komst)
    herinnert = brief.soort == _SOORT.HERINNERING
    context = {
        "naam": komst.persoon.get_short_name() if komst.persoon else komst.naam,
        "gast": komst.is_gast,
        "door": komst.door.naam if komst.door else "De begeleider",
        "sessie": sessie,
        "verkenning": sessie.verkenning,
        "onderdelen": [deel.titel for deel in komst.onderdelen.all()],
        "antwoord_voor": oproep.antwoord_voor if oproep else None,
        "heeft_dag": sessie.heeft_dag,
        "zinnen": [in_woorden(regel) for regel in regels_van(brief)],
        "vraagt_antwoord": nog.antwoord,
        "vraagt_voorbereiding": nog.voorbereiding,
        "url": _adres_in(brief, nog.antwoord or not herinnert),
    }
    return mail.schrijf(f"komst-{brief.soort}", context)


def _antwoord_aan(komst: Komst) -> str:
    return komst.door.email if komst.door else ""


def regels_van(brief: Komstbrief) -> list[Routewijziging]:
    """Of a letter about a change: what changed of their session, also of one that went up in it."""
    if brief.soort != _SOORT.WIJZIGING:
        return []
    sessie = brief.komst.sessie
    regels = Routewijziging.objects.filter(plan=int(brief.kenmerk), voor_allen=True).select_related(
        "sessie__verkenning"
    )
    return list(regels.filter(Q(sessie=sessie) | Q(sessie__opgegaan_in=sessie)).order_by("pk"))


def in_woorden(regel: Routewijziging) -> str:
    """Tempo maken: uitgesteld. Was: do 13 juni 2019, 12.30 uur. Wordt: nog te plannen. Why, only the group reads."""
    delen = [f"{regel.sessie.titel}: {regel.wat}"]
    delen += [f"Was: {datum.moment(regel.van)}"] if regel.van else []
    delen += [f"Wordt: {datum.moment(regel.naar)}"] if regel.naar else []
    return ". ".join(delen) + "."


def _agenda(brief: Komstbrief) -> list[mail.Agendabijlage]:
    sessies = [brief.komst.sessie, *(regel.sessie for regel in regels_van(brief))]
    return agenda_voor(brief.komst.adres, sessies)


def agenda_voor(adres: str, sessies: Iterable[Sessie]) -> list[mail.Agendabijlage]:
    """These sessions for somebody's calendar, each once, as soon as a day is known; and that one is off, when it is so."""
    afspraken = [afspraak_van(sessie) for sessie in {sessie.pk: sessie for sessie in sessies}.values()]
    van = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    return [
        mail.Agendabijlage(*naar_brief(afspraak, aan=adres, van=van)) for afspraak in afspraken if afspraak.heeft_dag
    ]
