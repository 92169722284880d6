"""Who left an association travels along: without a role, and with their name under what they said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from deelnemers.models import Lidmaatschap
from sessies.models import Voordracht
from tests.factories import maak_verkenner
from verkenning.models import Persoon, Verkenning

from .conftest import Opdracht
from .mappen import ALLES, VOORBEELD, inhoud, kopie, vervang
from .test_rondreis import Export, copies, leeg


def rollen() -> dict[str, set[str]]:
    return {persoon.naam: {rol for _, rol in persoon.rollen} for persoon in Persoon.objects.all()}


def test_who_left_comes_back_without_a_role_and_with_their_words(importeer: Opdracht, exporteer: Export) -> None:
    """Ada, who reads along as a lid as well, and Ben, who cleared an answer of the association. Somebody came for them."""
    importeer(ALLES)
    verkenning = Verkenning.objects.get()
    kade = verkenning.corporaties.get(slug="kade")
    for lid in kade.lidmaatschappen.all():
        lid.beeindig(date(2019, 9, 1), door=Persoon.objects.get(naam="Fee Gids"))
    maak_verkenner(kade, "Otto Opvolger")
    wachtend = set(Voordracht.objects.filter(vrijgave=None).values_list("spreker__naam", "antwoord"))
    buiten = copies()
    eerste = exporteer("alle-sleutels")
    mensen = (eerste / "verkenning.md").read_text()
    assert "functie: directeur-bestuurder, tot 2019-09-01 bij kade\n" in mensen
    assert "- naam: Ben Kade\n  email: ben@kade.example\n  functie: tot 2019-09-01 bij kade\n" in mensen
    assert "@kade.example" not in (eerste / "corporaties/kade.md").read_text()

    leeg(verkenning)
    importeer(eerste)
    assert inhoud(exporteer("alle-sleutels", "tweede")) == inhoud(eerste)
    assert copies() == buiten
    assert set(Voordracht.objects.filter(vrijgave=None).values_list("spreker__naam", "antwoord")) == wachtend
    wie = rollen()
    assert (wie["Ada Kade"], wie["Ben Kade"]) == ({"lid"}, set())
    assert Persoon.objects.get(naam="Ben Kade").vertrokken_uit == {Verkenning.objects.get().pk}


def test_of_a_day_to_come_or_an_association_that_is_not_there_it_is_only_words(
    tmp_path: Path, importeer: Opdracht
) -> None:
    functies = (
        "lid van de raad, tot 2999-01-01 bij kromwaal",
        "tot 2019-01-01 bij nergens",
        "tot 2019-13-01 bij kromwaal",
    )
    regels = "".join(
        f"- naam: Mens {nummer}\n  email: m{nummer}@elders.example\n  functie: {functie}\n"
        for nummer, functie in enumerate(functies)
    )
    importeer(kopie(VOORBEELD, tmp_path / "in", vervang("verkenning.md", "mensen:\n", f"mensen:\n{regels}")))
    leden = Lidmaatschap.objects.filter(persoon__email__contains="@elders.example").order_by("pk")
    assert [(lid.functie, lid.corporatie_id, lid.rollen) for lid in leden] == [
        (functie, None, []) for functie in functies
    ]
