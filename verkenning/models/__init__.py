from .persoon import Persoon
from .programma import Meerwaarde, Samenwerkingsvorm, Verkenning
from .vrijgave import IntussenVeranderd, Publiek, Vrijgave, merk_van, zichtbare_publieken

__all__ = [
    "IntussenVeranderd",
    "Meerwaarde",
    "Persoon",
    "Publiek",
    "Samenwerkingsvorm",
    "Verkenning",
    "Vrijgave",
    "merk_van",
    "zichtbare_publieken",
]
