"""What changed between two versions of a sentence, word by word: the marker stroke in the central question."""

import re
from difflib import SequenceMatcher

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# A word, or one mark of punctuation: so a moved comma does not mark the word before it. Then the space that follows.
_STUK = re.compile(r"(\w+(?:[-'’]\w+)*|[^\w\s])(\s*)")


def woordverschil(oud: str, nieuw: str, *, toon_weg: bool = True) -> SafeString:
    """Return `nieuw` with <ins> around what is new and, unless told otherwise, <del> around what went.

    Without an old version nothing is marked: then everything would be new, and the marker would say nothing.
    """
    a, b = _STUK.findall(oud), _STUK.findall(nieuw)
    if not a:
        return format_html("{}", nieuw)
    stukken: list[SafeString] = []
    woorden = SequenceMatcher(None, [w for w, _ in a], [w for w, _ in b], autojunk=False)
    for soort, a1, a2, b1, b2 in woorden.get_opcodes():
        if soort == "equal":
            stukken.append(format_html("{}", _tekst(b[b1:b2])))
            continue
        if toon_weg and a1 < a2:
            stukken.append(format_html("<del>{}</del> ", _tekst(a[a1:a2]).rstrip()))
        if b1 < b2:
            tekst = _tekst(b[b1:b2])
            # The space at the end stays outside: a marker stroke ends with its word.
            stukken.append(format_html("<ins>{}</ins>{}", tekst.rstrip(), tekst[len(tekst.rstrip()) :]))
    return format_html_join("", "{}", ((stuk,) for stuk in stukken))


def _tekst(stukken: list[tuple[str, str]]) -> str:
    return "".join(woord + wit for woord, wit in stukken)
