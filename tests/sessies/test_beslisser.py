"""Who says yes to a passage: told through who said it, who wrote it down, who left, and who would like it to be out."""

from __future__ import annotations

import pytest
from django_tasks_db.models import DBTaskResult

from deelnemers.models import Corporatie, Deelname, Lidmaatschap
from sessies.models import Antwoord, Notitie, Sessie, Voordracht
from sessies.models.beslisser import NietVoorTeDragen, beslisser, wie_beslist
from tests.factories import (
    maak_antwoord,
    maak_inzicht,
    maak_lid,
    maak_notitie,
    maak_persoon,
    maak_sessie,
    maak_verkenner,
    maak_voorbereidingsvraag,
    maak_voordracht,
)
from tests.mensen import Mens
from tests.sessies.hulp import draag_voor_pagina, gevraagd, tekst_van
from verkenning.models import Persoon, Verkenning


@pytest.fixture
def antwoord(sessie: Sessie, lindermeer: Corporatie, cor: Mens) -> Antwoord:
    return maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer, "Alleen cor weet dit.")


@pytest.fixture
def van_niemand(sessie: Sessie, begeleider: Mens) -> Notitie:
    """A line that the begeleider wrote down in the session about the question of anna, without saying who said it."""
    return maak_notitie(sessie, begeleider.persoon)


def stopt(corporatie: Corporatie) -> None:
    Deelname.objects.create(corporatie=corporatie, status=Deelname.Status.GESTOPT, op="2019-05-23", volgorde=9)


# ---- An answer is its association's


@pytest.mark.parametrize("wie", ["anna", "cor", "begeleider"])
def test_whoever_puts_an_answer_forward_its_association_decides(
    wie: str, anna: Mens, cor: Mens, begeleider: Mens, antwoord: Antwoord
) -> None:
    mens = {"anna": anna, "cor": cor, "begeleider": begeleider}[wie]
    assert gevraagd(mens, antwoord, spreker=anna.persoon.pk) == cor.persoon


def test_also_when_it_stopped(
    anna: Mens, cor: Mens, begeleider: Mens, antwoord: Antwoord, lindermeer: Corporatie
) -> None:
    """Nobody is offered a choice, and whom somebody sends along all the same is not asked."""
    stopt(lindermeer)
    assert 'name="spreker"' not in tekst_van(anna.get(draag_voor_pagina(antwoord)))
    assert gevraagd(anna, antwoord, spreker=anna.persoon.pk) == cor.persoon
    # The mail that asks no longer tells who is in the group.
    assert "Anna" not in str(DBTaskResult.objects.get().args_kwargs)
    assert "Iemand uit de groep" in str(DBTaskResult.objects.get().args_kwargs)


def test_a_colleague_decides_for_who_may_not_log_in_any_more(
    anna: Mens, cor: Mens, antwoord: Antwoord, lindermeer: Corporatie
) -> None:
    collega = maak_verkenner(lindermeer, "Cleo Claus")
    Persoon.objects.filter(pk=cor.persoon.pk).update(is_active=False)
    assert gevraagd(anna, antwoord) == collega


@pytest.mark.parametrize("wie", ["anna", "begeleider"])
def test_an_answer_of_which_nobody_is_left_stays_inside(
    wie: str, anna: Mens, cor: Mens, begeleider: Mens, antwoord: Antwoord
) -> None:
    Lidmaatschap.objects.filter(persoon=cor.persoon).delete()
    mens = {"anna": anna, "begeleider": begeleider}[wie]
    html = tekst_van(mens.get(draag_voor_pagina(antwoord)))
    assert "Er is niemand meer van Lindermeer die hierover kan beslissen." in html
    assert 'name="tekst"' not in html
    assert gevraagd(mens, antwoord, spreker=anna.persoon.pk) is None


# ---- What somebody said or wrote is theirs


def test_ones_own_note_is_ones_own_to_clear(cor: Mens, sessie: Sessie) -> None:
    assert gevraagd(cor, maak_notitie(sessie, cor.persoon)) == cor.persoon


def test_what_somebody_wrote_stays_theirs_when_they_left(anna: Mens, cor: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, cor.persoon)
    Lidmaatschap.objects.filter(persoon=cor.persoon).delete()
    assert gevraagd(anna, notitie) == cor.persoon


def test_who_may_not_log_in_any_more_can_say_nothing(anna: Mens, cor: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, spreker=cor.persoon)
    Persoon.objects.filter(pk=cor.persoon.pk).update(is_active=False)
    assert "Cor Claus kan hier niet meer over beslissen." in tekst_van(anna.get(draag_voor_pagina(notitie)))
    assert gevraagd(anna, notitie) is None


def test_what_is_private_is_first_shared_with_the_group(anna: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, zichtbaarheid="prive")
    assert "Maak het eerst besloten." in tekst_van(anna.get(draag_voor_pagina(notitie)))
    assert gevraagd(anna, notitie) is None


# ---- What is nobody's in particular


def test_the_verkenner_whose_question_was_served_clears_what_is_nobodys(
    anna: Mens, cor: Mens, van_niemand: Notitie
) -> None:
    assert gevraagd(cor, van_niemand, spreker=cor.persoon.pk) == anna.persoon


def test_but_does_not_both_propose_it_and_say_yes(anna: Mens, begeleider: Mens, van_niemand: Notitie) -> None:
    assert "Vraag een begeleider om dit voor te dragen." in tekst_van(anna.get(draag_voor_pagina(van_niemand)))
    assert gevraagd(anna, van_niemand, spreker=anna.persoon.pk) is None
    assert gevraagd(begeleider, van_niemand) == anna.persoon


def test_also_the_verkenner_who_stopped(
    anna: Mens, begeleider: Mens, kromwaal: Corporatie, van_niemand: Notitie
) -> None:
    stopt(kromwaal)
    assert gevraagd(begeleider, van_niemand) == anna.persoon


def test_who_still_takes_part_goes_before_who_stopped(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    sessie.vragen.add(lindermeer)
    notitie = maak_notitie(sessie, begeleider.persoon)
    assert wie_beslist(notitie) == anna.persoon
    stopt(kromwaal)
    assert wie_beslist(notitie) == cor.persoon


def test_an_insight_is_cleared_by_whose_question_was_served_before_whose_it_touches(
    anna: Mens, cor: Mens, begeleider: Mens, verkenning: Verkenning, kromwaal: Corporatie, lindermeer: Corporatie
) -> None:
    bij_cor = maak_notitie(maak_sessie(verkenning, lindermeer), begeleider.persoon, raakt=[kromwaal])
    assert gevraagd(begeleider, maak_inzicht(verkenning, bewijs=[bij_cor])) == cor.persoon
    los = maak_notitie(maak_sessie(verkenning), begeleider.persoon, raakt=[kromwaal])
    assert gevraagd(begeleider, maak_inzicht(verkenning, bewijs=[los])) == anna.persoon


@pytest.mark.parametrize("soort", ["kick-off", "inzicht"])
def test_where_the_source_tells_of_nobody_a_begeleider_chooses(
    soort: str, anna: Mens, cor: Mens, begeleider: Mens, verkenning: Verkenning, bij_de_kick_off: Notitie
) -> None:
    """And whoever would like to decide themselves does not."""
    bron = bij_de_kick_off if soort == "kick-off" else maak_inzicht(verkenning, "Cor twijfelt aan zijn raad.")
    html = tekst_van(anna.get(draag_voor_pagina(bron)))
    assert "Alleen een begeleider kan kiezen wie hierover beslist." in html
    assert 'name="spreker"' not in html
    assert gevraagd(anna, bron, spreker=anna.persoon.pk) is None
    assert gevraagd(begeleider, bron, spreker=begeleider.persoon.pk) is None
    assert gevraagd(begeleider, bron) is None
    assert gevraagd(begeleider, bron, spreker=cor.persoon.pk) == cor.persoon


def test_a_begeleider_who_also_takes_part_does_not_choose_themselves(
    anna: Mens, begeleider: Mens, bij_de_kick_off: Notitie, verkenning: Verkenning, lindermeer: Corporatie
) -> None:
    maak_lid(begeleider.persoon, verkenning, corporatie=lindermeer)
    notitie = maak_notitie(bij_de_kick_off.sessie, maak_lid(maak_persoon("Bert"), verkenning, "begeleider").persoon)
    assert beslisser(notitie, begeleider.persoon).uit == (anna.persoon,)
    assert gevraagd(begeleider, notitie, spreker=begeleider.persoon.pk) is None


def test_what_a_begeleider_wrote_is_nobodys_also_when_they_take_part(
    anna: Mens, begeleider: Mens, sessie: Sessie, lindermeer: Corporatie
) -> None:
    """It may well be what another said; of their own words they say that they are the speaker."""
    maak_lid(begeleider.persoon, sessie.verkenning, corporatie=lindermeer)
    assert gevraagd(begeleider, maak_notitie(sessie, begeleider.persoon)) == anna.persoon
    eigen = maak_notitie(sessie, begeleider.persoon, spreker=begeleider.persoon)
    assert gevraagd(begeleider, eigen) == begeleider.persoon


def test_who_was_of_another_verkenning_or_stopped_is_no_choice(
    anna: Mens,
    cor: Mens,
    bram: Mens,
    redactie: Mens,
    begeleider: Mens,
    bij_de_kick_off: Notitie,
    lindermeer: Corporatie,
) -> None:
    stopt(lindermeer)
    assert beslisser(bij_de_kick_off, begeleider.persoon).uit == (anna.persoon,)


def test_no_command_goes_around_it_either(anna: Mens, cor: Mens, begeleider: Mens, antwoord: Antwoord) -> None:
    with pytest.raises(NietVoorTeDragen, match="Anna Aalders kan hier niet over beslissen"):
        maak_voordracht(antwoord, door=begeleider.persoon, spreker=anna.persoon)
    assert not Voordracht.objects.exists()
