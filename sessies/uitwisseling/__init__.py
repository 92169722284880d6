"""Sessions, notes, insights and the library, in and out of a folder (see verkenning/uitwisseling)."""

from itertools import chain

from verkenning.uitwisseling.deel import Invoer, Uitvoer

from . import bibliotheek, inzicht, notitie, sessie, sessie_bewaar, sessie_verzamel, vrijgaven

BESTANDEN = (sessie.SESSIE, notitie.NOTITIE, bibliotheek.THEORIE, bibliotheek.INSPIRATIE, inzicht.INZICHT)
BIJBESTANDEN = ()


def controleer(invoer: Invoer) -> None:
    for deel in (bibliotheek, sessie, notitie, inzicht):
        deel.controleer(invoer)


def bewaar(invoer: Invoer) -> None:
    """First everything inside, then what goes out: a copy is made of what the sources say when all of them stand."""
    for deel in (bibliotheek, sessie_bewaar, notitie, inzicht):
        deel.bewaar(invoer)
    sessie_bewaar.bewaar_na_inzichten(invoer)
    bronnen = (deel.bronnen(invoer) for deel in (sessie_bewaar, notitie, inzicht))
    vrijgaven.bewaar(invoer, chain.from_iterable(bronnen))


def verzamel(uitvoer: Uitvoer) -> None:
    for deel in (bibliotheek, sessie_verzamel, notitie, inzicht):
        deel.verzamel(uitvoer)
