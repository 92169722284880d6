from __future__ import annotations

from django.apps import apps

from berichten.models import Uitgave
from deelnemers.models import Vraagconcept
from sessies.models import (
    Agendasleutel,
    Boekje,
    Herinnering,
    Komst,
    Komstantwoord,
    Komstbrief,
    Oproep,
    Routebrief,
    Tekstversie,
    Vraagoorzaak,
)
from tests import factories as maak
from tests.mensen import Mens
from verkenning.models import Verkenning

APPS = ("verkenning", "deelnemers", "sessies", "berichten")
# Made by what they belong to: an edition by publishing, an earlier text by rewriting.
BY_THEIR_OWNER = {Uitgave, Tekstversie}
BY_THEIR_OWNER |= {Herinnering, Boekje, Agendasleutel, Komst, Komstantwoord, Komstbrief, Oproep}  # by asking for them
BY_THEIR_OWNER |= {Routebrief}  # by making a plan known
BY_THEIR_OWNER |= {Vraagconcept, Vraagoorzaak}  # by writing a question down in steps, and by sharpening it


def test_what_the_factories_make_is_whole(verkenning: Verkenning, anna: Mens, begeleider: Mens) -> None:
    """One of every model, as valid as when a form had made it."""
    kromwaal = verkenning.corporaties.get()
    sessie = maak.maak_sessie(verkenning, kromwaal)
    maak.maak_gast(maak.maak_onderdeel(sessie))
    maak.maak_routewijziging(sessie)
    antwoord = maak.maak_antwoord(maak.maak_voorbereidingsvraag(sessie), kromwaal)
    notitie = maak.maak_notitie(sessie, anna.persoon, raakt=[kromwaal])
    theorie, voorbeeld = maak.maak_theorie(verkenning), maak.maak_inspiratie(verkenning)
    maak.maak_cijfer(voorbeeld)
    maak.maak_theoriekoppeling(sessie, theorie)
    maak.maak_inspiratiekoppeling(sessie, voorbeeld)
    inzicht = maak.maak_inzicht(verkenning, bewijs=[notitie, antwoord, theorie, voorbeeld])
    for bron in (notitie, antwoord, inzicht):
        maak.maak_voordracht(bron, door=begeleider.persoon, spreker=anna.persoon)
    maak.maak_routestap(verkenning, begeleider.persoon, "uitstellen", sessie=str(sessie.pk))
    maak.maak_uitnodiging(verkenning, begeleider.persoon)
    maak.maak_vrijgave(verkenning)
    maak.maak_blok(maak.maak_bericht(verkenning))

    for app in APPS:
        for model in apps.get_app_config(app).get_models():
            rows = model._default_manager.all()
            assert rows.exists() or model in BY_THEIR_OWNER, f"no factory for {model.__name__}"
            for row in rows:
                row.full_clean(exclude=["password"])
