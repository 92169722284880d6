"""The pages of the gate ask the database as often for thirty as for one, and never more than twelve times."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from deelnemers.models import Corporatie
from sessies.models import Antwoord, Inzicht, Notitie, Sessie, Voordracht
from tests.factories import (
    maak_antwoord,
    maak_corporatie,
    maak_inspiratie,
    maak_inzicht,
    maak_notitie,
    maak_sessie,
    maak_theorie,
    maak_verkenner,
    maak_voorbereidingsvraag,
    maak_voordracht,
    maak_vraagversie,
)
from tests.mensen import Mens
from verkenning.models import Verkenning


class Groep:
    """A group in which more and more is said, seen, put forward and released."""

    def __init__(self, verkenning: Verkenning, anna: Mens, begeleider: Mens, kromwaal: Corporatie) -> None:
        self.verkenning, self.kromwaal = verkenning, kromwaal
        self.anna, self.begeleider = anna.persoon, begeleider.persoon
        self.sessie: Sessie = maak_sessie(verkenning, kromwaal)
        self.inzicht: Inzicht = maak_inzicht(verkenning, "Steeds meer bewijs.")
        self.geweigerd: Inzicht = maak_inzicht(verkenning, "Hier is ook nee op gezegd.")
        self.los: Inzicht = maak_inzicht(verkenning, "Zonder bewijs.")
        self.antwoord: Antwoord = maak_antwoord(maak_voorbereidingsvraag(self.sessie), kromwaal)
        self.notitie: Notitie = maak_notitie(self.sessie, self.begeleider)
        self.uit: list[Voordracht] = []

    def groei(self, nummer: int) -> None:
        corporatie = maak_corporatie(self.verkenning, f"zuid-{nummer}")
        maak_verkenner(corporatie, f"Verkenner {nummer}")
        sessie = maak_sessie(self.verkenning, self.kromwaal, corporatie, locatie=f"Dorp {nummer}")
        notitie = maak_notitie(sessie, self.anna, spreker=self.anna, raakt=[corporatie, self.kromwaal])
        antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie), self.kromwaal)
        for stuk in (notitie, antwoord, maak_theorie(self.verkenning), maak_inspiratie(self.verkenning)):
            for inzicht in (self.inzicht, self.geweigerd):
                inzicht.bewijs.create(**{type(stuk).__name__.lower(): stuk})
        maak_inzicht(self.verkenning, f"Later {nummer}", vervangt=self.inzicht)
        maak_vraagversie(self.kromwaal, door=self.anna).geef_vrij("achterban", door=self.anna)
        for bron in (notitie, self.notitie, self.antwoord, antwoord, self.inzicht, maak_inzicht(self.verkenning)):
            self.laat_uit(bron, nummer)

    def laat_uit(self, bron: Notitie | Antwoord | Inzicht, nummer: int) -> None:
        voordracht = maak_voordracht(bron, door=self.begeleider, spreker=self.anna, tekst=f"Zin {nummer}")
        voordracht.beantwoord("akkoord", door=self.anna)
        voordracht.geef_vrij(door=self.begeleider)
        self.uit.append(voordracht)

    def _voordrachten(self) -> Iterator[Voordracht]:
        """One in each state, on what there is most of."""
        for besluit in ("", "akkoord", "binnen"):
            voordracht = maak_voordracht(self.geweigerd, door=self.begeleider, spreker=self.anna, tekst="Onze balie")
            if besluit:
                voordracht.beantwoord(besluit, door=self.anna)
            yield voordracht
        yield from self.uit[-6:]

    def paginas(self) -> dict[str, str]:
        slug = self.verkenning.slug
        bronnen = {"notitie": self.notitie, "antwoord": self.antwoord, "inzicht": self.inzicht}
        paginas = {
            f"draag voor: {naam}": reverse("sessies:draag_voor", args=[slug, naam, bron.pk])
            for naam, bron in bronnen.items()
        }
        for naam, inzicht in (("na een nee", self.geweigerd), ("kies wie", self.los)):
            paginas[f"draag voor: {naam}"] = reverse("sessies:draag_voor", args=[slug, "inzicht", inzicht.pk])
        for naam in ("voordrachten", "inzichten", "inzicht_nieuw"):
            paginas[naam] = reverse(f"sessies:{naam}", args=[slug])
        paginas |= {"inzicht": self.inzicht.get_absolute_url(), "buiten": reverse("sessies:buiten")}
        return paginas | {f"voordracht {nummer}": v.get_absolute_url() for nummer, v in enumerate(self._voordrachten())}


@pytest.fixture
def tellingen(verkenning: Verkenning, anna: Mens, begeleider: Mens, kromwaal: Corporatie) -> dict[str, list[int]]:
    """How often each page asks, for each of the two, at one, three and thirty of everything."""
    groep = Groep(verkenning, anna, begeleider, kromwaal)
    tellingen: dict[str, list[int]] = {}
    for al, tot in ((0, 1), (1, 3), (3, 30)):
        for nummer in range(al, tot):
            groep.groei(nummer)
        for naam, adres in groep.paginas().items():
            for mens in (anna, begeleider):
                with CaptureQueriesContext(connection) as vragen:
                    assert mens.get(adres).status_code == 200, naam
                tellingen.setdefault(f"{naam} voor {mens.persoon}", []).append(len(vragen))
    return tellingen


def test_as_often_for_thirty_as_for_one(tellingen: dict[str, list[int]]) -> None:
    assert {naam: aantallen for naam, aantallen in tellingen.items() if len(set(aantallen)) > 1} == {}
    assert {naam: aantallen for naam, aantallen in tellingen.items() if max(aantallen) > 12} == {}
