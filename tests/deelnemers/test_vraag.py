"""The central question: the group reads it, its verkenner words it and lets it out, and nothing else goes along."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from deelnemers.models import Corporatie, Lidmaatschap, Vraagversie
from tests.deelnemers.conftest import BINNEN, NIEUW, SCHERPER, VRAAG, VRAGEN, gelezen, zoals_getoond
from tests.factories import maak_corporatie, maak_verkenner, maak_vraagversie
from tests.mensen import Mens
from verkenning.models import Verkenning, Vrijgave


@pytest.fixture
def wieke(kromwaal: Corporatie) -> Mens:
    """A second verkenner of the same association."""
    return Mens(maak_verkenner(kromwaal, "Wieke West"))


@pytest.fixture
def teun(verkenning: Verkenning) -> Mens:
    """Verkenner of another association in the same group."""
    return Mens(maak_verkenner(maak_corporatie(verkenning, "lindermeer"), "Teun Tak"))


def teksten(corporatie: Corporatie) -> list[str]:
    return list(corporatie.vraagversies.values_list("tekst", flat=True))


# ---- Who reads


@pytest.mark.parametrize("pad", [VRAGEN, VRAAG])
def test_the_group_reads_and_nobody_else(
    pad: str,
    versie: Vraagversie,
    anna: Mens,
    teun: Mens,
    begeleider: Mens,
    bram: Mens,
    redactie: Mens,
    lid: Mens,
    bezoeker: Mens,
) -> None:
    for mens in (anna, teun, begeleider):
        pagina = mens.get(pad)
        assert pagina.status_code == 200
        assert versie.tekst in gelezen(pagina)
    for mens in (bram, redactie, lid):
        assert zoals_getoond(mens.get(pad)) == zoals_getoond(mens.get(pad.replace("samen", "bestaat-niet")))
        assert mens.get(pad).status_code == 404
    assert bezoeker.get(pad)["Location"].startswith("/account/login/")


def test_a_corporatie_of_elsewhere_is_not_found_here(anna: Mens, bram: Mens, elders: Verkenning) -> None:
    assert anna.get(f"{VRAGEN}verdermeer/").status_code == 404
    assert anna.get("/groep/elders/vragen/verdermeer/").status_code == 404
    assert bram.get("/groep/elders/vragen/verdermeer/").status_code == 200


def test_the_story_tells_from_to_because(anna: Mens, versie: Vraagversie) -> None:
    html = anna.get(VRAAG).content.decode()
    assert "<ins>" in html
    assert "<del>" in html
    assert {tekst for tekst in BINNEN if tekst in html} == set(BINNEN)


def test_who_has_stopped_reads_no_more(anna: Mens, kromwaal: Corporatie) -> None:
    kromwaal.deelnames.create(status="gestopt", op="2019-04-01", volgorde=1)
    assert anna.get(VRAGEN).status_code == 404


def test_who_will_stop_takes_part_until_then(anna: Mens, kromwaal: Corporatie) -> None:
    """The pages and the door tell the same: until the day itself, Anna is in the group."""
    morgen = timezone.localdate() + timedelta(days=1)
    stap = kromwaal.deelnames.create(status="gestopt", op=morgen.isoformat(), volgorde=1)
    html = anna.get(VRAGEN).content.decode()
    assert "1 corporatie doet mee" in html
    assert "Stopt op" in html
    assert "Gestopt" not in html
    stap.op = timezone.localdate().isoformat()
    stap.save()
    assert anna.get(VRAGEN).status_code == 404


def test_a_stop_of_an_unknown_date_counts(anna: Mens, begeleider: Mens, kromwaal: Corporatie) -> None:
    kromwaal.deelnames.create(status="gestopt", op="", volgorde=1)
    assert anna.get(VRAGEN).status_code == 404
    assert "Gestopt." in begeleider.get(VRAGEN).content.decode()


def test_a_step_of_an_unknown_date_came_first(anna: Mens, kromwaal: Corporatie) -> None:
    kromwaal.deelnames.create(status="aangemeld", op="", volgorde=0)
    assert "1 corporatie doet mee" in anna.get(VRAGEN).content.decode()


@pytest.mark.parametrize("rol", ["begeleider", "redactie", "lid"])
def test_who_stops_as_verkenner_stays_what_else_they_are(rol: str, anna: Mens, kromwaal: Corporatie) -> None:
    """Both stand on one row: the association takes its verkenner along, not the begeleider or the reader."""
    Lidmaatschap.objects.filter(persoon=anna.persoon).update(**{rol: True})
    kromwaal.deelnames.create(status="gestopt", op="2019-04-01", volgorde=1)
    assert anna.persoon.rollen == {(kromwaal.verkenning_id, rol)}
    assert anna.persoon.corporaties == frozenset()
    assert anna.get(VRAGEN).status_code == (200 if rol == "begeleider" else 404)
    assert anna.get(NIEUW).status_code == 404


def test_counts_are_as_of_today(anna: Mens, teun: Mens, verkenning: Verkenning) -> None:
    for slug, status in (("roderbeek", "gestopt"), ("haverwoude", "aangemeld")):
        maak_corporatie(verkenning, slug).deelnames.create(status=status, op="2019-04-01", volgorde=1)
    straks = maak_corporatie(verkenning, "straks")
    straks.deelnames.create(status="gestopt", op="2999-01-01", volgorde=1)
    html = anna.get(VRAGEN).content.decode()
    assert "3 corporaties doen mee" in html
    assert html.index("3 corporaties doen mee") < html.index("Aangemeld") < html.index("Gestopt<")


def test_the_group_sees_who_guides_and_who_writes(anna: Mens, begeleider: Mens, redactie: Mens, lid: Mens) -> None:
    for mens, functie in ((begeleider, "procesbegeleider"), (redactie, "journalist"), (lid, "directeur elders")):
        mens.persoon.lidmaatschappen.update(functie=functie)
    html = anna.get(VRAGEN).content.decode()
    assert '<b>Bea Boer</b>, begeleider<br><span class="klein zacht">procesbegeleider</span>' in html
    assert '<b>Rik Roos</b>, redactie<br><span class="klein zacht">journalist</span>' in html
    assert "Lia Linde" not in html


@pytest.mark.parametrize("aantal", [1, 3, 30])
@pytest.mark.parametrize("pad", [VRAGEN, VRAAG, f"{VRAAG}1/vrijgeven/", f"{VRAAG}1/intrekken/"])
def test_the_pages_ask_the_same_of_the_database_however_much_there_is(
    pad: str, aantal: int, anna: Mens, kromwaal: Corporatie, django_assert_max_num_queries: Any
) -> None:
    for nummer in range(aantal):
        maak_vraagversie(kromwaal, door=anna.persoon)
        maak_verkenner(maak_corporatie(kromwaal.verkenning), f"Verkenner {nummer}")
    kromwaal.vraagversies.get(nummer=1).geef_vrij("openbaar", door=anna.persoon)
    with django_assert_max_num_queries(11):
        assert anna.get(pad).status_code == 200


# ---- Who writes


def test_its_verkenner_sharpens_it(anna: Mens, kromwaal: Corporatie) -> None:
    eerste = kromwaal.vraagversies.get()
    response = anna.post(NIEUW, SCHERPER)
    assert response["Location"] == VRAAG
    assert teksten(kromwaal) == [eerste.tekst, SCHERPER["tekst"]]
    nieuwste = kromwaal.vraagversies.get(nummer=2)
    assert (nieuwste.door, nieuwste.waarom, nieuwste.vrijgegeven) == (anna.persoon, "kanarie-waarom", "")
    assert "Je vraag is bewaard" in anna.get(VRAAG).content.decode()


def test_nobody_else_does(
    kromwaal: Corporatie, versie: Vraagversie, teun: Mens, begeleider: Mens, bram: Mens, redactie: Mens, lid: Mens
) -> None:
    al = teksten(kromwaal)
    for mens in (teun, begeleider, bram, redactie, lid):
        for pad in (NIEUW, f"{VRAAG}2/vrijgeven/", f"{VRAAG}2/intrekken/"):
            assert mens.get(pad).status_code == 404
            # What is not out is withdrawn already, for who may withdraw.
            status = 302 if mens is begeleider and pad.endswith("intrekken/") else 404
            assert mens.post(pad, SCHERPER | {"vanaf": 2, "publiek": "openbaar"}).status_code == status
    assert teksten(kromwaal) == al
    assert not Vrijgave.objects.exists()


@pytest.mark.parametrize("mens", ["teun", "begeleider"])
def test_nobody_else_is_offered_it(mens: str, versie: Vraagversie, request: pytest.FixtureRequest) -> None:
    html = request.getfixturevalue(mens).get(VRAAG).content.decode()
    assert not [pad for pad in (NIEUW, "vrijgeven", "intrekken") if pad in html]


def test_the_first_question_needs_no_reason(anna: Mens, kromwaal: Corporatie) -> None:
    kromwaal.vraagversies.all().delete()
    assert "heeft nog geen vraag" in anna.get(VRAAG).content.decode()
    assert "waarom" not in anna.get(NIEUW).context["form"].fields
    anna.post(NIEUW, {"tekst": "Wat nu?", "toelichting": "", "vanaf": 0})
    assert teksten(kromwaal) == ["Wat nu?"]


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"waarom": " "}, "Schrijf op waarom je vraag verandert."),
        (
            {"tekst": "Waarom zou je? " * 83},
            "Je vraag is 1.244 tekens. Houd het bij 1.000: één zin leest beter.",
        ),
        ({"waarom": "x" * 2001}, "Je uitleg is 2.001 tekens. Houd het bij 2.000."),
        ({"toelichting": "x" * 20_001}, ""),
        ({"toelichting": "> " * 40 + "diep"}, ""),
    ],
    ids=["no reason", "too long", "reason too long", "explanation too long", "nested too deep"],
)
def test_what_cannot_be_saved_is_kept_on_the_page(
    anders: dict[str, str], zin: str, anna: Mens, kromwaal: Corporatie
) -> None:
    response = anna.post(NIEUW, SCHERPER | anders)
    assert response.status_code == 422
    assert zin in response.content.decode()
    assert response.context["form"].errors.keys() == anders.keys()
    assert response.context["form"]["tekst"].value() == (SCHERPER | anders)["tekst"]
    assert kromwaal.vraagversies.count() == 1


def test_no_browser_cuts_off_what_is_pasted(anna: Mens, versie: Vraagversie) -> None:
    """It would say nothing of it."""
    versie.geef_vrij("openbaar", door=anna.persoon)
    for pad in (NIEUW, f"{VRAAG}2/intrekken/"):
        assert "<textarea" in anna.get(pad).text
        assert "maxlength" not in anna.get(pad).text


def test_saving_the_same_again_says_that_nothing_changed(anna: Mens, kromwaal: Corporatie) -> None:
    zelfde = {"tekst": kromwaal.vraagversies.get().tekst, "toelichting": ""}
    response = anna.post(NIEUW, SCHERPER | zelfde)
    assert response.status_code == 422
    assert "Er is niets veranderd" in response.content.decode()


def test_clicking_twice_saves_once(anna: Mens, kromwaal: Corporatie) -> None:
    for _ in range(2):
        assert anna.post(NIEUW, SCHERPER)["Location"] == VRAAG
    assert kromwaal.vraagversies.count() == 2


def test_two_people_at_once_keep_both_texts(anna: Mens, wieke: Mens, kromwaal: Corporatie) -> None:
    """Both had the first version before them; the second to save sees what the first wrote, and loses nothing."""
    wieke.post(NIEUW, SCHERPER | {"tekst": "Wiekes vraag?"})
    response = anna.post(NIEUW, SCHERPER | {"tekst": "Anna's vraag <script>?"})
    html = response.content.decode()
    assert response.status_code == 409
    assert "Iemand was je net voor" in html
    assert "Wiekes vraag?" in html
    assert "Anna&#x27;s vraag &lt;script&gt;?" in html
    assert "<script>?" not in html
    assert teksten(kromwaal)[1:] == ["Wiekes vraag?"]
    # The page that she got back can be saved: its writer has now seen what came in between.
    anna.post(NIEUW, SCHERPER | {"tekst": "Samen onze vraag?", "vanaf": response.context["form"]["vanaf"].value()})
    assert teksten(kromwaal)[1:] == ["Wiekes vraag?", "Samen onze vraag?"]


def test_a_session_that_ended_while_writing_gives_the_words_back(anna: Mens, kromwaal: Corporatie) -> None:
    anna.logout()
    response = anna.post(NIEUW, SCHERPER)
    assert response.status_code == 401
    assert str(SCHERPER["tekst"]) in response.content.decode()
    assert kromwaal.vraagversies.count() == 1


def test_with_htmx_the_form_alone_comes_and_goes(anna: Mens, kromwaal: Corporatie) -> None:
    formulier = anna.htmx("get", NIEUW).content.decode()
    assert "<form" in formulier
    assert "<html" not in formulier
    assert anna.htmx("post", NIEUW, SCHERPER | {"waarom": ""}).status_code == 422
    gelukt = anna.htmx("post", NIEUW, SCHERPER)
    assert gelukt.headers["HX-Redirect"] == VRAAG
    assert kromwaal.vraagversies.count() == 2


def test_who_takes_part_without_any_history_is_in_the_group(anna: Mens, kromwaal: Corporatie) -> None:
    """A folder may leave out since when an association takes part."""
    kromwaal.deelnames.all().delete()
    assert anna.get("/groep/samen/vragen/").status_code == 200
    assert anna.persoon.groepen == {kromwaal.verkenning_id}
