"""Importing again changes nothing, and never overwrites what was written in the portal since."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from deelnemers.models import Lidmaatschap
from tests.factories import maak_notitie, maak_persoon
from verkenning.models import Persoon, Verkenning, Vrijgave

from .conftest import Opdracht
from .mappen import ALLES, VOORBEELD, inhoud, kopie, vervang
from .test_rondreis import leeg

NIETS = "Dit programma staat er al. Er is niets veranderd."


def test_the_same_folder_again_changes_nothing(importeer: Opdracht) -> None:
    importeer(VOORBEELD)
    voor = set(Vrijgave.objects.values_list("pk", "vingerafdruk"))
    assert importeer(VOORBEELD).strip() == NIETS
    assert set(Vrijgave.objects.values_list("pk", "vingerafdruk")) == voor


def test_the_same_folder_changes_nothing_whatever_happened_since(importeer: Opdracht) -> None:
    importeer(VOORBEELD)
    notitie = Verkenning.objects.get().notities.get()
    notitie.herschrijf("Toch anders.", door=notitie.auteur, vanaf=1)
    assert importeer(VOORBEELD).strip() == NIETS
    notitie.refresh_from_db()
    assert notitie.tekst == "Toch anders."


def test_the_same_programme_in_other_words_of_yaml_changes_nothing(tmp_path: Path, importeer: Opdracht) -> None:
    """Other bytes, with the same meaning: an export by hand, or a copy that passed another computer."""
    importeer(ALLES)
    anders = kopie(
        ALLES,
        tmp_path / "anders",
        vervang("verkenning.md", "rollen: [begeleider, redactie]", "rollen:\n  - redactie\n  - begeleider"),
        vervang("corporaties/kade.md", "fictief: true", "fictief: yes"),
        vervang("sessies/08-later.md", "status: voorbereid\n", "status: voorbereid\naanwezig: []\nlocatie:\n"),
        vervang("notities/reis.md", "zichtbaarheid: prive\n", ""),
        vervang("theorie/onbekend-2001.md", "---\n", "---\ngecontroleerd: false\n"),
    )
    assert importeer(anders).strip() == NIETS


def test_an_export_of_what_is_here_changes_nothing(importeer: Opdracht, exporteer: Callable[..., Path]) -> None:
    importeer(VOORBEELD)
    verkenning = Verkenning.objects.get()
    maak_notitie(verkenning.sessies.get(slug="controller"), Persoon.objects.get(email="femke@voorbeeld.example"))
    assert importeer(exporteer("proefreis")).strip() == NIETS


def test_another_programme_under_the_same_slug_is_refused(
    tmp_path: Path, importeer: Opdracht, geweigerd: Callable[[Path], list[str]]
) -> None:
    importeer(VOORBEELD)
    anders = kopie(
        VOORBEELD,
        tmp_path / "anders",
        vervang("corporaties/kromwaal.md", "vhe: 820", "vhe: 821"),
        vervang("verkenning.md", "Alles hierin", "Bijna alles hierin"),
    )
    (zin,) = geweigerd(anders)
    assert zin == (
        "Er is al een Verkenning met de slug 'proefreis', en die is anders dan deze map. Er is niets veranderd. "
        "Verschil in: corporaties/kromwaal.md, verkenning.md."
    )


def test_people_are_shared_between_programmes(tmp_path: Path, importeer: Opdracht) -> None:
    """One address is one person, also where it was typed with capitals or had no name yet."""
    maak_persoon(email="femke@voorbeeld.example").delete()
    Persoon.objects.create_user("femke@voorbeeld.example", naam="")
    importeer(VOORBEELD)
    importeer(
        kopie(
            VOORBEELD,
            tmp_path / "tweede",
            vervang("verkenning.md", "slug: proefreis", "slug: tweede"),
            vervang("verkenning.md", "email: femke@voorbeeld", "email: Femke@Voorbeeld"),
        )
    )
    femke = Persoon.objects.get(email__iexact="femke@voorbeeld.example")
    assert femke.naam == "Femke Voorbeeld"
    assert {slug for slug, rol in _rollen(femke) if rol == "begeleider"} == {"proefreis", "tweede"}
    assert Persoon.objects.count() == 4
    assert not any(persoon.has_usable_password() for persoon in Persoon.objects.exclude(pk=femke.pk))


def test_whom_the_portal_knows_keeps_their_own_name(
    tmp_path: Path, importeer: Opdracht, exporteer: Callable[..., Path]
) -> None:
    """A begeleider of two programmes, and a verkenner who was heard before: folders that write otherwise change no name."""
    femke = maak_persoon("Femke de Vries", email="Femke@voorbeeld.example")
    maak_persoon("Jorinde A.", email="jorinde@kromwaal.example")
    importeer(VOORBEELD)
    assert _rollen(femke) == {("proefreis", "begeleider")}
    assert Vrijgave.objects.get(soort="notitie").naam == "Jorinde A., Woonstichting Kromwaal"
    anders = kopie(
        VOORBEELD, tmp_path / "anders", vervang("verkenning.md", "naam: Femke Voorbeeld", "naam: F. Voorbeeld")
    )
    assert importeer(anders).strip() == NIETS
    namen = set(Persoon.objects.values_list("naam", flat=True))
    assert namen == {"Femke de Vries", "Jorinde A.", "Sanne Voorbeeld", "Teun Vossebelt"}

    uit = exporteer("proefreis")
    assert "- naam: Femke de Vries\n  email: femke@voorbeeld.example\n" in (uit / "verkenning.md").read_text()
    assert "- naam: Jorinde A.\n" in (uit / "corporaties/kromwaal.md").read_text()
    leeg(Verkenning.objects.get())
    importeer(uit)
    assert inhoud(exporteer("proefreis", "weer")) == inhoud(uit)
    femke = Persoon.objects.get(email="femke@voorbeeld.example")
    femke.naam = "Femke Jansen"
    femke.save()
    assert (
        importeer(kopie(uit, tmp_path / "oud", vervang("verkenning.md", "[redactie, lid]", "[lid, redactie]"))).strip()
        == NIETS
    )


def _rollen(persoon: Persoon) -> set[tuple[str, str]]:
    leden = Lidmaatschap.objects.filter(persoon=persoon).select_related("verkenning")
    return {(lid.verkenning.slug, rol) for lid in leden for rol in lid.rollen}
