from .bericht import Bericht, Blok
from .uitgave import Uitgave

__all__ = ["Bericht", "Blok", "Uitgave"]
