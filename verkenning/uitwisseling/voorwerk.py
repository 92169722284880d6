"""One file of a programme: YAML front matter between two lines `---`, and a body of Markdown.

The front matter is read as a tree of nodes, not as Python values: what a scalar means is decided by the key it stands
at (see schema.py), so that `waarde: 600`, `van: 2019-02-28` and `titel: On` keep the very text that was written.
"""

from __future__ import annotations

import re
from math import inf
from typing import Any

import yaml
from yaml import MappingNode, Node, ScalarNode, SequenceNode

from ..velden import gewone_regels

MAX_BYTES = 1_000_000
MAX_DIEPTE = 20
STREEP = "---"
TEKST = "tag:yaml.org,2002:str"

_Lader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_OPENT = (
    yaml.BlockMappingStartToken,
    yaml.BlockSequenceStartToken,
    yaml.FlowMappingStartToken,
    yaml.FlowSequenceStartToken,
)
_SLUIT = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
# What cannot stand in a file as it is, and gets an escape within double quotes.
_ONZICHTBAAR = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class Onleesbaar(Exception):
    """The file is not front matter with a body. Says what was found and what was expected."""

    def __init__(self, gevonden: str, verwacht: str) -> None:
        super().__init__(gevonden)
        self.gevonden, self.verwacht = gevonden, verwacht


def netjes(tekst: str) -> str:
    """A text as it is kept: lines that end in one way, without blank lines around it."""
    return gewone_regels(tekst).strip("\n").rstrip()


def ontleed(inhoud: bytes) -> tuple[MappingNode, str]:
    """Part a file into its front matter and its body."""
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        raise Onleesbaar(f"een byte die geen UTF-8 is (op plaats {fout.start})", "tekst in UTF-8") from None
    regels = gewone_regels(tekst).split("\n")
    if regels[0].rstrip() != STREEP:
        raise Onleesbaar("geen voorwerk", f"een eerste regel met '{STREEP}' en daaronder de sleutels")
    einde = next((nummer for nummer, regel in enumerate(regels[1:], start=1) if regel.rstrip() == STREEP), None)
    if einde is None:
        raise Onleesbaar("voorwerk zonder einde", f"een tweede regel met '{STREEP}' onder de sleutels")
    return _yaml("\n".join(regels[1:einde]) + "\n"), netjes("\n".join(regels[einde + 1 :]))


def _yaml(tekst: str) -> MappingNode:
    try:
        _bewaak(tekst)
        knoop = yaml.compose(tekst, Loader=_Lader)
    except yaml.YAMLError as fout:
        raise Onleesbaar(f"voorwerk dat geen geldige YAML is{_waar(fout)}", "sleutels en waarden in YAML") from None
    if knoop is None:
        return MappingNode("tag:yaml.org,2002:map", [])
    if not isinstance(knoop, MappingNode):
        raise Onleesbaar("voorwerk zonder sleutels", "regels als 'titel: Een controller delen'")
    return knoop


def _bewaak(tekst: str) -> None:
    """Refuse what this format has no use for and what makes YAML dangerous: anchors, tags and deep nesting."""
    diepte = 0
    for teken in yaml.scan(tekst, Loader=_Lader):
        if isinstance(teken, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
            regel = teken.start_mark.line + 2
            raise Onleesbaar(f"een verwijzing of type van YAML (&, * of !) op regel {regel}", "gewone waarden")
        diepte += isinstance(teken, _OPENT) - isinstance(teken, _SLUIT)
        if diepte > MAX_DIEPTE:
            raise Onleesbaar("sleutels die te diep in elkaar zitten", f"hoogstens {MAX_DIEPTE} niveaus")


def _waar(fout: yaml.YAMLError) -> str:
    """In which line of the file, counted with the `---` above."""
    merk = getattr(fout, "problem_mark", None)
    return f" (regel {merk.line + 2})" if merk else ""


# ---- And back


def lege(knoop: Node) -> bool:
    return isinstance(knoop, ScalarNode) and knoop.tag == "tag:yaml.org,2002:null"


def tekstknoop(tekst: str) -> ScalarNode:
    """A text, in quotes only where YAML would read it as something else. Lines stand as lines, where they can."""
    stijl = None
    if _ONZICHTBAAR.search(tekst) or ("\n" in tekst and tekst[0].isspace()):
        stijl = '"'
    elif "\n" in tekst:
        stijl = "|"
    return ScalarNode(TEKST, tekst, style=stijl)


def kale_knoop(tekst: str) -> ScalarNode:
    """A number, date or moment: never in quotes."""
    tag = _RESOLVER.resolve(ScalarNode, tekst, (True, False))
    return ScalarNode(tag, tekst)


def lijstknoop(knopen: list[Node]) -> SequenceNode:
    """Plain words stand on one line, anything larger gets lines of its own."""
    woorden = all(isinstance(knoop, ScalarNode) for knoop in knopen)
    return SequenceNode("tag:yaml.org,2002:seq", knopen, flow_style=woorden)


def blokknoop(paren: list[tuple[str, Node]]) -> MappingNode:
    sleutels = [(tekstknoop(sleutel), knoop) for sleutel, knoop in paren]
    return MappingNode("tag:yaml.org,2002:map", sleutels, flow_style=False)


_RESOLVER: Any = yaml.SafeLoader("")


def maak(knoop: MappingNode, tekst: str) -> bytes:
    """Write a file: the same values always give the same bytes."""
    voorwerk = yaml.serialize(knoop, Dumper=yaml.SafeDumper, allow_unicode=True, width=inf)
    lichaam = f"{netjes(tekst)}\n" if netjes(tekst) else ""
    return f"{STREEP}\n{voorwerk}{STREEP}\n{lichaam}".encode()
