"""Numbers and lists as they read in a Dutch sentence."""

from collections.abc import Sequence

TELWOORDEN = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def telwoord(aantal: int) -> str:
    """Up to twelve in letters."""
    return TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else str(aantal)


def opsomming(delen: Sequence[str]) -> str:
    """a, b en c"""
    return " en ".join(filter(None, [", ".join(delen[:-1]), *delen[-1:]]))


def begonnen_en_verder(begonnen: int, verder: int, *, afgerond: bool = False) -> str:
    """How many began and how many travel on: 'acht begonnen, zeven reizen verder'."""
    if not begonnen:
        return ""
    enkel = verder == 1
    if afgerond:
        return f"{telwoord(begonnen)} begonnen, {telwoord(verder)} {'maakte' if enkel else 'maakten'} de reis af"
    if verder == begonnen:
        return f"{telwoord(verder)} {'reist' if enkel else 'reizen'} mee"
    if not verder:
        return f"{telwoord(begonnen)} begonnen, nu reist niemand meer mee"
    return f"{telwoord(begonnen)} begonnen, {telwoord(verder)} {'reist' if enkel else 'reizen'} verder"
