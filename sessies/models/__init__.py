from .antwoord import Antwoord, Voorbereidingsvraag
from .bewaren import Tekstversie
from .bibliotheek import Cijfer, Inspiratie, InspiratieKoppeling, Theorie, TheorieKoppeling
from .herinnering import Herinnering
from .inzicht import Bewijs, Inzicht
from .notitie import Notitie
from .sessie import Gast, Onderdeel, Routewijziging, Sessie
from .voordracht import Voordracht

__all__ = [
    "Antwoord",
    "Bewijs",
    "Cijfer",
    "Gast",
    "Herinnering",
    "Inspiratie",
    "InspiratieKoppeling",
    "Inzicht",
    "Notitie",
    "Onderdeel",
    "Routewijziging",
    "Sessie",
    "Tekstversie",
    "Theorie",
    "TheorieKoppeling",
    "Voorbereidingsvraag",
    "Voordracht",
]
