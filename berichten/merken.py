"""The marks in the HTML of an edition: which words stand there because of which released copies.

Between `<!--stuk:A B-->` and `<!--/stuk-->` stands what an edition shows because of the copies A and B (the first
sixteen characters of their fingerprints). So an edition says itself what it holds and where, also after export and
import, and a withdrawn passage can be taken out of exactly those words, without publishing whatever the draft has
become since. Texts that people wrote hold no such marks: the Markdown door lets no comment through.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from verkenning.models import Vrijgave

MERK = re.compile(r"<!--stuk:([0-9a-f ]+)-->(.*?)<!--/stuk-->", re.DOTALL)
INGETROKKEN = '<span class="ingetrokken">Dit stuk is ingetrokken.</span>'


def merk(*vrijgaven: Vrijgave) -> str:
    """What stands in the mark of words that rest on these copies."""
    return " ".join(vrijgave.vingerafdruk[:16] for vrijgave in vrijgaven)


def stukken(html: str) -> set[str]:
    """The released copies that this HTML holds."""
    return {code for codes, _ in MERK.findall(html) for code in codes.split()}


def zonder(html: str, weg: Iterable[str]) -> str:
    """The same HTML with 'ingetrokken' in the place of everything that rests on these copies."""
    weg = set(weg)

    def vervang(gevonden: re.Match[str]) -> str:
        return INGETROKKEN if weg & set(gevonden[1].split()) else gevonden[0]

    return MERK.sub(vervang, html)


def zonder_stukken(html: str) -> str:
    """What is left when everything that was released by somebody is taken out: the words of the redactie."""
    return MERK.sub("", html)
