from .persoon import Persoon
from .programma import Meerwaarde, Samenwerkingsvorm, Verkenning
from .vrijgave import Publiek, Vrijgave, zichtbare_publieken

__all__ = ["Meerwaarde", "Persoon", "Publiek", "Samenwerkingsvorm", "Verkenning", "Vrijgave", "zichtbare_publieken"]
