"""One Verkenning with a canary in every text, in every state that a thing can be in: its ground, people and library."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from django.db import models

from deelnemers.models import Corporatie, Deelname, Lidmaatschap, Uitnodiging, Vraagconcept, Vraagversie
from sessies.models import (
    Cijfer,
    Inspiratie,
    Theorie,
)
from tests.factories import maak_uitnodiging, moment
from verkenning.models import Meerwaarde, Persoon, Publiek, Samenwerkingsvorm, Verkenning, Vrijgave

from .kanaries import Kring, Voliere, tekst_met
from .kringen import ACHTERBAN, NIEMAND, OPENBAAR, ROLLEN, Kringen
from .velden import BINNEN, BUITEN, OOK_BEHEER

# How a thing stands that can be let out: not yet, for whom, taken back, or with a newer copy in its place.
STANDEN = ("binnen", "openbaar", "achterban", "ingetrokken", "vervangen")


@dataclass
class Programma:
    """One Verkenning full of canaries. `ding["sessie binnen"]` is one of its things, for in an address."""

    slug: str
    voliere: Voliere
    mensen: dict[str, Persoon]
    ding: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def kringen(self) -> Kringen:
        return Kringen(self.slug)

    def mens(self, rol: str) -> Persoon:
        return self.mensen[ROLLEN[self.slug][rol]]

    def vul(self, model: type[models.Model], stand: str, binnen: Kring, buiten: Kring | None = None) -> dict[str, Any]:
        """A canary for every text field of this model: for who reads it inside, and for who reads what goes out of it."""
        velden: dict[str, Any] = {}
        for namen, lezers in ((BINNEN.get(model, ""), binnen), (BUITEN.get(model, ""), buiten or binnen)):
            for naam in namen.split():
                # The address of a thing stays when its words are replaced.
                kring = OPENBAAR if naam == "slug" and lezers is NIEMAND else lezers
                if naam in OOK_BEHEER.get(model, ""):
                    kring = kring.met("beheerder")
                velden[naam] = self.tekst(model, naam, stand, kring)
        return velden

    def tekst(self, model: type[models.Model], veld: str, stand: str, kring: Kring) -> Any:
        """The same for one field."""
        woord = self.voliere.nieuw(f"{self.slug}: {model.__name__}.{veld} ({stand})", kring)
        return tekst_met(woord, cast(models.Field, model._meta.get_field(veld)))

    def buiten(self, stand: str, anders: Kring) -> Kring:
        """Who reads what was let out of a thing, beside those who read the thing itself."""
        return {"achterban": ACHTERBAN, "openbaar": OPENBAAR, "vervangen": NIEMAND}.get(stand, anders)

    # ---- The ground

    def begin(self) -> None:
        self.ding["verkenning"] = Verkenning.objects.create(
            slug=self.slug, begin="2019-02-06", **self.vul(Verkenning, "grond", OPENBAAR)
        )
        self.ding["vorm"] = Samenwerkingsvorm.objects.create(
            verkenning=self.verkenning, **self.vul(Samenwerkingsvorm, "grond", OPENBAAR)
        )
        self.ding["meerwaarde"] = Meerwaarde.objects.create(
            verkenning=self.verkenning, voor="huurder", **self.vul(Meerwaarde, "grond", OPENBAAR)
        )

    @property
    def verkenning(self) -> Verkenning:
        verkenning: Verkenning = self.ding["verkenning"]
        return verkenning

    # ---- Who takes part

    def laat_meedoen(self) -> None:
        self.vul_corporaties()
        bij = {
            "verkenner": "corporatie binnen",
            "ander": "corporatie openbaar",
            "gestopt": "corporatie gestopt",
            "inactief": "corporatie achterban",
            "vertrokken": "corporatie vervangen",
        }
        for rol in ROLLEN[self.slug]:
            velden = self.vul(Lidmaatschap, rol, self.kringen.naam_van(rol))
            corporatie = self.ding.get(bij.get(rol, ""))
            vlaggen = {rol: True} if corporatie is None else {}
            Lidmaatschap.objects.create(
                verkenning=self.verkenning, persoon=self.mens(rol), corporatie=corporatie, **velden, **vlaggen
            )

    def vul_corporaties(self) -> None:
        for stand in (*STANDEN, "gestopt"):
            corporatie = Corporatie.objects.create(
                verkenning=self.verkenning,
                **self.vul(Corporatie, stand, self.kringen.groep, self.buiten(stand, self.kringen.groep))
                | self.oude_naam(stand),
            )
            self.ding[f"corporatie {stand}"] = corporatie
            Deelname.objects.create(corporatie=corporatie, status="actief", op="2019-01-15", volgorde=0)
            if stand == "gestopt":
                reden = self.vul(Deelname, stand, self.kringen.groep)
                Deelname.objects.create(corporatie=corporatie, status="gestopt", op="2019-04", volgorde=1, **reden)

    def oude_naam(self, stand: str) -> dict[str, str]:
        """Under a released question stays the name that its association had that day."""
        return {"naam": self.tekst(Corporatie, "naam", "eerder", OPENBAAR)} if stand == "vervangen" else {}

    def stel_vragen(self) -> None:
        for stand in STANDEN:
            corporatie = self.ding[f"corporatie {stand}"]
            # Every question keeps its history: who is in the group still reads the wording that was replaced.
            buiten = OPENBAAR if stand == "vervangen" else self.buiten(stand, self.kringen.groep)
            eerste = self.vraagversie(corporatie, 1, stand, buiten)
            if stand != "binnen":
                publiek = Publiek.ACHTERBAN if stand == "achterban" else Publiek.OPENBAAR
                eerste.geef_vrij(publiek, door=self.mens("verkenner"), op=moment("2019-02-01 10:00"))
            if stand == "ingetrokken":
                eerste.trek_in("Toch niet.")
            if stand == "vervangen":
                self.vernieuw(corporatie, Corporatie, OPENBAAR)
                corporatie.geef_kaart_vrij(door=None)
            # And somebody sharpened it since, which nobody outside knows of.
            self.vraagversie(corporatie, 2, f"{stand}, aangescherpt", self.kringen.groep)

    def begin_een_vraag(self) -> None:
        """Somebody began to write, and nobody else knows."""
        velden = self.vul(Vraagconcept, "in de maak", self.kringen.prive("verkenner"))
        Vraagconcept.objects.create(corporatie=self.ding["corporatie binnen"], persoon=self.mens("verkenner"), **velden)

    def vraagversie(self, corporatie: Corporatie, nummer: int, stand: str, buiten: Kring) -> Vraagversie:
        return Vraagversie.objects.create(
            corporatie=corporatie,
            nummer=nummer,
            door=self.mens("verkenner"),
            **self.vul(Vraagversie, stand, self.kringen.groep, buiten),
        )

    def vernieuw(
        self, ding: models.Model, model: type[models.Model], buiten: Kring, binnen: Kring | None = None
    ) -> None:
        """Give a thing other words: of what it was, only the copies know."""
        for naam, waarde in self.vul(model, "nieuw", binnen or self.kringen.groep, buiten).items():
            if naam != "slug":
                setattr(ding, naam, waarde)
        ding.save()

    def nodig_uit(self) -> None:
        """A begeleider invites the group, the redactie its readers; they do not see each other's."""
        for rol, door, corporatie in (("verkenner", "begeleider", "corporatie binnen"), ("lid", "redactie", "")):
            kring = self.kringen.kring(f"wie een {rol} uitnodigt", door).met("beheerder")
            uitnodiging, sleutel = maak_uitnodiging(
                self.verkenning,
                self.mens(door),
                rol=rol,
                corporatie=self.ding.get(corporatie),
                **self.vul(Uitnodiging, rol, kring),
            )
            self.ding |= {f"uitnodiging {rol}": uitnodiging, f"sleutel {rol}": sleutel}

    # ---- The library

    def vul_bibliotheek(self) -> None:
        for stand in STANDEN:
            binnen = self.kringen.bibliotheek
            buiten = self.buiten(stand, binnen)
            theorie = Theorie.objects.create(verkenning=self.verkenning, **self.vul(Theorie, stand, binnen, buiten))
            voorbeeld = Inspiratie.objects.create(
                verkenning=self.verkenning, vorm=self.ding["vorm"], **self.vul(Inspiratie, stand, binnen, buiten)
            )
            cijfer = Cijfer.objects.create(inspiratie=voorbeeld, **self.vul(Cijfer, stand, binnen, buiten))
            self.ding |= {f"theorie {stand}": theorie, f"inspiratie {stand}": voorbeeld}
            self.zet(theorie, stand)
            self.zet(voorbeeld, stand)
            if stand == "vervangen":
                self.vernieuw(theorie, Theorie, OPENBAAR)
                self.vernieuw(cijfer, Cijfer, OPENBAAR)
                self.vernieuw(voorbeeld, Inspiratie, OPENBAAR)
                self.zet(theorie, "openbaar")
                self.zet(voorbeeld, "openbaar")
            if stand == "openbaar":
                self.vernieuw(theorie, Theorie, binnen)

    def zet(self, ding: Any, stand: str) -> None:
        """Let a thing out as far as this state says."""
        if stand == "binnen":
            return
        publiek = Publiek.ACHTERBAN if stand == "achterban" else Publiek.OPENBAAR
        ding.geef_vrij(publiek, door=self.mens("begeleider"))
        if stand == "ingetrokken":
            ding.trek_in(self.tekst(Vrijgave, "ingetrokken_waarom", "ingetrokken", self.kringen.bibliotheek))
