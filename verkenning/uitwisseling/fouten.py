"""What is wrong in a folder, said so that its author can mend it: which file, which key, what was found, what was expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True, slots=True, order=True)
class Fout:
    bestand: str
    sleutel: str
    gevonden: str
    verwacht: str

    def __str__(self) -> str:
        plaats = f"{self.bestand}: {self.sleutel}" if self.sleutel else self.bestand
        return f"{plaats}: gevonden {self.gevonden}, verwacht {self.verwacht}"


class MapFout(Exception):
    """The folder cannot be imported. Nothing was changed; every fault in it is named."""

    def __init__(self, fouten: Sequence[Fout]) -> None:
        self.fouten = sorted(set(fouten))
        super().__init__("\n".join(str(fout) for fout in self.fouten))


class Weigering(Exception):
    """Import or export would overwrite something, or there is nothing to work on. One sentence says what."""


class IsAnders(Weigering):
    """Another programme stands here under the slug of the folder: an earlier form of it, or what people made of it since."""


def toon(waarde: object) -> str:
    """What was found, on one line and not too long. What people wrote stands in quotes."""
    tekst = " ".join(str(waarde).split())
    return f"'{tekst[:60]}…'" if len(tekst) > 60 else f"'{tekst}'"


def bedoelde(waarde: str, keuze: Sequence[str]) -> str:
    """'(bedoelde je 'onderdelen'?)' when one of the choices looks like what was written, else nothing."""
    lijkt = get_close_matches(waarde, keuze, n=1)
    return f" (bedoelde je '{lijkt[0]}'?)" if lijkt else ""
