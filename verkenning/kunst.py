"""Bulb fields seen from the air, with the programme's own route drawn through them: our cover art.

Deterministic: the same seed and route give the same picture for ever, so an edition can be printed again. Colours
stand in attributes, because neither a strict CSP nor WeasyPrint lets a stylesheet into an SVG.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random

from django.utils.html import format_html
from django.utils.safestring import SafeString

type Punt = tuple[float, float]
type Vlak = list[Punt]

INKT, WIT, BREM, WATER = "#2A1A2D", "#FFFFFF", "#F6C944", "#8FB7CB"


@dataclass(frozen=True)
class Gewas:
    """What grows on a field: the soil between the rows, and the colours of the rows."""

    grond: str
    rijen: tuple[str, ...]


LICHT = Gewas("#FAF4F9", ("#E9D9E7", "#F3E9F2", "#D9C3D7", "#EFE0ED"))
HEIDE = Gewas("#C79DC3", ("#5A2357", "#7C3D77", "#9A5F95", "#BB8BB7", "#DDC1DA"))
MOS = Gewas("#CFE3D8", ("#1F6448", "#3F7F64", "#79A890", "#B4D0C1"))
GEEL = Gewas("#FBE7A9", ("#F6C944", "#F9DA7D", "#E9B420"))
LUCHT = Gewas("#EAF4F8", ("#BFD9E6", "#DCEBF2", "#9FC4D6"))
TEELTPLAN = (HEIDE, HEIDE, LICHT, LICHT, LICHT, MOS, LUCHT, HEIDE, GEEL, MOS, LICHT)

GROOTSTE_VELD = 52_000
RIJBREEDTES = (11, 15, 19, 24, 34)

# Where the route wanders, as parts of width and height: on a page, and along a strip.
OVER_DE_PAGINA = (
    (0.11, 0.86),
    (0.19, 0.70),
    (0.30, 0.78),
    (0.39, 0.60),
    (0.33, 0.40),
    (0.47, 0.27),
    (0.61, 0.36),
    (0.66, 0.56),
    (0.78, 0.60),
    (0.87, 0.36),
)
LANGS_DE_STROOK = (
    (0.04, 0.72),
    (0.13, 0.60),
    (0.22, 0.74),
    (0.33, 0.50),
    (0.44, 0.30),
    (0.54, 0.42),
    (0.64, 0.70),
    (0.74, 0.62),
    (0.85, 0.36),
    (0.95, 0.50),
)


@lru_cache(maxsize=64)
def velden(
    seed: int, breedte: int = 1200, hoogte: int = 900, haltes: int = 10, nu: int | None = None, titel: str = ""
) -> SafeString:
    """Draw the fields and a route of `haltes` stops through them, walked up to the stop with index `nu`.

    `nu=None` is a route that has not begun. Without `titel` the picture is decoration and hidden from readers' ears.
    """
    svg = format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="velden" viewBox="0 0 {0} {1}" width="{0}" height="{1}" preserveAspectRatio="xMidYMid slice" {2}>{3}'
        '<rect width="{0}" height="{1}" fill="{4}"/>{5}{6}</svg>',
        breedte,
        hoogte,
        SafeString('role="img"' if titel else 'aria-hidden="true" focusable="false"'),
        format_html("<title>{}</title>", titel) if titel else "",
        WATER,
        SafeString(_land(seed, breedte, hoogte)),
        SafeString(_route(seed, breedte, hoogte, haltes, nu)),
    )
    return SafeString(svg)


# The land


@dataclass
class _Landmeter:
    """Parts the land into fields with ditches between them, and the fields into rows."""

    kans: Random
    richting: float = field(init=False)

    def __post_init__(self) -> None:
        self.richting = self.kans.uniform(-0.35, 0.35)

    def verkavel(self, land: Vlak) -> list[Vlak]:
        te_doen, kavels = [land], []
        while te_doen:
            vlak = te_doen.pop(0)
            if len(vlak) < 3:
                continue
            if _oppervlak(vlak) < GROOTSTE_VELD * self.kans.uniform(0.7, 1.5):
                kavels.append(vlak)
            else:
                te_doen += self._deel(vlak)
        return kavels

    def _deel(self, vlak: Vlak) -> tuple[Vlak, Vlak]:
        hoek = self._dwars(vlak) + self.kans.uniform(-0.16, 0.16)
        verschuiving = self.kans.uniform(-0.14, 0.14) * max(_maten(vlak))
        sloot = self.kans.choice((5, 5, 9))
        x, y = _midden(vlak)
        a, b = math.cos(hoek), math.sin(hoek)
        c = a * x + b * y + verschuiving
        return _snij(vlak, a, b, c - sloot / 2), _snij(vlak, -a, -b, -(c + sloot / 2))

    def rijen(self, vlak: Vlak, gewas: Gewas) -> list[tuple[str, Vlak]]:
        kwartslag = math.pi / 2 if self.kans.random() < 0.3 else 0.0
        hoek = self._dwars(vlak) + kwartslag + self.kans.uniform(-0.05, 0.05)
        a, b = math.cos(hoek), math.sin(hoek)
        afstanden = [a * x + b * y for x, y in vlak]
        rijen, c = [], min(afstanden)
        while c < max(afstanden):
            breedte = self.kans.choice(RIJBREEDTES)
            rij = _snij(_snij(vlak, a, b, c + breedte - 1.4), -a, -b, -c)
            if len(rij) > 2 and _oppervlak(rij) > 30:
                rijen.append((self.kans.choice(gewas.rijen), rij))
            c += breedte
        return rijen

    def _dwars(self, vlak: Vlak) -> float:
        """The direction across the longest side: where a farmer would cut."""
        breed, hoog = _maten(vlak)
        return self.richting + (0.0 if breed > hoog else math.pi / 2)


def _land(seed: int, breedte: int, hoogte: int) -> str:
    kans = Random(seed)  # noqa: S311 - a picture, not a secret
    meter = _Landmeter(kans)
    kavels = meter.verkavel(
        [(-20.0, -20.0), (breedte + 20.0, -20.0), (breedte + 20.0, hoogte + 20.0), (-20.0, hoogte + 20.0)]
    )
    teelt = list(TEELTPLAN)
    kans.shuffle(teelt)
    grond: dict[str, list[str]] = {}
    gewas_op: dict[str, list[str]] = {}
    for i, kavel in enumerate(kavels):
        gewas = teelt[i % len(teelt)]
        if gewas is GEEL and kans.random() < 0.35:
            gewas = LICHT  # yellow stays rare: it means 'now'
        grond.setdefault(gewas.grond, []).append(_pad(kavel))
        for kleur, rij in meter.rijen(kavel, gewas):
            gewas_op.setdefault(kleur, []).append(_pad(rij))
    lagen = [*grond.items(), *gewas_op.items()]
    return "".join(f'<path fill="{kleur}" d="{"".join(paden)}"/>' for kleur, paden in lagen)


def _snij(vlak: Vlak, a: float, b: float, c: float) -> Vlak:
    """Keep the part of a convex polygon where ax + by ≤ c (Sutherland and Hodgman)."""
    rest: Vlak = []
    for (px, py), (qx, qy) in zip(vlak, vlak[1:] + vlak[:1], strict=True):
        dp, dq = a * px + b * py - c, a * qx + b * qy - c
        if dp <= 0:
            rest.append((px, py))
        if dp < 0 < dq or dq < 0 < dp:
            t = dp / (dp - dq)
            rest.append((px + t * (qx - px), py + t * (qy - py)))
    return rest


def _oppervlak(vlak: Vlak) -> float:
    return abs(sum(px * qy - qx * py for (px, py), (qx, qy) in zip(vlak, vlak[1:] + vlak[:1], strict=True))) / 2


def _midden(vlak: Vlak) -> Punt:
    return sum(x for x, _ in vlak) / len(vlak), sum(y for _, y in vlak) / len(vlak)


def _maten(vlak: Vlak) -> tuple[float, float]:
    xs, ys = [x for x, _ in vlak], [y for _, y in vlak]
    return max(xs) - min(xs), max(ys) - min(ys)


def _pad(vlak: Vlak) -> str:
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in vlak) + "Z"


# The route


def _route(seed: int, breedte: int, hoogte: int, haltes: int, nu: int | None) -> str:
    if haltes < 1:
        return ""
    punten = _haltes(seed, breedte, hoogte, haltes)
    dikte = 'fill="none" stroke-linecap="round"'
    lijnen = (
        f'<path d="{_kromme(punten)}" {dikte} stroke="{WIT}" stroke-width="15"/>'
        f'<path d="{_kromme(punten)}" {dikte} stroke="{INKT}" stroke-width="4" stroke-dasharray="2 11"/>'
    )
    if nu:
        lijnen += f'<path d="{_kromme(punten, nu)}" {dikte} stroke="{INKT}" stroke-width="7"/>'
    return lijnen + "".join(_halte(x, y, i, nu) for i, (x, y) in enumerate(punten))


def _haltes(seed: int, breedte: int, hoogte: int, aantal: int) -> list[Punt]:
    """Spread the stops evenly over the base line, whatever their number, and let them stray a little."""
    strook = breedte > 3 * hoogte
    basis = LANGS_DE_STROOK if strook else OVER_DE_PAGINA
    kans = Random(seed + 1)  # noqa: S311 - a picture, not a secret
    dwaal_x, dwaal_y = (0.0, 0.0) if strook else (0.02, 0.035)
    punten = []
    for i in range(aantal):
        x, y = _op_kromme(basis, i * (len(basis) - 1) / max(aantal - 1, 1))
        punten.append((breedte * (x + kans.uniform(-dwaal_x, dwaal_x)), hoogte * (y + kans.uniform(-dwaal_y, dwaal_y))))
    return punten


def _grepen(punten: Sequence[Punt], i: int) -> tuple[Punt, Punt, Punt, Punt]:
    """The Bézier handles of piece i of the smooth line through these points (Catmull and Rom)."""
    p0, p1 = punten[max(i - 1, 0)], punten[i]
    p2, p3 = punten[i + 1], punten[min(i + 2, len(punten) - 1)]
    return (
        p1,
        (p1[0] + (p2[0] - p0[0]) / 6, p1[1] + (p2[1] - p0[1]) / 6),
        (p2[0] - (p3[0] - p1[0]) / 6, p2[1] - (p3[1] - p1[1]) / 6),
        p2,
    )


def _op_kromme(punten: Sequence[Punt], plek: float) -> Punt:
    i = min(int(plek), len(punten) - 2)
    t = plek - i
    gewichten = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3)
    grepen = _grepen(punten, i)
    return sum(g * p[0] for g, p in zip(gewichten, grepen, strict=True)), sum(
        g * p[1] for g, p in zip(gewichten, grepen, strict=True)
    )


def _kromme(punten: Sequence[Punt], tot: int | None = None) -> str:
    pad = f"M{punten[0][0]:.0f} {punten[0][1]:.0f}"
    for i in range(min(len(punten) - 1, len(punten) if tot is None else tot)):
        _, (ax, ay), (bx, by), (x, y) = _grepen(punten, i)
        pad += f"C{ax:.0f} {ay:.0f} {bx:.0f} {by:.0f} {x:.0f} {y:.0f}"
    return pad


def _halte(x: float, y: float, i: int, nu: int | None) -> str:
    plek = f'cx="{x:.0f}" cy="{y:.0f}"'
    if i == nu:
        return f'<circle {plek} r="23" fill="{BREM}" stroke="{INKT}" stroke-width="6"/><circle {plek} r="8" fill="{INKT}"/>'
    if nu is not None and i < nu:
        return f'<circle {plek} r="13" fill="{INKT}" stroke="{WIT}" stroke-width="5"/>'
    return f'<circle {plek} r="12" fill="{WIT}" stroke="{INKT}" stroke-width="4"/>'
