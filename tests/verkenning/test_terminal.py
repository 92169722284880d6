"""The mail of a developer's machine, which stays in the terminal."""

from __future__ import annotations

import pytest
from pytest_django import Settings

from verkenning.mail import Brief, verstuur


def test_a_letter_can_be_read_and_its_link_is_whole(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    settings.MAILERS = {"default": {"BACKEND": "verkenning.terminal.Terminal"}}
    adres = f"http://127.0.0.1:8000/uitnodiging/{'sleutel-van-43-tekens-' * 4}/?van=één&naar=twee"
    verstuur(Brief("Coöperatie: doe je mee?", f"Dag Zoë,\n\nDoe mee: {adres}\n"), "zoe@voorbeeld.example")
    regels = capsys.readouterr().out.splitlines()
    assert f"Doe mee: {adres}" in regels
    for regel in ("Mail aan zoe@voorbeeld.example", "Coöperatie: doe je mee?", "Dag Zoë,"):
        assert regel in regels
    assert not [regel for regel in regels if "<html" in regel or "Content-Type" in regel]
