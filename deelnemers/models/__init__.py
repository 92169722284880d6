from .corporatie import Botsing, Corporatie, StapTeVroeg, Vraagversie
from .deelname import Deelname
from .lidmaatschap import Lidmaatschap, Uitnodiging
from .vraagconcept import Vraagconcept

__all__ = [
    "Botsing",
    "Corporatie",
    "Deelname",
    "Lidmaatschap",
    "StapTeVroeg",
    "Uitnodiging",
    "Vraagconcept",
    "Vraagversie",
]
