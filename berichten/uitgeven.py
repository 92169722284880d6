"""From draft to edition, and what happens to an edition when a passage in it is withdrawn.

Readers never depend on somebody acting: each time an edition is served, it is held against the gate first.
Rejected: a signal on withdrawal (one failing receiver, and the words stay readable).
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Substr
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from verkenning.models import Persoon, Vrijgave
from verkenning.models.vrijgave import binnen_publiek

from .drukwerk import Drukwerk
from .etalage import zet_in_etalage
from .merken import stukken, zonder
from .models import Bericht, Blok, Uitgave
from .opmaak import Opmaak
from .tasks import maak_pdf


class NietPubliceerbaar(Exception):
    """The bericht cannot go out as it stands. Carries why, block by block, in sentences for the redactie."""

    def __init__(self, bezwaren: list[str]) -> None:
        super().__init__(" ".join(bezwaren))
        self.bezwaren = bezwaren


def bezwaren(bericht: Bericht, blokken: list[Blok] | None = None) -> list[str]:
    """Everything that stands in the way of publishing."""
    if blokken is None:
        blokken = list(bericht.blokken.select_related("vrijgave"))
    for blok in blokken:
        blok.bericht = bericht
    lijst = [f"Blok {nr}: {tegen}" for nr, blok in enumerate(blokken, start=1) if (tegen := blok.bezwaar())]
    return lijst or ([] if blokken else ["Er staat nog niets in dit bericht."])


def artikel(opmaak: Opmaak) -> SafeString:
    """The fragment that is published, and over which the fingerprint is taken."""
    return render_to_string("berichten/artikel.html", {"opmaak": opmaak})


def vingerafdruk(html: str) -> str:
    return hashlib.sha256(html.encode()).hexdigest()


def publiceer(
    bericht: Bericht,
    *,
    door: Persoon | None,
    op: datetime | None = None,
    toelichting: str = "",
    verwacht: str = "",
) -> Uitgave:
    """Publish the bericht as it stands. The same thing twice is the same edition. Raises NietPubliceerbaar.

    `verwacht` is the fingerprint that the redactie looked at: what changed since is not published by accident.
    """
    with transaction.atomic():
        bericht = Bericht.objects.select_for_update(of=("self",)).select_related("verkenning").get(pk=bericht.pk)
        if tegen := bezwaren(bericht):
            raise NietPubliceerbaar(tegen)
        opmaak = Opmaak(bericht)
        html = artikel(opmaak)
        afdruk = vingerafdruk(html)
        if verwacht and verwacht != afdruk:
            raise NietPubliceerbaar(["Het bericht is veranderd sinds je het bekeek. Bekijk het nog een keer."])
        vorige = bericht.uitgaven.order_by("nummer").last()
        if vorige and _zelfde(vorige, bericht, afdruk):
            return vorige
        nummer, op = (vorige.nummer + 1 if vorige else 1), op or timezone.now()
        uitgave = Uitgave(
            bericht=bericht,
            nummer=nummer,
            op=op,
            door=door,
            publiek=bericht.publiek,
            soort=bericht.soort,
            titel=bericht.titel,
            toelichting=toelichting,
            html=html,
            druk_html=Drukwerk(opmaak, nummer=nummer, op=op, vingerafdruk=afdruk).html(),
            sha256=afdruk,
        )
        _geef_uit(uitgave)
    return uitgave


def _zelfde(vorige: Uitgave, bericht: Bericht, afdruk: str) -> bool:
    return (vorige.sha256, vorige.titel, vorige.publiek, vorige.soort) == (
        afdruk,
        bericht.titel,
        bericht.publiek,
        bericht.soort,
    )


def _geef_uit(uitgave: Uitgave) -> None:
    uitgave.save()
    zet_in_etalage(uitgave)
    transaction.on_commit(lambda: maak_pdf.enqueue(uitgave.pk))


# ---- Withdrawal


def houd_bij(uitgave: Uitgave) -> Uitgave:
    """The edition as it may be read now: itself, or a next one in which the withdrawn passages say so."""
    weg = vervallen(uitgave)
    if not weg:
        return uitgave
    with transaction.atomic():
        bericht = (
            Bericht.objects.select_for_update(of=("self",)).select_related("verkenning").get(pk=uitgave.bericht_id)
        )
        laatste = bericht.uitgaven.order_by("nummer").last()
        if laatste is None or laatste.pk != uitgave.pk:
            return houd_bij(laatste) if laatste else uitgave
        nieuw = volgende(uitgave, weg, bericht)
        _geef_uit(nieuw)
    return nieuw


def volgende(uitgave: Uitgave, weg: set[str], bericht: Bericht) -> Uitgave:
    """The edition after this one, in which these passages say that they were withdrawn. Nothing is saved or published."""
    html = zonder(uitgave.html, weg)
    afdruk = vingerafdruk(html)
    return Uitgave(
        bericht=bericht,
        nummer=uitgave.nummer + 1,
        publiek=uitgave.publiek,
        soort=uitgave.soort,
        titel=uitgave.titel,
        toelichting="Een stuk in dit bericht is ingetrokken.",
        html=html,
        druk_html=_druk_zonder(uitgave, weg, afdruk),
        sha256=afdruk,
    )


def _druk_zonder(uitgave: Uitgave, weg: set[str], afdruk: str) -> str:
    """The print document of the next edition: withdrawn passages out, its own fingerprint and number in the colophon."""
    druk = zonder(uitgave.druk_html, weg).replace(uitgave.sha256, afdruk)
    return druk.replace(f"uitgave {uitgave.nummer} van", f"uitgave {uitgave.nummer + 1} van")


def vervallen(uitgave: Uitgave) -> set[str]:
    """Which of its copies this edition's readers may no longer read, by their marks."""
    van_hier = Vrijgave.objects.van(uitgave.bericht.verkenning)
    erin = van_hier.annotate(merk=Substr("vingerafdruk", 1, 16)).filter(
        merk__in=stukken(uitgave.html) | stukken(uitgave.druk_html)
    )
    verdacht = list(erin.niet_voor_publiek(uitgave.publiek))
    if not verdacht:
        return set()
    zelfde_ding = Q(sleutel__in=[v.sleutel for v in verdacht]) | Q(vingerafdruk__in=[v.vingerafdruk for v in verdacht])
    kopieen = list(van_hier.filter(zelfde_ding))
    return {v.vingerafdruk[:16] for v in verdacht if not _mag_blijven(v, kopieen, uitgave.publiek)}


def _mag_blijven(toen: Vrijgave, kopieen: list[Vrijgave], publiek: str) -> bool:
    """Whether these readers may go on reading what was released then, though it is not what they may read now.

    Yes if they may read the very same in another copy. Yes if it was only replaced: an edition is dated, and keeps
    what was known then. But what was ever withdrawn or kept for fewer people since, in this copy or a later one, is
    taken from these readers, and other words that are free now do not give it back.
    """
    mag = set(binnen_publiek(publiek))
    geldig = [kopie for kopie in kopieen if kopie.is_geldig and kopie.publiek in mag]
    if any(kopie.vingerafdruk == toen.bereken_vingerafdruk(kopie.publiek) for kopie in geldig):
        return True
    van_hetzelfde = [kopie for kopie in kopieen if (kopie.soort, kopie.sleutel) == (toen.soort, toen.sleutel)]
    sinds = [kopie for kopie in van_hetzelfde if kopie.pk >= toen.pk]
    nooit_weg = all(kopie.ingetrokken_op is None and kopie.publiek in mag for kopie in sinds)
    return nooit_weg and any(kopie.is_geldig for kopie in sinds)
