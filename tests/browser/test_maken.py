"""Somebody composes a bericht: no button loses what they are writing, and leaving asks first."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from tests.browser.zien import Kijk, assert_in_orde
from tests.factories import maak_bericht, maak_blok
from tests.mensen import Mens
from verkenning.models import Verkenning


@pytest.mark.parametrize("javascript", [False, True], ids=["zonder-javascript", "met-javascript"])
def test_what_is_being_written_survives_every_button(
    javascript: bool, kijk: Kijk, redactie: Mens, verkenning: Verkenning
) -> None:
    bericht = maak_bericht(verkenning)
    for kop in ("Eerst", "Daarna"):
        maak_blok(bericht, kop=kop, tekst="Zomaar.")
    page = kijk(redactie, bericht.get_absolute_url(), java_script_enabled=javascript)
    page.get_by_role("button", name="Wijzig blok 1").click()
    page.get_by_label("Tekst", exact=False).fill("Eén zin.")
    page.get_by_role("button", name="Blok 2, tekst naar boven").click()
    expect(page.locator(".blok").first).to_contain_text("Daarna")
    expect(page.get_by_label("Tekst", exact=False)).to_have_value("Eén zin.")
    page.get_by_label("Tekst", exact=False).fill("Eén zin, en nog een.")
    page.get_by_role("button", name="Hier invoegen na blok 1").click()
    page.get_by_role("button", name="Vraag aan de leden").click()
    expect(page.locator(".blok").nth(1)).to_contain_text("Vraag aan de leden")
    page.get_by_label("Kop").fill("Wat zou jij doen?")
    if javascript:
        expect(page.get_by_label("Kop")).to_be_focused()
        blijft_na_een_vraag(page)
        assert_in_orde(page)
    page.get_by_label("Kop").press("Enter")
    expect(page.get_by_text(re.compile("Bewaard om|Het blok is bewaard")).last).to_be_visible()
    page.get_by_role("button", name="Haal blok 3, tekst weg").click()
    expect(page.locator(".blok")).to_have_count(2)
    terug = page.get_by_role("button", name=re.compile("Zet terug ?: Tekst: Eerst")).first
    if javascript:
        expect(terug).to_be_focused()
    terug.click()
    expect(page.locator(".blok").nth(2)).to_contain_text("Eén zin, en nog een.")
    assert [(blok.kop, blok.tekst) for blok in bericht.blokken.all()] == [
        ("Daarna", "Zomaar."),
        ("Wat zou jij doen?", ""),
        ("Eerst", "Eén zin, en nog een."),
    ]


def blijft_na_een_vraag(page: Page) -> None:
    """A link away asks whether to leave; who says no still has what they wrote."""
    gevraagd: list[str] = []

    def liever_niet(dialog: Dialog) -> None:
        gevraagd.append(dialog.type)
        dialog.dismiss()

    page.once("dialog", liever_niet)
    page.get_by_role("link", name="Sluit zonder te bewaren").click(no_wait_after=True)
    expect(page.get_by_label("Kop")).to_have_value("Wat zou jij doen?")
    page.wait_for_function("true")
    assert gevraagd == ["beforeunload"]
