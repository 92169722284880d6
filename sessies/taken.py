"""What waits for somebody around sessions: preparing, deciding about their own words, releasing what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator

from verkenning import datum
from verkenning.models import Persoon
from verkenning.taal import telwoord
from verkenning.taken import Taak

from .klaar import wie_is_klaar
from .models import Sessie, Voordracht
from .onderweg import Onderweg, onderweg
from .voorbereidblad import MINUTEN_PER_VRAAG


def taken(persoon: Persoon) -> list[Taak]:
    weg = onderweg(persoon)
    if not persoon.rollen:
        return list(_te_beslissen(weg))
    voor_wie_komt = [*_komen(weg), *_voorbereiden(weg), *_te_beslissen(weg)]
    return [*voor_wie_komt, *_uitnodigen(weg), *_te_herinneren(weg), *_gewijzigde_kaarten(weg)]


def _dag(sessie: Sessie) -> date | None:
    return timezone.localtime(sessie.begin).date() if sessie.begin else None


def _komen(weg: Onderweg) -> Iterator[Taak]:
    """Sessions that somebody was asked to come to, and has not answered."""
    for sessie in weg.straks:
        if sessie.vraagt_of_ik_kom:
            yield Taak(
                titel="Laat weten of je komt",
                uitleg=f"Naar ‘{sessie.titel}’: ja, nee, misschien of alleen online.",
                knop="Geef antwoord",
                url=reverse("sessies:komst", args=[sessie.verkenning.slug, sessie.slug]),
                minuten=1,
                icoon="agenda",
                voor=sessie.antwoord_voor or _dag(sessie),
            )


def _uitnodigen(weg: Onderweg) -> Iterator[Taak]:
    """Of each group that this person guides: the first session that has a day, when nobody was invited to it yet."""
    for verkenning_id in sorted(weg.begeleidt):
        straks = (sessie for sessie in weg.straks if sessie.verkenning_id == verkenning_id and sessie.heeft_dag)
        eerste = next(straks, None)
        if eerste and not eerste.is_gevraagd:
            yield Taak(
                titel="Nodig de groep uit",
                uitleg=f"Voor ‘{eerste.titel}’ op {datum.dag(eerste.wanneer)} is nog niemand uitgenodigd.",
                knop="Nodig uit",
                url=reverse("sessies:komst", args=[eerste.verkenning.slug, eerste.slug]),
                minuten=2,
                icoon="agenda",
                voor=_dag(eerste),
            )


def _voorbereiden(weg: Onderweg) -> Iterator[Taak]:
    """The open preparation questions of the session that comes first, and of the sessions about one's own question."""
    eerste: dict[int, Sessie] = {}
    for sessie in weg.straks:
        mijn = weg.mijn_corporaties(sessie.verkenning_id)
        is_eerste = eerste.setdefault(sessie.verkenning_id, sessie) is sessie
        if is_eerste or set(mijn) & set(sessie.vraag_van):
            for corporatie in mijn:
                gedaan, totaal = weg.beantwoord(sessie, corporatie), sessie.aantal_vragen or 0
                if gedaan < totaal:
                    yield _voorbereiding(sessie, gedaan, totaal)


def _voorbereiding(sessie: Any, gedaan: int, totaal: int) -> Taak:
    vragen = "Er staat één vraag" if totaal == 1 else f"Er staan {totaal} vragen"
    uitleg = f"Je hebt {gedaan} van de {totaal} vragen beantwoord" if gedaan else f"{vragen} klaar"
    return Taak(
        titel="Maak je voorbereiding af" if gedaan else "Begin aan je voorbereiding",
        uitleg=f"{uitleg} voor ‘{sessie.titel}’.",
        knop="Ga verder" if gedaan else "Begin",
        url=sessie.voorbereiding_url,
        minuten=MINUTEN_PER_VRAAG * (totaal - gedaan),
        voor=_dag(sessie),
        gedaan=gedaan,
        totaal=totaal,
    )


def _te_herinneren(weg: Onderweg) -> Iterator[Taak]:
    """Of each group that this person guides: those who are not ready for the session that comes first."""
    for verkenning_id in sorted(weg.begeleidt):
        rij = next(iter(wie_is_klaar(weg, verkenning_id)), None)
        if rij and rij.te_herinneren:
            yield Taak(
                titel=_nog_niet_klaar(len(rij.achter), rij.totaal),
                uitleg=f"Voor ‘{rij.sessie.titel}’. Zij krijgen een mail die meteen naar de vragen leidt.",
                knop=f"Herinner {rij.wie}",
                url=reverse("sessies:herinner", args=[rij.sessie.verkenning.slug, rij.sessie.slug]),
                minuten=1,
                icoon="mail",
                voor=_dag(rij.sessie),
                doe=True,
            )


def _nog_niet_klaar(achter: int, totaal: int) -> str:
    if achter == totaal:
        return "Nog niemand is klaar"
    zijn = "is" if achter == 1 else "zijn"
    return f"{telwoord(achter).capitalize()} van de {telwoord(totaal)} {zijn} nog niet klaar"


def _te_beslissen(weg: Onderweg) -> Iterator[Taak]:
    """Passages that wait for this person's word, and for the begeleider those that may go out now."""
    for rij in weg.voordrachten:
        if not rij.antwoord and rij.spreker_id == weg.persoon.pk:
            # Who left the group still decides about their own words, but is no longer told who is in it.
            wie = str(rij.door) if rij.verkenning_id in weg.persoon.groepen else "De groep"
            yield Taak(
                titel="Mag deze zin naar buiten?",
                uitleg=f"‘{Truncator(rij.tekst).words(24)}’ {wie} wil dit delen, voor {rij.get_publiek_display().lower()}.",
                knop="Bekijk en beslis",
                url=rij.get_absolute_url(),
                minuten=2,
                icoon="citaat",
                voor=timezone.localtime(rij.op).date(),
            )
    yield from _vrij_te_geven([rij for rij in weg.voordrachten if rij.antwoord])


def _vrij_te_geven(rijen: list[Voordracht]) -> Iterator[Taak]:
    for verkenning in dict.fromkeys(rij.verkenning for rij in rijen):
        aantal = sum(rij.verkenning_id == verkenning.pk for rij in rijen)
        yield Taak(
            titel="Eén passage mag naar buiten" if aantal == 1 else f"{aantal} passages mogen naar buiten",
            uitleg="De spreker heeft ja gezegd. Kijk nog één keer, en geef vrij.",
            knop="Bekijk en geef vrij",
            url=reverse("sessies:voordrachten", args=[verkenning.slug]),
            minuten=2 * aantal,
            icoon="stuur",
            voor=min(timezone.localtime(rij.op).date() for rij in rijen if rij.verkenning_id == verkenning.pk),
        )


def _gewijzigde_kaarten(weg: Onderweg) -> Iterator[Taak]:
    """Cards that say something else outside than the session does now."""
    for sessie in weg.sessies:
        if sessie.verkenning_id in weg.begeleidt and sessie.gewijzigd_sinds_vrijgave:
            yield Taak(
                titel=f"De kaart van ‘{sessie.titel}’ klopt buiten niet meer",
                uitleg="De sessie is gewijzigd sinds de vrijgave. Bekijk het verschil en geef de kaart opnieuw vrij.",
                knop="Bekijk de kaart",
                url=reverse("sessies:vrijgeven", args=[sessie.verkenning.slug, "sessie", sessie.pk]),
                minuten=2,
                icoon="omleiding",
                voor=_dag(sessie),
            )
