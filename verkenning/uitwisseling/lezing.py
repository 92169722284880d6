"""What is known while a folder is read: the faults so far, the names that exist in it, and the references to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from .fouten import Fout, bedoelde, toon

PERSONEN = "personen"
# What a reference should have pointed at, where it is not simply a file in a folder of that name.
_VERWACHT = {
    PERSONEN: "het e-mailadres van iemand die onder 'mensen' staat",
    "vormen": "een slug uit 'vormen' in verkenning.md",
    "meerwaarden": "een slug uit 'meerwaarden' in verkenning.md",
    "bijlagen": "de naam van een bestand in bijlagen/",
}


@dataclass
class Lezing:
    fouten: list[Fout] = field(default_factory=list)
    bekend: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    verwijzingen: list[tuple[Plek, str, str, str]] = field(default_factory=list)

    def controleer_verwijzingen(self) -> None:
        """References are by slug or by e-mail address; one that points nowhere is a fault."""
        for plek, naar, waarde, verwacht in self.verwijzingen:
            if waarde not in self.bekend[naar]:
                verwacht = verwacht or _VERWACHT.get(naar, f"de slug van een bestand in {naar}/")
                plek.fout(toon(waarde), verwacht + bedoelde(waarde, sorted(self.bekend[naar])))


@dataclass(frozen=True, slots=True)
class Plek:
    """A place in the folder: a file, and the path of a key in it, like `onderdelen[0].minuten`."""

    lezing: Lezing
    bestand: str
    sleutel: str = ""

    def __truediv__(self, deel: str | int) -> Plek:
        if isinstance(deel, int):
            return Plek(self.lezing, self.bestand, f"{self.sleutel}[{deel}]")
        return Plek(self.lezing, self.bestand, f"{self.sleutel}.{deel}" if self.sleutel else deel)

    def fout(self, gevonden: str, verwacht: str) -> None:
        self.lezing.fouten.append(Fout(self.bestand, self.sleutel, gevonden, verwacht))

    def noem(self, naar: str, waarde: str) -> None:
        self.lezing.bekend[naar].add(waarde)

    def verwijs(self, naar: str, waarde: str, verwacht: str = "") -> None:
        self.lezing.verwijzingen.append((self, naar, waarde, verwacht))

    def dubbel(self, waarden: Sequence[str | None], deel: str = "") -> None:
        """Nothing may stand twice in one list."""
        gezien: set[str] = set()
        for nummer, waarde in enumerate(waarden):
            if waarde and waarde in gezien:
                plek = self / nummer / deel if deel else self / nummer
                plek.fout(f"{toon(waarde)} voor de tweede keer", "elk maar één keer")
            gezien.add(waarde or "")
