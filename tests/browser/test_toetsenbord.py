"""The main job with nothing but a keyboard: where you are is always seen, and what changes is said."""

from __future__ import annotations

import re

from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from deelnemers.models import Corporatie
from tests.browser.conftest import Klachten
from tests.browser.test_inloggen import WERKPLEK, code_uit
from tests.browser.zien import Kijk, assert_in_orde
from tests.factories import maak_notitie, maak_sessie, maak_voordracht
from tests.mensen import Mens
from tests.post import Postkantoor

# Where the focus is, and whether somebody can see that: a ring around it, or around the label it stands in.
_FOCUS = """() => {
    const hier = document.activeElement, label = hier.closest("label") || hier;
    const ring = e => getComputedStyle(e).outlineStyle !== "none" && parseFloat(getComputedStyle(e).outlineWidth) >= 2;
    return {waar: hier.outerHTML.slice(0, 120), zichtbaar: ring(hier) || ring(label)};
}"""


def tab_naar(page: Page, doel: Locator, hoogstens: int = 60) -> None:
    """Press Tab until it is there; on every stop along the way the focus can be seen."""
    for _ in range(hoogstens):
        page.keyboard.press("Tab")
        focus = page.evaluate(_FOCUS)
        assert focus["zichtbaar"], f"no visible focus on {focus['waar']}"
        if doel.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{doel} was not reached with the keyboard")


def gezegd(page: Page, tekst: str) -> None:
    expect(page.get_by_role("status").filter(has_text=tekst)).to_be_visible()


def test_log_in(kijk: Kijk, anna: Mens, postkantoor: Postkantoor) -> None:
    page = kijk(None, reverse("account_login"))
    tab_naar(page, page.get_by_label("E-mailadres"))
    page.keyboard.type(anna.persoon.email)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Vul de code in")).to_be_visible()
    if not page.get_by_label("Code").evaluate("element => element === document.activeElement"):
        tab_naar(page, page.get_by_label("Code"))
    page.keyboard.type(code_uit(postkantoor))
    page.keyboard.press("Enter")
    expect(page).to_have_url(WERKPLEK)


def test_spring_over_the_menu(kijk: Kijk, anna: Mens) -> None:
    page = kijk(anna, reverse("sessies:werkplek"))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Ga naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_menu_of_a_phone(kijk: Kijk, begeleider: Mens, kromwaal: Corporatie) -> None:
    """It is folded, so that the page begins on the first screen; and it unfolds without a mouse."""
    maak_sessie(kromwaal.verkenning, kromwaal)
    notities = reverse("sessies:notities", args=[kromwaal.verkenning.slug])
    page = kijk(begeleider, notities, viewport={"width": 390, "height": 844})
    boven = page.locator("header.kop").bounding_box()
    inhoud = page.get_by_role("main").bounding_box()
    assert boven is not None
    assert inhoud is not None
    assert inhoud["y"] - boven["y"] <= 200
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    expect(menu).to_be_hidden()
    tab_naar(page, page.locator("summary").filter(has_text="Menu"))
    page.keyboard.press("Enter")
    tab_naar(page, menu.get_by_role("link", name="Kaart"))
    assert_in_orde(page)


def test_write_a_note(kijk: Kijk, anna: Mens, kromwaal: Corporatie) -> None:
    """The way to it stands at the top. With htmx the note gets the focus, and it is said that it was kept."""
    page = kijk(anna, maak_sessie(kromwaal.verkenning, kromwaal).get_absolute_url())
    formulier = page.locator("#nieuwe-notitie")
    tab_naar(page, page.get_by_role("main").get_by_role("link", name="Leg iets vast").first)
    page.keyboard.press("Enter")
    expect(formulier.get_by_label("Wat wil je vastleggen?")).to_be_focused()
    page.keyboard.type("De balie blijft open.")
    tab_naar(page, formulier.locator("summary"))
    page.keyboard.press("Enter")
    tab_naar(page, formulier.get_by_label("Bij welk onderdeel?"))
    tab_naar(page, formulier.get_by_role("button", name="Bewaar notitie"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("article").filter(has_text="De balie blijft open.")).to_be_focused()
    gezegd(page, "Je notitie is bewaard.")
    expect(formulier.get_by_label("Wat wil je vastleggen?")).to_have_value("")


def test_an_empty_note_is_said_where_it_is(kijk: Kijk, anna: Mens, kromwaal: Corporatie, klachten: Klachten) -> None:
    page = kijk(anna, maak_sessie(kromwaal.verkenning, kromwaal).get_absolute_url(), java_script_enabled=False)
    veld = page.locator("#nieuwe-notitie").get_by_label("Wat wil je vastleggen?")
    veld.fill(" ")
    tab_naar(page, page.get_by_role("button", name="Bewaar notitie"))
    page.keyboard.press("Enter")
    expect(veld).to_have_attribute("aria-invalid", "true")
    expect(veld).to_have_accessible_description(re.compile("Schrijf hier eerst iets."))
    klachten.verwacht(422)


def test_answer_a_voordracht(kijk: Kijk, anna: Mens, begeleider: Mens, kromwaal: Corporatie) -> None:
    notitie = maak_notitie(maak_sessie(kromwaal.verkenning, kromwaal), begeleider.persoon)
    voordracht = maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon, tekst="De balie blijft.")
    page = kijk(anna, reverse("sessies:werkplek"))
    tab_naar(page, page.get_by_role("link", name="Bekijk en beslis"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Mag dit zo naar buiten?")).to_be_visible()
    tab_naar(page, page.get_by_role("radio").first)
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Akkoord, zonder mijn naam")).to_be_checked()
    tab_naar(page, page.get_by_role("button", name="Geef antwoord"))
    page.keyboard.press("Enter")
    gezegd(page, "Bedankt.")
    voordracht.refresh_from_db()
    assert (voordracht.antwoord, voordracht.naamregel) == ("anoniem", "")
