"""The six people of the demo programme through whose eyes a newcomer can look. Used only when settings.DEMO is on."""

from dataclasses import dataclass
from pathlib import Path

DEMO_MAP = Path(__file__).resolve().parent / "demo" / "meerwaarde-van-samenwerking"


@dataclass(frozen=True, slots=True)
class Kijker:
    """Somebody to look along with. Without an address it is the visitor, who has no account."""

    sleutel: str
    naam: str
    rol: str
    probeer: str
    email: str = ""


KIJKERS = (
    Kijker(
        "verkenner",
        "Jorinde Akkermeule",
        "verkenner, Woonstichting Kromwaal",
        "Je eigen sessie is geweest. Beslis welke zinnen van jou naar buiten mogen.",
        "jorinde@kromwaal.example",
    ),
    Kijker(
        "verkenner-straks",
        "Sietze Hamerwoud",
        "verkenner, Woningstichting Elzerbroek",
        "Je eigen sessie komt eraan. Scherp je vraag aan en bereid je voor.",
        "sietze@elzerbroek.example",
    ),
    Kijker(
        "begeleider",
        "Femke Wagenaar",
        "begeleider",
        "Schrijf iets op bij een sessie, draag een zin voor en geef hem vrij.",
        "femke@reisleiding.example",
    ),
    Kijker(
        "redactie",
        "Sanne Kloosterhuis",
        "redactie",
        "Stel een bericht samen uit wat vrij is, en maak er een pdf van.",
        "sanne@platformbureau.example",
    ),
    Kijker(
        "lid",
        "Anouk Tolmeijer",
        "lid van het platform",
        "Lees en doorzoek wat voor de leden is vrijgegeven.",
        "anouk@achterkamp.example",
    ),
    Kijker("bezoeker", "Een bezoeker", "zonder account", "Lees wat iedereen mag lezen."),
)


def kijker(sleutel: str) -> Kijker | None:
    return next((mens for mens in KIJKERS if mens.sleutel == sleutel), None)
