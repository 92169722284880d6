"""Every text field of the portal: which go out when the thing they belong to is released, and which never do.

A field that stands here nowhere fails the test: say of a new field where it belongs, before anybody can read it.
"""

from __future__ import annotations

from django.db import models

from berichten.models import Bericht, Blok, Uitgave
from deelnemers.models import Corporatie, Deelname, Lidmaatschap, Uitnodiging, Vraagconcept, Vraagversie
from sessies.models import (
    Antwoord,
    Cijfer,
    Gast,
    Inspiratie,
    InspiratieKoppeling,
    Inzicht,
    Komst,
    Komstantwoord,
    Notitie,
    Onderdeel,
    Routestap,
    Routewijziging,
    Sessie,
    Tekstversie,
    Theorie,
    TheorieKoppeling,
    Voorbereidingsvraag,
    Voordracht,
)
from verkenning.models import Meerwaarde, Persoon, Samenwerkingsvorm, Verkenning, Vrijgave

# Goes out with the card or the copy of the thing.
BUITEN: dict[type[models.Model], str] = {
    Verkenning: "naam ondertitel platform aanleiding",
    Samenwerkingsvorm: "slug naam omschrijving",
    Meerwaarde: "slug naam vraag",
    Vrijgave: "sleutel titel tekst naam",
    Corporatie: "slug naam plaats website tekst",
    Vraagversie: "tekst",
    Sessie: "slug titel locatie",
    Onderdeel: "titel",
    Routewijziging: "buiten",
    Theorie: "slug auteurs titel uitgegeven_in doi url tekst",
    Inspiratie: "slug naam sector url tekst",
    Cijfer: "wat waarde bron",
    TheorieKoppeling: "bewering",
    InspiratieKoppeling: "les",
    Uitgave: "toelichting",
    Bericht: "titel",
    Blok: "kop tekst",
}
# Stays where it is, whatever is released of the thing. Of what is not named above, everything stays.
BINNEN: dict[type[models.Model], str] = {
    Persoon: "naam email",
    Vrijgave: "sessie vragen ingetrokken_waarom",
    Corporatie: "aliassen",
    Deelname: "reden",
    Vraagversie: "toelichting waarom",
    Vraagconcept: "tekst waarom_nu geprobeerd huurder vormen",
    Lidmaatschap: "functie",
    Uitnodiging: "email naam functie",
    Sessie: "tekst bijlagen",
    Onderdeel: "slug locatie tekst",
    Gast: "naam organisatie",
    Komst: "naam email",
    Komstantwoord: "woord",
    Routewijziging: "wat van naar waarom",
    Routestap: "waarom buiten gegevens",
    Voorbereidingsvraag: "tekst",
    Antwoord: "tekst",
    Tekstversie: "tekst",
    TheorieKoppeling: "toelichting",
    InspiratieKoppeling: "toelichting",
    Notitie: "slug tekst bijlagen",
    Inzicht: "slug stelling tekst",
    Voordracht: "tekst",
}
# Read by the technical administrator too, who keeps accounts, roles and invitations.
OOK_BEHEER: dict[type[models.Model], str] = {Corporatie: "naam"}
# Made by the portal from the fields above, so their canaries sit in them of themselves.
AFGELEID = "html druk_html aanleiding_html toelichting_html stammen gegevens naamregel plek"
# No words of anybody.
GEEN_WOORDEN: dict[str, str] = {
    "verkenning.persoon.password": "a hash",
    "verkenning.verkenning.slug": "stands in every address of the programme",
    "verkenning.verkenning.begin": "a date",
    "verkenning.verkenning.einde": "a date",
    "verkenning.verkenning.import_vingerafdruk": "a fingerprint",
    "verkenning.vrijgave.vingerafdruk": "a fingerprint",
    "deelnemers.deelname.op": "a date",
    "deelnemers.uitnodiging.sleutel_hash": "a hash",
    "sessies.agendasleutel.sleutel_hash": "a hash",
    "sessies.boekje.formaat": "a4 or a5",
    "sessies.boekje.document": "made of the page of its session, for one reader: see boekjes.py",
    "sessies.boekje.sha256": "a fingerprint",
    "sessies.cijfer.peildatum": "a date",
    "sessies.komstbrief.kenmerk": "a number or a date",
    "sessies.komstbrief.sleutel_hash": "a hash",
    "sessies.sessie.laatst_op": "two moments",
    "sessies.routeplan.basis": "a fingerprint",
    "berichten.bericht.slug": "a number",
    "berichten.uitgave.titel": "made from that of its bericht",
    "berichten.uitgave.soort": "one of the four kinds of a bericht",
    "berichten.uitgave.sha256": "a fingerprint",
    "berichten.uitgave.pdf": "a path made from numbers",
}
