"""What the portal refuses to run with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django import Settings

from verkenning.checks import instellingen

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def echt(settings: Settings) -> Settings:
    """As in production, and in order."""
    settings.DEBUG = settings.DEMO = False
    settings.BASE_URL = "https://verkenning.example"
    settings.ALLOWED_HOSTS = ["verkenning.example"]
    settings.PROXIES = 1
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}
    return settings


def bezwaren() -> list[str | None]:
    return [bezwaar.id for bezwaar in instellingen(None)]


def test_what_is_in_order(echt: Settings) -> None:
    assert bezwaren() == []


def test_development_may_do_as_it_likes(settings: Settings) -> None:
    settings.DEBUG, settings.DEMO = True, True
    assert bezwaren() == []


@pytest.mark.parametrize(
    ("naam", "waarde", "bezwaar"),
    [
        ("DEMO", True, "verkenning.E001"),
        ("BASE_URL", "http://verkenning.example", "verkenning.E002"),
        ("BASE_URL", "https://elders.example", "verkenning.E003"),
        ("PROXIES", 0, "verkenning.I001"),
        ("MAILERS", {"default": {"BACKEND": "django.core.mail.backends.console.EmailBackend"}}, "verkenning.E004"),
        ("MAILERS", {"default": {"BACKEND": "verkenning.terminal.Terminal"}}, "verkenning.E004"),
    ],
)
def test_what_is_not(naam: str, waarde: object, bezwaar: str, echt: Settings) -> None:
    setattr(echt, naam, waarde)
    assert bezwaren() == [bezwaar]


def test_a_subdomain_pattern_counts(echt: Settings) -> None:
    echt.ALLOWED_HOSTS = [".verkenning.example"]
    echt.BASE_URL = "https://portaal.verkenning.example"
    assert bezwaren() == []


def start(tmp_path: Path, *opdracht: str, **anders: str) -> subprocess.CompletedProcess[str]:
    """Start something of the portal as in production, with all in order but what is told."""
    omgeving = {
        "PATH": os.environ["PATH"],
        "DEBUG": "0",
        "DEMO": "0",
        "SECRET_KEY": "een-sleutel-die-lang-genoeg-is-voor-deze-proef-0123456789",
        "ALLOWED_HOSTS": "verkenning.example",
        "BASE_URL": "https://verkenning.example",
        "EMAIL_URL": "smtp://mail.example:25",
        "DATABASE_URL": f"sqlite:///{tmp_path}/x.sqlite3",
    }
    return subprocess.run(
        [sys.executable, *opdracht], cwd=ROOT, env=omgeving | anders, capture_output=True, text=True, check=False
    )


WEBSERVER = ("-c", "import verkenning.wsgi")


@pytest.mark.parametrize("opdracht", [("manage.py", "check"), WEBSERVER], ids=["check", "web server"])
@pytest.mark.parametrize(
    ("naam", "waarde", "bezwaar"),
    [
        ("DEMO", "1", "verkenning.E001"),
        ("BASE_URL", "http://verkenning.example", "verkenning.E002"),
        ("BASE_URL", "https://elders.example", "verkenning.E003"),
        ("EMAIL_URL", "consolemail://", "verkenning.E004"),
    ],
)
def test_it_does_not_start_and_says_why(
    opdracht: tuple[str, ...], naam: str, waarde: str, bezwaar: str, tmp_path: Path
) -> None:
    gelopen = start(tmp_path, *opdracht, **{naam: waarde})
    assert gelopen.returncode != 0
    assert bezwaar in gelopen.stderr


@pytest.mark.parametrize("naam", ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL"])
def test_what_is_missing_is_said_in_one_sentence(naam: str, tmp_path: Path) -> None:
    gelopen = start(tmp_path, "manage.py", "check", **{naam: ""})
    assert gelopen.returncode == 1
    assert (
        gelopen.stderr
        == f"manage.py: {naam} is not set. Production needs it; see docs/beheer.md. For development set DEBUG=1.\n"
    )


def test_in_order_the_web_server_starts(tmp_path: Path) -> None:
    gelopen = start(tmp_path, *WEBSERVER, STATIC_ROOT=str(tmp_path))
    assert (gelopen.returncode, gelopen.stderr) == (0, "")


def test_nor_does_its_command(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=1"):
        call_command("demo")
