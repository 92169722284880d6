"""`manage.py demo`: the example programme is there, once, and each of the six finds their way in."""

from __future__ import annotations

import shutil
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from tests.mensen import Mens
from verkenning.kijkers import DEMO_MAP, KIJKERS
from verkenning.models import Persoon, Verkenning

ROLLEN = {
    "verkenner": {"verkenner"},
    "verkenner-straks": {"verkenner"},
    "begeleider": {"begeleider"},
    "redactie": {"redactie"},
    "lid": {"lid"},
}


def demo(*opties: str) -> str:
    uit = StringIO()
    call_command("demo", *opties, stdout=uit)
    return uit.getvalue()


def test_it_imports_once_and_lets_each_of_the_six_look(bezoeker: Mens) -> None:
    demo()
    mensen = Persoon.objects.count()
    demo()
    assert (Verkenning.objects.count(), Persoon.objects.count()) == (1, mensen)
    for kijker in KIJKERS:
        pagina = bezoeker.post("/kijk-mee/", {"wie": kijker.sleutel}, follow=True)
        assert pagina.status_code == 200
        if kijker.email:
            persoon = Persoon.objects.get(email=kijker.email)
            assert str(persoon) == kijker.naam
            assert {rol for _, rol in persoon.rollen} == ROLLEN[kijker.sleutel]
            assert bezoeker.session["_auth_user_id"] == str(persoon.pk)


@pytest.mark.django_db
def test_a_demo_that_became_another_stays_and_is_no_obstacle(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The code brings a new demo, the database holds the old one, and people worked in it: script/server still starts."""
    demo()
    nieuw = Path(shutil.copytree(DEMO_MAP, tmp_path / DEMO_MAP.name))
    tekst = (nieuw / "verkenning.md").read_text()
    (nieuw / "verkenning.md").write_text(tekst.replace("platform: ", "platform: Nieuw ", 1))
    monkeypatch.setattr("verkenning.management.commands.demo.DEMO_MAP", nieuw)
    zin = demo()
    assert zin.startswith("De demo in de database is een andere dan die bij deze code, en blijft zoals hij is")
    assert zin.count("\n") == 1
    assert "Nieuw" not in Verkenning.objects.get().platform


@pytest.mark.django_db
def test_a_demo_that_is_wrong_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("verkenning.management.commands.demo.DEMO_MAP", tmp_path)
    with pytest.raises(CommandError, match=r"verkenning\.md"):
        demo()


@pytest.mark.django_db
def test_toon_names_the_addresses_and_the_six() -> None:
    uit = demo("--toon")
    assert "http://127.0.0.1:8000/meerwaarde-van-samenwerking/" in uit
    for kijker in KIJKERS:
        for deel in (kijker.naam, kijker.rol, kijker.email, kijker.probeer):
            assert deel in uit
    assert not Verkenning.objects.exists()
