"""The rooms: each role finds every page of its own, and none of another's."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from tests.factories import maak_lid, maak_sessie
from tests.mensen import Mens
from verkenning.models import Verkenning


def kamers(mens: Mens, pad: str) -> dict[str, str]:
    """The rooms that a page offers, under their address; the one somebody is in with a star."""
    antwoord = mens.get(pad)
    assert antwoord.status_code == 200, pad
    nav = re.search(r'<nav class="groepmenu".*?</nav>', antwoord.text, re.DOTALL)
    punten = re.findall(r'<a href="([^"]+)"( aria-current)?.*?</svg>([^<]+)</a>', nav.group() if nav else "")
    return {adres: f"{naam}*" if hier else naam for adres, hier, naam in punten}


def adres(naam: str) -> str:
    return reverse(naam, args=["samen"])


REDACTIE = {
    "berichten:redactie": "Berichten maken",
    "sessies:bibliotheek": "Bibliotheek",
    "deelnemers:uitnodigen_redactie": "Leden uitnodigen",
}


@pytest.mark.parametrize("hier", [*REDACTIE, ""])
def test_the_redactie_finds_all_its_rooms_from_each_of_them_and_from_the_werkplek(redactie: Mens, hier: str) -> None:
    verwacht = {adres(naam): f"{woord}*" if naam == hier else woord for naam, woord in REDACTIE.items()}
    assert kamers(redactie, adres(hier) if hier else reverse("sessies:werkplek")) == verwacht
    assert not [pad for pad in verwacht if redactie.get(pad).status_code != 200]


def test_the_group_has_its_own_rooms_and_who_guides_two_more(anna: Mens, begeleider: Mens) -> None:
    van_anna, van_begeleider = (kamers(mens, adres("sessies:notities")) for mens in (anna, begeleider))
    assert list(van_anna.values()) == ["Vragen", "Notities*", "Inzichten", "Naar buiten"]
    assert set(van_begeleider) - set(van_anna) == {adres("deelnemers:deelnemers"), adres("deelnemers:uitnodigen")}


def test_who_is_of_both_finds_the_rooms_of_where_they_are(anna: Mens, verkenning: Verkenning) -> None:
    maak_lid(anna.persoon, verkenning, "redactie")
    assert "Naar buiten" in kamers(anna, adres("sessies:bibliotheek")).values()
    assert "Leden uitnodigen" in kamers(anna, adres("berichten:redactie")).values()


def test_outside_there_are_no_rooms(redactie: Mens, lid: Mens, verkenning: Verkenning) -> None:
    maak_sessie(verkenning)
    assert kamers(lid, reverse("sessies:werkplek")) == {}
    assert kamers(redactie, adres("verkenning:route")) == {}
    # What the redactie makes is one door further than what everybody reads.
    assert f'href="{adres("berichten:redactie")}"' in redactie.get(adres("verkenning:route")).text
