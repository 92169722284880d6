"""A first question, written down step by step: each step is kept for its writer alone, until the group may read the whole."""

from __future__ import annotations

from typing import Any

import pytest

from deelnemers.models import Corporatie, Vraagconcept
from tests.deelnemers.conftest import VRAAG
from tests.factories import maak_verkenner, maak_vorm
from tests.mensen import Mens

STAP = f"{VRAAG}opschrijven/{{}}/".format
EERSTE = {"tekst": "hoe  houden we de balie open", "waarom_nu": "Pensioen.\r\nVolgend jaar.", "vanaf": 0}


@pytest.fixture
def kromwaal(kromwaal: Corporatie) -> Corporatie:
    """Kromwaal has yet to ask something."""
    kromwaal.vraagversies.all().delete()
    return kromwaal


def velden(mens: Mens, stap: int) -> dict[str, Any]:
    form = mens.get(STAP(stap)).context["form"]
    return {veld.name: veld.value() for veld in form}


def test_from_an_inkling_to_a_question_of_the_group(
    anna: Mens, begeleider: Mens, bram: Mens, redactie: Mens, kromwaal: Corporatie
) -> None:
    maak_vorm(kromwaal.verkenning, "keten")
    assert f'action="{STAP(1)}"' in anna.get(f"{VRAAG}opschrijven/").text
    assert anna.get(STAP(3)).headers["Location"] == STAP(1)
    leeg = anna.post(STAP(1), EERSTE | {"tekst": "", "doe": "verder"})
    assert leeg.status_code == 422
    assert "Pensioen." in leeg.text
    assert anna.post(STAP(1), EERSTE | {"doe": "verder"}).headers["Location"] == STAP(2)
    assert (
        anna.post(STAP(2), {"geprobeerd": "Een dag per week.", "vanaf": 1, "doe": "later"})["Location"] == "/werkplek/"
    )
    # The phone fell asleep; the werkplek leads back to where it was.
    assert f'action="{STAP(2)}"' in anna.get(f"{VRAAG}opschrijven/").text
    assert velden(anna, 2) == {"vanaf": 2, "geprobeerd": "Een dag per week.", "huurder": ""}
    anna.post(STAP(2), velden(anna, 2) | {"huurder": "Een gezicht.", "doe": "verder"})
    anna.post(STAP(3), {"keuze": ["Keten", "Netwerk"], "vormen": "Klein.", "vanaf": 3, "doe": "verder"})
    assert velden(anna, 3) == {"keuze": ["Keten", "Netwerk"], "vanaf": 4, "vormen": "Klein."}

    # For nobody else, however near.
    wieke = Mens(maak_verkenner(kromwaal, "Wieke West"))
    for mens in (begeleider, bram, redactie):
        assert mens.get(STAP(1)).status_code == 404
    assert "Pensioen" not in wieke.get(STAP(1)).text
    assert "Pensioen" not in begeleider.get(VRAAG).text

    laatste = velden(anna, 4)
    assert laatste == {"vanaf": 4, "versies": 0, "tekst": "hoe houden we de balie open"}
    zonder = anna.post(STAP(4), laatste | {"tekst": " "})
    assert zonder.context["form"].errors == {"tekst": ["Schrijf je vraag op in één zin."]}
    for _ in range(2):  # clicked twice
        anna.post(STAP(4), laatste | {"tekst": "Hoe houden we de balie open?"})
    versie = kromwaal.vraagversies.get()
    assert (versie.nummer, versie.tekst, versie.waarom, versie.door) == (
        1,
        "Hoe houden we de balie open?",
        "",
        anna.persoon,
    )
    assert versie.toelichting == (
        "### Waarom nu?\n\nPensioen.\nVolgend jaar.\n\n"
        "### Wat is al geprobeerd?\n\nEen dag per week.\n\n"
        "### Wat moet de huurder ervan merken?\n\nEen gezicht.\n\n"
        "### Welke vormen komen in gedachten?\n\n- Keten\n- Netwerk\n\nKlein."
    )
    assert "<h3>Waarom nu?</h3>" in begeleider.get(VRAAG).text
    assert not Vraagconcept.objects.exists()
    assert anna.get(STAP(1)).headers["Location"] == VRAAG


def test_two_people_or_two_screens_never_lose_a_word(anna: Mens, kromwaal: Corporatie) -> None:
    """On another screen she wrote on; and Wieke was first with the question itself."""
    anna.post(STAP(1), EERSTE)
    anna.post(STAP(2), {"geprobeerd": "Op de laptop.", "vanaf": 1})
    botst = anna.post(STAP(2), {"geprobeerd": "<b>Op</b> de telefoon.", "huurder": "Iets.", "vanaf": 1})
    assert botst.status_code == 409
    assert "Op de laptop." in botst.text
    assert "&lt;b&gt;Op&lt;/b&gt; de telefoon." in botst.text
    verder = {veld.name: veld.value() for veld in botst.context["form"]}
    assert anna.post(STAP(2), verder).headers["Location"] == STAP(3)
    assert Vraagconcept.objects.get().geprobeerd == "<b>Op</b> de telefoon."
    # The same words twice, by a second click, are no conflict.
    assert anna.post(STAP(2), verder | {"vanaf": 1}).headers["Location"] == STAP(3)

    laatste = velden(anna, 4)
    anna.post(STAP(3), {"vormen": "Toch iets.", "vanaf": laatste["vanaf"]})
    intussen = anna.post(STAP(4), laatste)
    assert (intussen.status_code, kromwaal.vraagversies.count()) == (409, 0)
    assert "Toch iets." in intussen.text
    laatste |= {"vanaf": intussen.context["form"]["vanaf"].value()}

    wieke = Mens(maak_verkenner(kromwaal, "Wieke West"))
    kromwaal.scherp_aan(
        "<i>Wiekes</i> vraag?", waarom="", toelichting="Waar zij aan dacht.", door=wieke.persoon, vanaf=0
    )
    ook = anna.post(STAP(4), laatste)
    assert ook.status_code == 409
    assert "&lt;i&gt;Wiekes&lt;/i&gt; vraag?" in ook.text
    assert "Waar zij aan dacht." in ook.text
    assert laatste["tekst"] in ook.text
    nu = {veld.name: veld.value() or "" for veld in ook.context["form"]}
    assert anna.post(STAP(4), nu).status_code == 422
    assert anna.post(STAP(4), nu | {"waarom": "Samen besproken."}).headers["Location"] == VRAAG
    assert [versie.door for versie in kromwaal.vraagversies.all()] == [wieke.persoon, anna.persoon]


def test_what_is_too_long_or_too_deep_is_said_at_its_own_field(anna: Mens, kromwaal: Corporatie) -> None:
    for fout in ("x" * 1001, ">" * 60 + "x"):
        antwoord = anna.post(STAP(1), EERSTE | {"waarom_nu": fout})
        assert antwoord.status_code == 422
        assert list(antwoord.context["form"].errors) == ["waarom_nu"]
        assert "hoe  houden we" in antwoord.text
    assert not Vraagconcept.objects.exists()
