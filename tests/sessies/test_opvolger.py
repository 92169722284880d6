"""Who speaks when a director leaves: they about their own words, their successor for the association, and else nobody."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from deelnemers.models import Corporatie
from sessies.models import Antwoord, Sessie, Voordracht
from sessies.models.voordracht import AkkoordVervallen
from tests.factories import maak_antwoord, maak_notitie, maak_verkenner, maak_voorbereidingsvraag, maak_voordracht
from tests.mensen import Mens
from tests.sessies.hulp import gevraagd, tekst_van

LIJST = "/groep/samen/voordrachten/"


@pytest.fixture
def antwoord(sessie: Sessie, lindermeer: Corporatie, cor: Mens) -> Antwoord:
    return maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer, "Alleen cor weet dit.")


@pytest.fixture
def vertrekt(lindermeer: Corporatie, cor: Mens, begeleider: Mens) -> Callable[[], None]:
    def doe() -> None:
        lindermeer.lidmaatschappen.get(persoon=cor.persoon).beeindig(timezone.localdate(), door=begeleider.persoon)

    return doe


def test_what_waits_for_who_left_is_theirs_only_where_they_are_their_own_words(
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    antwoord: Antwoord,
    sessie: Sessie,
    lindermeer: Corporatie,
    vertrekt: Callable[[], None],
) -> None:
    van_de_corporatie = maak_voordracht(antwoord, door=anna.persoon, spreker=cor.persoon, tekst="Van Lindermeer.")
    eigen = maak_voordracht(
        maak_notitie(sessie, anna.persoon, spreker=cor.persoon),
        door=anna.persoon,
        spreker=cor.persoon,
        tekst="Van cor.",
    )
    vertrekt()
    assert cor.get(van_de_corporatie.get_absolute_url()).status_code == 404
    assert cor.post(f"{van_de_corporatie.get_absolute_url()}antwoord/", {"antwoord": "akkoord"}).status_code == 404
    werkplek = tekst_van(cor.get("/werkplek/"))
    assert ("Van cor." in werkplek, "Van Lindermeer." in werkplek) == (True, False)
    assert "Je doet niet meer mee" in werkplek
    assert cor.post(f"{eigen.get_absolute_url()}antwoord/", {"antwoord": "akkoord"}).status_code == 302
    eigen.refresh_from_db()
    eigen.geef_vrij(door=begeleider.persoon)

    # Where nobody came in their place, it stays inside; then it is their successor who is asked.
    assert "Cor Claus is vertrokken. Draag het opnieuw voor" in tekst_van(begeleider.get(LIJST))
    assert "/draag-voor/antwoord/" in begeleider.get(van_de_corporatie.get_absolute_url()).text
    assert gevraagd(begeleider, antwoord) is None
    opvolger = maak_verkenner(lindermeer, "Otto Opvolger")
    assert gevraagd(begeleider, antwoord) == opvolger
    assert Voordracht.objects.get(pk=van_de_corporatie.pk).antwoord == ""


def test_a_yes_for_the_association_that_was_not_released_is_over_with_who_gave_it(
    cor: Mens,
    begeleider: Mens,
    anna: Mens,
    antwoord: Antwoord,
    lindermeer: Corporatie,
    sessie: Sessie,
    vertrekt: Callable[[], None],
) -> None:
    """Of what is nobody's in particular as well. What went out before stays, and both may take it back."""
    sessie.vragen.set([lindermeer])
    voordrachten = [
        maak_voordracht(bron, door=begeleider.persoon, spreker=cor.persoon)
        for bron in (antwoord, maak_notitie(sessie, begeleider.persoon), antwoord)
    ]
    for voordracht in voordrachten:
        voordracht.beantwoord("akkoord", door=cor.persoon)
    buiten = voordrachten.pop()
    buiten.geef_vrij(door=begeleider.persoon)
    vertrekt()
    maak_verkenner(lindermeer, "Otto Opvolger")
    for voordracht in voordrachten:
        with pytest.raises(AkkoordVervallen, match="nu beslist iemand anders"):
            voordracht.geef_vrij(door=begeleider.persoon)
        assert cor.get(voordracht.get_absolute_url()).status_code == 200
    assert "Klaar om vrij te geven" in tekst_van(begeleider.get(LIJST))
    assert "Er ligt niets klaar." in tekst_van(begeleider.get(LIJST))
    assert cor.post(f"{buiten.get_absolute_url()}intrekken/", {"waarom": "Toch niet."}).status_code == 302
    buiten.refresh_from_db()
    assert buiten.staat == "ingetrokken"


def test_their_no_stays_a_no(
    anna: Mens, cor: Mens, antwoord: Antwoord, lindermeer: Corporatie, vertrekt: Callable[[], None]
) -> None:
    nee = maak_voordracht(antwoord, door=anna.persoon, spreker=cor.persoon)
    nee.beantwoord("binnen", door=cor.persoon)
    vertrekt()
    maak_verkenner(lindermeer, "Otto Opvolger")
    assert gevraagd(anna, antwoord) is None
