"""Who comes to a session, and its guests: what is there, and its addresses."""

from __future__ import annotations

from collections.abc import Iterator

from sessies.models import Agendasleutel, Komst, Komstantwoord, Komstbrief, Oproep, Sessie
from verkenning.geheim import hash_van, nieuw_geheim

from .programma import Programma
from .register import adres_van
from .wandeling import Adres

_VAST = ("binnen", "vervangen")


def roep_op(p: Programma) -> None:
    """The begeleider asked two of the group and a guest, and they answered; two of the portal have a calendar."""
    sessie = p.ding["sessie vervangen"]
    Oproep.objects.create(sessie=sessie, door=p.mens("begeleider"))
    for rol in ("verkenner", "ander", "gestopt"):
        komst = Komst.objects.create(sessie=sessie, persoon=p.mens(rol))
        kring = p.kringen.kring(f"wie leest wat {rol} antwoordt", "begeleider", *({rol} - {"gestopt"})).met()
        Komstantwoord.objects.create(komst=komst, nummer=1, antwoord="nee", **p.vul(Komstantwoord, rol, kring))
    begeleider = p.kringen.begeleider
    gast = Komst.objects.create(sessie=sessie, door=p.mens("begeleider"), **p.vul(Komst, "gast", begeleider))
    gast.onderdelen.add(p.ding["onderdeel vervangen"])
    Komstantwoord.objects.create(komst=gast, nummer=1, antwoord="ja", **p.vul(Komstantwoord, "gast", begeleider))
    brief = Komstbrief.objects.create(komst=gast, soort="uitnodiging", kenmerk="1")
    p.ding |= {"komst gast": gast, "sleutel gast": brief.nieuwe_sleutel()}
    for rol in ("verkenner", "lid", "gestopt"):
        p.ding[f"agenda {rol}"] = geheim = nieuw_geheim()
        Agendasleutel.objects.create(persoon=p.mens(rol), sleutel_hash=hash_van(geheim))


@adres_van("sessies:komst")
def _komst(p: Programma) -> Iterator[Adres]:
    for stand in _VAST:
        kwargs = {"slug": p.slug, "sessie": p.ding[f"sessie {stand}"].slug}
        yield Adres("sessies:komst", kwargs, p.kringen.groep.lezers)


@adres_van("sessies:komst_uitnodigen")
def _uitnodigen(p: Programma) -> Iterator[Adres]:
    for stand in _VAST:
        kwargs = {"slug": p.slug, "sessie": p.ding[f"sessie {stand}"].slug}
        yield Adres("sessies:komst_uitnodigen", kwargs, p.kringen.begeleider.lezers)


@adres_van("sessies:gast_uitnodigen")
def _gast_uitnodigen(p: Programma) -> Iterator[Adres]:
    kwargs = {"slug": p.slug, "sessie": p.ding["sessie vervangen"].slug}
    gast = p.ding["gast vervangen"].pk
    yield Adres("sessies:gast_uitnodigen", kwargs, p.kringen.begeleider.lezers, vraag=f"?gast={gast}")


@adres_van("sessies:gast_wijzig")
def _gast_wijzig(p: Programma) -> Iterator[Adres]:
    kwargs = {"slug": p.slug, "sessie": p.ding["sessie vervangen"].slug, "pk": p.ding["komst gast"].pk}
    yield Adres("sessies:gast_wijzig", kwargs, p.kringen.begeleider.lezers)


@adres_van("sessies:gast")
def _gast(p: Programma) -> Iterator[Adres]:
    """Whoever has the link reads of one session when, where and with whom, of its parts those of the guest; and their own words."""
    komst = p.ding["komst gast"]
    sessie, deel = Sessie.objects.get(pk=komst.sessie_id), p.ding["onderdeel vervangen"]
    teksten = [sessie.titel, sessie.locatie, deel.titel, deel.locatie, komst.naam, komst.laatste.woord]
    teksten += [str(komst.door), *(corporatie.naam for corporatie in sessie.gastheren.all())]
    toont = frozenset(p.voliere.in_tekst(*teksten))
    yield Adres("sessies:gast", {"sleutel": p.ding["sleutel gast"]}, toont=toont)
    yield Adres("sessies:gast", {"sleutel": "zomaar"})


@adres_van("sessies:agenda_feed")
def _agenda(p: Programma) -> Iterator[Adres]:
    """Whoever has the address of a verkenner's calendar reads what stands in it: titles and places, and no more."""
    sessies = Sessie.objects.filter(verkenning=p.verkenning)
    teksten = [tekst for sessie in sessies for tekst in (sessie.titel, sessie.locatie, sessie.slug)]
    yield Adres(
        "sessies:agenda_feed",
        {"sleutel": p.ding["agenda verkenner"]},
        toont=frozenset(p.voliere.in_tekst(*teksten)),
    )
    # Of who is in no group there is nothing in it, and of a wrong secret there is no calendar.
    for rol in ("lid", "gestopt"):
        yield Adres("sessies:agenda_feed", {"sleutel": p.ding[f"agenda {rol}"]})
    yield Adres("sessies:agenda_feed", {"sleutel": "zomaar"}, frozenset())
