"""One person on their way along every address."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from tests.mensen import Mens

from .adressen import adressen
from .kanaries import Kanarie
from .kringen import BEZOEKER, OOK_ELDERS, ROLLEN, Kringen
from .wandeling import MANIEREN, Adres, Bezoek, bezoek, patronen
from .wereld import Wereld

ONZE_APPS = ("verkenning", "deelnemers", "sessies", "berichten")


class Wandelaar:
    """One person and everything that came back on their way along every address."""

    def __init__(self, naam: str, mens: Mens, wereld: Wereld) -> None:
        self.naam, self.mens, self.wereld = naam, mens, wereld

    def gaat_naar(self, adres: Adres, manier: str = "pagina") -> Bezoek:
        return bezoek(self.mens, adres, manier, self.wereld.voliere)

    @cached_property
    def bezoeken(self) -> list[Bezoek]:
        return list(self._loop())

    def _loop(self) -> Iterator[Bezoek]:
        for naam in dict(patronen()):
            gezien: set[object] = set()
            for adres in adressen(naam, self.wereld):
                soort = self._soort(adres)
                # Of what is there for them they see everything; of what is not, one of each kind, and no more of it.
                if self.hoort_bij(adres) or soort not in gezien:
                    yield self.gaat_naar(adres)
                if soort not in gezien:
                    gezien.add(soort)
                    yield from self._anders(adres)

    def _anders(self, adres: Adres) -> Iterator[Bezoek]:
        for manier in self._andere_manieren(adres):
            b = self.gaat_naar(adres, manier)
            yield b
            if b.status == 405:  # nothing can be sent here, whatever it says
                return

    def hoort_bij(self, adres: Adres) -> bool:
        """Whether there is something at this address for this person."""
        return adres.wie is None or self.naam in adres.wie

    def _soort(self, adres: Adres) -> object:
        """What this person could tell apart: whoever is outside a group only that it is one, the group whose thing it is."""
        slug = adres.kwargs.get("slug")
        if slug not in ROLLEN:
            return adres.wie
        if slug == "elders" and self.naam not in OOK_ELDERS:
            return "elders"
        return slug, self.hoort_bij(adres), adres.wie if self.naam in Kringen(slug).groep.lezers else ""

    def _andere_manieren(self, adres: Adres) -> tuple[str, ...]:
        """Once for each kind of answer; what the libraries and the outside answer does not differ between most of us."""
        if not adres.naam.startswith(tuple(f"{app}:" for app in ONZE_APPS)):
            return ("onzin",) if self.naam in {BEZOEKER, "anna", "beheerder"} else ()
        if adres.wie is None or BEZOEKER in adres.wie:
            return MANIEREN[1:] if self.naam in {BEZOEKER, "anna", "lid"} else ()
        return MANIEREN[1:] if self.hoort_bij(adres) else ("onzin",)

    def mag_niet(self, kanaries: frozenset[Kanarie]) -> list[str]:
        return sorted(str(kanarie) for kanarie in kanaries if self.naam not in kanarie.kring.lezers)
