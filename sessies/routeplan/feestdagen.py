"""The days on which hardly anybody in the Netherlands works.

Reckoned here rather than by the library `holidays`: that loads every country of the world, 50 MB in each web process.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache


def pasen(jaar: int) -> date:
    """Easter Sunday, by the rule of Meeus, Jones and Butcher."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    dag = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * dag) // 451
    maand, rest = divmod(h + dag - 7 * m + 114, 31)
    return date(jaar, maand, rest + 1)


@lru_cache(maxsize=32)
def feestdagen(jaar: int) -> dict[date, str]:
    paasdag = pasen(jaar)
    koning = date(jaar, 4, 27)
    dagen = {
        date(jaar, 1, 1): "nieuwjaarsdag",
        paasdag - timedelta(2): "Goede Vrijdag",
        paasdag: "eerste paasdag",
        paasdag + timedelta(1): "tweede paasdag",
        koning - timedelta(koning.weekday() == 6): "Koningsdag",
        date(jaar, 5, 5): "Bevrijdingsdag",
        paasdag + timedelta(39): "Hemelvaartsdag",
        paasdag + timedelta(49): "eerste pinksterdag",
        paasdag + timedelta(50): "tweede pinksterdag",
        date(jaar, 12, 25): "eerste kerstdag",
        date(jaar, 12, 26): "tweede kerstdag",
    }
    return dict(sorted(dagen.items()))
