"""What who guides may want to look at before a draft is made known. It warns, and never stops anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations, pairwise

from django.db.models import Exists, OuterRef, Subquery

from deelnemers.models import Deelname
from verkenning import datum

from ..models import InspiratieKoppeling, Komst, Komstantwoord, Onderdeel, Sessie, TheorieKoppeling
from .feestdagen import feestdagen
from .plan import Plan
from .stand import Plek
from .wie import groep

TE_LANG = 3  # sessions in a row without theory, or without an example from elsewhere


def let_op(plan: Plan) -> list[str]:
    """A sentence for each, of the route as the draft leaves it."""
    straks = [plek for plek in plan.uitkomst if not plek.ligt_vast]
    return [
        *_zelfde_dag(plan, straks),
        *(zin for plek in straks for zin in _vrije_dag(plek)),
        *_volgorde(straks),
        *(zin for plek in straks for zin in _gestopt(plan, plek)),
        *_komt_niet(plan, straks),
        *_te_lang_zonder(plan),
        *_niet_gehoord(plan),
    ]


def _zelfde_dag(plan: Plan, straks: list[Plek]) -> Iterator[str]:
    per_dag: dict[str, list[Plek]] = defaultdict(list)
    for plek in straks:
        if plek.dag:
            per_dag[plek.dag].append(plek)
    for dag, plekken in per_dag.items():
        for een, ander in combinations(plekken, 2):
            yield f"Op {datum.dag(dag)} staan twee sessies: {een.naam} en {ander.naam}."
            if dubbel := {*een.gastheren} & {*ander.gastheren}:
                yield f"Die dag ontvangt {' en '.join(sorted(plan.namen[pk] for pk in dubbel))} ze allebei."


def _vrije_dag(plek: Plek) -> Iterator[str]:
    if not plek.dag:
        return
    dag = date.fromisoformat(plek.dag)
    if feest := feestdagen(dag.year).get(dag):
        yield f"{plek.naam} valt op {feest}."
    elif dag.weekday() >= 5:
        yield f"{plek.naam} valt op een {datum.DAGEN[dag.weekday()]}."


def _volgorde(straks: list[Plek]) -> Iterator[str]:
    """The order of the route and that of the calendar may differ; but then somebody wanted it so."""
    met_dag = [plek for plek in straks if plek.dag]
    for eerst, daarna in pairwise(met_dag):
        if daarna.begin[:10] < eerst.begin[:10]:
            yield f"{daarna.naam} staat na {eerst.naam} op de route, maar is eerder."


def _gestopt(plan: Plan, plek: Plek) -> Iterator[str]:
    for veld, doet in (("gastheren", "ontvangt bij"), ("vragen", "brengt de vraag in bij")):
        for pk in getattr(plek, veld):
            corporatie = plan.gezelschap.corporaties.get(pk)
            if corporatie is not None and corporatie.stand == Deelname.Status.GESTOPT:
                yield f"{corporatie.naam} {doet} {plek.naam}, maar doet niet meer mee."


def _komt_niet(plan: Plan, straks: list[Plek]) -> Iterator[str]:
    """Whoever hosts, or asks the question, and answered that they do not come."""
    laatste = Komstantwoord.objects.filter(komst=OuterRef("pk")).order_by("-nummer").values("antwoord")[:1]
    komsten = Komst.objects.zichtbaar_voor(plan.persoon).geldig().filter(sessie__verkenning=plan.verkenning)
    afgezegd = komsten.annotate(zei=Subquery(laatste)).filter(zei=Komstantwoord.Antwoord.NEE, persoon__isnull=False)
    nee = {(str(sessie), persoon) for sessie, persoon in afgezegd.values_list("sessie", "persoon")}
    for lid in groep(plan.verkenning) if nee else []:
        for plek in straks:
            if lid.corporaties & {*plek.betrokken} and (plek.sleutel, lid.persoon.pk) in nee:
                yield f"{lid.persoon} kan niet bij {plek.naam}, maar ontvangt daar of brengt de vraag in."


def _te_lang_zonder(plan: Plan) -> Iterator[str]:
    """Of sessions in a row, as many of which at least one is still ahead."""
    per_sessie = _bronnen(plan)
    rij = [plek for plek in plan.uitkomst if plek.is_sessie and plek.status != Sessie.Status.VERVALLEN]
    opgegaan: dict[str, set[str]] = defaultdict(set)
    for plek in plan.uitkomst:
        opgegaan[plek.opgegaan_in].add(plek.sleutel)
    for soort, woord in (("theorie", "theorie"), ("inspiratie", "een voorbeeld uit een andere sector")):
        met = {sleutel for sleutel, soorten in per_sessie.items() if soort in soorten}
        zonder = [p for p in rij if not ({p.sleutel} | opgegaan[p.sleutel]) & met]
        lang = _langste_rij(rij, zonder)
        if len(lang) >= TE_LANG and any(not plek.ligt_vast for plek in lang):
            yield f"{len(lang)} sessies achter elkaar zonder {woord}: van {lang[0].naam} tot en met {lang[-1].naam}."


def _langste_rij(rij: list[Plek], zonder: list[Plek]) -> list[Plek]:
    langste: list[Plek] = []
    lopend: list[Plek] = []
    for plek in rij:
        lopend = [*lopend, plek] if plek in zonder else []
        langste = max(langste, lopend, key=len)
    return langste


def _bronnen(plan: Plan) -> dict[str, set[str]]:
    """By session what it has of theory and of inspiration: a source, or a part of the agenda."""
    delen = Onderdeel.objects.filter(sessie=OuterRef("pk"))
    rijen = Sessie.objects.van(plan.verkenning).annotate(
        met_theorie=Exists(TheorieKoppeling.objects.filter(sessie=OuterRef("pk")))
        | Exists(delen.filter(soort="theorie")),
        met_inspiratie=Exists(InspiratieKoppeling.objects.filter(sessie=OuterRef("pk")))
        | Exists(delen.filter(soort="inspiratie")),
    )
    return {
        str(pk): {soort for soort, heeft in (("theorie", theorie), ("inspiratie", inspiratie)) if heeft}
        for pk, theorie, inspiratie in rijen.order_by("pk").values_list("pk", "met_theorie", "met_inspiratie")
    }


def _niet_gehoord(plan: Plan) -> Iterator[str]:
    """Whoever takes part, and has no session about their question, walked or planned."""
    gehoord = {pk for plek in plan.uitkomst if plek.status != Sessie.Status.VERVALLEN for pk in plek.vragen}
    for corporatie in plan.gezelschap.actief(plan.verkenning.pk):
        if corporatie.pk not in gehoord:
            yield f"Over de vraag van {corporatie.naam} staat nog geen sessie op de route."
