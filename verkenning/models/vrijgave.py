"""The gate: the only thing that members and visitors ever read from.

A Vrijgave is a frozen copy. It points at nothing inside: no note, no session, no participant; what it needs to show
is copied into it, so that a later edit changes nothing outside and a query of it can reach nothing confidential.
Rejected: a flag 'released' on the source (every page then queries the confidential table and one forgotten filter
leaks), and a foreign key to the source (the same, one join further).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import connections, models, transaction
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from ..velden import HtmlVan, PlatteTekst, SlugVeld, Tekstveld, Zoekstammen, gewone_regels
from ..zoeken import fts5_vraag, ts_vraag, zoekstammen, zoektekst
from .persoon import Persoon
from .programma import Verkenning

FTS5 = "SELECT rowid FROM verkenning_vrijgave_zoek WHERE verkenning_vrijgave_zoek MATCH %s"
TS = "SELECT id FROM verkenning_vrijgave WHERE to_tsvector('simple', stammen) @@ to_tsquery('simple', %s)"


class Publiek(models.TextChoices):
    ACHTERBAN = "achterban", "Achterban"
    OPENBAAR = "openbaar", "Openbaar"


def binnen_publiek(publiek: str) -> list[str]:
    """For whom something must be released at least to stand in a publication for this audience."""
    return [Publiek.OPENBAAR] if publiek == Publiek.OPENBAAR else [Publiek.ACHTERBAN, Publiek.OPENBAAR]


def zichtbare_publieken(persoon: Persoon | AnonymousUser) -> list[str]:
    """The audiences this reader belongs to. Whoever has a role anywhere is of the achterban; an account alone is not."""
    if isinstance(persoon, Persoon) and persoon.rollen:
        return [Publiek.ACHTERBAN, Publiek.OPENBAAR]
    return [Publiek.OPENBAAR]


class IntussenVeranderd(Exception):
    """What would go out now is not what somebody looked at before they said yes; nothing is released."""


def merk_van(*kopieen: Mapping[str, Any]) -> str:
    """The mark of copies that would go out: a form carries it, so that what is released is what was shown."""
    return _vingerafdruk([{naam: wat for naam, wat in kopie.items() if naam != "verkenning"} for kopie in kopieen])


def _vingerafdruk(inhoud: Any) -> str:
    tekst = json.dumps(inhoud, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(tekst.encode()).hexdigest()


class VrijgaveQuerySet(models.QuerySet["Vrijgave"]):
    def geldig(self) -> Self:
        """Not withdrawn, and not replaced by a later copy of the same card."""
        return self.filter(ingetrokken_op=None, vervangen_op=None)

    def leesbaar_voor(self, persoon: Persoon | AnonymousUser) -> Self:
        return self.geldig().filter(publiek__in=zichtbare_publieken(persoon))

    def voor_publiek(self, publiek: str) -> Self:
        """What may stand in a publication for this audience: nothing that is narrower than the publication itself."""
        return self.geldig().filter(publiek__in=binnen_publiek(publiek))

    def niet_voor_publiek(self, publiek: str) -> Self:
        """The others: what is withdrawn, replaced, or for fewer people than that."""
        return self.exclude(ingetrokken_op=None, vervangen_op=None, publiek__in=binnen_publiek(publiek))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def soort(self, *soorten: str) -> Self:
        return self.filter(soort__in=soorten)

    def zoek(self, vraag: str) -> Self:
        """What holds every word of a question, of those in this queryset: so a reader finds and counts only their own."""
        stammen = zoekstammen(vraag)
        if not stammen:
            return self.none()
        if connections[self.db].vendor == "sqlite":
            sql, woorden = FTS5, fts5_vraag(stammen)
        else:
            sql, woorden = TS, ts_vraag(stammen)
        return self.filter(pk__in=RawSQL(sql, [woorden]))  # noqa: S611 - one of two constants, and a parameter

    def geef_vrij(
        self,
        *,
        verkenning: Verkenning,
        soort: str,
        sleutel: str,
        publiek: str,
        door: Persoon | None,
        op: datetime | None = None,
        **inhoud: Any,
    ) -> Vrijgave:
        """Freeze a copy and let it out. A card (see `Soort.is_kaart`) replaces the earlier copy of the same thing."""
        op = op or timezone.now()
        vrijgave = self.model(
            verkenning=verkenning, soort=soort, sleutel=sleutel, publiek=publiek, door=door, op=op, **inhoud
        )
        vrijgave.titel, vrijgave.tekst = gewone_regels(vrijgave.titel), gewone_regels(vrijgave.tekst)
        vrijgave.vingerafdruk = vrijgave.bereken_vingerafdruk()
        vrijgave.sleutel = sleutel or vrijgave.code
        with transaction.atomic():
            if soort in KAARTEN:
                self.filter(verkenning=verkenning, soort=soort, sleutel=sleutel, vervangen_op=None).update(
                    vervangen_op=op
                )
            vrijgave.save(force_insert=True)
        return vrijgave


class Vrijgave(models.Model):
    class Soort(models.TextChoices):
        DEELNEMER = "deelnemer", "Deelnemer"
        VRAAG = "vraag", "Centrale vraag"
        SESSIE = "sessie", "Sessie"
        NOTITIE = "notitie", "Uit een sessie"
        ANTWOORD = "antwoord", "Uit de voorbereiding"
        INZICHT = "inzicht", "Inzicht"
        THEORIE = "theorie", "Theorie"
        INSPIRATIE = "inspiratie", "Inspiratie"
        BEWERING = "bewering", "Wat de theorie hier zegt"
        LES = "les", "Wat het voorbeeld hier leert"
        BERICHT = "bericht", "Bericht"

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="vrijgaven")
    soort = models.CharField(max_length=20, choices=Soort)
    # For a card the slug it has outside; for a passage its own code, and for an insight that of its first copy: copies of
    # one thing have one key. Never the slug of a note: that is made of its words.
    sleutel = SlugVeld(max_length=120)
    publiek = models.CharField(max_length=20, choices=Publiek)
    titel = models.CharField(max_length=1000, blank=True)
    tekst = Tekstveld(blank=True)
    html = HtmlVan("tekst")
    naam = models.CharField("naam bij de tekst", max_length=400, blank=True, help_text="leeg: zonder naam")
    # Where it belongs, as slugs of released cards; a page shows them only if that card is readable too.
    sessie = models.CharField(max_length=80, blank=True)
    vragen = models.JSONField(default=list, blank=True)
    # What else the page shows of this kind of thing; its shapes stand in docs/besluiten.
    gegevens = models.JSONField(default=dict, blank=True)
    stammen = Zoekstammen()

    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Persoon, models.PROTECT, null=True, blank=True, related_name="+")
    akkoord_van = models.ForeignKey(Persoon, models.PROTECT, null=True, blank=True, related_name="+")
    vingerafdruk = models.CharField(max_length=64, editable=False)
    vervangen_op = models.DateTimeField(null=True, blank=True, editable=False)
    ingetrokken_op = models.DateTimeField(null=True, blank=True)
    ingetrokken_waarom = PlatteTekst("waarom ingetrokken", blank=True)

    objects = VrijgaveQuerySet.as_manager()

    class Meta:
        ordering = ["op", "pk"]
        indexes = [models.Index(fields=["verkenning", "soort", "sleutel"])]
        constraints = [
            models.UniqueConstraint(
                fields=["verkenning", "soort", "sleutel"],
                condition=Q(
                    soort__in=["deelnemer", "sessie", "theorie", "inspiratie", "bewering", "les", "bericht"],
                    vervangen_op=None,
                ),
                name="een_geldige_kaart",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.code}"

    @property
    def code(self) -> str:
        """A short name for in addresses and in reports, the same after export and import."""
        return self.vingerafdruk[:8]

    @property
    def is_geldig(self) -> bool:
        """Not withdrawn, and not replaced: what `geldig` finds."""
        return self.ingetrokken_op is None and self.vervangen_op is None

    def zoektekst(self) -> list[str]:
        """Everything a reader sees of it in words, the title first."""
        return zoektekst(self.titel, self.html, self.naam, self.gegevens)

    def bereken_vingerafdruk(self, publiek: str = "") -> str:
        """sha256 of exactly what a reader gets to see, so that any change of it can be found.

        With `publiek` as it would be had it been released for those readers: the same thing for others is another copy.
        """
        wie = publiek or self.publiek
        inhoud = [self.soort, wie, self.titel, self.tekst, self.naam, self.sessie, self.vragen, self.gegevens]
        return _vingerafdruk(inhoud)

    def trek_in(self, waarom: str, op: datetime | None = None) -> None:
        """Take it from every page, feed and search at once. The copy stays, to account for what was once readable."""
        self.ingetrokken_op, self.ingetrokken_waarom = op or timezone.now(), waarom
        self.save(update_fields=["ingetrokken_op", "ingetrokken_waarom"])


# One current copy at a time. Questions are not cards: their released versions stay readable as a history.
KAARTEN = frozenset({"deelnemer", "sessie", "theorie", "inspiratie", "bewering", "les", "bericht"})
