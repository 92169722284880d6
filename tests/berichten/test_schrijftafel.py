"""The table of the composer: one form, in which every button first saves what is being written."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from berichten.models import Bericht, Blok
from tests.berichten.conftest import Reis
from tests.factories import maak_bericht, maak_blok
from tests.mensen import Mens

BERICHT = "/redactie/samen/berichten/1/"


@pytest.fixture
def bericht(reis: Reis) -> Bericht:
    return reis.bericht()


@pytest.fixture
def opening(bericht: Bericht) -> Blok:
    return bericht.blokken.get(soort="tekst")


def inhoud(bericht: Bericht) -> list[str]:
    return [str(blok.vrijgave_id or blok.tekst or blok.soort) for blok in bericht.blokken.all()]


def schrijft(blok: Blok, tekst: str = "Net getypt.", **velden: Any) -> dict[str, Any]:
    """What goes along with every button while this block is open."""
    return {"open": blok.pk, "kop": "Kop", "tekst": tekst, "versie": 1} | velden


def pad(blok: Blok, actie: str) -> str:
    return f"{BERICHT}blokken/{blok.pk}/{actie}/"


# ---- Every button saves first


def test_whichever_button_is_pressed_what_is_open_is_saved(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    """Move, remove, put back, add, insert, open another, close, and each way to another page."""
    opening, citaat = bericht.blokken.get(soort="tekst"), bericht.blokken.get(vrijgave=reis.citaat)
    ander = maak_blok(bericht, tekst="Een tweede tekst.")
    knoppen: list[tuple[str, dict[str, Any], str]] = [
        (BERICHT, {}, f"{BERICHT}?open={opening.pk}#blok-{opening.pk}"),
        (BERICHT, {"sluit": ""}, f"{BERICHT}#blok-{opening.pk}"),
        (BERICHT, {"wijzig": ander.pk}, f"{BERICHT}?open={ander.pk}#blok-{ander.pk}"),
        (BERICHT, {"hier": citaat.pk}, f"{BERICHT}?open={opening.pk}&na={citaat.pk}#invoegen"),
        *((BERICHT, {"naar": naar}, f"{BERICHT}{naar}/") for naar in ("gegevens", "voorbeeld", "publiceer")),
        (BERICHT, {"naar": "voorbeeld_pdf"}, f"{BERICHT}voorbeeld.pdf"),
        (BERICHT, {"naar": "verzonnen"}, f"{BERICHT}?open={opening.pk}#blok-{opening.pk}"),
        (pad(citaat, "verplaats"), {"plek": 0}, f"{BERICHT}?open={opening.pk}#blok-{citaat.pk}"),
        (pad(citaat, "weg"), {}, f"{BERICHT}?open={opening.pk}&weg={citaat.pk}#weg-{citaat.pk}"),
        (pad(citaat, "terug"), {}, f"{BERICHT}?open={opening.pk}#blok-{citaat.pk}"),
        (f"{BERICHT}blokken/", {}, f"{BERICHT}?open={opening.pk}"),
    ]
    for nummer, (adres, velden, naar) in enumerate(knoppen, start=1):
        tekst = f"Versie {nummer} van de opening."
        antwoord = redactie.post(adres, schrijft(opening, tekst, versie=nummer) | velden)
        assert antwoord.headers["Location"] == naar, (adres, velden)
        opening.refresh_from_db()
        assert opening.tekst == tekst, (adres, velden)
    redactie.post(f"{BERICHT}blokken/", schrijft(opening, "Bij het toevoegen.", versie=len(knoppen) + 1, soort="tekst"))
    opening.refresh_from_db()
    assert opening.tekst == "Bij het toevoegen."
    # With htmx another page is another page too.
    vers = redactie.htmx("post", BERICHT, schrijft(opening, opening.tekst, versie=99, naar="publiceer"))
    assert vers.headers["HX-Redirect"] == f"{BERICHT}publiceer/"


@pytest.mark.parametrize("htmx", [False, True])
def test_two_people_at_one_text_lose_nothing(bericht: Bericht, opening: Blok, redactie: Mens, *, htmx: bool) -> None:
    """And the button that was pressed does nothing, until the two texts are one."""
    Blok.objects.get(pk=opening.pk).herschrijf(kop="", tekst="Wat de ander schreef.", vanaf=1)
    gegevens = schrijft(opening, "Wat ik schreef.", plek=3)
    for adres in (BERICHT, pad(opening, "verplaats"), pad(opening, "weg")):
        antwoord = redactie.htmx("post", adres, gegevens) if htmx else redactie.post(adres, gegevens)
        pagina = antwoord.content.decode()
        assert antwoord.status_code == 409
        assert ("<html" in pagina) is not htmx
        for tekst in ("Wat de ander schreef.", "Wat ik schreef.", "Iemand anders heeft dit intussen gewijzigd."):
            assert tekst in pagina
        assert 'name="versie" value="2"' in pagina
        assert 'data-waarschuw="nu"' in pagina
        assert inhoud(bericht)[0] == "Wat de ander schreef."
    redactie.post(BERICHT, gegevens | {"versie": 2})
    assert inhoud(bericht)[0] == "Wat ik schreef."
    # Who changed nothing is in nobody's way.
    assert redactie.post(BERICHT, gegevens).status_code == 302


def test_text_that_cannot_be_kept_is_given_back(opening: Blok, bericht: Bericht, redactie: Mens) -> None:
    te_lang = "woord " * 4_000
    for adres in (BERICHT, f"{BERICHT}blokken/"):
        antwoord = redactie.post(adres, schrijft(opening, te_lang, soort="tekst"))
        assert antwoord.status_code == 422
        assert "te lang" in antwoord.content.decode()
        assert te_lang[:200] in antwoord.content.decode()
    assert bericht.blokken.count() == 8


def test_with_htmx_only_the_table_comes_back(opening: Blok, redactie: Mens) -> None:
    tafel = redactie.htmx("post", BERICHT, schrijft(opening)).content.decode()
    assert "<html" not in tafel
    assert 'id="tafel"' in tafel
    assert "Bewaard om" in tafel
    assert "Net getypt." in tafel


# ---- Where it stands


def test_blocks_are_moved_and_asked_twice_they_move_once(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    opening, vraag, citaat = bericht.blokken.all()[:3]
    begin = inhoud(bericht)
    for _ in range(2):
        redactie.post(pad(opening, "verplaats"), {"plek": 1})
        assert inhoud(bericht)[:3] == [begin[1], begin[0], begin[2]]
    redactie.post(pad(citaat, "verplaats"), {"plek": 0})
    assert inhoud(bericht)[:3] == [begin[2], begin[1], begin[0]]
    for plek in ("", "-1", "zomaar", "9" * 40):
        redactie.post(pad(vraag, "verplaats"), {"plek": plek})
    redactie.post(pad(vraag, "verplaats"), {"plek": 999})
    assert inhoud(bericht) == [begin[2], begin[0], *begin[3:], begin[1]]


def test_a_block_comes_where_it_was_asked(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    """At the end, before all others, or after one; and what is added next comes after that."""
    begin = inhoud(bericht)
    citaat = bericht.blokken.get(vrijgave=reis.citaat)
    redactie.post(f"{BERICHT}blokken/", {"soort": "kaart", "na": ""})
    redactie.post(f"{BERICHT}blokken/", {"soort": "route", "na": "0"})
    antwoord = redactie.post(f"{BERICHT}blokken/", {"vrijgave": reis.bewering.pk, "na": citaat.pk})
    assert inhoud(bericht) == ["route", *begin[:3], str(reis.bewering.pk), *begin[3:], "kaart"]
    nieuw = bericht.blokken.get(vrijgave=reis.bewering)
    stuk = reis.bewering.pk
    assert antwoord.headers["Location"] == f"{BERICHT}?na={nieuw.pk}&stuk={stuk}#stuk-{stuk}"
    assert (
        f'<a href="#blok-{nieuw.pk}" autofocus>Staat in het bericht'
        in redactie.get(f"{BERICHT}?stuk={stuk}").content.decode()
    )
    pagina = redactie.get(f"{BERICHT}?na={citaat.pk}").content.decode()
    assert f'name="na" value="{citaat.pk}"' in pagina
    assert pagina.count('id="invoegen"') == 1
    # After a block that is not there any more: at the end.
    redactie.post(f"{BERICHT}blokken/", {"soort": "vraag-aan-leden", "na": 999_999})
    assert inhoud(bericht)[-1] == "vraag-aan-leden"


def test_a_block_is_added_once_however_often_the_form_is_sent(bericht: Bericht, redactie: Mens) -> None:
    """Also when it was taken out in between."""
    sleutel = str(uuid.uuid4())
    for _ in range(2):
        redactie.post(f"{BERICHT}blokken/", {"soort": "tekst", "sleutel": sleutel})
    assert bericht.blokken.filter(soort="tekst").count() == 2
    bericht.verwijder(bericht.blokken.get(sleutel=sleutel))
    redactie.post(f"{BERICHT}blokken/", {"soort": "tekst", "sleutel": sleutel})
    assert bericht.blokken.filter(soort="tekst").count() == 1


# ---- Out, and back


def test_what_was_taken_out_can_be_put_back_where_it_stood(bericht: Bericht, opening: Blok, redactie: Mens) -> None:
    begin = inhoud(bericht)
    for _ in range(2):
        redactie.post(pad(opening, "weg"), schrijft(opening, "Nog gauw getypt."))
    assert inhoud(bericht) == begin[1:]
    pagina = redactie.get(f"{BERICHT}?weg={opening.pk}").content.decode()
    assert "Zet terug" in pagina
    assert "Nog gauw getypt." not in redactie.get(f"{BERICHT}voorbeeld/").content.decode()
    for _ in range(2):
        redactie.post(pad(opening, "terug"))
    assert inhoud(bericht) == ["Nog gauw getypt.", *begin[1:]]
    assert "Zet terug" not in redactie.get(BERICHT).content.decode()


def test_what_was_taken_out_says_what_it_is_as_long_as_it_may(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    """Where it stood, and in the list of all that was taken out."""
    blok = bericht.blokken.get(vrijgave=reis.citaat)
    redactie.post(pad(blok, "weg"))
    pagina = redactie.get(f"{BERICHT}?weg={blok.pk}").content.decode()
    assert pagina.count("<span>Citaat: De balie blijft.</span>") == 2
    assert pagina.index(f'id="blok-{bericht.blokken.all()[1].pk}"') < pagina.index(f'id="weg-{blok.pk}"')
    reis.citaat.trek_in("Toch niet.")
    pagina = redactie.get(f"{BERICHT}?weg={blok.pk}").content.decode()
    assert pagina.count("<span>Citaat</span>") == 2
    assert "De balie blijft." not in pagina
    for rij in bericht.blokken.all():
        bericht.verwijder(rij)
    leeg = redactie.get(f"{BERICHT}?weg={blok.pk}").content.decode()
    assert "Dit bericht is nog leeg." in leeg
    assert f'id="weg-{blok.pk}"' in leeg


def test_a_passage_that_was_put_in_again_meanwhile_stays_once(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    blok = bericht.blokken.get(vrijgave=reis.citaat)
    redactie.post(pad(blok, "weg"))
    redactie.post(f"{BERICHT}blokken/", {"vrijgave": reis.citaat.pk})
    redactie.post(pad(blok, "terug"))
    assert inhoud(bericht).count(str(reis.citaat.pk)) == 1


def test_who_writes_while_another_takes_the_block_out_loses_nothing(
    bericht: Bericht, opening: Blok, redactie: Mens
) -> None:
    bericht.verwijder(opening)
    antwoord = redactie.post(BERICHT, schrijft(opening, "Toch nog iets."), follow=True)
    assert "Iemand anders haalde dit blok weg." in antwoord.content.decode()
    te_lang = redactie.post(BERICHT, schrijft(opening, "woord " * 4_000, versie=2))
    assert "woord woord" in te_lang.content.decode()
    redactie.post(pad(opening, "terug"))
    assert inhoud(bericht)[0] == "Toch nog iets."


def test_a_block_of_another_bericht_is_not_within_reach(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    vreemd = maak_blok(maak_bericht(reis.verkenning), tekst="Van een ander bericht.")
    for actie in ("verplaats", "weg", "terug"):
        assert redactie.post(pad(vreemd, actie), {"plek": 0}).status_code == 404
    for velden in (schrijft(vreemd), {"wijzig": vreemd.pk}):
        assert redactie.post(BERICHT, velden).status_code == 404
    vreemd.refresh_from_db()
    assert (vreemd.tekst, vreemd.weg_op) == ("Van een ander bericht.", None)
