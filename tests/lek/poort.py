"""What goes through the gate of one Verkenning: passages in every state, and copies of every kind."""

from __future__ import annotations

from datetime import date
from typing import Any

from deelnemers.models import Lidmaatschap
from sessies.models import Notitie, Voordracht
from verkenning.models import Publiek, Vrijgave

from .kringen import ACHTERBAN, NIEMAND, OPENBAAR
from .programma import STANDEN, Programma


def draag_voor(p: Programma) -> None:
    """A passage in every state, of notes, answers and insights; of the speakers one has left and one is locked out."""
    for spreker in ("verkenner", "ander", "gestopt", "inactief"):
        for besluit in ("", "binnen", "akkoord", "anoniem", "anders"):
            voordracht(p, f"notitie besloten {spreker} binnen", spreker, besluit)
    maak_prive_na_de_vraag(p, "notitie prive verkenner binnen")
    voordracht(p, "antwoord ander binnen", "ander", "akkoord")
    voordracht(p, "notitie besloten ander binnen", "ander", "", door="verkenner")
    voordracht(p, "inzicht nieuw", "verkenner", "")
    for stand in STANDEN[1:4]:
        voordracht(p, f"notitie besloten ander {stand}", "ander", "akkoord", stand=stand)
        voordracht(p, f"antwoord ander {stand}", "ander", "anoniem", stand=stand)
    voordracht(p, "inzicht openbaar", "verkenner", "anders", stand="openbaar", naam="anoniem")
    # Asked for their association, and then they left it: it is nobody's to answer now, and not theirs to read.
    voordracht(p, "antwoord vertrokken binnen", "vertrokken", "")
    Lidmaatschap.objects.filter(persoon=p.mens("vertrokken")).update(beeindigd_op=date(2019, 5, 1))
    # What stands outside may belong to a session and a question that do not, and those stay unnamed.
    voordracht(p, "notitie besloten verkenner binnen", "verkenner", "anoniem", stand="openbaar")


def maak_prive_na_de_vraag(p: Programma, bron: str) -> None:
    """Put forward while the group could read it; its author has thought better of that since."""
    rij = Notitie.objects.filter(pk=p.ding[bron].pk)
    rij.update(zichtbaarheid="besloten")
    voordracht(p, bron, "verkenner", "", door="verkenner")
    rij.update(zichtbaarheid="prive")


def voordracht(
    p: Programma,
    bron: str,
    spreker: str,
    besluit: str,
    *,
    door: str = "begeleider",
    stand: str = "binnen",
    naam: str = "naam",
) -> None:
    vragers = p.kringen.voordracht(spreker, door)
    # 'Anders' puts other words in their place, and the first ones are nobody's any more.
    eerst = NIEMAND if besluit == "anders" else p.buiten(stand, vragers)
    waar = f"voordracht {bron} {besluit or 'wacht'} {stand}"
    voordracht = Voordracht.objects.draag_voor(
        p.ding[bron],
        publiek=Publiek.ACHTERBAN if stand == "achterban" else Publiek.OPENBAAR,
        naamsvermelding=naam,
        door=p.mens(door),
        spreker=p.mens(spreker),
        **p.vul(Voordracht, waar, eerst),
    )
    p.ding.setdefault(f"voordracht {spreker} {besluit or 'wacht'} {stand}", voordracht)
    if besluit:
        anders = p.tekst(Voordracht, "tekst", f"{waar}, eigen woorden", p.buiten(stand, vragers))
        voordracht.beantwoord(besluit, eigen_tekst=anders, door=p.mens(spreker))
    if stand != "binnen":
        voordracht.geef_vrij(door=p.mens("begeleider"))
    if stand == "ingetrokken":
        voordracht.trek_in(p.tekst(Vrijgave, "ingetrokken_waarom", waar, p.kringen.groep))


def leg_kopieen(p: Programma) -> None:
    """Copies of every kind, straight into the gate: also those that the inside has no way to make today."""
    for soort in sorted(set(Vrijgave.Soort.values) - {"bericht"}):
        for stand in STANDEN[1:]:
            buiten = {"achterban": ACHTERBAN, "openbaar": OPENBAAR}.get(stand, NIEMAND)
            velden = p.vul(Vrijgave, f"{soort}, {stand}", p.kringen.groep, buiten)
            velden.pop("ingetrokken_waarom")
            velden["sessie"] = p.ding["sessie binnen"].slug
            velden["vragen"] = [p.ding["corporatie binnen"].slug]
            vrijgave = Vrijgave.objects.geef_vrij(
                verkenning=p.verkenning,
                soort=soort,
                publiek=Publiek.ACHTERBAN if stand == "achterban" else Publiek.OPENBAAR,
                door=p.mens("begeleider"),
                gegevens=gegevens(p, soort),
                **velden,
            )
            p.ding[f"kopie {soort} {stand}"] = vrijgave
            if stand == "ingetrokken":
                vrijgave.trek_in("Toch niet.")
            if stand == "vervangen":
                Vrijgave.objects.filter(pk=vrijgave.pk).update(vervangen_op=vrijgave.op)


def gegevens(p: Programma, soort: str) -> dict[str, Any]:
    """As little as a copy of this kind can have, and a source that is not out."""
    vorm, meerwaarde = p.ding["vorm"].slug, p.ding["meerwaarde"].slug
    gegevens: dict[str, dict[str, Any]] = {
        "vraag": {"versie": 1, "op": "2019-02-01"},
        "sessie": p.ding["sessie openbaar"].kaart()
        | {"locatie": "", "gastheren": [], "vragen": [], "agenda": [], "wijzigingen": []},
        "deelnemer": {"plaats": "", "website": "", "fictief": True, "deelname": []},
        "inzicht": {"vorm": vorm, "meerwaarde": meerwaarde, "effect": "steunt", "status": "gedeeld"},
        "bewering": {"bron": p.ding["theorie binnen"].slug},
        "les": {"bron": p.ding["inspiratie binnen"].slug},
    }
    return gegevens.get(soort, {})
