"""From a remark in the room to the printed report, and back out of it: the whole road, without JavaScript and with."""

from __future__ import annotations

import io
import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect
from pypdf import PdfReader

from tests.browser.conftest import mens_met
from tests.browser.paginas import FEMKE, GEHOUDEN, JORINDE, SANNE, SLUG
from tests.browser.zien import Kijk
from verkenning.models import Verkenning

BUITEN = "Ook in Elzerbroek blijft de balie open op dinsdagochtend."
BINNEN = "Mijn raad heeft daar kanariegeel van opgekeken."
TITEL = "Wat de balie ons leerde"
OPENING = "Dit schreef de redactie er zelf bij."


@pytest.mark.parametrize("javascript", [False, True], ids=["zonder-javascript", "met-javascript"])
def test_from_the_room_to_print(javascript: bool, demo: Verkenning, kijk: Kijk, werk: Callable[[], None]) -> None:
    femke, jorinde, sanne, bezoeker = (
        kijk(mens_met(email) if email else None, java_script_enabled=javascript)
        for email in (FEMKE, JORINDE, SANNE, "")
    )
    leg_vast(femke)
    draag_voor(femke)
    zeg_ja(jorinde)
    assert not staat_buiten(bezoeker)
    geef_vrij(femke)
    assert staat_buiten(bezoeker)
    adres = stel_bericht_samen(sanne)
    werk()
    lees_en_druk_af(bezoeker, adres)
    trek_in(jorinde)
    assert not staat_buiten(bezoeker)
    lees_dat_het_weg_is(bezoeker, adres)
    werk()
    druk_af_zonder(bezoeker)


def leg_vast(femke: Page) -> None:
    """The begeleider writes down what was said, and who said it."""
    femke.goto(reverse("sessies:sessie", args=[SLUG, GEHOUDEN]))
    formulier = femke.locator("#nieuwe-notitie")
    formulier.get_by_label("Wat wil je vastleggen?").fill(f"{BUITEN} {BINNEN}")
    formulier.get_by_label("Wat is het?").select_option("citaat")
    formulier.get_by_text("Wie zei het, waarbij").click()
    formulier.get_by_label("Wie zei het?").select_option("Jorinde Akkermeule")
    formulier.get_by_role("button", name="Bewaar notitie").click()
    gemeld(femke, "Je notitie is bewaard.")


def draag_voor(femke: Page) -> None:
    notitie(femke).get_by_role("link", name="Draag voor").click()
    femke.get_by_label("Zo leest het buiten").fill(BUITEN)
    femke.get_by_label("Openbaar: iedereen").check()
    femke.get_by_role("button", name="Draag voor").click()
    gemeld(femke, "Jorinde Akkermeule beslist.")


def zeg_ja(jorinde: Page) -> None:
    """What waits stands on her werkplek, and she sees exactly the words that would go out."""
    jorinde.goto(reverse("sessies:werkplek"))
    jorinde.get_by_role("listitem").filter(has_text=BUITEN).get_by_role("link", name="Bekijk en beslis").click()
    expect(jorinde.get_by_role("main")).to_contain_text(BUITEN)
    expect(jorinde.get_by_role("main")).not_to_contain_text(BINNEN)
    jorinde.get_by_label("Akkoord, zo mag het naar buiten").check()
    jorinde.get_by_role("button", name="Geef antwoord").click()
    gemeld(jorinde, "Bedankt.")


def geef_vrij(femke: Page) -> None:
    """Eight is small: the begeleider is shown which words could tell who it is about, and confirms them."""
    femke.goto(reverse("sessies:voordrachten", args=[SLUG]))
    femke.get_by_role("listitem").filter(has_text=BUITEN).get_by_role("link", name="Bekijk en geef vrij").click()
    expect(femke.get_by_text("Deze woorden kunnen iemand herkenbaar maken")).to_be_visible()
    femke.get_by_label("Ik heb deze woorden bekeken").check()
    femke.get_by_role("button", name="Geef vrij").click()
    gemeld(femke, "Vrijgegeven voor openbaar")


def staat_buiten(bezoeker: Page) -> bool:
    """On the page of the programme, when searched for, and in the feed: in all three or in none; and the rest nowhere."""
    paden = [reverse("verkenning:programma", args=[SLUG]), f"{reverse('verkenning:zoeken')}?q=dinsdagochtend"]
    bladen = []
    for pad in paden:
        bezoeker.goto(pad)
        bladen.append(bezoeker.get_by_role("main").inner_text())
    bladen.append(bezoeker.request.get(reverse("verkenning:feed", args=[SLUG])).text())
    assert not [blad for blad in bladen if "kanariegeel" in blad]
    (overal,) = {"dinsdagochtend." in blad for blad in bladen}
    return overal


def stel_bericht_samen(sanne: Page) -> str:
    """The draft holds the passage; the redactie writes, moves, removes, looks, and publishes."""
    sanne.goto(reverse("berichten:redactie", args=[SLUG]))
    sanne.get_by_label("Titel").fill(TITEL)
    sanne.get_by_label("Openbaar", exact=False).check()
    sanne.get_by_role("button", name="Maak het concept").click()
    expect(sanne.get_by_role("heading", level=1)).to_have_text(TITEL)
    expect(blokken(sanne).filter(has_text=BUITEN)).to_have_count(1)
    schrijf(sanne)
    verplaats(sanne)
    haal_weg(sanne)
    sanne.get_by_role("button", name="Voorbeeld", exact=True).click()
    for tekst in (BUITEN, OPENING):
        expect(sanne.get_by_role("main")).to_contain_text(tekst)
    sanne.get_by_role("link", name="Terug naar het bericht").click()
    sanne.get_by_role("button", name="Publiceer").click()
    sanne.get_by_role("button", name="Publiceer uitgave 1").click()
    gemeld(sanne, "Uitgave 1 staat online.")
    return sanne.url


def schrijf(sanne: Page) -> None:
    blokken(sanne).first.get_by_role("button", name="Wijzig").click()
    sanne.get_by_label("Tekst", exact=False).fill(OPENING)
    sanne.get_by_role("button", name="Bewaar blok").click()
    expect(sanne.get_by_text(re.compile("Bewaard om|Het blok is bewaard")).last).to_be_visible()
    expect(blokken(sanne).filter(has_text=OPENING)).to_have_count(1)


def verplaats(sanne: Page) -> None:
    tweede = blokken(sanne).nth(1).get_attribute("id")
    blokken(sanne).nth(1).get_by_role("button", name="naar boven").click()
    expect(blokken(sanne).first).to_have_attribute("id", tweede or "")


def haal_weg(sanne: Page) -> None:
    aantal = blokken(sanne).count()
    weg = blokken(sanne).filter(has_not_text=BUITEN).last
    weg.get_by_role("button", name="Haal").click()
    expect(blokken(sanne)).to_have_count(aantal - 1)


def lees_en_druk_af(bezoeker: Page, adres: str) -> None:
    bezoeker.goto(reverse("berichten:lijst", args=[SLUG]))
    bezoeker.get_by_role("link", name=TITEL).click()
    assert bezoeker.url == adres
    expect(bezoeker.get_by_role("main")).to_contain_text(BUITEN)
    pdf = bezoeker.get_by_role("link", name="als PDF").get_attribute("href") or ""
    for gedrukt in (bezoeker.request.get(pdf).body(), bezoeker.pdf()):
        tekst = tekst_van(gedrukt)
        assert plat(BUITEN) in tekst
        assert plat(OPENING) in tekst
        assert "kanariegeel" not in tekst


def trek_in(jorinde: Page) -> None:
    """What she said yes to, she takes back."""
    jorinde.goto(reverse("sessies:voordrachten", args=[SLUG]))
    voordracht = jorinde.get_by_role("listitem").filter(has_text=BUITEN)
    voordracht.get_by_role("link").first.click()
    jorinde.get_by_text("Trek dit in").click()
    jorinde.get_by_label("Waarom trek je dit in?").fill("Het dorp herkende ons erin.")
    jorinde.get_by_role("button", name="Trek in").click()
    gemeld(jorinde, "Ingetrokken.")


def lees_dat_het_weg_is(bezoeker: Page, adres: str) -> None:
    """The edition stays, without her words; the old PDF is gone before there is a new one."""
    bezoeker.goto(adres)
    expect(bezoeker.get_by_role("main")).to_contain_text("ingetrokken")
    expect(bezoeker.get_by_role("main")).to_contain_text(OPENING)
    expect(bezoeker.get_by_role("main")).not_to_contain_text(BUITEN)
    assert bezoeker.request.get(f"{adres.rstrip('/')}.pdf").status == 404


def druk_af_zonder(bezoeker: Page) -> None:
    bezoeker.reload()
    pdf = bezoeker.get_by_role("link", name="als PDF").get_attribute("href") or ""
    tekst = tekst_van(bezoeker.request.get(pdf).body())
    assert plat(OPENING) in tekst
    assert plat(BUITEN) not in tekst


# ---- Where things stand on the pages


def gemeld(page: Page, tekst: str) -> None:
    expect(page.locator("#meldingen")).to_contain_text(tekst)


def notitie(page: Page) -> Locator:
    return page.get_by_role("article").filter(has_text=BINNEN)


def blokken(page: Page) -> Locator:
    return page.locator(".blok")


def plat(tekst: str) -> str:
    """Without what a line or a hyphen on paper puts between the letters."""
    return re.sub(r"[\s\u00ad\u2010-]", "", tekst)


def tekst_van(pdf: bytes) -> str:
    return plat("".join(blad.extract_text() for blad in PdfReader(io.BytesIO(pdf)).pages))
