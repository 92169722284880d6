"""What goes wrong while somebody writes: clicked twice, logged out meanwhile, two people at one text. No word is lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.crypto import get_random_string
from playwright.sync_api import Page, expect

from deelnemers.models import Corporatie
from sessies.models import Antwoord, Notitie, Sessie
from tests.browser.conftest import Klachten
from tests.browser.zien import Kijk, assert_in_orde
from tests.factories import (
    maak_antwoord,
    maak_bericht,
    maak_blok,
    maak_lid,
    maak_notitie,
    maak_persoon,
    maak_sessie,
    maak_voorbereidingsvraag,
)
from tests.mensen import Mens

TEKST = "Wat ik met zorg heb opgeschreven."
MET_EN_ZONDER = pytest.mark.parametrize("javascript", [False, True], ids=["zonder-javascript", "met-javascript"])


@pytest.fixture
def sessie(kromwaal: Corporatie) -> Sessie:
    return maak_sessie(kromwaal.verkenning, kromwaal)


def schrijf(page: Page, sessie: Sessie, tekst: str = TEKST) -> None:
    page.goto(sessie.get_absolute_url())
    page.locator("#nieuwe-notitie").get_by_label("Wat wil je vastleggen?").fill(tekst)


@MET_EN_ZONDER
def test_clicked_twice_is_one_note(javascript: bool, kijk: Kijk, anna: Mens, sessie: Sessie) -> None:
    page = kijk(anna, java_script_enabled=javascript)
    schrijf(page, sessie)
    page.get_by_role("button", name="Bewaar notitie").dblclick()
    expect(page.get_by_role("article").filter(has_text=TEKST)).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert Notitie.objects.filter(tekst=TEKST).count() == 1


@MET_EN_ZONDER
def test_all_answers_are_sent_whichever_button_is_pressed(
    javascript: bool, kijk: Kijk, anna: Mens, sessie: Sessie
) -> None:
    for tekst in ("Wie?", "Waar?", "Waarom?"):
        maak_voorbereidingsvraag(sessie, tekst)
    page = kijk(anna, sessie.get_absolute_url(), java_script_enabled=javascript)
    vakken = page.get_by_label("Jullie antwoord")
    vakken.nth(0).fill("Ik.")
    vakken.nth(2).fill("Daarom.")
    page.get_by_role("button", name="Bewaar antwoorden").nth(1).dblclick()
    expect(page.locator("#meldingen")).to_contain_text("Jullie 2 antwoorden zijn bewaard.")
    expect(page.get_by_label("Jullie antwoord")).to_have_count(1)
    assert {antwoord.tekst for antwoord in Antwoord.objects.all()} == {"Ik.", "Daarom."}


def test_what_is_half_written_stays_while_something_else_is_saved(
    kijk: Kijk, anna: Mens, sessie: Sessie, kromwaal: Corporatie
) -> None:
    """With htmx a part of the page is shown anew: a box in it that nobody sent keeps its words, and so does the note."""
    eerste, _ = (maak_voorbereidingsvraag(sessie, tekst) for tekst in ("Wie?", "Waar?"))
    maak_antwoord(eerste, kromwaal, "Ik.")
    page = kijk(anna, sessie.get_absolute_url())
    page.get_by_label("Jullie antwoord").fill("Hier, denk ik.")
    page.get_by_role("link", name="Leg iets vast").last.click()
    notitie = page.get_by_label("Wat wil je vastleggen?")
    expect(notitie).to_be_focused()
    notitie.fill(TEKST)
    page.get_by_role("link", name="Wijzig jullie antwoord").click()
    vakken = page.get_by_label("Jullie antwoord")
    expect(vakken.nth(0)).to_be_focused()
    expect(vakken.nth(1)).to_have_value("Hier, denk ik.")
    vakken.nth(0).fill("Wij.")
    page.get_by_role("button", name="Bewaar antwoord").last.click()
    expect(page.get_by_role("article").filter(has_text="Wij.")).to_be_focused()
    assert {antwoord.tekst for antwoord in Antwoord.objects.all()} == {"Wij.", "Hier, denk ik."}
    expect(notitie).to_have_value(TEKST)
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.get_by_role("article").filter(has_text=TEKST)).to_be_focused()


@MET_EN_ZONDER
def test_logged_out_while_writing(javascript: bool, kijk: Kijk, anna: Mens, sessie: Sessie, klachten: Klachten) -> None:
    """The session is over and the token still holds: the words come back, and are kept after a login in another tab."""
    page = kijk(anna, java_script_enabled=javascript)
    tekst = f"{TEKST}\n\nEn ‘nog’ <iets>."
    schrijf(page, sessie, tekst)
    sleutel = page.context.cookies()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.get_by_role("heading", name="Je bent uitgelogd")).to_be_visible()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value(tekst)
    inloggen = page.get_by_role("link", name="Log in in een nieuw tabblad")
    assert sessie.slug in (inloggen.get_attribute("href") or "")
    assert inloggen.get_attribute("target") == "_blank"
    klachten.verwacht(401)
    opnieuw = page.get_by_role("button", name="Bewaar opnieuw")
    if javascript:
        assert_in_orde(page)
        opnieuw.click()
        expect(page.get_by_role("status").filter(has_text="Log eerst in")).to_be_visible()
    assert not Notitie.objects.exists()
    log_in_elders(page, sleutel)
    opnieuw.click()
    if not javascript:
        # The token is of before the login: the page that says so has a new one.
        expect(page.get_by_role("heading", name="Deze pagina was verlopen")).to_be_visible()
        klachten.verwacht(403)
        opnieuw.click()
    expect(page.get_by_role("article").filter(has_text=TEKST)).to_be_visible()
    assert Notitie.objects.get().tekst == tekst


def log_in_elders(page: Page, koekjes: list[Any]) -> None:
    """As somebody does in another tab: a session again, and with it another token."""
    for koekje in koekjes:
        if koekje["name"] == settings.CSRF_COOKIE_NAME:
            koekje["value"] = get_random_string(32)
    page.context.add_cookies(koekjes)


@MET_EN_ZONDER
def test_all_cookies_gone_while_writing(
    javascript: bool, kijk: Kijk, anna: Mens, sessie: Sessie, klachten: Klachten
) -> None:
    page = kijk(anna, java_script_enabled=javascript)
    schrijf(page, sessie)
    page.context.clear_cookies()
    page.get_by_role("button", name="Bewaar notitie").click()
    expect(page.get_by_role("heading", name="Deze pagina was verlopen")).to_be_visible()
    expect(page.get_by_label("Tekst", exact=True)).to_have_value(TEKST)
    expect(page.get_by_role("button", name="Bewaar opnieuw")).to_be_visible()
    klachten.verwacht(403)
    if javascript:
        assert_in_orde(page)
    assert not Notitie.objects.exists()


def test_two_browsers_at_one_note(kijk: Kijk, anna: Mens, sessie: Sessie, klachten: Klachten) -> None:
    """Who comes second sees both texts, and decides."""
    notitie = maak_notitie(sessie, anna.persoon, "Eerst stond hier dit.")
    adres = reverse("sessies:notitie_wijzigen", args=[sessie.verkenning.slug, notitie.slug])
    thuis, werk = kijk(anna, adres), kijk(anna, adres)
    for page, tekst in ((thuis, "Thuis geschreven."), (werk, "Op het werk geschreven.")):
        page.get_by_label("Wat wil je vastleggen?").fill(tekst)
        page.get_by_role("button", name="Bewaar notitie").click()
    expect(werk.get_by_role("alert").filter(has_text="Thuis geschreven.")).to_be_visible()
    klachten.verwacht(409)
    expect(werk.get_by_label("Wat wil je vastleggen?")).to_have_value("Op het werk geschreven.")
    assert_in_orde(werk)
    werk.get_by_role("button", name="Bewaar notitie").click()
    expect(werk.locator("#meldingen")).to_contain_text("Je notitie is gewijzigd.")
    notitie.refresh_from_db()
    assert notitie.tekst == "Op het werk geschreven."
    assert [versie.tekst for versie in notitie.versies.all()] == ["Eerst stond hier dit.", "Thuis geschreven."]


def test_two_people_at_one_question(kijk: Kijk, anna: Mens, kromwaal: Corporatie, klachten: Klachten) -> None:
    collega = Mens(maak_lid(maak_persoon("Cas Collega"), kromwaal.verkenning, corporatie=kromwaal).persoon)
    adres = reverse("sessies:vraag_nieuw", args=[kromwaal.verkenning.slug, kromwaal.slug])
    paginas = [kijk(anna, adres), kijk(collega, adres)]
    for page, vraag in zip(paginas, ("Wat merkt de huurder?", "Wat scheelt het?"), strict=True):
        page.get_by_label("Je vraag", exact=True).fill(vraag)
        page.get_by_label("Waarom verandert je vraag?").fill("We hoorden iets nieuws.")
        page.get_by_role("main").get_by_role("button", name=re.compile("Bewaar")).click()
        expect(page.get_by_role("main")).to_contain_text(re.compile("Je vraag is bewaard|Iemand was je net voor"))
    expect(page.get_by_role("main")).to_contain_text("Wat merkt de huurder?")
    expect(page.get_by_label("Je vraag", exact=True)).to_have_value("Wat scheelt het?")
    klachten.verwacht(409)
    assert_in_orde(page)


def test_two_editors_at_one_block(kijk: Kijk, redactie: Mens, klachten: Klachten) -> None:
    lid = redactie.persoon.lidmaatschappen.select_related("verkenning").get()
    blok = maak_blok(maak_bericht(lid.verkenning))
    adres = f"{reverse('berichten:maken', args=[lid.verkenning.slug, blok.bericht.nummer])}?open={blok.pk}"
    paginas = [kijk(redactie, adres), kijk(redactie, adres)]
    for page, tekst in zip(paginas, ("Van de een.", "Van de ander."), strict=True):
        page.get_by_label("Tekst").fill(tekst)
        page.get_by_role("button", name="Bewaar blok").click()
        expect(page.get_by_text(re.compile("^Bewaard om|Zo staat het er nu"))).to_be_visible()
    expect(page.get_by_role("alert").filter(has_text="Van de een.")).to_be_visible()
    expect(page.get_by_label("Tekst")).to_have_value("Van de ander.")
    klachten.verwacht(409)
    assert_in_orde(page)
