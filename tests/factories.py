"""One of each, with the least that makes it whole. What a test is about, it says itself."""

from __future__ import annotations

import itertools
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.text import slugify

from berichten.models import Bericht, Blok
from deelnemers.models import Corporatie, Deelname, Lidmaatschap, Uitnodiging, Vraagversie
from sessies.models import (
    Antwoord,
    Bewijs,
    Cijfer,
    Gast,
    Inspiratie,
    InspiratieKoppeling,
    Inzicht,
    Notitie,
    Onderdeel,
    Routeplan,
    Routestap,
    Routewijziging,
    Sessie,
    Theorie,
    TheorieKoppeling,
    Voorbereidingsvraag,
    Voordracht,
)
from sessies.routeplan.plan import Plan
from verkenning.models import Meerwaarde, Persoon, Publiek, Samenwerkingsvorm, Verkenning, Vrijgave

_nummers = itertools.count(1)


def moment(tekst: str) -> datetime:
    """A moment as people write it: '2019-03-14 10:00', in the Netherlands."""
    return timezone.make_aware(datetime.fromisoformat(tekst), ZoneInfo("Europe/Amsterdam"))


# ---- The ground


def maak_persoon(naam: str = "", **velden: Any) -> Persoon:
    naam = naam or f"Persoon {next(_nummers)}"
    return Persoon.objects.create_user(velden.pop("email", f"{slugify(naam)}@voorbeeld.example"), naam=naam, **velden)


def maak_verkenning(slug: str = "", **velden: Any) -> Verkenning:
    """A programme with one form and one added value, so that insights have a place on its map."""
    slug = slug or f"verkenning-{next(_nummers)}"
    verkenning = Verkenning.objects.create(slug=slug, **{"naam": slug.capitalize(), "begin": "2019-02-06"} | velden)
    maak_vorm(verkenning)
    maak_meerwaarde(verkenning)
    return verkenning


def maak_vorm(verkenning: Verkenning, slug: str = "netwerk", **velden: Any) -> Samenwerkingsvorm:
    return Samenwerkingsvorm.objects.create(verkenning=verkenning, slug=slug, **{"naam": slug.capitalize()} | velden)


def maak_meerwaarde(verkenning: Verkenning, slug: str = "huurder", **velden: Any) -> Meerwaarde:
    gegeven = {"naam": slug.capitalize(), "vraag": "Wat merkt de huurder?", "voor": Meerwaarde.Voor.HUURDER} | velden
    return Meerwaarde.objects.create(verkenning=verkenning, slug=slug, **gegeven)


def maak_vrijgave(verkenning: Verkenning, tekst: str = "Wat er vrijgegeven is.", **velden: Any) -> Vrijgave:
    gegeven = {"soort": Vrijgave.Soort.NOTITIE, "sleutel": "", "publiek": Publiek.OPENBAAR, "door": None} | velden
    return Vrijgave.objects.geef_vrij(verkenning=verkenning, tekst=tekst, **gegeven)


# ---- Who takes part


def maak_corporatie(verkenning: Verkenning, slug: str = "", **velden: Any) -> Corporatie:
    """An association that takes part, with its central question."""
    slug = slug or f"corporatie-{next(_nummers)}"
    vraag = velden.pop("vraag", f"Wat kan {slug} niet alleen?")
    corporatie = Corporatie.objects.create(verkenning=verkenning, slug=slug, **{"naam": slug.capitalize()} | velden)
    Deelname.objects.create(corporatie=corporatie, status=Deelname.Status.ACTIEF, op="2019-01-15")
    if vraag:
        maak_vraagversie(corporatie, tekst=vraag)
    return corporatie


def maak_vraagversie(corporatie: Corporatie, **velden: Any) -> Vraagversie:
    nummer = corporatie.vraagversies.count() + 1
    gegeven = {
        "tekst": f"Vraag {nummer}?",
        "waarom": "" if nummer == 1 else "We weten nu meer.",
        "nummer": nummer,
    } | velden
    return Vraagversie.objects.create(corporatie=corporatie, **gegeven)


def maak_lid(
    persoon: Persoon, verkenning: Verkenning, *rollen: str, corporatie: Corporatie | None = None
) -> Lidmaatschap:
    """Make somebody verkenner for an association, or begeleider, redactie or lid."""
    return Lidmaatschap.objects.create(
        persoon=persoon, verkenning=verkenning, corporatie=corporatie, **dict.fromkeys(rollen, True)
    )


def maak_verkenner(corporatie: Corporatie, naam: str = "") -> Persoon:
    return maak_lid(maak_persoon(naam), corporatie.verkenning, corporatie=corporatie).persoon


def maak_uitnodiging(verkenning: Verkenning, door: Persoon, **velden: Any) -> tuple[Uitnodiging, str]:
    """An invitation, and the secret that stands in its mail only."""
    nummer = next(_nummers)
    gegeven = {
        "email": f"gast-{nummer}@voorbeeld.example",
        "naam": f"Gast {nummer}",
        "rol": Uitnodiging.Rol.LID,
    } | velden
    uitnodiging = Uitnodiging(verkenning=verkenning, door=door, **gegeven)
    sleutel = uitnodiging.nieuwe_sleutel()
    uitnodiging.save()
    return uitnodiging, sleutel


# ---- What happens


def maak_sessie(verkenning: Verkenning, *vragen: Corporatie, **velden: Any) -> Sessie:
    """A session of half a day, about the questions of these associations."""
    nummer = next(_nummers)
    gegeven = {"slug": f"sessie-{nummer}", "titel": f"Sessie {nummer}", "volgorde": nummer} | velden
    gegeven.setdefault("begin", moment("2019-03-14 10:00"))
    sessie = Sessie.objects.create(verkenning=verkenning, **gegeven)
    sessie.vragen.set(vragen)
    return sessie


def maak_onderdeel(sessie: Sessie, **velden: Any) -> Onderdeel:
    nummer = next(_nummers)
    gegeven = {"slug": f"deel-{nummer}", "soort": Onderdeel.Soort.GESPREK, "titel": f"Deel {nummer}", "minuten": 45}
    return Onderdeel.objects.create(sessie=sessie, **gegeven | {"volgorde": nummer} | velden)


def maak_gast(onderdeel: Onderdeel, naam: str = "Gijs Gast", organisatie: str = "De Gemeente") -> Gast:
    return Gast.objects.create(onderdeel=onderdeel, naam=naam, organisatie=organisatie)


def maak_routewijziging(sessie: Sessie, **velden: Any) -> Routewijziging:
    return Routewijziging.objects.create(
        sessie=sessie, **{"wat": "verplaatst", "waarom": "Het kwam niet uit."} | velden
    )


def maak_routeplan(verkenning: Verkenning, door: Persoon, **velden: Any) -> Routeplan:
    return Routeplan.objects.create(
        verkenning=verkenning, door=door, **{"basis": Plan(door, verkenning).kenmerk} | velden
    )


def maak_routestap(verkenning: Verkenning, door: Persoon, soort: str, **gegevens: Any) -> Routestap:
    """One step in the draft of this begeleider, with a reason."""
    redenen = {naam: gegevens.pop(naam, f"Zo komt het beter uit, {naam}.") for naam in ("waarom", "buiten")}
    plan = Routeplan.objects.filter(verkenning=verkenning, door=door, bekend_op=None).first()
    plan = plan or maak_routeplan(verkenning, door)
    return plan.stappen.create(soort=soort, gegevens=gegevens, **redenen)


def maak_voorbereidingsvraag(sessie: Sessie, tekst: str = "Waar ben je kwetsbaar?") -> Voorbereidingsvraag:
    return Voorbereidingsvraag.objects.create(sessie=sessie, tekst=tekst, volgorde=sessie.voorbereidingsvragen.count())


def maak_antwoord(
    vraag: Voorbereidingsvraag, corporatie: Corporatie, tekst: str = "Bij ziekte.", **velden: Any
) -> Antwoord:
    return Antwoord.objects.create(vraag=vraag, corporatie=corporatie, tekst=tekst, **velden)


def maak_notitie(sessie: Sessie, auteur: Persoon, tekst: str = "Wat er gezegd is.", **velden: Any) -> Notitie:
    raakt = velden.pop("raakt", [])
    gegeven = {"slug": f"notitie-{next(_nummers)}", "soort": Notitie.Soort.VERSLAG} | velden
    notitie = Notitie.objects.create(verkenning=sessie.verkenning, sessie=sessie, auteur=auteur, tekst=tekst, **gegeven)
    notitie.raakt.set(raakt)
    return notitie


def maak_theorie(verkenning: Verkenning, slug: str = "", **velden: Any) -> Theorie:
    slug = slug or f"theorie-{next(_nummers)}"
    gegeven = {"titel": slug.capitalize(), "auteurs": ["Schrijver, A."], "jaar": 2008} | velden
    return Theorie.objects.create(verkenning=verkenning, slug=slug, **gegeven)


def maak_inspiratie(verkenning: Verkenning, slug: str = "", **velden: Any) -> Inspiratie:
    slug = slug or f"voorbeeld-{next(_nummers)}"
    gegeven = {"naam": slug.capitalize(), "sector": "zorg"} | velden
    return Inspiratie.objects.create(verkenning=verkenning, slug=slug, **gegeven)


def maak_cijfer(inspiratie: Inspiratie, **velden: Any) -> Cijfer:
    gegeven = {"wat": "deelnemers", "waarde": "50", "peildatum": "2018", "bron": "jaarverslag"} | velden
    return Cijfer.objects.create(inspiratie=inspiratie, **gegeven)


def maak_theoriekoppeling(
    sessie: Sessie, bron: Theorie, bewering: str = "Klein kan.", **velden: Any
) -> TheorieKoppeling:
    return TheorieKoppeling.objects.create(sessie=sessie, bron=bron, bewering=bewering, **velden)


def maak_inspiratiekoppeling(
    sessie: Sessie, voorbeeld: Inspiratie, les: str = "Begin klein.", **velden: Any
) -> InspiratieKoppeling:
    return InspiratieKoppeling.objects.create(sessie=sessie, voorbeeld=voorbeeld, les=les, **velden)


def maak_inzicht(verkenning: Verkenning, stelling: str = "Samen blijft de balie open.", **velden: Any) -> Inzicht:
    """A statement on the first form and the first added value of its programme, unless told otherwise."""
    bewijs = velden.pop("bewijs", [])
    velden.setdefault("vorm", verkenning.vormen.first())
    velden.setdefault("meerwaarde", verkenning.meerwaarden.first())
    gegeven = {"slug": f"inzicht-{next(_nummers)}", "effect": Inzicht.Effect.STEUNT} | velden
    inzicht = Inzicht.objects.create(verkenning=verkenning, stelling=stelling, **gegeven)
    for stuk in bewijs:
        maak_bewijs(inzicht, stuk)
    return inzicht


def maak_bewijs(inzicht: Inzicht, stuk: Notitie | Antwoord | Theorie | Inspiratie) -> Bewijs:
    return Bewijs.objects.create(inzicht=inzicht, **{type(stuk).__name__.lower(): stuk})


def maak_voordracht(
    bron: Notitie | Antwoord | Inzicht,
    *,
    door: Persoon,
    spreker: Persoon,
    tekst: str = "Zoals het naar buiten mag.",
    **velden: Any,
) -> Voordracht:
    gegeven = {"publiek": Publiek.ACHTERBAN, "naamsvermelding": Voordracht.Naamsvermelding.NAAM} | velden
    return Voordracht.objects.draag_voor(bron, tekst=tekst, door=door, spreker=spreker, **gegeven)


# ---- What is published


def maak_bericht(verkenning: Verkenning, **velden: Any) -> Bericht:
    nummer = verkenning.berichten.count() + 1
    gegeven = {"nummer": nummer, "slug": f"bericht-{nummer}", "titel": f"Bericht {nummer}", "publiek": Publiek.OPENBAAR}
    return Bericht.objects.create(verkenning=verkenning, **gegeven | velden)


def maak_blok(bericht: Bericht, **velden: Any) -> Blok:
    gegeven = {"volgorde": bericht.blokken.count(), "kop": "Beste leden", "tekst": "We zijn op weg."} | velden
    return Blok.objects.create(bericht=bericht, **gegeven)
