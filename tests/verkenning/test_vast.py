from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from tests.mensen import Mens


def test_healthy_when_the_database_answers(bezoeker: Mens) -> None:
    antwoord = bezoeker.get("/gezond/")
    assert (antwoord.status_code, antwoord.content) == (200, b"ok")
    assert antwoord.headers["Cache-Control"] == "no-store"


def test_not_healthy_when_it_does_not(bezoeker: Mens) -> None:
    def weg(*_: object) -> object:
        from django.db import OperationalError

        raise OperationalError("weg")

    with connection.execute_wrapper(weg):
        assert bezoeker.get("/gezond/").status_code == 503


def test_robots_stay_out_of_the_inside(bezoeker: Mens) -> None:
    regels = bezoeker.get("/robots.txt").content.decode().splitlines()
    assert {
        "User-agent: *",
        "Disallow: /groep/",
        "Disallow: /werkplek/",
        "Disallow: /redactie/",
        "Disallow: /account/",
    } <= set(regels)


def test_who_finds_a_leak_knows_where_to_go(bezoeker: Mens) -> None:
    antwoord = bezoeker.get("/.well-known/security.txt")
    velden = dict(regel.split(": ", 1) for regel in antwoord.content.decode().splitlines())
    assert velden["Contact"] == "mailto:verkenning@localhost"
    assert velden["Canonical"] == "http://127.0.0.1:8000/.well-known/security.txt"
    assert timedelta(days=100) < datetime.fromisoformat(velden["Expires"]) - datetime.now(UTC) < timedelta(days=365)


@pytest.mark.parametrize("pad", ["/privacy/", "/toegankelijkheid/", "/contact/"])
def test_how_things_are_done_here_is_for_everyone(bezoeker: Mens, lid: Mens, pad: str) -> None:
    for mens in (bezoeker, lid):
        antwoord = mens.get(pad)
        assert antwoord.status_code == 200
        assert b"mailto:verkenning@localhost" in antwoord.content


def test_no_conformity_is_claimed(bezoeker: Mens) -> None:
    assert "niet dat we eraan voldoen" in bezoeker.get("/toegankelijkheid/").content.decode()
