from __future__ import annotations

from datetime import date, datetime
from typing import Any, Self

from django.db import models, transaction
from django.db.models import OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from verkenning.adressen import kies_slug
from verkenning.models import IntussenVeranderd, Persoon, Publiek, Verkenning, Vrijgave, merk_van
from verkenning.velden import HtmlVan, PlatteTekst, SlugVeld, Tekstveld

from .. import permissions
from .deelname import Deelname, stand_van


class CorporatieQuerySet(models.QuerySet["Corporatie"]):
    def zichtbaar_voor(self, persoon: Persoon) -> Self:
        return self.fetch_mode(models.FETCH_PEERS).filter(permissions.groep_ziet(persoon))

    def van(self, verkenning: Verkenning) -> Self:
        return self.filter(verkenning=verkenning)

    def met_status(self, op: date | None = None) -> Self:
        """Annotate `stand`: the status of each part taken on a date (today unless told), by its history."""
        return self.annotate(stand=stand_van(OuterRef("pk"), op))

    def actief(self, op: date | None = None) -> Self:
        return self.met_status(op).filter(stand=Deelname.Status.ACTIEF)

    def niet_gestopt(self, op: date | None = None) -> Self:
        """Also those without any history, or of which the first step is still to come: SQL finds no status unequal to another."""
        return self.met_status(op).filter(Q(stand=None) | ~Q(stand=Deelname.Status.GESTOPT))

    def meld_aan(self, verkenning: Verkenning, *, naam: str, plaats: str, op: date | None = None) -> Corporatie:
        """A new association, that has said it will take part. For a caller who holds the lock of the Verkenning."""
        bezet = set(self.van(verkenning).values_list("slug", flat=True))
        slug = kies_slug(naam, "corporatie", bezet, anders="corporatie")
        corporatie = self.create(verkenning=verkenning, slug=slug, naam=naam, plaats=plaats)
        corporatie.deelnames.create(status=Deelname.Status.AANGEMELD, op=(op or timezone.localdate()).isoformat())
        return corporatie


class Corporatie(models.Model):
    """An association's part in one Verkenning: who it is, how it takes part over time, and the question it brings."""

    verkenning = models.ForeignKey(Verkenning, models.CASCADE, related_name="corporaties")
    slug = SlugVeld(plek="corporatie")
    naam = models.CharField(max_length=200)
    plaats = models.CharField(max_length=120, blank=True)
    vhe = models.PositiveIntegerField("vhe", null=True, blank=True, help_text="aantal verhuureenheden")
    website = models.URLField(blank=True)
    fictief = models.BooleanField(default=False)
    aliassen = models.JSONField(default=list, blank=True)
    tekst = Tekstveld("wie is deze corporatie", blank=True)
    html = HtmlVan("tekst")

    objects = CorporatieQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        constraints = [models.UniqueConstraint(fields=["verkenning", "slug"], name="corporatie_uniek")]

    def __str__(self) -> str:
        return self.naam

    def get_absolute_url(self) -> str:
        return reverse("deelnemers:vraag", args=[self.verkenning.slug, self.slug])

    @property
    def vraag(self) -> Vraagversie | None:
        """The central question as it reads now."""
        versies = list(self.vraagversies.all())
        return versies[-1] if versies else None

    def zet_stap(self, status: str, *, op: date, reden: str = "") -> bool:
        """Add a step to how it takes part: 'doet mee' or 'gestopt', from a day on. Says False when that was said already.

        Raises StapTeVroeg for a day before the last step: the history would tell something else than was meant.
        """
        with transaction.atomic():
            Corporatie.objects.select_for_update().get(pk=self.pk)
            laatste = self.deelnames.last()
            if laatste and laatste.status == status:
                return False  # clicked twice
            dag = op.isoformat()
            if laatste and dag[: len(laatste.op)] < laatste.op:
                raise StapTeVroeg(laatste)
            volgorde = laatste.volgorde + 1 if laatste else 0
            self.deelnames.create(status=status, op=dag, reden=reden, volgorde=volgorde)
            if status == Deelname.Status.GESTOPT:
                self.uitnodigingen.open().update(ingetrokken_op=timezone.now())
            self._laat_deelname_volgen()
        return True

    def _laat_deelname_volgen(self) -> None:
        """Outside it is counted who takes part: where its card stands there, it gets the new step, and nothing else new."""
        if kaart := self._kaart_buiten():
            deelname = {"deelname": self._kaart()["deelname"]}
            self._vervang_kaart(kaart, kaart.publiek, gegevens=kaart.gegevens | deelname)

    def scherp_aan(self, tekst: str, *, waarom: str, toelichting: str = "", door: Persoon, vanaf: int) -> Vraagversie:
        """Add a version of the question. `vanaf` is the number of versions the writer had seen.

        Raises Botsing when another version was added meanwhile; nothing is lost or overwritten.
        """
        with transaction.atomic():
            Corporatie.objects.select_for_update().get(pk=self.pk)
            aantal, laatste = self.vraagversies.count(), self.vraagversies.last()
            if laatste and aantal == vanaf + 1 and (laatste.tekst, laatste.toelichting) == (tekst, toelichting):
                return laatste  # clicked twice
            if aantal != vanaf:
                raise Botsing(laatste)
            op = max(timezone.now(), laatste.op) if laatste else timezone.now()  # versions stand oldest first
            return self.vraagversies.create(
                tekst=tekst, waarom=waarom, toelichting=toelichting, door=door, nummer=aantal + 1, op=op
            )

    def geef_kaart_vrij(self, *, door: Persoon | None, op: datetime | None = None) -> Vrijgave | None:
        """Freeze the card of this association for the widest audience that may read its question."""
        publieken = set(self.vraagversies.exclude(vrijgegeven="").values_list("vrijgegeven", flat=True))
        if not publieken:
            return None
        publiek = Publiek.OPENBAAR if Publiek.OPENBAAR in publieken else Publiek.ACHTERBAN
        return Vrijgave.objects.geef_vrij(publiek=publiek, door=door, op=op, **self.buitenkant())

    def buitenkant(self) -> dict[str, Any]:
        """What its card would say now: the arguments of `geef_vrij` that make up the copy."""
        return {
            "verkenning": self.verkenning,
            "soort": Vrijgave.Soort.DEELNEMER,
            "sleutel": self.slug,
            "titel": self.naam,
            "tekst": self.tekst,
            "gegevens": self._kaart(),
        }

    def laat_kaart_volgen(self, waarom: str) -> None:
        """After a question was withdrawn: the card that went out with it reaches no further than what is left.

        It is narrowed as the frozen copy it was, because nobody has looked at what it would say today.
        """
        kaart = self._kaart_buiten()
        publieken = set(self.vraagversies.exclude(vrijgegeven="").values_list("vrijgegeven", flat=True))
        if kaart is None or kaart.publiek in publieken:
            return
        if not publieken:
            kaart.trek_in(waarom)
            return
        self._vervang_kaart(kaart, Publiek.ACHTERBAN)

    @staticmethod
    def _vervang_kaart(kaart: Vrijgave, publiek: str, **anders: Any) -> None:
        """The same frozen copy once more, but for what is given."""
        velden = ("verkenning", "soort", "sleutel", "titel", "tekst", "gegevens")
        gelijk = {veld: getattr(kaart, veld) for veld in velden}
        Vrijgave.objects.geef_vrij(publiek=publiek, door=kaart.door, **gelijk | anders)

    def werk_kaart_bij(self, *, door: Persoon | None) -> None:
        """Where a card stands outside that says something else than this one does now: put this one in its place."""
        kaart = self._kaart_buiten()
        if kaart and any(getattr(kaart, veld) != wat for veld, wat in self.buitenkant().items()):
            self.geef_kaart_vrij(door=door)

    @property
    def staat_buiten(self) -> bool:
        """Whether its card is out, on which readers see whether it takes part."""
        return self._kaart_buiten() is not None

    def _kaart_buiten(self) -> Vrijgave | None:
        kaarten = Vrijgave.objects.geldig().van(self.verkenning).soort(Vrijgave.Soort.DEELNEMER)
        return kaarten.filter(sleutel=self.slug).first()

    def _kaart(self) -> dict[str, Any]:
        """What goes out of an association beside its text: place, website and when it took part, never why it stopped."""
        deelname = [{"status": stap.status, "op": stap.op} for stap in self.deelnames.all()]
        return {"plaats": self.plaats, "website": self.website, "fictief": self.fictief, "deelname": deelname}


class Botsing(Exception):
    """Somebody else saved first. Carries what stands there now, so that the writer can be shown both."""

    def __init__(self, huidig: Any) -> None:
        super().__init__("Iemand anders was je net voor.")
        self.huidig = huidig


class StapTeVroeg(Exception):
    """A step in how an association takes part on a day before its last one. Carries that one."""

    def __init__(self, laatste: Deelname) -> None:
        super().__init__("Deze dag ligt voor de vorige stap.")
        self.laatste = laatste


class Vraagversie(models.Model):
    """One wording of a central question. Wordings are added, so that 'van - naar - omdat' can be read as a story."""

    corporatie = models.ForeignKey(Corporatie, models.CASCADE, related_name="vraagversies")
    nummer = models.PositiveSmallIntegerField(default=1)
    op = models.DateTimeField(default=timezone.now)
    door = models.ForeignKey(Persoon, models.SET_NULL, null=True, blank=True, related_name="+")
    tekst = models.CharField("je vraag", max_length=1000)
    toelichting = Tekstveld(blank=True)
    toelichting_html = HtmlVan("toelichting")
    waarom = PlatteTekst("waarom is de vraag veranderd?", blank=True)
    vrijgegeven = models.CharField(max_length=20, choices=Publiek, blank=True)
    vrijgave = models.OneToOneField(Vrijgave, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["corporatie", "nummer"], name="vraagversie_uniek"),
            models.CheckConstraint(condition=Q(nummer=1) | ~Q(waarom=""), name="vraagversie_met_waarom"),
        ]

    def __str__(self) -> str:
        return self.tekst

    def buitenkant(self) -> dict[str, Any]:
        """What would go out: this wording, never its explanation or its reason."""
        corporatie = self.corporatie
        return {
            "verkenning": corporatie.verkenning,
            "soort": Vrijgave.Soort.VRAAG,
            "sleutel": corporatie.slug,
            "titel": self.tekst,
            "naam": corporatie.naam,
            "vragen": [corporatie.slug],
            "gegevens": {"versie": self.nummer, "op": timezone.localtime(self.op).date().isoformat()},
        }

    @property
    def merk(self) -> str:
        """The mark of all that would go out: the wording, and the card of its association."""
        return merk_van(self.buitenkant(), self.corporatie.buitenkant())

    def geef_vrij(
        self, publiek: str, *, door: Persoon | None, op: datetime | None = None, gezien: str | None = None
    ) -> Vrijgave:
        """Let this wording out, and with it the card of the association.

        `gezien` is the mark of what was looked at: raises IntussenVeranderd, with nothing released, when it has moved on.
        """
        with transaction.atomic():
            self._vergrendel()
            if gezien is not None and gezien != self.merk:
                raise IntussenVeranderd
            if self.vrijgave is not None and self.vrijgave.publiek == publiek and not self.vrijgave.ingetrokken_op:
                self.corporatie.werk_kaart_bij(door=door)
                return self.vrijgave  # clicked twice
            vrijgave = Vrijgave.objects.geef_vrij(
                publiek=publiek, door=door, akkoord_van=door, op=op or timezone.now(), **self.buitenkant()
            )
            if self.vrijgave is not None and self.vrijgave.ingetrokken_op is None:
                self.vrijgave.trek_in("Opnieuw vrijgegeven.")
            self.vrijgegeven, self.vrijgave = publiek, vrijgave
            self.save(update_fields=["vrijgegeven", "vrijgave"])
            self.corporatie.geef_kaart_vrij(door=door, op=op)
        return vrijgave

    def trek_in(self, waarom: str) -> None:
        with transaction.atomic():
            self._vergrendel()
            if self.vrijgave is not None:
                self.vrijgave.trek_in(waarom)
            self.vrijgegeven, self.vrijgave = "", None
            self.save(update_fields=["vrijgegeven", "vrijgave"])
            self.corporatie.laat_kaart_volgen(waarom)

    def _vergrendel(self) -> None:
        """Take what is out of this, and what the association says now, from the database; nobody changes it meanwhile."""
        self.corporatie = Corporatie.objects.select_for_update().get(pk=self.corporatie_id)
        self.refresh_from_db(fields=["vrijgegeven", "vrijgave"], from_queryset=Vraagversie.objects.select_for_update())
