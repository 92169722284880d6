"""A form that came in too late gives its words back, and a way back that leads to our own pages only."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.mensen import Mens

NIEUW = "/groep/samen/notities/nieuw/"


def weg_terug(antwoord: Any) -> set[str]:
    """Where the links in the middle of the page lead."""
    (midden,) = re.findall(r"<main.*?</main>", antwoord.content.decode(), re.DOTALL)
    return set(re.findall(r'href="([^"]*)"', midden))


@pytest.mark.parametrize(
    "vandaan", ["//elders.example/x", "///elders.example/x", "/\\elders.example/x", "/\t/elders.example/"]
)
def test_the_way_back_never_leads_elsewhere(vandaan: str, anna: Mens) -> None:
    """An address such as http://ons//elders/ is on our own host; what stands after our name is not."""
    kop = {"Referer": f"http://testserver{vandaan}"}
    streng = Mens(anna.persoon, enforce_csrf_checks=True)
    te_laat = Mens().post(NIEUW, {"tekst": "wat ik schreef"}, headers=kop)
    vervalst = streng.post(NIEUW, {"tekst": "wat ik schreef"}, headers=kop)
    assert (te_laat.status_code, vervalst.status_code) == (401, 403)
    for antwoord in (te_laat, vervalst):
        assert "wat ik schreef" in antwoord.content.decode()
        assert not [adres for adres in weg_terug(antwoord) if "elders" in adres]


def test_it_leads_to_the_page_where_the_form_stood(anna: Mens) -> None:
    streng = Mens(anna.persoon, enforce_csrf_checks=True)
    kop = {"Referer": "http://testserver/groep/samen/notities/?bij=kromwaal"}
    assert "/groep/samen/notities/?bij=kromwaal" in weg_terug(streng.post(NIEUW, {"tekst": "a b"}, headers=kop))


def test_another_site_is_no_way_back(anna: Mens) -> None:
    streng = Mens(anna.persoon, enforce_csrf_checks=True)
    for elders in ("https://elders.example/", "http://testserver.elders.example/", ""):
        antwoord = streng.post(NIEUW, {"tekst": "a b"}, headers={"Referer": elders})
        assert not [adres for adres in weg_terug(antwoord) if "elders" in adres]
