"""A new director with a phone, and without JavaScript: from the mail that invites to a question that the group reads."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import expect

from deelnemers.models import Corporatie, Vraagconcept
from tests.browser.zien import Kijk
from tests.mensen import Mens
from tests.post import Postkantoor
from verkenning.models import Verkenning

TELEFOON = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}


def test_from_an_invitation_to_a_question(
    kijk: Kijk, begeleider: Mens, verkenning: Verkenning, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    femke = kijk(begeleider, f"/groep/{verkenning.slug}/deelnemers/", **TELEFOON)
    femke.get_by_role("link", name="Nodig een corporatie uit").click()
    for vak, wat in (
        ("Hoe heet de corporatie?", "Woonstichting Molenrand"),
        ("In welke plaats?", "Molenrand"),
        ("Wie doet er mee?", "Noor Nieuw"),
        ("E-mailadres", "noor@molenrand.example"),
    ):
        femke.get_by_label(vak).fill(wat)
    femke.get_by_role("button", name="Stuur de uitnodiging").click()
    expect(femke.get_by_role("heading", name="Woonstichting Molenrand")).to_be_visible()
    werk()
    link = re.search(r"https?://[^/]+(/uitnodiging/\S+)", postkantoor.tekst())
    assert link

    noor = kijk(None, link[1], **TELEFOON)
    noor.get_by_role("button", name="Doe mee").click()
    noor.get_by_role("link", name="Schrijf hem op").click()
    noor.get_by_label("Je vraag").fill("hoe houden we de balie open")
    noor.get_by_role("button", name="Verder", exact=True).click()
    noor.get_by_label("Wat moet je huurder ervan merken?").fill("Dat er iemand is.")
    noor.get_by_role("button", name="Bewaar en ga later verder").click()
    noor.get_by_role("link", name="Ga verder").click()
    noor.get_by_role("button", name="Verder", exact=True).click()
    noor.get_by_label("Netwerk").check()
    noor.get_by_role("button", name="Verder", exact=True).click()
    expect(noor.get_by_text("Dat er iemand is.")).to_be_visible()
    noor.get_by_label("Je vraag").fill("Hoe houden wij de balie open?")
    noor.get_by_role("button", name="Deel je vraag met de groep").click()
    expect(noor.get_by_role("heading", name="Hoe houden wij de balie open?", level=1)).to_be_visible()
    assert str(Corporatie.objects.get().vraag) == "Hoe houden wij de balie open?"
    assert not Vraagconcept.objects.exists()
