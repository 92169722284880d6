"""Numbers and lists as they read in a Dutch sentence."""

from collections.abc import Sequence

TELWOORDEN = ("geen", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf")


def telwoord(aantal: int) -> str:
    """Up to twelve in letters."""
    return TELWOORDEN[aantal] if 0 <= aantal < len(TELWOORDEN) else str(aantal)


def hoofdletter(tekst: str) -> str:
    return tekst[:1].upper() + tekst[1:]


def opsomming(delen: Sequence[str]) -> str:
    """a, b en c"""
    return " en ".join(filter(None, [", ".join(delen[:-1]), *delen[-1:]]))


def corporaties(aantal: int) -> str:
    return f"{telwoord(aantal)} corporatie{'' if aantal == 1 else 's'}"


def begonnen_en_verder(begonnen: int, verder: int, *, afgerond: bool = False) -> str:
    """How many began and how many travel on: 'Acht corporaties zijn begonnen, zeven reizen verder.'"""
    if not begonnen:
        return ""
    wie = hoofdletter(corporaties(begonnen))
    if afgerond:
        return f"{wie} {'is' if begonnen == 1 else 'zijn'} begonnen, {telwoord(verder)} {_werkwoord(verder, 'maakte', 'maakten')} de reis af."
    if verder == begonnen:
        return f"{wie} {_werkwoord(verder, 'reist', 'reizen')} mee."
    if not verder:
        return f"{wie} {'is' if begonnen == 1 else 'zijn'} begonnen, nu reist niemand meer mee."
    return f"{wie} zijn begonnen, {telwoord(verder)} {_werkwoord(verder, 'reist', 'reizen')} verder."


def _werkwoord(aantal: int, enkelvoud: str, meervoud: str) -> str:
    return enkelvoud if aantal == 1 else meervoud
