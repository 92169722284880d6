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


# ---- Sending it once more


VELDEN = {"tekst": "wat ik schreef", "raakt": ["1", "2"], "sleutel": "abc", "versie": "3", "password": "geheim woord"}


def opnieuw(antwoord: Any) -> list[tuple[str, str]]:
    """The fields that would be sent again, without the token."""
    (midden,) = re.findall(r"<main.*?</main>", antwoord.content.decode(), re.DOTALL)
    velden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', midden)
    return [(naam, waarde) for naam, waarde in velden if naam != "csrfmiddlewaretoken"]


ALLES = [("tekst", "wat ik schreef"), ("raakt", "1"), ("raakt", "2"), ("sleutel", "abc"), ("versie", "3")]


def test_after_a_login_elsewhere_everything_can_be_sent_again_but_no_secret() -> None:
    antwoord = Mens().post(NIEUW, VELDEN)
    assert opnieuw(antwoord) == ALLES
    assert f'action="http://testserver{NIEUW}"' in antwoord.content.decode()
    assert "geheim woord" not in antwoord.content.decode()


def test_a_form_of_ours_with_an_old_token_can_be_sent_again(anna: Mens) -> None:
    streng = Mens(anna.persoon, enforce_csrf_checks=True)
    assert opnieuw(streng.post(NIEUW, VELDEN, headers={"Origin": "http://testserver"})) == ALLES


@pytest.mark.parametrize("vandaan", ["https://elders.example", "http://testserver.elders.example", "null", None])
def test_a_form_of_another_site_never_gets_a_token(vandaan: str | None, anna: Mens) -> None:
    """Or it could fill in a form, and have somebody press the button here."""
    streng = Mens(anna.persoon, enforce_csrf_checks=True)
    kop = {"Origin": vandaan} if vandaan else {}
    antwoord = streng.post(NIEUW, VELDEN, headers={"Referer": "http://testserver/groep/", **kop})
    assert antwoord.status_code == 403
    assert opnieuw(antwoord) == []
    assert "Bewaar opnieuw" not in antwoord.content.decode()


def test_what_somebody_logs_in_with_is_not_kept_on_a_page(anna: Mens) -> None:
    streng = Mens(anna.persoon, enforce_csrf_checks=True)
    kop = {"Origin": "http://testserver"}
    assert opnieuw(streng.post("/account/login/", {"login": "met een spatie"}, headers=kop)) == []


def test_without_words_there_is_only_the_way_in() -> None:
    antwoord = Mens().post(NIEUW, {"doe": "weg"})
    assert opnieuw(antwoord) == []
    assert "Log in en ga verder" in antwoord.content.decode()
