"""What the group sees of how far a thing is on its way out, and who reads it until then."""

from __future__ import annotations

from django.urls import reverse

from sessies.models import Sessie
from tests.factories import maak_inspiratie, maak_inzicht, maak_notitie, maak_theorie, maak_voordracht
from tests.mensen import Mens
from tests.sessies.hulp import tekst_van
from verkenning.models import Publiek, Verkenning


def test_an_insight_says_how_far_it_is_on_its_way_out(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, verkenning: Verkenning
) -> None:
    inzicht = maak_inzicht(verkenning, bewijs=[maak_notitie(sessie, anna.persoon)])
    adres = reverse("sessies:inzichten", args=[verkenning.slug])
    voordracht = maak_voordracht(inzicht, door=begeleider.persoon, spreker=anna.persoon)
    # Who is asked and who guides see that it waits; the rest of the group does not.
    assert [("Wacht op akkoord" in tekst_van(m.get(adres))) for m in (anna, begeleider, cor)] == [True, True, False]
    voordracht.beantwoord("akkoord", door=anna.persoon)
    assert "Vrijgegeven voor" not in tekst_van(cor.get(adres))
    voordracht.geef_vrij(door=begeleider.persoon)
    pagina = tekst_van(cor.get(adres))
    assert "<span>Vrijgegeven voor</span>" in pagina
    assert 'data-zicht="achterban"' in pagina
    assert "gewijzigd sinds" not in pagina


def test_until_its_release_the_redactie_reads_an_entry_of_the_library_too(
    anna: Mens, redactie: Mens, verkenning: Verkenning
) -> None:
    """So its label says so, and says it to both."""
    lijst = reverse("sessies:bibliotheek", args=[verkenning.slug])
    for bron in (maak_theorie(verkenning), maak_inspiratie(verkenning)):
        for mens in (anna, redactie):
            for adres in (lijst, bron.get_absolute_url()):
                pagina = tekst_van(mens.get(adres))
                assert "<span>groep en redactie</span>" in pagina
                assert "alleen de groep" not in pagina
        bron.geef_vrij(Publiek.OPENBAAR, door=redactie.persoon)
        assert "groep en redactie" not in tekst_van(anna.get(bron.get_absolute_url()))
        bron.trek_in("Klopt niet.")
