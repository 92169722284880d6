"""Pages as nobody hopes to see them, and whole for everybody all the same: errors, faults in a form, nothing there yet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.urls import include, path, reverse
from playwright.sync_api import Page

from deelnemers.models import Corporatie
from tests.browser.conftest import Klachten
from tests.browser.zien import Kijk, assert_in_orde, gebreken
from tests.factories import maak_bericht, maak_sessie
from tests.mensen import Mens
from verkenning.models import Verkenning

FOUTEN: dict[int, type[Exception]] = {400: SuspiciousOperation, 403: PermissionDenied, 500: RuntimeError}


@login_not_required
def gaat_mis(request: HttpRequest, status: int) -> HttpResponse:
    raise FOUTEN[status]


# The portal, and beside it an address where things go wrong.
urlpatterns = [path("gaat-mis/<int:status>/", gaat_mis), path("", include("verkenning.urls"))]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("status", FOUTEN)
def test_an_error(status: int, kijk: Kijk, anna: Mens, klachten: Klachten) -> None:
    page = kijk(anna, f"/gaat-mis/{status}/")
    klachten.verwacht(status)
    assert_in_orde(page)


def test_not_found(kijk: Kijk, verkenning: Verkenning, klachten: Klachten) -> None:
    page = kijk(None, "/hier-is-niets/")
    klachten.verwacht(404)
    assert_in_orde(page)
    page.goto(reverse("deelnemers:uitnodiging", args=["zomaar"]))
    klachten.verwacht(404)
    assert_in_orde(page)


def test_too_many_attempts(kijk: Kijk, verkenning: Verkenning, klachten: Klachten) -> None:
    page = kijk(None, reverse("account_login"))
    bezoeker = Mens()
    while bezoeker.post(reverse("account_login"), {"login": "niemand@voorbeeld.example"}).status_code != 429:
        pass
    page.get_by_label("E-mailadres").fill("niemand@voorbeeld.example")
    page.get_by_role("button", name="Stuur mij een code").click()
    page.get_by_role("heading", level=1).filter(has_not_text="Inloggen").wait_for()
    klachten.verwacht(429)
    assert_in_orde(page)


# ---- A form sent in with nothing in it


def verkenner(verkenning: Verkenning) -> Iterator[str]:
    sessie = maak_sessie(verkenning, *verkenning.corporaties.all(), slug="sessie")
    for naam in "onderdeel_nieuw voorbereidingsvraag_nieuw notitie_nieuw".split():
        yield adres(f"sessies:{naam}", verkenning, sessie=sessie.slug)
    yield adres("sessies:bron_nieuw", verkenning, sessie=sessie.slug, soort="theorie")
    yield adres("sessies:inzicht_nieuw", verkenning)
    yield adres("sessies:vraag_nieuw", verkenning, corporatie="kromwaal")


def begeleider(verkenning: Verkenning) -> Iterator[str]:
    for naam in ("deelnemers:uitnodigen", "sessies:theorie_nieuw", "sessies:inspiratie_nieuw"):
        yield adres(naam, verkenning)


def redactie(verkenning: Verkenning) -> Iterator[str]:
    yield adres("berichten:redactie", verkenning)
    yield adres("berichten:gegevens", verkenning, nummer=maak_bericht(verkenning).nummer)


def adres(naam: str, verkenning: Verkenning, **kwargs: Any) -> str:
    return reverse(naam, kwargs={"slug": verkenning.slug} | kwargs)


def stuur_leeg(page: Page) -> None:
    """Empty every field and send the form, past the browser's own checks, as an old or a strange one does."""
    formulier = page.get_by_role("main").locator("form").filter(has=page.locator("textarea, input[type=text]")).last
    with page.expect_response(lambda antwoord: antwoord.request.method == "POST"):
        formulier.evaluate("""form => {
            form.querySelectorAll("textarea, input[type=text], input[type=email]").forEach(veld => veld.value = "");
            form.noValidate = true;
            form.requestSubmit();
        }""")
    page.locator("[aria-invalid=true]").first.wait_for()


@pytest.mark.parametrize("wie", [verkenner, begeleider, redactie], ids=lambda wie: wie.__name__)
def test_a_form_with_nothing_in_it(
    wie: Any, kijk: Kijk, klachten: Klachten, kromwaal: Corporatie, request: pytest.FixtureRequest
) -> None:
    mens: Mens = request.getfixturevalue({"verkenner": "anna"}.get(wie.__name__, wie.__name__))
    page = kijk(mens)
    found: list[str] = []
    for pad in wie(kromwaal.verkenning):
        page.goto(pad)
        stuur_leeg(page)
        klachten.verwacht(422)
        found += gebreken(page)
    assert not found, "\n".join(found)


# ---- A programme in which nothing has happened yet


@pytest.fixture
def vers(verkenning: Verkenning) -> Verkenning:
    verkenning.vormen.all().delete()
    verkenning.meerwaarden.all().delete()
    return verkenning


def test_nothing_there_yet_outside(kijk: Kijk, vers: Verkenning) -> None:
    loop_langs(
        kijk(), vers, "verkenning:programma verkenning:route verkenning:kaart verkenning:bibliotheek berichten:lijst"
    )


def test_nothing_there_yet_inside(kijk: Kijk, vers: Verkenning, begeleider: Mens) -> None:
    page = kijk(begeleider, reverse("sessies:werkplek"))
    assert_in_orde(page)
    namen = "route notities inzichten kaart voordrachten bibliotheek".split()
    loop_langs(page, vers, " ".join(f"sessies:{naam}" for naam in namen) + " deelnemers:vragen deelnemers:uitnodigen")


def test_nothing_there_yet_for_the_redactie(kijk: Kijk, vers: Verkenning, redactie: Mens) -> None:
    page = kijk(redactie)
    loop_langs(page, vers, "berichten:redactie sessies:bibliotheek deelnemers:uitnodigen_redactie")
    page.goto(maak_bericht(vers).get_absolute_url())
    assert_in_orde(page)


def loop_langs(page: Page, verkenning: Verkenning, namen: str) -> None:
    found: list[str] = []
    for naam in namen.split():
        antwoord = page.goto(adres(naam, verkenning))
        assert antwoord is not None
        assert antwoord.status == 200, naam
        found += gebreken(page)
    assert not found, "\n".join(found)
