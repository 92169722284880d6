"""Who may read what, written down apart from the portal: the leak test holds the one against the other."""

from __future__ import annotations

from dataclasses import dataclass

from .kanaries import Kring

# Per Verkenning, who is what in it. The first of them is the Verkenning that the walkers know best.
ROLLEN = {
    "samen": {
        "verkenner": "anna",
        "ander": "teun",
        "begeleider": "begeleider",
        "redactie": "redactie",
        "lid": "lid",
        "gestopt": "gestopt",
        "inactief": "inactief",
        "vertrokken": "vera",
    },
    "elders": {
        "verkenner": "bram",
        "ander": "bert",
        "begeleider": "bea",
        "redactie": "roos",
        "lid": "lex",
        "gestopt": "gijs",
        "inactief": "ivo",
        "vertrokken": "vic",
    },
}
# An account without any role, and the technical administrator, who is no reader either.
ZONDER_ROL = ("rolloos", "beheerder")
BEZOEKER: str = "bezoeker"
# Whoever's session goes along every page. The others are there to have written and to be written about.
WANDELAARS = (*ROLLEN["samen"].values(), "bram", *ZONDER_ROL, BEZOEKER)
# Who is in the group no longer: their association has stopped, they left it, or they may not log in any more.
WEG = {"gestopt", "inactief", "vertrokken"}
# Who comes across the other Verkenning as well; for the rest of us one is enough.
OOK_ELDERS = ("anna", "redactie", "bram", BEZOEKER)

_ACTIEF = ("verkenner", "ander", "begeleider", "redactie", "lid")
IEDEREEN = frozenset({*ROLLEN["samen"].values(), *ROLLEN["elders"].values(), *ZONDER_ROL, BEZOEKER})
OPENBAAR = Kring("openbaar", IEDEREEN)
ACHTERBAN = Kring("achterban", frozenset(rollen[rol] for rollen in ROLLEN.values() for rol in _ACTIEF))
NIEMAND = Kring("niemand", frozenset())


@dataclass(frozen=True)
class Kringen:
    """The circles of one Verkenning."""

    slug: str

    def wie(self, *rollen: str) -> frozenset[str]:
        return frozenset(ROLLEN[self.slug][rol] for rol in rollen)

    def kring(self, naam: str, *rollen: str) -> Kring:
        return Kring(f"{naam} van {self.slug}", self.wie(*rollen))

    @property
    def groep(self) -> Kring:
        """Besloten: the verkenners and the begeleider."""
        return self.kring("de groep", "verkenner", "ander", "begeleider")

    @property
    def bibliotheek(self) -> Kring:
        """An entry of the library that is not released yet."""
        return self.kring("groep en redactie", "verkenner", "ander", "begeleider", "redactie")

    @property
    def redactie(self) -> Kring:
        """A bericht in the making."""
        return self.kring("de redactie", "redactie")

    @property
    def begeleider(self) -> Kring:
        return self.kring("de begeleider", "begeleider")

    def prive(self, rol: str) -> Kring:
        """One's own, as long as one is in the group."""
        return self.kring(f"alleen {rol}", *({rol} - WEG))

    def voordracht(self, *rollen: str) -> Kring:
        """Who is asked, wherever they stand by now, who put it forward, and the begeleider; nobody who is locked out, or who
        was asked for an association that they left."""
        return self.kring("vragers en gevraagde", "begeleider", *(set(rollen) - {"inactief", "vertrokken"}))

    def naam_van(self, rol: str) -> Kring:
        """That somebody takes part: the group and the redactie know each other; the administrator keeps the accounts."""
        return self.kring(
            f"wie {rol} kent", "verkenner", "ander", "begeleider", "redactie", *({rol} - {"inactief"})
        ).met("beheerder")

    def adres_van(self, rol: str) -> Kring:
        """Somebody's e-mail address: their own, for who invites, and for who keeps the accounts."""
        return self.kring(f"adres van {rol}", "begeleider", *({rol} - {"inactief"})).met("beheerder")
