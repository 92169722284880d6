"""What others said that touches one central question, gathered from wherever it was said, as far as this reader may see it.

Others: not the people of the association that asks. Touches: a note that bears on the question, and all that was said,
answered and laid on the table at the sessions that serve it. One query for each kind of thing.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q

from deelnemers.models import Corporatie
from verkenning.models import Persoon, Verkenning

from .bronnen import Bronregel, bronnen_bij
from .gezelschap import Gezelschap
from .models import Antwoord, Bewijs, Inzicht, Notitie, Sessie
from .models.zichtbaarheid import Zichtbaarheid


@dataclass(frozen=True, slots=True)
class Groep:
    """One kind of thing, as a part of the page and a choice of its filter."""

    soort: str
    kop: str
    rijen: list[Any]


class Anderen:
    def __init__(
        self, persoon: Persoon, verkenning: Verkenning, corporatie: Corporatie, gezelschap: Gezelschap
    ) -> None:
        self.persoon, self.verkenning, self.corporatie, self.gezelschap = persoon, verkenning, corporatie, gezelschap

    @property
    def groepen(self) -> list[Groep]:
        """What there is, by kind; what a reader may not see is not counted either."""
        alle = (
            Groep("notitie", "Notities", self.notities),
            Groep("antwoord", "Antwoorden", self.antwoorden),
            Groep("inzicht", "Inzichten", self.inzichten),
            Groep("theorie", "Wetenschap", self.theorie),
            Groep("inspiratie", "Voorbeelden", self.inspiratie),
        )
        return [groep for groep in alle if groep.rijen]

    @cached_property
    def sessies(self) -> list[Sessie]:
        """All of them, for the strip; those that serve this question know it themselves."""
        return self.gezelschap.sessies(Sessie.objects.zichtbaar_voor(self.persoon).van(self.verkenning))

    @cached_property
    def _hier(self) -> dict[int, Sessie]:
        return {sessie.pk: sessie for sessie in self.sessies if self.corporatie in sessie.vraag_van}

    @cached_property
    def _eigen_mensen(self) -> set[int]:
        return {lid.persoon_id for lid in self.gezelschap.leden if lid.corporatie_id == self.corporatie.pk}

    def _rakend(self) -> Any:
        geraakt = Notitie.raakt.through.objects.filter(corporatie=self.corporatie).values("notitie")
        return Notitie.objects.zichtbaar_voor(self.persoon).filter(Q(pk__in=geraakt) | Q(sessie__in=self._hier))

    def _beantwoord(self) -> Any:
        return Antwoord.objects.zichtbaar_voor(self.persoon).filter(vraag__sessie__in=self._hier)

    @cached_property
    def notities(self) -> list[Notitie]:
        rijen = self._rakend().als_regel().select_related("sessie").order_by("-op", "-pk")
        anderen = [rij for rij in rijen if (rij.spreker_id or rij.auteur_id) not in self._eigen_mensen]
        return self.gezelschap.notities(anderen)

    @cached_property
    def gedeelde_notities(self) -> list[Notitie]:
        """What the group reads that touches the question, also of the association itself: what may have changed it."""
        rijen = self._rakend().filter(zichtbaarheid=Zichtbaarheid.BESLOTEN).als_regel().order_by("-op", "-pk")
        return self.gezelschap.notities(rijen)

    @cached_property
    def antwoorden(self) -> list[Antwoord]:
        rijen = self._beantwoord().exclude(corporatie=self.corporatie).select_related("vraag")
        antwoorden = list(rijen.order_by("vraag__sessie__volgorde", "vraag__volgorde", "vraag", "pk"))
        for antwoord in antwoorden:
            antwoord.corporatie = self.gezelschap.corporaties[antwoord.corporatie_id]
            antwoord.vraag.sessie = self._hier[antwoord.vraag.sessie_id]
        return antwoorden

    @cached_property
    def inzichten(self) -> list[Inzicht]:
        """Those that hold and rest on something that touches this question, of what this reader may see."""
        steun = Bewijs.objects.filter(
            Q(notitie__in=self._rakend().values("pk")) | Q(antwoord__in=self._beantwoord().values("pk"))
        )
        rijen = Inzicht.objects.zichtbaar_voor(self.persoon).van(self.verkenning).geldend()
        rijen = rijen.filter(pk__in=steun.values("inzicht")).select_related("vorm", "meerwaarde", "verkenning")
        return list(rijen.order_by("meerwaarde__volgorde", "vorm__volgorde", "slug"))

    @cached_property
    def _bronnen(self) -> list[tuple[Bronregel, Sessie]]:
        regels = bronnen_bij(list(self._hier.values()), self.verkenning)
        return [(regel, self._hier[regel.sessie_pk]) for regel in regels]

    @property
    def theorie(self) -> list[tuple[Bronregel, Sessie]]:
        return [rij for rij in self._bronnen if rij[0].soort == "theorie"]

    @property
    def inspiratie(self) -> list[tuple[Bronregel, Sessie]]:
        return [rij for rij in self._bronnen if rij[0].soort == "inspiratie"]
