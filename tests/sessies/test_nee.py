"""'Houd dit binnen' holds: nobody walks around a no by changing who said it, or by asking somebody else."""

from __future__ import annotations

import pytest
from django.urls import reverse

from sessies.models import Notitie, Sessie
from tests.factories import maak_notitie, maak_voordracht
from tests.mensen import Mens
from tests.sessies.hulp import draag_voor_pagina, gevraagd, tekst_van
from verkenning.models import Persoon


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
    assert 'name="spreker"' not in tekst_van(begeleider.get(draag_voor_pagina(bij_de_kick_off)))
    assert gevraagd(begeleider, bij_de_kick_off, spreker=anna.persoon.pk) == cor.persoon
    assert "Vraag een begeleider om dit voor te dragen." in tekst_van(cor.get(draag_voor_pagina(bij_de_kick_off)))


def test_a_no_of_who_may_not_log_in_any_more_stands(
    anna: Mens, cor: Mens, begeleider: Mens, bij_de_kick_off: Notitie
) -> None:
    voordracht = maak_voordracht(bij_de_kick_off, door=begeleider.persoon, spreker=cor.persoon)
    voordracht.beantwoord("binnen", door=cor.persoon)
    Persoon.objects.filter(pk=cor.persoon.pk).update(is_active=False)
    html = tekst_van(begeleider.get(draag_voor_pagina(bij_de_kick_off)))
    assert "Cor Claus zei eerder nee, en kan hier niet meer over beslissen." in html
