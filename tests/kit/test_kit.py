"""The kit: what the small pieces say, in words and in shapes."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape

import pytest
from django import forms
from django.template import Context, Template
from django.template.loader import render_to_string
from hypothesis import given
from hypothesis import strategies as st

from tests.mensen import Mens
from verkenning import datum
from verkenning.kunst import velden
from verkenning.models import Verkenning
from verkenning.verschil import woordverschil


@pytest.mark.parametrize(
    ("waarde", "dag", "kort", "machine"),
    [
        (date(2019, 6, 5), "5 juni 2019", "wo 5 juni", "2019-06-05"),
        ("2019-06-05", "5 juni 2019", "wo 5 juni", "2019-06-05"),
        ("2019-06", "juni 2019", "juni 2019", "2019-06"),
        ("2019", "2019", "2019", "2019"),
        ("", "datum volgt", "datum volgt", ""),
        (None, "datum volgt", "datum volgt", ""),
        ("voorjaar 2020", "voorjaar 2020", "voorjaar 2020", ""),
        ("2019-13", "2019-13", "2019-13", ""),
    ],
)
def test_a_date_is_told_as_precisely_as_it_is_known(waarde: datum.Moment, dag: str, kort: str, machine: str) -> None:
    assert (datum.dag(waarde), datum.dag_kort(waarde), datum.iso(waarde)) == (dag, kort, machine)


def test_a_moment_is_told_in_dutch_time() -> None:
    halftwee = datetime(2019, 6, 5, 11, 30, tzinfo=UTC)
    assert datum.moment(halftwee) == "wo 5 juni 2019, 13.30 uur"
    assert datum.uur("2019-06-05T09:05") == "9.05"


def test_the_marker_shows_what_is_new_and_what_went() -> None:
    oud, nieuw = "Moeten wij samenwerken met zorg?", "Hoe leren wij samenwerken met de zorg?"
    assert woordverschil(oud, nieuw) == (
        "<del>Moeten</del> <ins>Hoe leren</ins> wij samenwerken met <ins>de</ins> zorg?"
    )
    assert woordverschil("", nieuw) == nieuw


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_marker_lets_no_markup_in_and_loses_no_word(oud: str, nieuw: str) -> None:
    html = woordverschil(oud, nieuw, toon_weg=False)
    kaal = re.sub(r"</?ins>", "", html)
    assert "<" not in kaal
    assert unescape(kaal).split() == nieuw.split()


@pytest.mark.parametrize("haltes", [0, 1, 2, 5, 10, 14])
def test_the_art_has_every_stop_of_the_route_and_stays_the_same(haltes: int) -> None:
    nu = haltes // 2 if haltes else None
    svg = velden(7, haltes=haltes, nu=nu)
    assert svg.count("<circle") == (haltes + 1 if haltes else 0)  # the current stop has a heart
    velden.cache_clear()
    assert velden(7, haltes=haltes, nu=nu) == svg
    assert "style=" not in svg


def test_the_art_is_decoration_unless_it_has_a_title() -> None:
    assert 'aria-hidden="true"' in velden(7)
    assert "<title>De route &amp; wij</title>" in velden(7, titel="De route & wij")


def test_a_label_says_who_reads_and_a_balance_says_it_in_words() -> None:
    sjabloon = Template('{% zicht "besloten" %}{% weeg 2 0 1 %}{% bewijs "" %}')
    tekst = re.sub(r"<[^>]+>", "", sjabloon.render(Context()))
    assert tekst == "Te lezen door: Beslotenalleen de groep: 2 voor, 1 tegenNog niet verkend"


class Formulier(forms.Form):
    datum = forms.CharField(help_text="Bijvoorbeeld 2019-06-05")
    niveau = forms.ChoiceField(choices=[("prive", "Privé"), ("besloten", "Besloten")], widget=forms.RadioSelect)


def test_a_field_is_tied_to_its_hint_and_its_error() -> None:
    html = Formulier({}).as_div()
    assert 'aria-describedby="id_datum_helptext id_datum_error"' in html
    assert 'id="id_datum_helptext"' in html
    assert 'id="id_datum_error"' in html


def test_the_visibility_picker_shows_the_label_itself() -> None:
    html = render_to_string("components/zichtkeuze.html", {"field": Formulier()["niveau"]})
    assert html.count('type="radio"') == 2
    assert 'data-zicht="prive"' in html
    assert 'data-zicht="besloten"' in html


def test_what_somebody_typed_is_escaped_in_every_component() -> None:
    gevaar = "<script>1</script>"
    for naam in ("notitie", "bron", "taak", "citaat", "melding", "vraag", "blok", "leeg", "knop"):
        context = dict.fromkeys(("kop", "tekst", "titel", "wie", "zin", "onder", "actie"), gevaar) | {
            "zicht": "besloten",
            "url": "/",
        }
        assert "<script" not in render_to_string(f"components/{naam}.html", context)


def _menu(mens: Mens, pad: str) -> dict[str, str]:
    html = mens.get(pad).content.decode().split('aria-label="Hoofdmenu"')[1].split("</nav>")[0]
    return {naam: url for url, naam in re.findall(r'<a href="([^"]+)".*?</svg>(\w+)</a>', html, re.DOTALL)}


@pytest.mark.django_db
def test_the_menu_leads_each_to_their_own_side(verkenning: Verkenning, anna: Mens, bezoeker: Mens) -> None:
    pad = "/samen/kaart/"
    assert _menu(anna, pad)["Kaart"] == "/groep/samen/kaart/"
    assert _menu(anna, pad)["Werkplek"] == "/werkplek/"
    assert _menu(bezoeker, pad)["Kaart"] == "/samen/kaart/"
    assert "Werkplek" not in _menu(bezoeker, pad)
    assert _menu(bezoeker, pad)["Inloggen"] == "/account/login/"
