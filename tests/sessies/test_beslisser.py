"""Who says yes to a passage: told through who said it, who wrote it down, who left, and who would like it to be out."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from deelnemers.models import Corporatie, Deelname, Lidmaatschap
from sessies.models import Antwoord, Inzicht, Notitie, Sessie, Voordracht
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
from tests.sessies.hulp import tekst_van
from verkenning.models import Persoon, Verkenning

INVOER = {"tekst": "Zo leest het buiten.", "publiek": "openbaar", "naamsvermelding": "anoniem"}


@pytest.fixture
def antwoord(sessie: Sessie, lindermeer: Corporatie, cor: Mens) -> Antwoord:
    return maak_antwoord(maak_voorbereidingsvraag(sessie), lindermeer, "Alleen cor weet dit.")


@pytest.fixture
def van_niemand(sessie: Sessie, begeleider: Mens) -> Notitie:
    """A line that the begeleider wrote down in the session about the question of anna, without saying who said it."""
    return maak_notitie(sessie, begeleider.persoon)


@pytest.fixture
def bij_de_kick_off(verkenning: Verkenning, begeleider: Mens) -> Notitie:
    return maak_notitie(maak_sessie(verkenning, soort="kick-off"), begeleider.persoon)


def stopt(corporatie: Corporatie) -> None:
    Deelname.objects.create(corporatie=corporatie, status=Deelname.Status.GESTOPT, op="2019-05-23", volgorde=9)


def pagina(bron: Notitie | Antwoord | Inzicht) -> str:
    verkenning = bron.vraag.sessie.verkenning if isinstance(bron, Antwoord) else bron.verkenning
    return reverse("sessies:draag_voor", args=[verkenning.slug, type(bron).__name__.lower(), bron.pk])


def gevraagd(mens: Mens, bron: Notitie | Antwoord | Inzicht, **anders: object) -> Persoon | None:
    """Whom the portal asks when this person puts it forward; None when it may not be."""
    eerder = list(Voordracht.objects.values_list("pk", flat=True))
    antwoord = mens.post(pagina(bron), INVOER | anders)
    voordracht = Voordracht.objects.exclude(pk__in=eerder).first()
    assert antwoord.status_code == (302 if voordracht else 422)
    return voordracht.spreker if voordracht else None


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
    assert 'name="spreker"' not in tekst_van(anna.get(pagina(antwoord)))
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
    html = tekst_van(mens.get(pagina(antwoord)))
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
    assert "Cor Claus kan hier niet meer over beslissen." in tekst_van(anna.get(pagina(notitie)))
    assert gevraagd(anna, notitie) is None


def test_what_is_private_is_first_shared_with_the_group(anna: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, zichtbaarheid="prive")
    assert "Maak het eerst besloten." in tekst_van(anna.get(pagina(notitie)))
    assert gevraagd(anna, notitie) is None


# ---- What is nobody's in particular


def test_the_verkenner_whose_question_was_served_clears_what_is_nobodys(
    anna: Mens, cor: Mens, van_niemand: Notitie
) -> None:
    assert gevraagd(cor, van_niemand, spreker=cor.persoon.pk) == anna.persoon


def test_but_does_not_both_propose_it_and_say_yes(anna: Mens, begeleider: Mens, van_niemand: Notitie) -> None:
    assert "Vraag een begeleider om dit voor te dragen." in tekst_van(anna.get(pagina(van_niemand)))
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
    html = tekst_van(anna.get(pagina(bron)))
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


# ---- No stays no


@pytest.fixture
def geweigerd(anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie) -> Notitie:
    """A quotation of cor, who said that it stays inside. Anna wrote it down."""
    notitie = maak_notitie(sessie, anna.persoon, soort="citaat", spreker=cor.persoon, slug="citaat")
    maak_voordracht(notitie, door=begeleider.persoon, spreker=cor.persoon).beantwoord("binnen", door=cor.persoon)
    return notitie


def wijzig(mens: Mens, notitie: Notitie, **anders: object) -> tuple[int, str]:
    adres = reverse("sessies:notitie_wijzigen", args=[notitie.verkenning.slug, notitie.slug])
    velden = {"tekst": notitie.tekst, "soort": notitie.soort, "zichtbaarheid": "besloten", "versie": notitie.versie}
    antwoord = mens.post(adres, velden | anders)
    notitie.refresh_from_db()
    return antwoord.status_code, tekst_van(antwoord)


def test_who_said_it_is_fixed_once_it_is_put_forward(anna: Mens, cor: Mens, geweigerd: Notitie) -> None:
    adres = reverse("sessies:notitie_wijzigen", args=["samen", "citaat"])
    html = tekst_van(anna.get(adres))
    assert "Wie het zei staat vast zodra een notitie is voorgedragen." in html
    assert "Anna Aalders</option>" not in html
    status, html = wijzig(anna, geweigerd, spreker=anna.persoon.pk)
    assert (status, geweigerd.spreker) == (422, cor.persoon)
    assert "Diegene beslist erover, en niemand anders." in html
    # What else it says may still be changed, as by a browser, which sends nothing for a field that is fixed.
    status, _ = wijzig(anna, geweigerd, tekst="Iets duidelijker.")
    assert (status, geweigerd.tekst, geweigerd.spreker) == (302, "Iets duidelijker.", cor.persoon)


def test_also_when_it_was_put_forward_while_somebody_was_writing(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The form did not know of it yet; the note does."""
    notitie = maak_notitie(sessie, anna.persoon, spreker=cor.persoon)
    heel = Notitie.herschrijf

    def net_te_laat(self: Notitie, *args: object, **kwargs: object) -> None:
        maak_voordracht(notitie, door=begeleider.persoon, spreker=cor.persoon)
        heel(self, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(Notitie, "herschrijf", net_te_laat)
    status, html = wijzig(anna, notitie, tekst="Anders.", spreker=anna.persoon.pk)
    assert (status, notitie.spreker, notitie.tekst) == (422, cor.persoon, "Wat er gezegd is.")
    assert "Wie het zei staat vast" in html


def test_what_nobody_was_named_for_becomes_no_quotation_afterwards(
    anna: Mens, begeleider: Mens, sessie: Sessie
) -> None:
    notitie = maak_notitie(sessie, anna.persoon)
    maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon)
    status, html = wijzig(anna, notitie, soort="citaat")
    assert (status, notitie.soort) == (422, "verslag")
    assert "wie het zei staat nu vast" in html


def test_asked_again_it_is_asked_of_who_said_no(anna: Mens, cor: Mens, begeleider: Mens, geweigerd: Notitie) -> None:
    """Even if the speaker was changed behind the back of the portal."""
    Notitie.objects.filter(pk=geweigerd.pk).update(spreker=anna.persoon)
    assert gevraagd(anna, geweigerd) == cor.persoon


def test_who_was_chosen_and_said_no_cannot_be_chosen_away(
    anna: Mens, cor: Mens, begeleider: Mens, bij_de_kick_off: Notitie
) -> None:
    voordracht = maak_voordracht(bij_de_kick_off, door=begeleider.persoon, spreker=cor.persoon)
    voordracht.beantwoord("binnen", door=cor.persoon)
    assert 'name="spreker"' not in tekst_van(begeleider.get(pagina(bij_de_kick_off)))
    assert gevraagd(begeleider, bij_de_kick_off, spreker=anna.persoon.pk) == cor.persoon
    assert "Vraag een begeleider om dit voor te dragen." in tekst_van(cor.get(pagina(bij_de_kick_off)))


def test_a_no_of_who_may_not_log_in_any_more_stands(
    anna: Mens, cor: Mens, begeleider: Mens, bij_de_kick_off: Notitie
) -> None:
    voordracht = maak_voordracht(bij_de_kick_off, door=begeleider.persoon, spreker=cor.persoon)
    voordracht.beantwoord("binnen", door=cor.persoon)
    Persoon.objects.filter(pk=cor.persoon.pk).update(is_active=False)
    html = tekst_van(begeleider.get(pagina(bij_de_kick_off)))
    assert "Cor Claus zei eerder nee, en kan hier niet meer over beslissen." in html
