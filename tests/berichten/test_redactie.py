"""The desk of the redactie: whose it is, what can be put in a bericht, and two people at one text."""

from __future__ import annotations

import uuid
from typing import Any

import pytest

from berichten.models import Bericht, Uitgave
from tests.berichten.conftest import Reis
from tests.factories import maak_blok, maak_lid, maak_persoon, maak_vrijgave
from tests.mensen import Mens
from verkenning.models import Verkenning

DESK = "/redactie/samen/"
BERICHT = "/redactie/samen/berichten/1/"


@pytest.fixture
def bericht(reis: Reis) -> Bericht:
    return reis.bericht()


@pytest.fixture
def redactie_elders(elders: Verkenning) -> Mens:
    return Mens(maak_lid(maak_persoon("Els Elders"), elders, "redactie").persoon)


def inhoud(bericht: Bericht) -> list[str]:
    return [str(blok.vrijgave_id or blok.tekst or blok.soort) for blok in bericht.blokken.all()]


# ---- Whose desk it is


@pytest.mark.parametrize("mens", ["anna", "begeleider", "lid", "bram", "redactie_elders"])
def test_the_desk_does_not_exist_for_others(bericht: Bericht, mens: str, request: pytest.FixtureRequest) -> None:
    wie: Mens = request.getfixturevalue(mens)
    blok = bericht.blokken.first()
    assert blok is not None
    for pad in (
        DESK,
        BERICHT,
        f"{BERICHT}gegevens/",
        f"{BERICHT}voorbeeld/",
        f"{BERICHT}voorbeeld.pdf",
        f"{BERICHT}publiceer/",
    ):
        assert wie.get(pad).status_code == 404, pad
    for pad in (
        "blokken/",
        f"blokken/{blok.pk}/verplaats/",
        f"blokken/{blok.pk}/weg/",
        f"blokken/{blok.pk}/terug/",
        "publiceer/",
        "pdf/",
        "",
    ):
        velden = {"soort": "tekst", "plek": 1, "open": blok.pk, "tekst": "Van een vreemde.", "versie": 1}
        assert wie.post(BERICHT + pad, velden).status_code == 404, pad
    assert bericht.blokken.count() == 8
    assert bericht.blokken.get(pk=blok.pk).tekst == blok.tekst
    assert not Uitgave.objects.exists()


def test_a_visitor_is_asked_to_log_in(bericht: Bericht, bezoeker: Mens) -> None:
    assert bezoeker.get(BERICHT).status_code == 302


# ---- Beginning


def form(**velden: Any) -> dict[str, Any]:
    sleutel = str(uuid.uuid4())
    return {
        "titel": "Onderweg",
        "soort": "voortgang",
        "publiek": "openbaar",
        "begin": "samen",
        "sleutel": sleutel,
    } | velden


def test_a_new_bericht_is_composed_once_however_often_the_form_is_sent(reis: Reis, redactie: Mens) -> None:
    gegevens = form()
    for _ in range(2):
        assert redactie.post(DESK, gegevens).headers["Location"] == BERICHT
    assert Bericht.objects.count() == 1
    assert str(reis.citaat.pk) in inhoud(Bericht.objects.get())
    redactie.post(DESK, form(begin="leeg"))
    assert inhoud(Bericht.objects.get(nummer=2)) == []


@pytest.mark.parametrize(
    ("fout", "woorden"),
    [
        ({"titel": ""}, "Geef het bericht een titel."),
        ({"van": "2019-02-30"}, "Dit is geen datum."),
        ({"van": "2019-05-02", "tot": "2019-05-01"}, "Deze dag ligt vóór de eerste dag."),
        ({"publiek": "besloten"}, "besloten"),
    ],
)
def test_a_wrong_form_says_so_and_keeps_what_was_typed(
    reis: Reis, redactie: Mens, fout: dict[str, str], woorden: str
) -> None:
    antwoord = redactie.post(DESK, form(**{"titel": "Mijn titel"} | fout))
    assert antwoord.status_code == 422
    assert woorden in antwoord.content.decode()
    assert fout.get("titel", "Mijn titel") in antwoord.content.decode()
    assert not Bericht.objects.exists()


# ---- What may go in


def test_released_material_can_be_put_in_once(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    for _ in range(2):
        redactie.post(f"{BERICHT}blokken/", {"vrijgave": reis.bewering.pk})
    assert inhoud(bericht).count(str(reis.bewering.pk)) == 1


def test_what_may_not_stand_in_it_cannot_be_put_in(
    reis: Reis, bericht: Bericht, redactie: Mens, elders: Verkenning
) -> None:
    ingetrokken = maak_vrijgave(reis.verkenning, "Weg.")
    ingetrokken.trek_in("Toch niet.")
    vreemd = maak_vrijgave(elders, "Van een andere reis.")
    voor = inhoud(bericht)
    for pk in (reis.leden.pk, ingetrokken.pk, vreemd.pk, 999_999):
        assert redactie.post(f"{BERICHT}blokken/", {"vrijgave": pk}).status_code == 404
    redactie.post(f"{BERICHT}blokken/", {"soort": "vrijgave"})
    redactie.post(f"{BERICHT}blokken/", {})
    assert inhoud(bericht) == voor


def test_the_list_shows_what_may_go_in_and_nothing_else(
    reis: Reis, bericht: Bericht, redactie: Mens, elders: Verkenning
) -> None:
    maak_vrijgave(elders, "Van een andere reis.")
    pagina = redactie.get(BERICHT).content.decode()
    assert reis.bewering.tekst in pagina
    assert reis.leden.tekst not in pagina
    assert "Van een andere reis." not in pagina
    bericht.hernoem(vanaf=1, publiek="achterban")
    assert reis.leden.tekst in redactie.get(BERICHT).content.decode()


def test_a_released_passage_cannot_be_rewritten(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    blok = bericht.blokken.get(vrijgave=reis.citaat)
    assert redactie.post(BERICHT, {"open": blok.pk, "tekst": "Iets anders.", "versie": 1}).status_code == 404
    pagina = redactie.get(f"{BERICHT}?open={blok.pk}").content.decode()
    assert "<textarea" not in pagina
    assert reis.citaat.code in pagina


# ---- What it is called


def test_title_and_readers_change_with_the_same_care(bericht: Bericht, redactie: Mens) -> None:
    nieuw = {"titel": "Anders", "soort": "essay", "publiek": "achterban", "versie": 1}
    assert redactie.post(f"{BERICHT}gegevens/", nieuw).headers["Location"] == BERICHT
    botsing = redactie.post(f"{BERICHT}gegevens/", nieuw | {"titel": "Nog anders"})
    assert botsing.status_code == 409
    assert "Nog anders" in botsing.content.decode()
    bericht.refresh_from_db()
    assert (bericht.titel, bericht.publiek) == ("Anders", "achterban")


# ---- Publishing


def test_publishing_says_what_will_happen_and_then_does_it(
    bericht: Bericht, redactie: Mens, bezoeker: Mens, django_capture_on_commit_callbacks: Any
) -> None:
    pagina = redactie.get(f"{BERICHT}publiceer/")
    assert "Iedereen kan het bericht lezen" in pagina.content.decode()
    with django_capture_on_commit_callbacks(execute=True) as taken:
        antwoord = redactie.post(f"{BERICHT}publiceer/", {"verwacht": pagina.context["afdruk"]})
    assert antwoord.headers["Location"] == "/samen/berichten/1/"
    assert len(taken) == 1
    assert Uitgave.objects.get().door == redactie.persoon
    assert bezoeker.get("/samen/berichten/1/").status_code == 200
    assert "niets veranderd sinds uitgave 1" in redactie.get(f"{BERICHT}publiceer/").content.decode()


def test_a_next_edition_says_what_changed(bericht: Bericht, redactie: Mens) -> None:
    redactie.post(f"{BERICHT}publiceer/", {"verwacht": redactie.get(f"{BERICHT}publiceer/").context["afdruk"]})
    maak_blok(bericht, tekst="Nog iets.")
    afdruk = redactie.get(f"{BERICHT}publiceer/").context["afdruk"]
    assert redactie.post(f"{BERICHT}publiceer/", {"verwacht": afdruk}).status_code == 422
    redactie.post(f"{BERICHT}publiceer/", {"verwacht": afdruk, "toelichting": "Er kwam iets bij."})
    assert list(Uitgave.objects.values_list("nummer", "toelichting")) == [(1, ""), (2, "Er kwam iets bij.")]


def test_what_cannot_go_out_is_listed(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    reis.citaat.trek_in("Toch niet.")
    for pad in (BERICHT, f"{BERICHT}publiceer/"):
        assert "Dit stuk is ingetrokken. Haal het weg." in redactie.get(pad).content.decode()
    antwoord = redactie.post(f"{BERICHT}publiceer/", {"verwacht": "0" * 64})
    assert antwoord.status_code == 422
    assert not Uitgave.objects.exists()


def test_the_preview_is_what_readers_will_see(reis: Reis, bericht: Bericht, redactie: Mens) -> None:
    pagina = redactie.get(f"{BERICHT}voorbeeld/").content.decode()
    assert "Dit is een voorbeeld." in pagina
    assert reis.citaat.tekst in pagina
    pdf = redactie.get(f"{BERICHT}voorbeeld.pdf")
    assert pdf.content.startswith(b"%PDF-")
