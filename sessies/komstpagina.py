"""Who comes to one session, as far as this reader may know: their own answer, and for who guides that of everybody."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from deelnemers.models import Lidmaatschap
from verkenning.models import Persoon
from verkenning.taal import opsomming

from .models import Gast, Komst, Komstantwoord, Onderdeel, Oproep
from .sessiepagina import Sessiepagina

_ANTWOORD = Komstantwoord.Antwoord
# In the order in which one wants to know it.
_TELLING = ((_ANTWOORD.JA, "komen", "komt"), (_ANTWOORD.ONLINE, "online", "online"))
_TWIJFEL = ((_ANTWOORD.MISSCHIEN, "misschien", "misschien"), (_ANTWOORD.NEE, "kunnen niet", "kan niet"))


@dataclass(slots=True)
class Genodigde:
    """One line of the list: who, where they are from, what they say, and how the letters to them fared."""

    wie: str
    komst: Komst | None
    oproep: Oproep | None

    @property
    def antwoord(self) -> Komstantwoord | None:
        return self.komst.laatste if self.komst else None

    @property
    def na_de_datum(self) -> bool:
        return bool(self.antwoord and self.antwoord.na_de_datum(self.oproep))

    @property
    def voor_de_wijziging(self) -> bool:
        """They said it of another day, time or place than it has now."""
        return bool(self.antwoord and self.komst and self.antwoord.op < self.komst.sessie.gewijzigd)

    @property
    def post(self) -> str:
        """How the last letter stands: verstuurd, onderweg, mislukt, adres or ''."""
        brief = self.komst.laatste_brief if self.komst else None
        if brief is None:
            return ""
        if brief.adres_werkt_niet:
            return "adres"
        return "verstuurd" if brief.verstuurd_op else "mislukt" if brief.mislukt_op else "onderweg"


class Komstpagina:
    def __init__(self, pagina: Sessiepagina) -> None:
        self.pagina, self.persoon = pagina, pagina.persoon
        self.sessie, self.verkenning = pagina.sessie, pagina.verkenning

    @classmethod
    def of_404(cls, persoon: Persoon, slug: str, sessie: str) -> Komstpagina:
        return cls(Sessiepagina.of_404(persoon, slug, sessie))

    @cached_property
    def oproep(self) -> Oproep | None:
        return Oproep.objects.filter(sessie=self.sessie).first()

    @cached_property
    def _komsten(self) -> list[Komst]:
        rijen = Komst.objects.zichtbaar_voor(self.persoon).geldig().filter(sessie=self.sessie).met_alles()
        komsten = list(rijen)
        for komst in komsten:
            komst.sessie = self.sessie
        return komsten

    @cached_property
    def mijn(self) -> Komst:
        """One's own line; a new one for who was not asked yet."""
        eigen = next((komst for komst in self._komsten if komst.persoon_id == self.persoon.pk), None)
        return eigen or Komst(sessie=self.sessie, persoon=self.persoon)

    @property
    def mijn_antwoord(self) -> Komstantwoord | None:
        return self.mijn.laatste if self.mijn.pk else None

    @cached_property
    def groep(self) -> list[Genodigde]:
        """Everybody of the group of today, in order of name, asked or not."""
        van = {komst.persoon_id: komst for komst in self._komsten if not komst.is_gast}
        wie = {lid.persoon_id: lid.persoon for lid in self.pagina.gezelschap.leden if self._doet_mee(lid)}
        return [Genodigde(self.pagina.gezelschap.wie(persoon), van.get(pk), self.oproep) for pk, persoon in wie.items()]

    def _doet_mee(self, lid: Lidmaatschap) -> bool:
        gestopt = lid.corporatie_id and self.pagina.gezelschap.corporaties[lid.corporatie_id].stand == "gestopt"
        return lid.persoon.is_active and not lid.is_beeindigd and (lid.begeleider or not gestopt)

    @cached_property
    def gasten(self) -> list[Genodigde]:
        return [Genodigde(komst.naam, komst, self.oproep) for komst in self._komsten if komst.is_gast]

    @cached_property
    def nog_te_vragen(self) -> list[Gast]:
        """Guests that the agenda names and that got no link yet, each once."""
        gevraagd = {regel.wie.casefold() for regel in self.gasten}
        op_agenda = Gast.objects.filter(onderdeel__sessie=self.sessie).order_by("pk")
        return list({gast.naam: gast for gast in op_agenda if gast.naam.casefold() not in gevraagd}.values())

    @property
    def telling(self) -> str:
        """'6 komen, 1 online, 2 zeiden nog niets': of the group and its guests together."""
        iedereen = [*self.groep, *self.gasten]
        telt = Counter(regel.antwoord.antwoord if regel.antwoord else "" for regel in iedereen)
        delen = [
            f"{telt[wat]} {een if telt[wat] == 1 else meer}" for wat, meer, een in (*_TELLING, *_TWIJFEL) if telt[wat]
        ]
        if telt[""]:
            delen.append(f"{telt['']} {'zei' if telt[''] == 1 else 'zeiden'} nog niets")
        return ", ".join(delen)

    @property
    def niet_gevraagd(self) -> int:
        """How many of the group did not get an invitation yet."""
        return sum(regel.komst is None or regel.komst.laatste_brief is None for regel in self.groep)

    def gast_van_de_agenda(self, pk: str) -> dict[str, Any]:
        """What the agenda says already of a guest, for in the form."""
        gast = Gast.objects.filter(onderdeel__sessie=self.sessie, pk=int(pk)).first() if pk.isdecimal() else None
        return {"naam": gast.naam, "onderdelen": [gast.onderdeel_id]} if gast else {}


class Gastpagina:
    """What somebody from outside may know of a session: when, where, and the parts that they join."""

    def __init__(self, komst: Komst) -> None:
        self.komst, self.sessie = komst, komst.sessie

    @cached_property
    def delen(self) -> list[tuple[datetime | None, Onderdeel]]:
        eigen = {deel.pk for deel in self.komst.onderdelen.all()}
        return [(tijd, deel) for tijd, deel in self.sessie.agenda() if deel.pk in eigen]

    @property
    def gastheren(self) -> str:
        return opsomming([corporatie.naam for corporatie in self.sessie.ontvangen_door])

    @cached_property
    def antwoord(self) -> Komstantwoord | None:
        return self.komst.laatste
