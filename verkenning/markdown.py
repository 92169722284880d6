"""The one way from Markdown to safe HTML: bounded in, cleaned out.

The Markdown library is quadratic on hostile input, so what comes in is capped in size, in lines, in nesting and in
what is opened without being closed, before it is parsed; and it is parsed once, when it is saved. What comes out passes
an allow-list without pictures, styles, SVG or attributes that scripts listen to. Rejected: the library's 'extra', whose
footnotes, abbreviations and attributes the allow-list takes out again, and a time limit, which a thread cannot have.
"""

import re

import nh3
from django.core.exceptions import ValidationError
from django.utils.safestring import SafeString, mark_safe
from markdown import markdown

MAX_BYTES = 20_000
MAX_NESTING = 12
MAX_LINES = 1_500

_TAGS = set("p br em strong a ul ol li blockquote code pre h3 h4 hr table thead tbody tr th td sup del ins".split())
_ATTRIBUTES = {"a": {"href", "title"}}
_PREFIX = re.compile(r"^(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t])))+", re.MULTILINE)
_MARK = re.compile(r">|[-*+]|\d{1,9}[.)]")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_OPENERS = re.compile(rf"[\[(*_`<]{{{4 * MAX_NESTING},}}")
_PARAGRAPH_END = re.compile(r"\n[ \t]*\n")
# What the library looks for the end of, from every place where it begins. A tag begins with a letter or a mark.
_PAIRS = tuple(re.compile(pattern) for pattern in (r"(\[)|(\])", r"(\()|(\))", r"(<[a-zA-Z/])|(>)"))
_RARE = ((re.compile(r"<[!?]"), MAX_NESTING), (re.compile(r"`+"), 500))


def tekst_geldig(tekst: str) -> None:
    """Refuse text that is too long or nested too deep to render safely, in words that say what to do."""
    if (omvang := len(tekst.encode())) > MAX_BYTES:
        te_veel, past = (f"{aantal:,}".replace(",", ".") for aantal in (omvang, MAX_BYTES))
        raise ValidationError(
            f"Deze tekst is te lang: {te_veel} tekens. Er passen er {past} in. Kort de tekst in, of verdeel hem over twee stukken."
        )
    if (regels := sum(map(bool, map(str.strip, tekst.splitlines())))) > MAX_LINES:
        raise ValidationError(
            f"Deze tekst heeft te veel regels: {regels}. Er passen er {MAX_LINES} in. Verdeel hem over twee stukken."
        )
    if _left_open(tekst) > MAX_NESTING or any(len(rare.findall(tekst)) > most for rare, most in _RARE):
        raise ValidationError(
            "In deze tekst staan te veel losse tekens. Zet achter elke [, ( en < het teken dat erbij hoort, of laat ze weg."
        )
    if _nesting(tekst) > MAX_NESTING or _OPENERS.search(tekst):
        raise ValidationError(
            f"Deze tekst springt te diep in. Gebruik hoogstens {MAX_NESTING} niveaus van inspringen, lijsten of citaten in elkaar."
        )


def naar_html(tekst: str) -> SafeString:
    """Render Markdown to HTML that may stand in any page. Raises ValidationError for what `tekst_geldig` refuses."""
    if not tekst.strip():
        return SafeString("")
    tekst_geldig(tekst)
    html = markdown(tekst, extensions=["tables", "fenced_code", "sane_lists", "nl2br"], output_format="html")
    # Headings in a passage stand below the headings of the page around it.
    html = re.sub(r"<(/?)h[1-3]>", r"<\1h3>", re.sub(r"<(/?)h[4-6]>", r"<\1h4>", html))
    schoon = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        url_schemes={"http", "https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )
    return mark_safe(schoon)  # noqa: S308 - the one place: nh3 has cleaned it


def _nesting(tekst: str) -> int:
    marks = max((len(_MARK.findall(prefix.group())) for prefix in _PREFIX.finditer(tekst)), default=0)
    indent = max((len(space.group().expandtabs(4)) // 4 for space in _INDENT.finditer(tekst)), default=0)
    return max(marks, indent)


def _left_open(tekst: str) -> int:
    """How many brackets of one kind stand open at once within a paragraph, at most."""
    most = 0
    for paragraph in _PARAGRAPH_END.split(tekst):
        for pair in _PAIRS:
            left_open = 0
            for opens, _ in pair.findall(paragraph):
                left_open = left_open + 1 if opens else max(left_open - 1, 0)
                most = max(most, left_open)
    return most
