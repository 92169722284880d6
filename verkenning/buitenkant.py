"""What one reader may read of one Verkenning: asked in one query, and put in the shape of the pages.

Every page for members and visitors is made from this, and from nothing else. Whether a session or a participant may be
named follows from whether its own card is readable too.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from zlib import crc32

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from .kaart import Kaart, Vondst, bouw_kaart
from .models import Meerwaarde, Persoon, Samenwerkingsvorm, Verkenning, Vrijgave
from .route import Halte, buiten, wordingen
from .taal import begonnen_en_verder

Soort = Vrijgave.Soort
PASSAGES = (Soort.NOTITIE, Soort.ANTWOORD)


@dataclass(frozen=True, slots=True)
class Deelnemer:
    """An association as its card shows it, with its question in the wordings that were released."""

    kaart: Vrijgave
    stand: str  # aangemeld, actief or gestopt today; '' when its part has yet to begin
    begonnen: bool
    tot: str  # the date it stopped
    vragen: list[Vrijgave]  # oldest first
    halte: Halte | None  # where its question is, or was, on the route

    @property
    def vraag(self) -> Vrijgave | None:
        return self.vragen[-1] if self.vragen else None

    @property
    def eerder(self) -> list[Vrijgave]:
        return self.vragen[:-1]

    @property
    def website(self) -> str:
        return veilig_adres(self.kaart.gegevens.get("website"))


@dataclass(frozen=True, slots=True)
class Geleerd:
    """A released insight, with its place on the map."""

    vrijgave: Vrijgave
    vorm: Samenwerkingsvorm | None
    meerwaarde: Meerwaarde | None
    ook: tuple[Deelnemer, ...] = ()  # whose questions it bears on as well

    @property
    def effect(self) -> str:
        return str(self.vrijgave.gegevens["effect"])

    @property
    def vak(self) -> str:
        return f"{self.vorm.slug}.{self.meerwaarde.slug}" if self.vorm and self.meerwaarde else ""

    @property
    def voor_huurder(self) -> bool:
        return self.meerwaarde is not None and self.meerwaarde.voor == Meerwaarde.Voor.HUURDER

    @property
    def plek(self) -> str:
        """Its place on the map in words: 'Netwerk: dichtbij, voor de huurder'."""
        if self.vorm is None or self.meerwaarde is None:
            return ""
        naam = self.meerwaarde.naam[:1].lower() + self.meerwaarde.naam[1:]
        erbij = ", voor de huurder" if self.voor_huurder and "huurder" not in naam.lower() else ""
        return f"{self.vorm.naam}: {naam}{erbij}"


@dataclass(frozen=True, slots=True)
class Vraaggroep:
    """What was learned for one question; without `deelnemer` for the journey as a whole."""

    deelnemer: Deelnemer | None
    geleerd: list[Geleerd] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Uitspraak:
    """What a publication claims, or an example teaches, at one session."""

    vrijgave: Vrijgave
    halte: Halte | None
    bron: Vrijgave | None


class Buitenkant:
    def __init__(self, verkenning: Verkenning, persoon: Persoon | AnonymousUser) -> None:
        self.verkenning = verkenning
        self.persoon = persoon

    @cached_property
    def vrijgaven(self) -> list[Vrijgave]:
        leesbaar = Vrijgave.objects.leesbaar_voor(self.persoon).van(self.verkenning)
        vrijgaven = list(leesbaar.defer("stammen"))
        for vrijgave in vrijgaven:
            vrijgave.verkenning = self.verkenning
        return vrijgaven

    @cached_property
    def _per_soort(self) -> dict[str, list[Vrijgave]]:
        per_soort: dict[str, list[Vrijgave]] = defaultdict(list)
        for vrijgave in self.vrijgaven:
            per_soort[vrijgave.soort].append(vrijgave)
        return per_soort

    def soort(self, *soorten: str) -> list[Vrijgave]:
        """The copies of these kinds, oldest first."""
        return [vrijgave for vrijgave in self.vrijgaven if vrijgave.soort in soorten]

    # ---- The route

    @cached_property
    def route(self) -> list[Halte]:
        return buiten(self.verkenning, self.vrijgaven)

    @cached_property
    def haltes(self) -> dict[str, Halte]:
        """The stops by the slug of their session."""
        return {halte.slug: halte for halte in self.route}

    @property
    def nu(self) -> int | None:
        """Which stop we are at, for the art; past the last one when all are walked."""
        if not self.route:
            return None
        hier = [nummer for nummer, halte in enumerate(self.route) if halte.tijd == "nu"]
        return hier[0] if hier else len(self.route)

    @property
    def seed(self) -> int:
        """The fields of a programme lie the same for ever, also after export and import."""
        return crc32(self.verkenning.slug.encode())

    # ---- Who takes part

    @cached_property
    def vragen(self) -> dict[str, list[Vrijgave]]:
        """By participant the readable wordings of the question, oldest first."""
        return wordingen(self._per_soort[Soort.VRAAG])

    @cached_property
    def deelnemers(self) -> list[Deelnemer]:
        """In the order in which their questions stand on the route, then by name."""
        plaats = {
            slug: (nummer, halte) for nummer, halte in reversed(list(enumerate(self.route))) for slug in halte.wie
        }
        laatst = (len(self.route), None)
        kaarten = sorted(self._per_soort[Soort.DEELNEMER], key=lambda k: (plaats.get(k.sleutel, laatst)[0], k.titel))
        return [self._deelnemer(kaart, plaats.get(kaart.sleutel, laatst)[1]) for kaart in kaarten]

    def _deelnemer(self, kaart: Vrijgave, halte: Halte | None) -> Deelnemer:
        vandaag = timezone.localdate().isoformat()
        # The dates sort as they read, also those known to the month only; of one date the later step counts. A stop of
        # which nobody knows the date counts from now on, here as inside.
        stappen = [stap for stap in kaart.gegevens["deelname"] if stap["op"] <= vandaag]
        stappen.sort(key=lambda stap: stap["op"] or (vandaag if stap["status"] == "gestopt" else ""))
        stand, op = (stappen[-1]["status"], stappen[-1]["op"]) if stappen else ("", "")
        begonnen = any(stap["status"] == "actief" for stap in stappen)
        vragen = self.vragen.get(kaart.sleutel, [])
        return Deelnemer(kaart, stand, begonnen, op if stand == "gestopt" else "", vragen, halte)

    @cached_property
    def per_slug(self) -> dict[str, Deelnemer]:
        return {deelnemer.kaart.sleutel: deelnemer for deelnemer in self.deelnemers}

    @property
    def begonnen(self) -> int:
        return sum(deelnemer.begonnen for deelnemer in self.deelnemers)

    @property
    def onderweg(self) -> int:
        return sum(deelnemer.stand == "actief" for deelnemer in self.deelnemers)

    @property
    def telling(self) -> str:
        """'acht begonnen, zeven reizen verder', of those whose card this reader may read."""
        return begonnen_en_verder(
            self.begonnen, self.onderweg, afgerond=self.verkenning.fase == Verkenning.Fase.AFGEROND
        )

    # ---- What was learned

    @cached_property
    def geleerd(self) -> list[Geleerd]:
        """The insights: what the tenant notices first, then in the order of the map."""
        vormen = {vorm.slug: vorm for vorm in self.verkenning.assen.vormen}
        meerwaarden = {meerwaarde.slug: meerwaarde for meerwaarde in self.verkenning.assen.meerwaarden}
        geleerd = [
            Geleerd(
                vrijgave,
                vormen.get(vrijgave.gegevens["vorm"]),
                meerwaarden.get(vrijgave.gegevens["meerwaarde"]),
                tuple(self.per_slug[slug] for slug in vrijgave.vragen if slug in self.per_slug),
            )
            for vrijgave in self._per_soort[Soort.INZICHT]
        ]
        volgorde = list(meerwaarden)
        return sorted(
            geleerd,
            key=lambda g: (not g.voor_huurder, volgorde.index(g.meerwaarde.slug) if g.meerwaarde else len(volgorde)),
        )

    @cached_property
    def geleerd_per_vraag(self) -> list[Vraaggroep]:
        """Each insight once: with the first question on the route that it bears on, naming the others."""
        groepen = {slug: Vraaggroep(deelnemer) for slug, deelnemer in self.per_slug.items()}
        rest = Vraaggroep(None)
        for inzicht in self.geleerd:
            slugs = [deelnemer.kaart.sleutel for deelnemer in inzicht.ook]
            eigen = next((slug for slug in groepen if slug in slugs), None)
            ook = tuple(deelnemer for deelnemer in inzicht.ook if deelnemer.kaart.sleutel != eigen)
            groep = groepen[eigen] if eigen else rest
            groep.geleerd.append(Geleerd(inzicht.vrijgave, inzicht.vorm, inzicht.meerwaarde, ook))
        return [groep for groep in (*groepen.values(), rest) if groep.geleerd]

    def kaart(self, gekozen: str = "") -> Kaart:
        adres = reverse("verkenning:kaart", args=[self.verkenning.slug])
        vondsten = [
            Vondst(g.vorm.slug, g.meerwaarde.slug, g.effect, g.vrijgave.tekst, self.adres(g.vrijgave))
            for g in self.geleerd
            if g.vorm and g.meerwaarde
        ]
        return bouw_kaart(self.verkenning, vondsten, celadres=adres, gekozen=gekozen)

    @property
    def passages(self) -> list[Vrijgave]:
        return self.soort(*PASSAGES)

    @cached_property
    def uitspraken(self) -> list[Uitspraak]:
        """Claims of theory and lessons of examples, each with its source where that is readable."""
        bronnen: dict[tuple[str, str], Vrijgave] = {
            (v.soort, v.sleutel): v for v in self.soort(Soort.THEORIE, Soort.INSPIRATIE)
        }
        soort_bron = {Soort.BEWERING: Soort.THEORIE, Soort.LES: Soort.INSPIRATIE}
        return [
            Uitspraak(v, self.haltes.get(v.sessie), bronnen.get((soort_bron[Soort(v.soort)], v.gegevens["bron"])))
            for v in self.soort(Soort.BEWERING, Soort.LES)
        ]

    @property
    def berichten(self) -> list[Vrijgave]:
        """The newest first."""
        return sorted(self._per_soort[Soort.BERICHT], key=lambda v: v.gegevens["nummer"], reverse=True)

    # ---- Addresses

    def adres(self, vrijgave: Vrijgave) -> str:
        return adres_van(vrijgave, self.verkenning.slug, vrijgave.sessie in self.haltes)


def adres_van(vrijgave: Vrijgave, slug: str, sessie_leesbaar: bool) -> str:
    """The one page, and the place on it, where this copy is read."""
    if vrijgave.soort == Soort.SESSIE:
        return reverse("verkenning:sessie", args=[slug, vrijgave.sleutel])
    if vrijgave.soort == Soort.BERICHT:
        return reverse("berichten:bericht", args=[slug, vrijgave.gegevens["nummer"]])
    if vrijgave.soort in {Soort.VRAAG, Soort.DEELNEMER}:
        return f"{reverse('verkenning:programma', args=[slug])}#vraag-{vrijgave.sleutel}"
    if vrijgave.soort in {Soort.THEORIE, Soort.INSPIRATIE}:
        return f"{reverse('verkenning:bibliotheek', args=[slug])}#{vrijgave.soort}-{vrijgave.sleutel}"
    if vrijgave.sessie and sessie_leesbaar:
        return f"{reverse('verkenning:sessie', args=[slug, vrijgave.sessie])}#{vrijgave.code}"
    pagina = "bibliotheek" if vrijgave.soort in {Soort.BEWERING, Soort.LES} else "programma"
    return f"{reverse(f'verkenning:{pagina}', args=[slug])}#{vrijgave.code}"


def veilig_adres(adres: Any) -> str:
    """An address that may stand in a link, or ''."""
    return adres if isinstance(adres, str) and adres.startswith(("https://", "http://")) else ""
