"""What is taken back, told through the people who do it: gone from every edition, and still there where it may be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from berichten.models import Uitgave
from sessies.models import Inspiratie, Inzicht, Sessie
from tests.berichten import hulp
from tests.berichten.conftest import Binnen
from tests.factories import maak_inzicht
from tests.mensen import Mens

# ---- Withdrawn, mended, and released again

FOUT = {"sessie": {"Dorpshuis", "aan de balie"}, "inspiratie": {"27.200"}}


def mend(binnen: Binnen) -> None:
    """What stands beside title and text only: the place and agenda of a session, the figures of an example."""
    Sessie.objects.filter(pk=binnen.sessie.pk).update(locatie="")
    binnen.sessie.onderdelen.update(titel="Rekenen")
    binnen.voorbeeld.cijfers.update(waarde="12.000")


@pytest.mark.parametrize("soort", FOUT)
@pytest.mark.parametrize("eerder", [False, True], ids=["the copy in the edition", "a later copy of the same card"])
def test_what_was_withdrawn_and_mended_does_not_stay(
    binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, soort: str, eerder: bool
) -> None:
    """Though nobody opened the edition before the mended card was out, and title and text are the same."""
    ding: Sessie | Inspiratie = binnen.sessie if soort == "sessie" else binnen.voorbeeld
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, soort, ding))
    assert all(woord in hulp.nieuwste() for woord in FOUT[soort])
    if eerder:
        hulp.geef_vrij(begeleider, soort, ding)
    hulp.trek_in(begeleider, soort, ding)
    mend(binnen)
    hulp.geef_vrij(begeleider, soort, ding)
    pagina = bezoeker.get(hulp.EDITIE).content.decode()
    assert "Dit stuk is ingetrokken." in pagina
    assert not [woord for woord in FOUT[soort] if woord in pagina + hulp.nieuwste()]


def test_what_was_withdrawn_and_is_free_again_as_it_was_stays(
    binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, lid: Mens
) -> None:
    """Also when it is released for more or for fewer readers, as far as these are among them."""
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, "sessie", binnen.sessie), publiek="achterban")
    for publiek in ("openbaar", "achterban"):
        hulp.trek_in(begeleider, "sessie", binnen.sessie)
        hulp.geef_vrij(begeleider, "sessie", binnen.sessie, publiek)
        assert "Dorpshuis" in lid.get(hulp.EDITIE).content.decode()
    assert Uitgave.objects.count() == 1


# ---- A source, and what was drawn from it


@pytest.mark.parametrize("soort", ["theorie", "inspiratie"])
def test_a_withdrawn_source_is_gone_from_paper_too(
    binnen: Binnen, begeleider: Mens, redactie: Mens, bezoeker: Mens, soort: str
) -> None:
    """Beside a claim or a lesson stands the title of its source: it rests on both."""
    bron, regel, koppeling = hulp.koppel(binnen.sessie, soort)
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, soort, bron), hulp.geef_vrij(begeleider, regel, koppeling))
    assert hulp.nieuwste().count("Over gedeelde zorgen") > 2
    hulp.trek_in(begeleider, soort, bron)
    pagina = bezoeker.get(hulp.EDITIE).content.decode()
    for woorden in ("Over gedeelde zorgen", "Klein kan ook."):
        assert woorden not in pagina + hulp.nieuwste()
    assert "Over gedeelde zorgen" not in hulp.gedrukt(bezoeker)


def test_a_claim_without_a_readable_source_names_none(binnen: Binnen, begeleider: Mens, redactie: Mens) -> None:
    _, regel, koppeling = hulp.koppel(binnen.sessie, "theorie")
    hulp.publiceer_met(redactie, hulp.geef_vrij(begeleider, regel, koppeling))
    assert '<p class="kantlijn"><b>Wetenschap</b></p>' in hulp.nieuwste()
    assert "Over gedeelde zorgen" not in hulp.nieuwste()


# ---- An insight: replaced by what was learned since, or kept for fewer people


@pytest.fixture
def uitgave(binnen: Binnen, begeleider: Mens, anna: Mens, redactie: Mens) -> Callable[[str], None]:
    """Publish the insight in a bericht for this audience."""

    def maak(publiek: str) -> None:
        voordracht = hulp.draag_uit(begeleider, anna, binnen.inzicht, "De balie blijft open.")
        assert voordracht.vrijgave
        hulp.publiceer_met(redactie, voordracht.vrijgave, publiek=publiek)

    return maak


def leest(mens: Mens) -> bool:
    return "De balie blijft open." in mens.get(hulp.EDITIE).content.decode()


def test_an_insight_that_is_now_for_members_only_leaves_a_public_edition(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, bezoeker: Mens
) -> None:
    uitgave("openbaar")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.", "achterban")
    assert not leest(bezoeker)
    assert "De balie blijft open." not in hulp.nieuwste()


def test_it_stays_in_an_edition_for_members_who_may_read_the_newer_words(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, lid: Mens
) -> None:
    """An edition is dated: it keeps what was thought then, as long as nobody took it from these readers."""
    uitgave("achterban")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.", "achterban")
    assert leest(lid)
    assert Uitgave.objects.count() == 1


def test_it_leaves_when_the_newest_words_are_withdrawn(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, bezoeker: Mens
) -> None:
    uitgave("openbaar")
    later = hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.")
    hulp.neem_terug(anna, later)
    assert not leest(bezoeker)


def test_whoever_looks_first_makes_no_difference(
    binnen: Binnen, uitgave: Callable[[str], None], begeleider: Mens, anna: Mens, bezoeker: Mens
) -> None:
    """Taken from these readers once is taken from what they read then, though other words are free for them again."""
    uitgave("openbaar")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Anders gezegd.", "achterban")
    hulp.draag_uit(begeleider, anna, binnen.inzicht, "Nog anders gezegd.")
    assert not leest(bezoeker)


@pytest.mark.parametrize(("publiek", "blijft"), [("openbaar", True), ("achterban", False)])
def test_an_insight_that_another_insight_replaced_is_read_on_by_who_may_read_that_one(
    binnen: Binnen,
    uitgave: Callable[[str], None],
    begeleider: Mens,
    anna: Mens,
    bezoeker: Mens,
    publiek: str,
    blijft: bool,
) -> None:
    uitgave("openbaar")
    eerder = binnen.inzicht
    later = maak_inzicht(eerder.verkenning, "Wij weten nu meer.", vervangt=eerder, bewijs=[_van(eerder)])
    hulp.draag_uit(begeleider, anna, later, "Wij weten nu meer.", publiek)
    assert leest(bezoeker) is blijft


def _van(inzicht: Inzicht) -> object:
    bewijs = inzicht.bewijs.get()
    return bewijs.notitie
