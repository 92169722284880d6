from .corporatie import Botsing, Corporatie, Deelname, Vraagversie
from .lidmaatschap import Lidmaatschap, Uitnodiging

__all__ = ["Botsing", "Corporatie", "Deelname", "Lidmaatschap", "Uitnodiging", "Vraagversie"]
