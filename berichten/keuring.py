"""What may stand in an edition that comes out of a folder: the HTML that our own templates make, and nothing else.

The portal prints an edition as it is, on a page of whoever reads it. A list of what does harm there is never complete
(a script, but also hx-post, or a meta that sends you elsewhere), so this is the list of what we make. It reads HTML far
more strictly than a browser does: what is not text, a mark (see merken.py) or one of our tags as we write it, is
refused, and so is what does not close. So no browser finds more in it than was read here.

An edition is never changed, so one from long ago must still pass: what was once on these lists stays on them.
"""

from __future__ import annotations

import re
from html import unescape

type Tags = dict[str, frozenset[str]]


def _lijst(zonder: str, **met: str) -> Tags:
    """Tags without attributes of their own, and tags with them. Every tag may have a class and an id."""
    return {tag: frozenset({"class", "id", *met.get(tag, "").split()}) for tag in {*zonder.split(), *met}}


_LIJN = "fill stroke stroke-width stroke-dasharray stroke-linecap"
# What people write passes the Markdown door, which makes: p br em strong a ul ol li blockquote code pre h3 h4 hr table
# thead tbody tr th td sup del ins.
PAGINA = _lijst(
    "article aside b blockquote br caption cite code del em figcaption figure h2 h3 h4 hr i ins li ol p pre q small "
    "strong sup table tbody td thead tr ul",
    a="href title rel aria-label",
    circle=f"cx cy r {_LIJN}",
    div="data-zaad data-haltes data-nu",
    path=f"d {_LIJN}",
    section="aria-labelledby",
    span="aria-hidden data-bewijs data-tijd data-zicht",
    svg="viewBox aria-hidden focusable",
    th="scope",
)
# The print document, which no browser shows: it goes to the printer only.
DRUK = PAGINA | _lijst(
    "footer h1 head header main style title",
    body="data-bericht data-lezers",
    html="lang",
    meta="charset name content",
    nav="aria-labelledby",
    rect=f"x y width height {_LIJN}",
    svg="viewBox aria-hidden focusable xmlns width height fill role preserveAspectRatio",
    td="rowspan",
    text="x y fill font-family font-size font-weight text-anchor",
    th="scope colspan",
    tspan="font-weight",
)
LEEG = frozenset({"br", "hr", "meta"})
# Only these close themselves; a browser reads <div/> as <div>.
SLUIT_ZELF = frozenset({"circle", "path", "rect"})

_TEKST = re.compile(r"[^<\x00]+")
_DOCTYPE = re.compile(r"<!doctype html>")
_STIJL = re.compile(r"<style>[^<]*</style>")
_MERK = re.compile(r"<!--(?:stuk:[0-9a-f]{16}(?: [0-9a-f]{16})*|(/)stuk)-->")
_TAG = re.compile(r'<(/?)([a-z][a-z0-9]*)((?:\s+[a-zA-Z-]+="[^"<>]*")*)\s*(/?)>')
_ATTRIBUUT = re.compile(r'([a-zA-Z-]+)="([^"]*)"')

_VRIJ = frozenset({"title", "aria-label", "content", "data-bericht", "data-lezers"})  # words, that do nothing
_PATROON = {
    "id": re.compile(r"(?:blok|bron)-\d+|bronnen|inhoud|over|zo"),
    "class": re.compile(r"[a-z0-9_ -]*"),
    "name": re.compile(r"author|description"),
}
_ANDERS = re.compile(r"[\w #.,:/-]*")  # no brackets: a colour cannot be a url(…)
_SCHEMA = re.compile(r"([a-z][a-z0-9+.-]*):")
_SCHEMAS = frozenset({"http", "https", "mailto"})


def vreemd(html: str, tags: Tags) -> str:
    """The first thing in this HTML that our templates do not make, as it stands there; '' when there is none."""
    keuring = _Keuring(html, tags)
    while keuring.plek < len(html):
        begin = keuring.plek
        if not keuring.lees():
            return html[begin : begin + 80]
    return f"<{keuring.open[-1]}> die niet sluit" if keuring.open else ""


class _Keuring:
    """One reading of one document, from the first character to the last."""

    def __init__(self, html: str, tags: Tags) -> None:
        self.html, self.tags = html, tags
        self.plek = 0
        self.open: list[str] = []  # the tags, and the mark, that are yet to close

    def lees(self) -> bool:
        """Read on to the end of one thing, and say whether it may stand here."""
        if self._neem(_TEKST) or (self.tags is DRUK and (self._neem(_STIJL) or self._doctype())):
            return True
        if merk := self._neem(_MERK):
            return self._sluit("stuk") if merk[1] else self._opent_merk()
        tag = self._neem(_TAG)
        return tag is not None and self._tag(*tag.groups())

    def _neem(self, patroon: re.Pattern[str]) -> re.Match[str] | None:
        gevonden = patroon.match(self.html, self.plek)
        if gevonden:
            self.plek = gevonden.end()
        return gevonden

    def _doctype(self) -> bool:
        return self.plek == 0 and bool(self._neem(_DOCTYPE))

    def _opent_merk(self) -> bool:
        """A mark in a mark would end at the wrong place when its words are taken out."""
        if "stuk" in self.open:
            return False
        self.open.append("stuk")
        return True

    def _sluit(self, naam: str) -> bool:
        return bool(self.open) and self.open.pop() == naam

    def _tag(self, eind: str, tag: str, attributen: str, zelf: str) -> bool:
        if tag not in self.tags or (zelf and tag not in SLUIT_ZELF):
            return False
        if eind:
            return not attributen and not zelf and self._sluit(tag)
        if not zelf and tag not in LEEG:
            self.open.append(tag)
        return all(naam in self.tags[tag] and _mag(naam, waarde) for naam, waarde in _ATTRIBUUT.findall(attributen))


def _mag(naam: str, waarde: str) -> bool:
    if naam == "href":
        # As a browser reads it: what is written as a code stands there, and white space in an address does not count.
        schema = _SCHEMA.match(re.sub(r"[\x00-\x20]", "", unescape(waarde)).lower())
        return schema is None or schema[1] in _SCHEMAS
    return naam in _VRIJ or bool(_PATROON.get(naam, _ANDERS).fullmatch(waarde))
