"""The kit's template tags: small pieces of markup that stand on every page.

They return cached strings instead of rendering a template each: a page with sixty notes shows sixty labels.
"""

from functools import cache, lru_cache
from pathlib import Path

from django import template
from django.utils.html import format_html, json_script
from django.utils.safestring import SafeString

from .. import datum, kunst, menu
from ..toestel import toestel
from ..verschil import woordverschil

register = template.Library()

_ICONEN = Path(__file__).resolve().parent.parent / "iconen"  # Phosphor 2.1.1 (MIT), with Dutch names

# Level: icon, name, who reads it. The darker, the fewer.
NIVEAUS = {
    "prive": ("slot", "Privé", "alleen jij"),
    "besloten": ("deelnemers", "Besloten", "alleen de groep"),
    "achterban": ("achterban", "Achterban", "alle leden"),
    "openbaar": ("wereld", "Openbaar", "iedereen"),
}

# Effect: the group's word for it, and a silhouette that is told apart without colour.
EFFECTEN = {
    "steunt": (
        "Steunt",
        '<circle cx="12" cy="12" r="11" fill="{k}"/><path d="M6.5 12.5l4 4 7-8" fill="none" {u} stroke-width="2.6"/>',
    ),
    "gemengd": (
        "Gemengd",
        '<circle cx="12" cy="12" r="9.7" fill="none" stroke="{k}" stroke-width="2.6"/><path d="M12 2.3a9.7 9.7 0 0 1 0 19.4z" fill="{k}"/>',
    ),
    "tegen": (
        "Tegen",
        '<path d="M7 1h10l6 6v10l-6 6H7l-6-6V7z" fill="{k}"/><path d="M6.5 12h11" fill="none" {u} stroke-width="3"/>',
    ),
    "onbekend": (
        "Weten we nog niet",
        '<circle cx="12" cy="12" r="9.7" fill="none" stroke="{k}" stroke-width="2"/><path d="M9 9.6a3 3 0 1 1 4.4 2.7c-.9.5-1.4 1-1.4 2.1" fill="none" stroke="{k}" stroke-width="2.2"/><circle cx="12" cy="17.6" r="1.5" fill="{k}"/>',
    ),
    "open": (
        "Nog niet verkend",
        '<circle cx="12" cy="12" r="9.7" fill="none" stroke="{k}" stroke-width="2" stroke-dasharray="3 3.1"/>',
    ),
}

# WeasyPrint reads no custom properties inside an inline SVG: on paper the colours stand there literally.
_DRUKKLEUR = {"steunt": "#1F6448", "gemengd": "#7A4F00", "tegen": "#9C3019", "onbekend": "#5B4A5E", "open": "#5B4A5E"}
_DRUKZICHT = {
    "prive": ("#2A1A2D", "#FFFFFF"),
    "besloten": ("#6B2A66", "#FFFFFF"),
    "achterban": ("#E3CBE1", "#2A1A2D"),
    "openbaar": ("#FFFFFF", "#2A1A2D"),
}

register.filter("moment", datum.moment)
register.filter("dag", datum.dag)
register.filter("dag_kort", datum.dag_kort)
register.filter("dag_lang", datum.dag_lang)
register.filter("maand", datum.maand)
register.filter("uur", datum.uur)
register.filter("iso", datum.iso)
register.filter("toestel", toestel)
register.simple_tag(woordverschil, name="woordverschil")
register.simple_tag(kunst.velden, name="velden")
register.simple_tag(menu.hoofdmenu, takes_context=True, name="hoofdmenu")
register.simple_tag(menu.groepmenu, takes_context=True, name="groepmenu")


@register.simple_tag
@cache
def icoon(naam: str) -> SafeString:
    """{% icoon "slot" %}: an inline SVG, decoration only. The words beside it carry the meaning."""
    svg = (_ICONEN / f"{naam}.svg").read_text(encoding="utf-8")
    kaal = svg.replace('xmlns="http://www.w3.org/2000/svg" ', "").replace(' fill="currentColor"', "")
    return SafeString(kaal.replace("<svg ", '<svg class="icoon" aria-hidden="true" focusable="false" ', 1))


@register.simple_tag
@lru_cache(maxsize=256)
def zicht(niveau: str, *, kort: bool = False, wie: str = "") -> SafeString:
    """{% zicht "besloten" %}: the luggage tag that says who may read this. `wie` names the readers more exactly."""
    beeld, naam, lezers = NIVEAUS[niveau]
    return format_html(
        '<span class="zicht" data-zicht="{}">{}<b><span class="vh">Te lezen door: </span>{}</b>{}</span>',
        niveau,
        icoon(beeld),
        naam,
        "" if kort else format_html("<span>{}</span>", wie or lezers),
    )


@register.simple_tag
@lru_cache(maxsize=64)
def zicht_druk(niveau: str, wie: str = "") -> SafeString:
    """The same tag for paper."""
    _, naam, lezers = NIVEAUS[niveau]
    lezers = wie or lezers
    vlak, letter = _DRUKZICHT[niveau]
    breedte = round(7.9 * len(f"{naam} {lezers}") + 34)
    return format_html(
        '<svg class="zicht-druk" viewBox="0 0 {b} 26" width="{b}" height="26" role="img"><title>Te lezen door: {naam}, {lezers}</title>'
        '<path d="M12 1H{r}V25H12L1 13Z" fill="{vlak}" stroke="#451A43" stroke-width="1.6"/>'
        '<circle cx="13" cy="13" r="3" fill="#FFFFFF" stroke="#451A43" stroke-width="1.3"/>'
        '<text x="23" y="17.4" font-family="Fira Sans" font-size="12.5" fill="{letter}"><tspan font-weight="600">{naam}</tspan> {lezers}</text></svg>',
        b=breedte,
        r=breedte - 1,
        naam=naam,
        lezers=lezers,
        vlak=vlak,
        letter=letter,
    )


def _effect(effect: str | None) -> str:
    return effect or "open"


@register.simple_tag
@cache
def bewijs(effect: str | None, woord: str = "") -> SafeString:
    """{% bewijs cel.effect %}: silhouette and word. An empty effect is a white spot: nog niet verkend."""
    sleutel = _effect(effect)
    naam, vorm = EFFECTEN[sleutel]
    svg = SafeString(vorm.format(k="currentColor", u='class="uit"'))
    return format_html(
        '<span class="bewijs" data-bewijs="{}"><svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">{}</svg>{}</span>',
        sleutel,
        svg,
        woord or naam,
    )


@register.simple_tag
@cache
def bewijs_druk(effect: str | None, woord: str = "") -> SafeString:
    sleutel = _effect(effect)
    naam, vorm = EFFECTEN[sleutel]
    svg = SafeString(vorm.format(k=_DRUKKLEUR[sleutel], u='stroke="#FFFFFF"'))
    return format_html(
        '<span class="bewijs"><svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">{}</svg>{}</span>',
        svg,
        woord or naam,
    )


def weegtekst(voor: int, gemengd: int, tegen: int) -> str:
    """2 voor, 1 gemengd"""
    delen = [(voor, "voor"), (gemengd, "gemengd"), (tegen, "tegen")]
    return ", ".join(f"{aantal} {woord}" for aantal, woord in delen if aantal) or "geen bewijs"


@register.simple_tag
@lru_cache(maxsize=512)
def weeg(voor: int = 0, gemengd: int = 0, tegen: int = 0, tekst: str = "") -> SafeString:
    """{% weeg 3 1 0 %}: a block above the line for, a dot for mixed, a block below against; the same in hidden words."""
    woorden = format_html('<span class="vh">: {}</span>', tekst or weegtekst(voor, gemengd, tegen))
    if not voor + gemengd + tegen:
        return woorden
    tekens = SafeString("<i></i>" * voor + '<i class="g"></i>' * gemengd + '<i class="t"></i>' * tegen)
    veel = " weeg--veel" if voor + gemengd + tegen > 9 else ""
    return format_html('<span class="weeg{}" aria-hidden="true">{}</span>{}', veel, tekens, woorden)


@register.simple_tag
@lru_cache(maxsize=512)
def weeg_druk(effect: str | None, voor: int = 0, gemengd: int = 0, tegen: int = 0) -> SafeString:
    """The balance for paper; put `weegtekst` beside it in hidden words."""
    kleur = _DRUKKLEUR[_effect(effect)]
    vormen = ['<rect x="{x}" y="1" width="8" height="11"/>'] * voor
    vormen += ['<circle cx="{m}" cy="12" r="4.6"/>'] * gemengd
    vormen += ['<rect x="{x}" y="12" width="8" height="11"/>'] * tegen
    tekens = SafeString("".join(vorm.format(x=4 + 12 * i, m=8 + 12 * i) for i, vorm in enumerate(vormen)))
    breedte = max(len(vormen) * 12 + 4, 40)
    return format_html(
        '<svg viewBox="0 0 {b} 24" width="{b}" height="24" aria-hidden="true" fill="{k}"><path d="M0 12H{b}" stroke="{k}" stroke-width="1.6"/>{t}</svg>',
        b=breedte,
        k=kleur,
        t=tekens,
    )


register.simple_tag(weegtekst, name="weegtekst")


@register.simple_tag
def tijdstip(waarde: datum.Moment, vorm: str = "dag_kort") -> SafeString:
    """{% tijdstip sessie.datum "dag" %}: a <time> when the date is known, plain words when it is not."""
    schrijf = {
        "moment": datum.moment,
        "dag": datum.dag,
        "dag_kort": datum.dag_kort,
        "dag_lang": datum.dag_lang,
        "maand": datum.maand,
        "uur": datum.uur,
    }[vorm]
    tekst, machine = schrijf(waarde), datum.iso(waarde)
    if not machine:
        return format_html("{}", tekst)
    return format_html('<time datetime="{}">{}</time>', machine, tekst)


@register.simple_tag
def qr(svg: str) -> SafeString:
    """The square that an authenticator app scans: drawn by allauth, put in the page because our CSP bars data: images."""
    kaal = svg[svg.index("<svg") :]
    return SafeString(kaal.replace("<svg ", '<svg role="img" aria-label="QR-code voor je app" ', 1))


@register.simple_tag
def passkey(functie: str, **ids: str) -> SafeString:
    """Tell allauth's script which of its forms stands here and the ids of its parts: data in the page, no code."""
    data = json_script({"ids": ids})
    return SafeString(data.replace("<script ", f'<script data-allauth-onload="allauth.webauthn.forms.{functie}" ', 1))
