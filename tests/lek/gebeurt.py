"""What happens in one Verkenning, and what its group saw: sessions, answers, notes, insights."""

from __future__ import annotations

from typing import Any

from django.db import models

from sessies.models import (
    Antwoord,
    Bewijs,
    Gast,
    InspiratieKoppeling,
    Inzicht,
    Notitie,
    Onderdeel,
    Routeplan,
    Routestap,
    Routewijziging,
    Sessie,
    TheorieKoppeling,
    Voorbereidingsvraag,
)
from tests.factories import moment

from .kanaries import Kring
from .kringen import NIEMAND, OPENBAAR
from .programma import STANDEN, Programma


def hou_sessies(p: Programma) -> None:
    for nummer, stand in enumerate(STANDEN):
        corporatie = p.ding["corporatie openbaar" if stand in {"ingetrokken", "vervangen"} else f"corporatie {stand}"]
        groep = p.kringen.groep
        buiten = p.buiten(stand, groep)
        sessie = Sessie.objects.create(
            verkenning=p.verkenning,
            volgorde=nummer,
            begin=moment(f"2019-0{3 + nummer}-14 10:00"),
            status="gehouden" if nummer < 3 else "gepland",
            **p.vul(Sessie, stand, groep, buiten),
        )
        p.ding[f"sessie {stand}"] = sessie
        sessie.vragen.set([corporatie])
        sessie.gastheren.set([corporatie])
        sessie.aanwezig.set([p.mens(rol) for rol in ("verkenner", "ander", "begeleider", "gestopt", "inactief")])
        maak_agenda(p, sessie, stand, buiten)
        koppel(p, sessie, stand, buiten)
        bereid_voor(p, sessie, stand)
        schrijf_op(p, sessie, stand)
        p.zet(sessie, stand)
        if stand == "vervangen":
            p.vernieuw(sessie, Sessie, OPENBAAR)
            p.zet(sessie, "openbaar")
        if stand == "openbaar":
            p.vernieuw(sessie, Sessie, groep)


def maak_agenda(p: Programma, sessie: Sessie, stand: str, buiten: Kring) -> None:
    groep = p.kringen.groep
    # What is replaced outside reads the same still in the new copy.
    buiten = OPENBAAR if stand == "vervangen" else buiten
    deel = Onderdeel.objects.create(
        sessie=sessie, soort="gesprek", minuten=45, **p.vul(Onderdeel, stand, groep, buiten)
    )
    p.ding[f"onderdeel {stand}"] = deel
    p.ding[f"gast {stand}"] = Gast.objects.create(onderdeel=deel, **p.vul(Gast, stand, groep))
    Routewijziging.objects.create(sessie=sessie, **p.vul(Routewijziging, stand, groep, buiten))


def koppel(p: Programma, sessie: Sessie, stand: str, buiten: Kring) -> None:
    """A claim and a lesson. The source of it may be let out less far than the claim is."""
    groep = p.kringen.groep
    bij: dict[str, Any] = {
        "theorie": TheorieKoppeling.objects.create(
            sessie=sessie, bron=p.ding["theorie binnen"], **p.vul(TheorieKoppeling, stand, groep, buiten)
        ),
        "inspiratie": InspiratieKoppeling.objects.create(
            sessie=sessie,
            voorbeeld=p.ding["inspiratie binnen"],
            **p.vul(InspiratieKoppeling, stand, groep, buiten),
        ),
    }
    for soort, koppeling in bij.items():
        p.ding[f"{soort}koppeling {stand}"] = koppeling
        p.zet(koppeling, stand)
        if stand == "vervangen":
            p.vernieuw(koppeling, type(koppeling), OPENBAAR)
            p.zet(koppeling, "openbaar")


def bereid_voor(p: Programma, sessie: Sessie, stand: str) -> None:
    vraag = Voorbereidingsvraag.objects.create(sessie=sessie, **p.vul(Voorbereidingsvraag, stand, p.kringen.groep))
    p.ding[f"voorbereidingsvraag {stand}"] = vraag
    van = {
        "verkenner": ("corporatie binnen", "prive", p.kringen.prive("verkenner")),
        "ander": ("corporatie openbaar", "besloten", p.kringen.groep),
        "gestopt": ("corporatie gestopt", "prive", NIEMAND),
        "vertrokken": ("corporatie vervangen", "besloten", p.kringen.groep),
    }
    for rol, (corporatie, zichtbaarheid, kring) in van.items():
        antwoord = Antwoord.objects.create(
            vraag=vraag,
            corporatie=p.ding[corporatie],
            zichtbaarheid=zichtbaarheid,
            **p.vul(Antwoord, f"{zichtbaarheid} van {rol}, sessie {stand}", kring),
        )
        p.ding[f"antwoord {rol} {stand}"] = antwoord
        herschrijf(p, antwoord, Antwoord, kring, rol)


def schrijf_op(p: Programma, sessie: Sessie, stand: str) -> None:
    """Of everybody a private line and one for the group; each was worded otherwise before."""
    rollen = ("verkenner", "ander", "begeleider", "gestopt", "inactief") if stand == "binnen" else ("ander",)
    for rol in rollen:
        for zichtbaarheid, kring in (("prive", p.kringen.prive(rol)), ("besloten", p.kringen.groep)):
            naam = f"notitie {zichtbaarheid} {rol} {stand}"
            notitie = Notitie.objects.create(
                verkenning=p.verkenning,
                sessie=sessie,
                onderdeel=p.ding[f"onderdeel {stand}"],
                soort="verslag",
                auteur=p.mens(rol),
                zichtbaarheid=zichtbaarheid,
                **p.vul(Notitie, naam, kring),
            )
            notitie.raakt.set([p.ding["corporatie binnen"]])
            p.ding[naam] = notitie
            herschrijf(p, notitie, Notitie, kring, rol)
    if stand == "binnen":
        maak_van_prive_besloten(p, sessie)


def herschrijf(p: Programma, bewaard: Any, model: type[models.Model], kring: Kring, rol: str) -> None:
    bewaard.herschrijf(p.tekst(model, "tekst", "herschreven", kring), door=p.mens(rol), vanaf=1)


def maak_van_prive_besloten(p: Programma, sessie: Sessie) -> None:
    """What somebody shares later is what it says then; what it said while it was private stays theirs."""
    notitie = Notitie.objects.create(
        verkenning=p.verkenning,
        sessie=sessie,
        soort="verslag",
        auteur=p.mens("verkenner"),
        zichtbaarheid="prive",
        slug=p.tekst(Notitie, "slug", "gedeeld", p.kringen.groep),
        tekst=p.tekst(Notitie, "tekst", "eerst privé", p.kringen.prive("verkenner")),
    )
    tekst = p.tekst(Notitie, "tekst", "nu besloten", p.kringen.groep)
    notitie.herschrijf(tekst, door=p.mens("verkenner"), vanaf=1, zichtbaarheid="besloten")
    p.ding["notitie gedeeld"] = notitie


# ---- What the group saw


def zie_in(p: Programma) -> None:
    for naam in ("oud", "nieuw", "openbaar"):
        inzicht = Inzicht.objects.create(
            verkenning=p.verkenning,
            vorm=p.ding["vorm"],
            meerwaarde=p.ding["meerwaarde"],
            effect="steunt",
            status="gedeeld",
            vervangt=p.ding.get("inzicht oud"),
            **p.vul(Inzicht, naam, p.kringen.groep),
        )
        p.ding[f"inzicht {naam}"] = inzicht
        # It rests on what not everyone in the group may read.
        for soort, bron in (
            ("notitie", "notitie prive verkenner binnen"),
            ("notitie", "notitie besloten ander binnen"),
            ("antwoord", "antwoord verkenner binnen"),
            ("antwoord", "antwoord ander binnen"),
            ("theorie", "theorie binnen"),
            ("inspiratie", "inspiratie binnen"),
        ):
            Bewijs.objects.create(inzicht=inzicht, **{soort: p.ding[bron]})


# ---- What who guides has in mind


def plan_route(p: Programma) -> None:
    """A draft and what was made known before it: its words are the begeleider's until they stand in the log."""
    for stand in ("bekend", "open"):
        plan = Routeplan.objects.create(
            verkenning=p.verkenning,
            door=p.mens("begeleider"),
            basis="0" * 64,
            bekend_op=moment("2019-03-01 10:00") if stand == "bekend" else None,
        )
        velden = p.vul(Routestap, stand, p.kringen.begeleider)
        [titel] = velden["gegevens"]
        velden["gegevens"] = {
            "titel": titel,
            "na": str(p.ding["sessie openbaar"].pk),
            "begin": "2019-09-05T13:00",
            "einde": "",
            "locatie": titel,
            "vragen": [p.ding["corporatie binnen"].pk],
            "gastheren": [],
        }
        p.ding[f"routestap {stand}"] = plan.stappen.create(
            soort=Routestap.Soort.TOEVOEGEN,
            inzicht=p.ding["inzicht nieuw"],
            notitie=p.ding["notitie besloten ander binnen"],
            **velden,
        )
