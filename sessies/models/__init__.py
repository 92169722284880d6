from .antwoord import Antwoord, Voorbereidingsvraag
from .bewaren import Tekstversie
from .bibliotheek import Cijfer, Inspiratie, InspiratieKoppeling, Theorie, TheorieKoppeling
from .boekje import Boekje
from .herinnering import Herinnering
from .inzicht import Bewijs, Inzicht
from .komst import Agendasleutel, Komst, Komstantwoord, Komstbrief, Oproep
from .notitie import Notitie
from .onderdeel import Gast, Onderdeel
from .oorzaak import Vraagoorzaak
from .routeplan import Routebrief, Routeplan, Routestap
from .sessie import Routewijziging, Sessie
from .voordracht import Voordracht

__all__ = [
    "Agendasleutel",
    "Antwoord",
    "Bewijs",
    "Boekje",
    "Cijfer",
    "Gast",
    "Herinnering",
    "Inspiratie",
    "InspiratieKoppeling",
    "Inzicht",
    "Komst",
    "Komstantwoord",
    "Komstbrief",
    "Notitie",
    "Onderdeel",
    "Oproep",
    "Routebrief",
    "Routeplan",
    "Routestap",
    "Routewijziging",
    "Sessie",
    "Tekstversie",
    "Theorie",
    "TheorieKoppeling",
    "Voorbereidingsvraag",
    "Voordracht",
    "Vraagoorzaak",
]
