"""Words for released copies, and numbers in a sentence: `{% load taal %}`."""

from django import template

from .. import taal
from ..models import Vrijgave

register = template.Library()
register.filter("telwoord", taal.telwoord)
register.filter("opsomming", taal.opsomming)

SOORTNAMEN = {
    "verslag": "Uit het verslag",
    "inzicht": "Inzicht onderweg",
    "citaat": "Citaat",
    "vraag": "Vraag",
    "afspraak": "Afspraak",
    "twijfel": "Twijfel",
    "reisverslag": "Uit een reisverslag",
    "introductie": "Introductie",
    "voortgang": "Voortgangsbericht",
    "terugkoppeling": "Terugkoppeling",
    "essay": "Essay",
}


@register.filter
def soortnaam(vrijgave: Vrijgave) -> str:
    """What kind of passage or publication this is, as its reader may know it."""
    return SOORTNAMEN.get(vrijgave.gegevens.get("soort", ""), vrijgave.get_soort_display())
