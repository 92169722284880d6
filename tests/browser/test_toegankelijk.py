"""Every page of the portal is whole for everybody: axe finds nothing, nothing scrolls sideways, nothing complains."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import mens_met
from tests.browser.paginas import GEEN_PAGINA, ONDERWEG, WANDELINGEN, Pagina
from tests.browser.zien import Kijk, gebreken
from tests.lek.wandeling import patronen
from verkenning.models import Verkenning


@pytest.mark.parametrize("wie", WANDELINGEN)
def test_every_page_in_every_light_and_at_every_width(wie: str, alle_standen: Verkenning, kijk: Kijk) -> None:
    email, paginas = WANDELINGEN[wie]
    page = kijk(mens_met(email) if email else None)
    found = [gebrek for pagina in paginas() for gebrek in bezoek(page, pagina)]
    assert not found, "\n".join(found)


def bezoek(page: Page, pagina: Pagina) -> list[str]:
    antwoord = page.goto(pagina.pad)
    assert antwoord is not None
    if antwoord.status != 200 or not page.url.endswith(pagina.pad):
        return [f"{pagina.naam}: {antwoord.status} at {page.url}"]
    return gebreken(page)


def test_no_page_is_left_out(alle_standen: Verkenning) -> None:
    """A new page must be visited by somebody. The administrator's are Django's own, with the colours that it gives them."""
    bezocht = {pagina.naam for _, paginas in WANDELINGEN.values() for pagina in paginas()}
    namen = {naam for naam, _ in patronen() if not naam.startswith(("admin:", "beheer/"))}
    assert namen - bezocht - GEEN_PAGINA - ONDERWEG == set()
    assert (bezocht | ONDERWEG) & GEEN_PAGINA == set()
    assert (GEEN_PAGINA | ONDERWEG) - namen == set()
