"""Programmes that nobody thought of: made out of the schema itself, so that a new key is tried as soon as it is declared."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.db.models import URLField
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from sessies.uitwisseling.sessie import Begin
from verkenning.uitwisseling import soorten as s
from verkenning.uitwisseling.deel import bestandssoorten
from verkenning.uitwisseling.programma import Bestandssoort, Document, Programma
from verkenning.uitwisseling.schema import Blok, Lijst, Soort
from verkenning.uitwisseling.voorwerk import netjes

SLUGS = ["aap", "noot-2", "1984", "on"]
MENSEN = {"een@x.example": "Eén", "twee@x.example": "on", "drie@x.example": "Drie: vier"}
POEL = {
    **dict.fromkeys(["corporaties", "sessies", "theorie", "inspiratie", "vormen", "meerwaarden"], SLUGS[:2]),
    "personen": list(MENSEN),
}
LASTIG = st.sampled_from(
    ["- x", "a: b", "#", "'", '"', "~", "1e3", "ja", "no", "|", "---", "{", "&a", "2019-02-06", "\u00a0", "😀", "\t"]
)
TEKEN = st.characters(exclude_categories=["Cc", "Cs"])
REGEL = st.lists(LASTIG | st.text(TEKEN, max_size=6), max_size=4).map("".join).map(lambda t: " ".join(t.split()))
REGELS = st.lists(REGEL, max_size=4).map("\n".join).map(netjes)
DAG = st.dates(datetime(1990, 1, 1, tzinfo=UTC).date(), datetime(2030, 1, 1, tzinfo=UTC).date()).map(str)
MOMENT = st.integers(0, 2_000_000_000).map(lambda n: datetime.fromtimestamp(n, UTC))


def waarde(soort: Soort) -> SearchStrategy[Any]:
    """A value of this kind, often none where it may be missing."""
    mogelijk = gevuld(soort)
    return mogelijk if soort.verplicht else st.just(leeg(soort)) | mogelijk


def leeg(soort: Soort) -> Any:
    return [] if isinstance(soort, Lijst) else soort.standaard


def gevuld(soort: Soort) -> SearchStrategy[Any]:
    for klasse in type(soort).__mro__:
        if klasse in STRATEGIE:
            return STRATEGIE[klasse](soort)
    raise NotImplementedError(soort)


def verwijzing(soort: s.Verwijzing) -> SearchStrategy[str]:
    return st.sampled_from(POEL[soort.naar]) if soort.naar in POEL else st.just("")


def blok(soort: Blok) -> SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({naam: waarde(deel) for naam, deel in soort.sleutels.items()})


def tekst(soort: s.Tekst) -> SearchStrategy[str]:
    if isinstance(soort.modelveld(), URLField):
        return st.sampled_from(["https://x.example/a?b=c#d", "http://x.example"])
    return (REGELS if soort.regels else REGEL).map(lambda t: t or ("x" if soort.verplicht else ""))


def lijst(soort: Lijst) -> SearchStrategy[list[Any]]:
    uniek = (lambda een: een) if soort.uniek == "*" else (lambda een: een[soort.uniek]) if soort.uniek else None
    gesorteerd = (lambda een: sorted(een, key=soort.volgorde.index)) if soort.volgorde else (lambda een: een)
    if isinstance(soort.van, s.Verwijzing) and soort.van.naar not in POEL:
        return st.just([])
    return st.lists(gevuld(soort.van), max_size=2, unique_by=uniek).map(gesorteerd)


DATUM = DAG | DAG.map(lambda dag: dag[:7])
STRATEGIE: dict[type, Callable[[Any], SearchStrategy[Any]]] = {
    s.Verwijzing: verwijzing,
    s.Keuze: lambda soort: st.sampled_from(soort.keuzes()),
    s.Slug: lambda soort: st.sampled_from(SLUGS),
    s.Email: lambda soort: st.sampled_from(list(MENSEN)),
    s.Datum: lambda soort: DATUM,
    Begin: lambda soort: DATUM | DAG.map(lambda dag: f"{dag}T12:30"),
    s.Tekst: tekst,
    s.Moment: lambda soort: MOMENT,
    s.Geheel: lambda soort: st.integers(0, 30000),
    s.JaNee: lambda soort: st.booleans(),
    Lijst: lijst,
    Blok: blok,
}


@st.composite
def programmas(draw: st.DrawFn) -> Programma:
    programma = Programma()
    for soort in bestandssoorten():
        slugs = (
            [""] if not soort.map else SLUGS[:2] if soort.map in POEL else draw(st.sampled_from([[], SLUGS, SLUGS[2:]]))
        )
        for nummer, slug in enumerate(slugs, start=draw(st.integers(0, 98)) if soort.genummerd else 0):
            waarden = draw(gevuld(soort.sleutels))
            if soort.map in KLOPPEND:
                KLOPPEND[soort.map](draw, soort, waarden)
            body = "" if soort.map == "berichten" else draw(REGELS)
            programma.voeg_toe(Document(soort, waarden, body, slug, nummer if soort.genummerd else 0))
    return programma


# ---- What holds between keys: names that references find, consent where something is out, a why where something changed


def _verkenning(draw: st.DrawFn, soort: Bestandssoort, waarden: dict[str, Any]) -> None:
    waarden |= {"slug": "willekeurig", "begin": "2019-02", "einde": "2019-03"}
    for naam in ("vormen", "meerwaarden"):
        waarden[naam] = [draw(gevuld(_van(soort, naam))) | {"slug": slug} for slug in POEL[naam]]
    waarden["mensen"] = [{"naam": naam, "email": email, "functie": draw(REGEL)} for email, naam in MENSEN.items()]


def _corporatie(draw: st.DrawFn, soort: Bestandssoort, waarden: dict[str, Any]) -> None:
    waarden["mensen"] = []
    waarden["vraag"].sort(key=lambda versie: versie["op"])
    for versie in waarden["vraag"]:
        versie["waarom"] = versie["waarom"] or "Daarom."


def _sessie(draw: st.DrawFn, soort: Bestandssoort, waarden: dict[str, Any]) -> None:
    waarden |= {"einde": None, "soort": "sessie"}
    for vraag in waarden["voorbereiding"]:
        for antwoord in vraag["antwoorden"]:
            _geef_akkoord(antwoord["vrijgaven"])


def _notitie(draw: st.DrawFn, soort: Bestandssoort, waarden: dict[str, Any]) -> None:
    waarden |= {"spreker": "een@x.example", "onderdeel": "", "zichtbaarheid": waarden["zichtbaarheid"] or "prive"}
    _geef_akkoord(waarden["vrijgaven"])


def _inzicht(draw: st.DrawFn, soort: Bestandssoort, waarden: dict[str, Any]) -> None:
    waarden |= {"vervangt": "", "bewijs": [{"theorie": slug} for slug in draw(st.sampled_from([[], SLUGS[:2]]))]}
    _geef_akkoord(waarden["vrijgaven"])


def _bericht(draw: st.DrawFn, soort: Bestandssoort, waarden: dict[str, Any]) -> None:
    vrij = [blok for blok in waarden["blokken"] if blok["soort"] != "vrijgave"]
    waarden["blokken"] = [{naam: blok[naam] for naam in ("soort", "kop", "tekst")} for blok in vrij]
    waarden["uitgaven"] = []


KLOPPEND = {
    "": _verkenning,
    "corporaties": _corporatie,
    "sessies": _sessie,
    "notities": _notitie,
    "inzichten": _inzicht,
    "berichten": _bericht,
}


def _geef_akkoord(vrijgaven: list[dict[str, Any]]) -> None:
    for vrijgave in vrijgaven:
        vrijgave["akkoord_van"] = "een@x.example"
        vrijgave["op"] = vrijgave["op"] or datetime(2019, 3, 1, 12, tzinfo=UTC)
        if not vrijgave["ingetrokken_op"] or vrijgave["ingetrokken_op"] < vrijgave["op"]:
            vrijgave |= {"ingetrokken_op": None, "waarom": ""}


def _van(soort: Bestandssoort, naam: str) -> Soort:
    lijst_ = soort.sleutels.sleutels[naam]
    assert isinstance(lijst_, Lijst)
    return lijst_.van
