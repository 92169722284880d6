"""The schema in the words of docs/formaat.md: for every kind of file a table of its keys, their kinds and their caps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import TextField

from berichten.uitwisseling import BLOK, BRONNEN
from sessies.uitwisseling.sessie import Begin
from sessies.uitwisseling.vrijgaven import VRIJGAVEN
from verkenning.markdown import MAX_BYTES
from verkenning.uitwisseling import soorten as s
from verkenning.uitwisseling.deel import bestandssoorten
from verkenning.uitwisseling.lezing import PERSONEN
from verkenning.uitwisseling.schema import Blok, Lijst, Soort

NAAR = {
    PERSONEN: "e-mailadres uit `mensen`",
    "vormen": "slug uit `vormen`",
    "meerwaarden": "slug uit `meerwaarden`",
    "bijlagen": "naam uit `bijlagen/`",
    "antwoorden": "`sessie/vraagnummer/corporatie`",
}
# Of the special kinds, most particular first.
WOORDEN: dict[type[Soort], str] = {
    s.Slug: "slug",
    s.Email: "e-mailadres",
    s.Webadres: "webadres",
    s.Datum: "datum",
    Begin: "moment of datum",
    s.Moment: "moment",
    s.Geheel: "getal",
    s.JaNee: "`true` of `false`",
}


def tabellen() -> str:
    """All tables, as they stand in the documentation."""
    delen = [
        tabel(soort.vorm, [*rijen(soort.sleutels), ("(tekst)", *cellen(soort.tekst))])
        for soort in bestandssoorten()
        if soort.map != "berichten"
    ]
    berichten = next(soort for soort in bestandssoorten() if soort.map == "berichten")
    assert isinstance(VRIJGAVEN.van, Blok)
    delen += [tabel(berichten.vorm, rijen(berichten.sleutels)), tabel("vrijgaven", rijen(VRIJGAVEN.van))]
    return "\n\n".join(delen)


def tabel(kop: str, rijen: Any) -> str:
    regels = [f"| `{sleutel}` | {wat} | {hoogstens} |".replace("|  |", "| |") for sleutel, wat, hoogstens in rijen]
    return "\n".join([f"### {kop}", "", "| sleutel | wat erin mag | hoogstens |", "|---|---|---|", *regels])


def rijen(blok: Blok, voor: str = "") -> Iterator[tuple[str, str, str]]:
    for naam, soort in blok.sleutels.items():
        is_bron = blok is BLOK and naam in BRONNEN
        yield (
            f"{voor}{naam}",
            *(("een bron, zie [berichten](#berichten-en-uitgaven)", "") if is_bron else cellen(soort)),
        )
        if isinstance(soort, Lijst) and isinstance(soort.van, Blok) and soort is not VRIJGAVEN:
            yield from rijen(soort.van, f"{voor}{naam}: ")


def cellen(soort: Soort) -> tuple[str, str]:
    if isinstance(soort, Lijst):
        return _lijst(soort)
    erbij = ", verplicht" if soort.verplicht else ""
    if isinstance(soort, s.Keuze) and soort.standaard:
        erbij = f", anders `{soort.standaard}`"
    return wat(soort) + erbij, hoogstens(soort)


def _lijst(soort: Lijst) -> tuple[str, str]:
    if soort is VRIJGAVEN:
        return "lijst, zie [vrijgaven](#vrijgaven)", ""
    if isinstance(soort.van, Blok):
        return "lijst", ""
    return f"lijst van: {wat(soort.van)}", hoogstens(soort.van)


def wat(soort: Soort) -> str:
    if isinstance(soort, s.Verwijzing):
        return NAAR.get(soort.naar, f"slug uit `{soort.naar}/`")
    if isinstance(soort, s.Keuze):
        *eerste, laatste = (f"`{keuze}`" for keuze in soort.keuzes())
        return f"{', '.join(eerste)} of {laatste}"
    for klasse, woord in WOORDEN.items():
        if isinstance(soort, klasse):
            return woord
    assert isinstance(soort, s.Tekst), soort
    return "tekst" if soort.regels else "één regel"


def hoogstens(soort: Soort) -> str:
    if isinstance(soort, s.Geheel):
        laagste, hoogste = soort.bereik()
        return f"van {_getal(laagste)} tot en met {_getal(hoogste)}"
    if not isinstance(soort, s.Tekst) or isinstance(soort, s.Keuze | s.Datum | s.Verwijzing | Begin):
        return ""
    veld = soort.modelveld()
    tekens = soort.hoogstens or getattr(veld, "max_length", None)
    if tekens:
        return f"{_getal(tekens)} tekens"
    return f"{_getal(MAX_BYTES)} bytes" if isinstance(veld, TextField) else ""


def _getal(getal: int) -> str:
    return f"{getal:,}".replace(",", ".")
