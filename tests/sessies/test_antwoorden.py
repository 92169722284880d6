"""Answers to the preparation questions: all boxes are sent together, and nothing that was typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from deelnemers.models import Corporatie
from sessies.models import Antwoord, Sessie, Tekstversie, Voorbereidingsvraag
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_lid,
    maak_persoon,
    maak_sessie,
    maak_voorbereidingsvraag,
)
from tests.mensen import Mens
from tests.sessies.hulp import post, tekst_van
from verkenning.models import Verkenning

MET_EN_ZONDER = pytest.mark.parametrize("htmx", [False, True])


@pytest.fixture
def vragen(sessie: Sessie) -> list[Voorbereidingsvraag]:
    return [maak_voorbereidingsvraag(sessie, tekst) for tekst in ("Wie?", "Waar?", "Waarom?")]


@pytest.fixture
def bewaar(sessie: Sessie) -> str:
    return reverse("sessies:antwoorden", args=["samen", sessie.slug])


def open_vak(vraag: Voorbereidingsvraag) -> str:
    return reverse("sessies:antwoord", args=["samen", vraag.sessie.slug, vraag.pk])


def vak(vraag: Voorbereidingsvraag, corporatie: Corporatie, tekst: str = "", **velden: Any) -> dict[str, Any]:
    """One box as the browser sends it, whether something stands in it or not."""
    gegeven = {"corporatie": corporatie.pk, "tekst": tekst, "zichtbaarheid": "besloten", "versie": 0} | velden
    return {f"vraag-{vraag.pk}-{naam}": waarde for naam, waarde in gegeven.items()}


def bladen(vragen: list[Voorbereidingsvraag], corporatie: Corporatie, *teksten: str) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for vraag, tekst in zip(vragen, teksten, strict=True):
        data |= vak(vraag, corporatie, tekst)
    return data


def gegeven() -> dict[str, str]:
    return {antwoord.vraag.tekst: antwoord.tekst for antwoord in Antwoord.objects.select_related("vraag")}


@MET_EN_ZONDER
def test_whatever_was_filled_in_is_saved_and_the_rest_stays_open(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str, htmx: bool
) -> None:
    response = post(anna, htmx, bewaar, bladen(vragen, kromwaal, "Ik.", " ", "Daarom."))
    assert gegeven() == {"Wie?": "Ik.", "Waarom?": "Daarom."}
    eerste = Antwoord.objects.get(vraag=vragen[0])
    if htmx:
        pagina = tekst_van(response)
        assert pagina.strip().startswith('<section id="voorbereiding"')
        assert f'id="antwoord-{eerste.pk}" tabindex="-1" autofocus' in pagina
    else:
        assert response.url.endswith(f"#antwoord-{eerste.pk}")
        pagina = tekst_van(anna.get(response.url))
    assert "Jullie 2 antwoorden zijn bewaard." in pagina
    assert [f'name="vraag-{vraag.pk}-tekst"' in pagina for vraag in vragen] == [False, True, False]


@MET_EN_ZONDER
def test_what_cannot_be_saved_comes_back_as_it_was_typed_beside_what_could(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str, htmx: bool
) -> None:
    response = post(anna, htmx, bewaar, bladen(vragen, kromwaal, "woord " * 4000, "Hier.", ""))
    pagina = tekst_van(response)
    assert response.status_code == 422
    assert gegeven() == {"Waar?": "Hier."}
    assert "Deze tekst is te lang" in pagina
    assert f"{'woord ' * 10}".strip() in pagina
    assert pagina.count("Jullie antwoord is bewaard.") == pagina.count('id="meldingen"') == 1
    assert [f'name="vraag-{vraag.pk}-tekst"' in pagina for vraag in vragen] == [True, False, True]


@MET_EN_ZONDER
def test_nothing_filled_in_is_said(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str, htmx: bool
) -> None:
    response = post(anna, htmx, bewaar, bladen(vragen, kromwaal, "", " ", ""))
    assert response.status_code == 422
    assert "Schrijf eerst een antwoord." in tekst_van(response)
    assert not Antwoord.objects.exists()


def test_sent_twice_they_are_there_once(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    data = bladen(vragen, kromwaal, "Ik.", "Hier.", "")
    assert [anna.post(bewaar, data).status_code for _ in range(2)] == [302, 302]
    assert [antwoord.versie for antwoord in Antwoord.objects.all()] == [1, 1]


@MET_EN_ZONDER
def test_two_people_one_answer_keeps_both_texts_and_saves_the_rest(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str, htmx: bool
) -> None:
    """A colleague of anna answers while she is writing: she is shown both, and saves knowingly."""
    collega = Mens(maak_lid(maak_persoon("Carla Collega"), kromwaal.verkenning, corporatie=kromwaal).persoon)
    collega.post(bewaar, vak(vragen[0], kromwaal, "Aan de controller."))
    response = post(anna, htmx, bewaar, bladen(vragen, kromwaal, "Aan één persoon.", "Hier.", ""))
    pagina = tekst_van(response)
    assert response.status_code == 409
    assert "<p>Aan de controller.</p>" in pagina
    assert "Aan één persoon.</textarea>" in pagina
    assert f'name="vraag-{vragen[0].pk}-versie" value="1"' in pagina
    assert gegeven() == {"Wie?": "Aan de controller.", "Waar?": "Hier."}
    anna.post(bewaar, vak(vragen[0], kromwaal, "Aan één persoon.", versie=1))
    assert gegeven()["Wie?"] == "Aan één persoon."
    assert [v.tekst for v in Tekstversie.objects.all()] == ["Aan de controller."]


def test_a_conflict_shows_text_and_runs_nothing(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    kwaad = '<script>alert(1)</script><img src=x onerror="alert(2)">'
    anna.post(bewaar, vak(vragen[0], kromwaal, f"Eerst {kwaad}"))
    pagina = tekst_van(anna.post(bewaar, vak(vragen[0], kromwaal, f"Later {kwaad}")))
    assert "Later" in pagina
    assert "<script>alert" not in pagina
    assert "<img" not in pagina


def test_nobody_answers_for_another(
    anna: Mens, begeleider: Mens, lindermeer: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    data = vak(vragen[0], lindermeer, "Zij wel.")
    assert anna.post(bewaar, data).status_code == 422
    assert begeleider.post(bewaar, data).status_code == 404
    assert begeleider.get(open_vak(vragen[0])).status_code == 404
    assert not Antwoord.objects.exists()


def test_an_open_question_has_its_box_at_hand_until_the_session_is_held(
    anna: Mens, sessie: Sessie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    pagina = tekst_van(anna.get(sessie.get_absolute_url()))
    assert f'action="{bewaar}"' in pagina
    assert pagina.count('class="kaartje stapel vak"') == 3
    sessie.status = Sessie.Status.GEHOUDEN
    sessie.save()
    pagina = tekst_van(anna.get(sessie.get_absolute_url()))
    assert 'class="kaartje stapel vak"' not in pagina
    assert pagina.count("Antwoord alsnog") == 3
    na_afloop = tekst_van(anna.get(open_vak(vragen[1])))
    assert na_afloop.count('class="kaartje stapel vak"') == 1


def test_an_answer_can_be_made_private_later(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    maak_antwoord(vragen[0], kromwaal, "Aan één persoon.")
    assert "Aan één persoon.</textarea>" in tekst_van(anna.htmx("get", open_vak(vragen[0])))
    anna.post(bewaar, vak(vragen[0], kromwaal, "Aan één persoon.", zichtbaarheid="prive", versie=1))
    assert Antwoord.objects.get().zichtbaarheid == "prive"


def test_an_answer_is_not_emptied_by_accident(
    anna: Mens, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    maak_antwoord(vragen[0], kromwaal, "Aan één persoon.")
    response = anna.post(bewaar, vak(vragen[0], kromwaal, "", versie=1))
    assert response.status_code == 422
    assert "Schrijf hier eerst iets." in tekst_van(response)
    assert gegeven() == {"Wie?": "Aan één persoon."}


def test_a_question_of_another_session_is_not_answered_here(
    anna: Mens, sessie: Sessie, verkenning: Verkenning, kromwaal: Corporatie, bewaar: str
) -> None:
    elders = maak_voorbereidingsvraag(maak_sessie(verkenning, kromwaal))
    assert anna.get(reverse("sessies:antwoord", args=["samen", sessie.slug, elders.pk])).status_code == 404
    assert anna.post(bewaar, vak(elders, kromwaal, "Iets.")).status_code == 422
    assert not Antwoord.objects.exists()


def test_an_association_of_two_is_asked_for_which_it_speaks(
    anna: Mens, verkenning: Verkenning, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], bewaar: str
) -> None:
    tweede = maak_corporatie(verkenning, "tweede")
    maak_lid(anna.persoon, verkenning, corporatie=tweede)
    for corporatie in (kromwaal, tweede):
        anna.post(bewaar, vak(vragen[0], corporatie, "Aan één persoon."))
    assert {a.corporatie for a in Antwoord.objects.all()} == {kromwaal, tweede}


def test_without_javascript_no_two_forms_stand_open_at_once(
    anna: Mens, begeleider: Mens, sessie: Sessie, vragen: list[Voorbereidingsvraag]
) -> None:
    """Sending the one would lose what was typed in the other. Where there is nothing to answer, the note is at hand."""

    def open_(mens: Mens, adres: str) -> tuple[bool, bool]:
        pagina = tekst_van(mens.get(adres))
        return 'class="kaartje stapel vak"' in pagina, 'id="nieuwe-notitie"' in pagina

    notitie = reverse("sessies:notitie_nieuw", args=["samen", sessie.slug])
    bron = reverse("sessies:bron_nieuw", args=["samen", sessie.slug, "theorie"])
    assert open_(anna, sessie.get_absolute_url()) == (True, False)
    assert open_(begeleider, sessie.get_absolute_url()) == (False, True)
    assert open_(anna, notitie) == (False, True)
    assert open_(anna, bron) == (False, False)
