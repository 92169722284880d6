from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count
from typing import Any, Self

from django.db import models
from django.urls import reverse

from verkenning.models import Persoon, Samenwerkingsvorm, Verkenning, Vrijgave
from verkenning.velden import DeelDatumVeld, HtmlVan, SlugVeld, Tekstveld

from .. import permissions
from .sessie import Sessie
from .vrijgeefbaar import Vrijgeefbaar

MAX_SLEUTEL = 120


class BibliotheekQuerySet(models.QuerySet[Any]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.ziet_bibliotheek(persoon))


class Theorie(Vrijgeefbaar):
    """A publication, and what it says in plain words. Not confidential, but released entry by entry."""

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="theorie")
    slug = SlugVeld(plek="bron")
    auteurs = models.JSONField(default=list, blank=True)
    jaar = models.PositiveSmallIntegerField(null=True, blank=True)
    titel = models.CharField(max_length=500)
    uitgegeven_in = models.CharField("in", max_length=300, blank=True)
    doi = models.CharField("DOI", max_length=200, blank=True)
    url = models.URLField("adres", max_length=500, blank=True)
    gecontroleerd = models.BooleanField(default=False)
    tekst = Tekstveld("wat zegt het?", blank=True)
    html = HtmlVan("tekst")

    objects = BibliotheekQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "theorie"
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="theorie_uniek")]

    def __str__(self) -> str:
        return self.titel

    def get_absolute_url(self) -> str:
        return reverse("sessies:theorie", args=[self.verkenning.slug, self.slug])

    def buitenkant(self) -> dict[str, Any]:
        gegevens = {
            "auteurs": self.auteurs,
            "jaar": self.jaar,
            "in": self.uitgegeven_in,
            "doi": self.doi,
            "url": self.url,
            "gecontroleerd": self.gecontroleerd,
        }
        return {
            "verkenning": self.verkenning,
            "soort": "theorie",
            "sleutel": self.slug,
            "titel": self.titel,
            "tekst": self.tekst,
            "gegevens": gegevens,
        }


class Inspiratie(Vrijgeefbaar):
    """An example from elsewhere: how people work together there, with dated figures; failures belong in it too."""

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="inspiratie")
    slug = SlugVeld(plek="bron")
    naam = models.CharField(max_length=300)
    sector = models.CharField(max_length=200, blank=True)
    vorm = models.ForeignKey(Samenwerkingsvorm, models.SET_NULL, null=True, blank=True, related_name="+")
    url = models.URLField("adres", max_length=500, blank=True)
    mislukking = models.BooleanField("het werkte niet", default=False)
    tekst = Tekstveld("wat is het en hoe werken ze samen?", blank=True)
    html = HtmlVan("tekst")

    objects = BibliotheekQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "inspiratie"
        ordering = ["slug"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="inspiratie_uniek")]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("sessies:inspiratie", args=[self.verkenning.slug, self.slug])

    def buitenkant(self) -> dict[str, Any]:
        cijfers = [
            {"wat": c.wat, "waarde": c.waarde, "peildatum": c.peildatum, "bron": c.bron} for c in self.cijfers.all()
        ]
        gegevens = {
            "sector": self.sector,
            "vorm": self.vorm.slug if self.vorm else "",
            "url": self.url,
            "mislukking": self.mislukking,
            "cijfers": cijfers,
        }
        return {
            "verkenning": self.verkenning,
            "soort": "inspiratie",
            "sleutel": self.slug,
            "titel": self.naam,
            "tekst": self.tekst,
            "gegevens": gegevens,
        }


class Cijfer(models.Model):
    """A figure about an example. None without its date and its source."""

    inspiratie = models.ForeignKey(Inspiratie, models.CASCADE, related_name="cijfers")
    wat = models.CharField(max_length=200)
    waarde = models.CharField(max_length=100)
    peildatum = DeelDatumVeld()
    bron = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.waarde} {self.wat}"


class TheorieKoppeling(Vrijgeefbaar):
    """A publication at a session: what it claims for this question, and later the verdict from practice."""

    class Oordeel(models.TextChoices):
        OPEN = "open", "nog open"
        HOUDT_STAND = "houdt-stand", "houdt stand"
        DEELS = "deels", "klopt deels"
        NIET = "niet", "klopt hier niet"

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="theoriekoppelingen")
    bron = models.ForeignKey(Theorie, models.CASCADE, related_name="koppelingen")
    bewering = Tekstveld("wat zegt dit over de vraag?", blank=True)
    oordeel = models.CharField(max_length=20, choices=Oordeel, default=Oordeel.OPEN)
    toelichting = Tekstveld(blank=True)
    toelichting_html = HtmlVan("toelichting")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.bron} bij {self.sessie}"

    def buitenkant(self) -> dict[str, Any]:
        return _regel_bij(self, "bewering", self.bron.slug, self.bewering)


class InspiratieKoppeling(Vrijgeefbaar):
    """An example at a session, with the lesson for this question."""

    sessie = models.ForeignKey(Sessie, models.CASCADE, related_name="inspiratiekoppelingen")
    voorbeeld = models.ForeignKey(Inspiratie, models.CASCADE, related_name="koppelingen")
    les = Tekstveld("wat leren we hiervan?", blank=True)
    toelichting = Tekstveld(blank=True)
    toelichting_html = HtmlVan("toelichting")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.voorbeeld} bij {self.sessie}"

    def buitenkant(self) -> dict[str, Any]:
        return _regel_bij(self, "les", self.voorbeeld.slug, self.les)


type Koppeling = TheorieKoppeling | InspiratieKoppeling


def _regel_bij(koppeling: Koppeling, soort: str, bron: str, tekst: str) -> dict[str, Any]:
    sessie = koppeling.sessie
    return {
        "verkenning": sessie.verkenning,
        "soort": soort,
        "sleutel": _sleutel(koppeling, soort, bron),
        "tekst": tekst,
        "sessie": sessie.slug,
        "vragen": [corporatie.slug for corporatie in sessie.vragen.all()],
        "gegevens": {"bron": bron},
    }


def _sleutel(koppeling: Koppeling, soort: str, bron: str) -> str:
    """The key of its copies outside. It stays, also when the link moves to another session: so a new copy replaces its own.

    Made anew it is 'SESSION-SOURCE'. Two links may come to the same key that way (a + b-c and a-b + c), and it may be too
    long. Then a piece of a hash tells it apart.
    """
    if koppeling.vrijgave is not None and koppeling.vrijgave.vervangen_op is None:
        return koppeling.vrijgave.sleutel
    staat_er = Vrijgave.objects.van(koppeling.sessie.verkenning).soort(soort).filter(vervangen_op=None)
    mogelijk = _mogelijke_sleutels(koppeling.sessie.slug, bron)
    return next(s for s in mogelijk if not _is_van_een_ander(staat_er.filter(sleutel=s).first(), koppeling, bron))


def _is_van_een_ander(kopie: Vrijgave | None, koppeling: Koppeling, bron: str) -> bool:
    """Whether this copy is of another link, or was of one that is no more."""
    if kopie is None:
        return False
    andere = type(koppeling)._default_manager.filter(vrijgave=kopie).exclude(pk=koppeling.pk)
    return (kopie.sessie, kopie.gegevens["bron"]) != (koppeling.sessie.slug, bron) or andere.exists()


def _mogelijke_sleutels(sessie: str, bron: str) -> Iterator[str]:
    sleutel = f"{sessie}-{bron}"
    if len(sleutel) <= MAX_SLEUTEL:
        yield sleutel
    for poging in count():
        staart = hashlib.sha256(f"{sessie}/{bron}/{poging}".encode()).hexdigest()[:8]
        yield f"{sleutel[: MAX_SLEUTEL - 9].rstrip('-')}-{staart}"
