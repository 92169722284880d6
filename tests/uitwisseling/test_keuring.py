"""An edition from a folder is printed as it is, so it may hold what our templates make, and nothing else at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import find

from berichten.keuring import DRUK, PAGINA, Tags, vreemd
from berichten.models import Bericht, Uitgave
from berichten.uitgeven import houd_bij, publiceer
from tests.berichten.conftest import Reis
from tests.berichten.conftest import reis as reis
from tests.factories import maak_blok, maak_vorm, maak_vrijgave
from tests.mensen import Mens
from verkenning.kunst import velden
from verkenning.models import Publiek, Verkenning, Vrijgave
from verkenning.templatetags.verkenning import bewijs, bewijs_druk, weeg, weeg_druk, zicht, zicht_druk

from .mappen import ALLES, DEMO, kopie, schrijf

SJABLONEN = Path(settings.BASE_DIR) / "templates" / "berichten"
BEKEND = "alleen HTML zoals het portaal die zelf maakt"
# What a browser would act on, and what it would read differently than it looks.
KWAAD = """
<p hx-get="/account/logout/" hx-trigger="load">x</p>
<p hx-post="/redactie/samen/berichten/1/publiceer/" hx-trigger="load">x</p>
<p data-hx-post="/werkplek/" data-hx-trigger="load">x</p>
<p hx-on:click="alert(1)">x</p>
<p HX-POST="/werkplek/">x</p>
<div hx-boost="true"></div>
<div hx-headers="{}"></div>
<div hx-ext="sse" sse-connect="/x"></div>
<meta http-equiv="refresh" content="0;url=https://elders.example/">
<meta name="htmx-config" content="{}">
<meta name="description" content="x">
<base href="https://elders.example/">
<link rel="stylesheet" href="https://elders.example/x.css">
<link rel="prefetch" href="/account/logout/">
<style>p { display: none }</style>
<p style="position:fixed">x</p>
<script>alert(1)</script>
<script src="/static/x.js"></script>
<SCRIPT>alert(1)</SCRIPT>
<scr<script>ipt>alert(1)</script>
<noscript><p>x</p></noscript>
<template><p>x</p></template>
<iframe src="/account/email/"></iframe>
<iframe srcdoc="&lt;p&gt;x"></iframe>
<frameset><frame src="/"></frameset>
<object data="/x"></object>
<embed src="/x">
<applet code="x"></applet>
<portal src="/"></portal>
<img src=x onerror=alert(1)>
<img src="https://elders.example/pixel.png">
<picture><source srcset="/x"></picture>
<video src="/x" autoplay></video>
<audio src="/x"></audio>
<form action="/account/email/" method="post"><button>Ok</button></form>
<button formaction="/account/logout/">x</button>
<input name="email" value="ik@elders.example">
<textarea name="tekst"></textarea>
<select><option>x</option></select>
<dialog open></dialog>
<details ontoggle="alert(1)" open></details>
<p onclick="alert(1)">x</p>
<p onclick=alert(1)>x</p>
<p contenteditable="true" autofocus onfocus="alert(1)">x</p>
<p tabindex="1" accesskey="x">x</p>
<p is="mijn-element">x</p>
<mijn-element></mijn-element>
<slot name="x"></slot>
<a href="javascript:alert(1)">x</a>
<a href="JaVaScRiPt:alert(1)">x</a>
<a href=" javascript:alert(1)">x</a>
<a href="java&#9;script:alert(1)">x</a>
<a href="java&Tab;script&colon;alert(1)">x</a>
<a href="&#106;avascript:alert(1)">x</a>
<a href="&#x6A;avascript&#58alert(1)">x</a>
<a href="vbscript:x">x</a>
<a href="data:text/html,<script>alert(1)</script>">x</a>
<a href="data:text/html;base64,PHA+">x</a>
<a href="blob:https://elders.example/x">x</a>
<a href="/x" target="_top">x</a>
<a href="/x" ping="https://elders.example/">x</a>
<a href="/x" download>x</a>
<a href='/x'>x</a>
<a href=/x>x</a>
<a/href="/x">x</a>
<a href="/x"title="y">x</a>
<a href="/x" href>x</a>
<area href="/x">
<svg onload="alert(1)"></svg>
<svg><script>alert(1)</script></svg>
<svg><style>p{}</style></svg>
<svg><title>x</title></svg>
<svg><use href="/x#y"></use></svg>
<svg><a xlink:href="javascript:alert(1)">x</a></svg>
<svg><animate attributeName="href" values="javascript:alert(1)"/></svg>
<svg><set attributeName="href" to="javascript:alert(1)"/></svg>
<svg><foreignObject><p>x</p></foreignObject></svg>
<svg><image href="https://elders.example/x"/></svg>
<svg><path d="M0 0" fill="url(https://elders.example/x)"/></svg>
<svg><desc><img src=x onerror=alert(1)></desc></svg>
<math><mtext><table><mglyph><style></style></mglyph></table></mtext></math>
<title><a title="</title><img src=x onerror=alert(1)>"></a></title>
<!--><img src=x onerror=alert(1)>-->
<!---><img src=x onerror=alert(1)>-->
<!-- x --!><img src=x onerror=alert(1)>-->
<!--[if IE]><p>x</p><![endif]-->
<!--stuk:0--!><img src=x onerror=alert(1)><!--/stuk-->
<!--stuk:zz--><p>x</p><!--/stuk-->
<!--stuk:0123456789abcdef--><p>x</p>
<!--stuk:0123456789abcdef--><p>x<!--/stuk--></p>
<!--stuk:0123456789abcdef--><!--stuk:0123456789abcdef--><p>x</p><!--/stuk--><!--/stuk-->
<!--/stuk-->
<![CDATA[<img src=x onerror=alert(1)>]]>
<?php echo 1 ?>
<!doctype html>
</ p>
</p x="y">
<p
<p class="x
<p/>
< p>x</p>
x < y
<div></article></div>
</div></main><main>
<p><b>x</p></b>
<div>
<body class="x"></body>
<html lang="en"></html>
<head></head>
<frameset></frameset>
<plaintext>
<xmp></xmp>
<marquee>x</marquee>
<font color="red">x</font>
<center>x</center>
<h1>x</h1>
<nav aria-labelledby="x"></nav>
<p id="meldingen">x</p>
<p id="tafel">x</p>
<p id="__proto__">x</p>
<p class="x&quot; onclick=&quot;alert(1)">x</p>
<p data-allauth-onload="allauth.webauthn.forms.login">x</p>
<p role="alert">x</p>
<span aria-hidden="x" hidden>x</span>
""".strip().splitlines()


@pytest.mark.parametrize("kwaad", [*KWAAD, "<p\x0conclick='x'>y</p>"])
def test_what_no_template_of_ours_makes_is_refused(
    kwaad: str, tmp_path: Path, geweigerd: Callable[[Path], list[str]]
) -> None:
    """Whoever reads an edition is logged in, and nothing in it may act for them."""
    html = f"<article><p>Ervoor.</p>{kwaad}<p>Erna.</p></article>"
    regels = geweigerd(kopie(ALLES, tmp_path / "in", schrijf("berichten/01-eerste/1.html", html)))
    assert [regel for regel in regels if regel.startswith("berichten/01-eerste/1.html: ") and BEKEND in regel]


def test_the_print_document_is_held_to_a_list_too(tmp_path: Path, geweigerd: Callable[[Path], list[str]]) -> None:
    for nummer, kwaad in enumerate(('<link rel="stylesheet" href="/x">', '<meta http-equiv="refresh" content="0">')):
        html = f"<!doctype html><html><head>{kwaad}</head><body></body></html>"
        regels = geweigerd(kopie(ALLES, tmp_path / f"in{nummer}", schrijf("berichten/01-eerste/1.druk.html", html)))
        assert [regel for regel in regels if "1.druk.html: " in regel and BEKEND in regel]


# ---- What we make ourselves passes

MARKDOWN = """
Een *nadruk* en **meer** met `code`, [een link](https://voorbeeld.example/?a=1&b=2 "met een 'titel' & <teken>"),
[een adres](/samen/kaart/), [mail](mailto:a@b.example) en 1 < 2 > 0.

### Kop

#### Kop

> Een citaat

- een
    1. twee
- drie

| a | b |
|:--|--:|
| 1 | 2 |

---

    code <b>

<sup>1</sup><sub>2</sub><del>x</del><ins>y</ins><img src=x onerror=alert(1)><svg></svg>
"""


def alles_van(reis: Reis, bericht: Bericht) -> None:
    """A block of every kind and every form, with text that tries everything."""
    verkenning = reis.verkenning
    maak_blok(bericht, kop="Kop & <zo>", tekst=MARKDOWN)
    maak_blok(bericht, soort="vraag-aan-leden", kop='"Wat" zou jij?', tekst=MARKDOWN)
    sector = {"sector": "zorg", "url": "javascript:alert(1)", "mislukking": True}
    cijfers = [{"wat": "groepen", "waarde": "27.200", "peildatum": "2018-04", "bron": "<krant>"}]
    extra = [
        maak_vrijgave(verkenning, MARKDOWN, naam="Jorinde <b> & 'co'", sessie="een-balie", gegevens={"soort": soort})
        for soort in ("citaat", "twijfel")
    ]
    extra += [
        maak_vrijgave(
            verkenning, soort="inspiratie", sleutel="x", titel="X <i>", gegevens={**sector, "cijfers": cijfers}
        ),
        maak_vrijgave(verkenning, soort="les", sleutel="een-balie-x", sessie="een-balie", gegevens={"bron": "x"}),
        maak_vrijgave(
            verkenning, soort="deelnemer", sleutel="k", titel="K", gegevens={"plaats": "<Dorp>", "fictief": True}
        ),
        *(maak_inzicht_over(verkenning, effect) for effect in ("tegen", "gemengd", "onbekend")),
    ]
    for vrijgave in (*extra, reis.bewering, reis.kaart, reis.leden):
        maak_blok(bericht, soort="vrijgave", kop="", tekst="", vrijgave=vrijgave)


def maak_inzicht_over(verkenning: Verkenning, effect: str) -> Vrijgave:
    plek = {"vorm": "netwerk", "meerwaarde": "huurder", "effect": effect, "status": "gedeeld"}
    return maak_vrijgave(verkenning, f"Dit is {effect}.", soort="inzicht", gegevens=plek)


def keur(uitgave: Uitgave) -> tuple[str, str]:
    return vreemd(uitgave.html, PAGINA), vreemd(uitgave.druk_html, DRUK)


@pytest.mark.parametrize("tags", [PAGINA, DRUK], ids=["page", "print"])
def test_every_tag_in_the_templates_is_known(tags: Tags) -> None:
    """Whatever comes on the page only now and then stands in a template too, with the pictures that tags make."""
    namen = ("artikel", "stukken") if tags is PAGINA else ("druk", "drukstukken", "vellen")
    bron = "".join((SJABLONEN / f"{naam}.html").read_text(encoding="utf-8") for naam in (*namen, "verwijzing"))
    kaal = re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}", "", bron)
    for tag, attributen in re.findall(r"<([a-z]\w*)([^>]*)>", kaal):
        assert tag in tags
        assert set(re.findall(r'([\w-]+)="', attributen)) <= tags[tag], tag


def test_every_picture_is_known() -> None:
    for effect in ("steunt", "gemengd", "tegen", "onbekend", "open"):
        assert vreemd(bewijs(effect), PAGINA) == ""
        assert vreemd(bewijs_druk(effect) + weeg_druk(effect, 3, 2, 1), DRUK) == ""
    for publiek in Publiek.values:
        assert vreemd(zicht(publiek), PAGINA) == ""
        assert vreemd(zicht_druk(publiek), DRUK) == ""
    assert vreemd(weeg(3, 2, 1) + weeg(9, 9, 9), PAGINA) == ""
    for haltes, nu in ((0, None), (1, 0), (9, 4)):
        assert vreemd(velden(7, 1200, 900, haltes, nu, "Titel & <teken>"), DRUK) == ""


@pytest.mark.parametrize("vormen", [1, 6, 60])
def test_every_edition_that_we_make_passes(reis: Reis, vormen: int) -> None:
    """Also with passages taken out of it. A template that makes something new must be told to the list."""
    for nummer in range(1, vormen):
        maak_vorm(reis.verkenning, f"vorm-{nummer}", omschrijving="<Zo> & zo")
    bericht = reis.bericht(publiek="achterban", titel='Titel & <teken> "zo"')
    alles_van(reis, bericht)
    uitgave = publiceer(bericht, door=None)
    assert keur(uitgave) == ("", "")
    for vrijgave in Vrijgave.objects.geldig().exclude(soort="bericht"):
        vrijgave.trek_in("Weg ermee.")
    leeg = houd_bij(uitgave)
    assert leeg != uitgave
    assert keur(leeg) == ("", "")


@pytest.mark.parametrize(
    "pad", sorted(DEMO.glob("berichten/*/*.html")), ids=lambda pad: f"{pad.parent.name}-{pad.name}"
)
def test_the_editions_of_the_demo_pass(pad: Path) -> None:
    assert vreemd(pad.read_text(encoding="utf-8"), DRUK if ".druk." in pad.name else PAGINA) == ""


# ---- And if something did get through


def test_what_stands_in_an_edition_is_no_business_of_htmx(reis: Reis, bezoeker: Mens, redactie: Mens) -> None:
    """Around its HTML stands the word that makes htmx leave it alone; nothing in it can close what it stands in."""
    publiceer(reis.bericht(), door=None)
    for mens, pad in ((bezoeker, "/samen/berichten/1/"), (redactie, "/redactie/samen/berichten/1/voorbeeld/")):
        pagina = mens.get(pad).content.decode()
        assert pagina.index("<div hx-disable>") < pagina.index('<article class="bericht">')
        script = re.search(r"/static/(django_htmx/htmx[\w.-]+)", pagina)
        assert script
        # The word differs from one version of htmx to the next.
        assert "[hx-disable]" in Path(str(find(script[1]))).read_text(encoding="utf-8")
