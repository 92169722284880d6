from .bericht import Bericht, Botsing, NietVrijgegeven
from .blok import Blok
from .uitgave import Onveranderlijk, Uitgave

__all__ = ["Bericht", "Blok", "Botsing", "NietVrijgegeven", "Onveranderlijk", "Uitgave"]
