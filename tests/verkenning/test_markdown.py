"""The one way from Markdown to HTML: safe, and done in time whatever comes in."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from contextlib import suppress
from html.parser import HTMLParser

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from verkenning.markdown import MAX_BYTES, MAX_LINES, MAX_NESTING, naar_html, tekst_geldig

GEVAARLIJK = (
    "<script>alert(1)</script>",
    "<ScRiPt src=//kwaad.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "![x](https://kwaad.example/x.png)",
    '![x](x" onerror="alert(1))',
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<svg><a xlink:href=javascript:alert(1)>x</a></svg>",
    '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
    "<style>body{background:url(//kwaad.example)}</style>",
    '<p style="background:url(//kwaad.example)">x</p>',
    "<iframe src=//kwaad.example></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//kwaad.example><input name=x><button>ok</button></form>",
    "<base href=//kwaad.example>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//kwaad.example>",
    "<div hx-get=/account/logout/ hx-trigger=load>x</div>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "<javascript:alert(1)>",
    "[x]: javascript:alert(1)\n\n[x]",
    '[x](https://goed.example "" onmouseover=alert(1))',
    "[x](https://goed.example 'a\" onmouseover=\"alert(1)')",
    "<a href=https://goed.example onclick=alert(1) id=inhoud class=knop target=_top>x</a>",
    "<!-- --><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    "`</code><script>alert(1)</script>`",
    "```\n</code></pre><script>alert(1)</script>\n```",
    "a|b\n-|-\n<script>alert(1)</script>|x",
    "<template><script>alert(1)</script></template>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
)


@pytest.mark.parametrize("tekst", GEVAARLIJK)
def test_nothing_runs_and_nothing_is_fetched(tekst: str) -> None:
    html = naar_html(f"Vooraf.\n\n{tekst}\n\nErna.")
    _assert_onschuldig(html)
    assert "Vooraf." in html
    assert (
        "Erna." in html
        or "<!--" in tekst
        or "<!" in tekst
        or tekst.startswith(("<style", "<template", "<noscript", "<math"))
    )


TAGS = frozenset(
    "p br em strong a ul ol li blockquote code pre h3 h4 hr table thead tbody tr th td sup del ins".split()
)


class Kijker(HTMLParser):
    """Looks at tags as a browser does, and lets only those of the list pass."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        assert {naam for naam, _ in attrs} <= ({"href", "title", "rel"} if tag == "a" else set())
        # A browser drops these from an address before it looks at its scheme.
        adres = re.sub(r"[\x00-\x20]*([^\t\n\r]*)[\t\n\r]*", r"\1", dict(attrs).get("href") or "")
        schema = re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:", adres)
        assert schema is None or schema.group().lower() in {"http:", "https:", "mailto:"}

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)


def _assert_onschuldig(html: str) -> None:
    kijker = Kijker()
    kijker.feed(html)
    kijker.close()


@given(st.text(alphabet=st.sampled_from("<>\"'=/ \n`*_[]()!#-|&;:abijsvrcptonlex"), max_size=400))
@settings(max_examples=400, deadline=None)
def test_no_text_at_all_gets_out_of_the_list(tekst: str) -> None:
    try:
        html = naar_html(tekst)
    except ValidationError:
        return
    _assert_onschuldig(html)


def test_what_people_write_looks_as_they_mean_it() -> None:
    html = naar_html(
        "# Kop\n\nEen *zin* met **nadruk**.\nNieuwe regel.\n\n- een\n- twee\n\n1. a\n2. b\n\n> citaat\n\na|b\n-|-\n1|2"
    )
    for stuk in (
        "<h3>Kop</h3>",
        "<em>zin</em>",
        "<strong>nadruk</strong>",
        "<br>",
        "<ul>",
        "<ol>",
        "<blockquote>",
        "<td>2</td>",
    ):
        assert stuk in html
    assert (
        naar_html("[x](https://goed.example)")
        == '<p><a href="https://goed.example" rel="noopener noreferrer nofollow">x</a></p>'
    )
    assert naar_html(" \n ") == ""


# The inputs on which Markdown libraries are known to hang, at the length that a field takes.
N = MAX_BYTES
ZIEKELIJK: dict[str, Callable[[], str]] = {
    "nested strong emphasis": lambda: "*a **a " * (N // 14 - 1) + "b" + " a** a*" * (N // 14 - 1),
    "emphasis closers": lambda: "a_ " * N,
    "emphasis openers": lambda: "_a " * N,
    "link closers": lambda: "a]" * N,
    "link openers": lambda: "[a" * N,
    "mismatched openers and closers": lambda: "*a_ " * N,
    "openers and closers in threes": lambda: "a**b" + "c* " * N,
    "link openers and emphasis closers": lambda: "[ a_" * N,
    "brackets and parentheses": lambda: "[ (](" * N,
    "pictures in pictures": lambda: "![[]()" * N,
    "hard link and emphasis": lambda: "**x [a*b**c*](d)" * (N // 17),
    "nested brackets": lambda: "[" * (N // 2 - 1) + "a" + "]" * (N // 2 - 1),
    "nested quotes": lambda: "> " * N + "a",
    "deep lists": lambda: "".join("  " * diep + "* a\n" for diep in range(130)),
    "null bytes": lambda: "abc\0de\0" * (N // 8),
    "backticks": lambda: "".join("e" + "`" * aantal for aantal in range(1, 195)),
    "unclosed links with angle brackets": lambda: "[a](<b" * N,
    "unclosed links": lambda: "[a](b" * N,
    "unclosed comments": lambda: "</" + "<!--" * N,
    "empty lines in nested lists": lambda: "- " * 5_000 + "x" + "\n" * 5_000,
    "empty lines in nested lists in quotes": lambda: "> " + "- " * 4_000 + "x\n" + ">\n" * 4_000,
    "emphasis in deep quotes": lambda: ">" * 6_000 + "a*" * 6_000,
    "references": lambda: "".join(f"[{nummer}]: u\n" for nummer in range(2_000)) + "[0] " * 1_000,
    "processing instructions": lambda: "<?" * N,
    "declarations": lambda: "<!A " * N,
    "character data": lambda: "<![CDATA[" * N,
    "tables": lambda: "|a" * 2_000 + "\n" + "|-" * 2_000 + "\n" + "|a" * 1_000,
    "tags": lambda: "<a " * N,
    "empty items": lambda: "-\n" * N,
    "code in links": lambda: "[`a" * N,
    "comments and code": lambda: ")\xa0" + "``]]><!--\\" * N,
    "closed data that is not": lambda: '"</a>' + "<![CDATA[@\n\\]]>~~~" * N,
    "definitions": lambda: "a\n: b\n" * N,
    "entities": lambda: "&#" * N,
    "autolinks": lambda: "<http://a" * N,
}


@pytest.mark.parametrize("naam", ZIEKELIJK)
def test_no_input_at_the_cap_takes_long(naam: str) -> None:
    tekst = ZIEKELIJK[naam]().encode()[:N].decode(errors="ignore")
    begin = time.process_time()
    with suppress(ValidationError):
        assert naar_html(tekst)
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    ("tekst", "zegt"),
    [
        ("é" * (N // 2 + 1), "te lang"),
        ("- a\n" * (MAX_LINES + 1), "te veel regels"),
        (">" * (MAX_NESTING + 1) + " a", "te diep"),
        ("    " * (MAX_NESTING + 1) + "- a", "te diep"),
        ("(" + "(a" * MAX_NESTING, "losse tekens"),
        ("<!-- a -->" * (MAX_NESTING + 1), "losse tekens"),
    ],
)
def test_what_is_too_much_is_refused_in_words_that_help(tekst: str, zegt: str) -> None:
    with pytest.raises(ValidationError) as fout:
        tekst_geldig(tekst)
    assert zegt in fout.value.messages[0]


@pytest.mark.parametrize(
    "tekst",
    [
        "a" * N,
        "- a\n" * MAX_LINES,
        ">" * MAX_NESTING + " a",
        "\n\n".join("Smiley :-( en een interval [0, 1) en 3 < 5" for _ in range(200)),
        "- [ ] taak\n- [x] klaar\n" * 200,
        " ".join(f"[link {nummer}](https://voorbeeld.example/{nummer})" for nummer in range(300)),
        " ".join(f"`code {nummer}`" for nummer in range(200)),
    ],
)
def test_what_people_may_write_is_not_refused(tekst: str) -> None:
    assert naar_html(tekst)
