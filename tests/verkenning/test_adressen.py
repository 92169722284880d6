"""No slug takes the place of a page of the portal itself."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError

from sessies.bibliotheekforms import nieuwe_slug
from sessies.models import Inspiratie, Theorie
from tests.factories import maak_verkenning
from tests.test_architectuur import patterns
from verkenning.adressen import kies_slug, slug_van, vaste_woorden
from verkenning.models import Verkenning
from verkenning.velden import SlugVeld, slug_geldig

# Places for a slug that say what kind of thing it is, and name nothing that people make.
GEEN_DING = {"soort"}


def plekken() -> set[str]:
    return {naam for _, pad, _ in patterns() for naam in re.findall(r"<slug:(\w+)>", pad)}


def test_every_place_for_a_slug_belongs_to_a_field_that_keeps_off_the_fixed_words() -> None:
    velden = {veld for model in apps.get_models() for veld in model._meta.get_fields() if isinstance(veld, SlugVeld)}
    assert plekken() - GEEN_DING <= {veld.plek for veld in velden} | {"slug"}
    for veld in velden:
        for woord in vaste_woorden(veld.plek) if veld.plek else ():
            with pytest.raises(ValidationError, match=r"adres van het portaal|kleine letters"):
                veld.run_validators(woord)
    with pytest.raises(ValidationError, match="'groep' is al een adres"):
        Verkenning._meta.get_field("slug").run_validators("groep")


def test_the_fixed_words_are_those_of_the_map() -> None:
    assert {"groep", "werkplek", "account", "beheer", "zoeken", "static"} <= vaste_woorden("slug")
    assert vaste_woorden("inzicht") == vaste_woorden("bron") == {"nieuw"}
    assert {"nieuw", "route", "wijzigen"}.isdisjoint(vaste_woorden("notitie"))


@pytest.mark.django_db
def test_a_form_chooses_another_slug() -> None:
    """'Nieuw' may be the title of anything; its page has another address."""
    verkenning = maak_verkenning()
    for model in (Theorie, Inspiratie):
        assert nieuwe_slug(model, verkenning.pk, [], None, "Nieuw!") == "nieuw-2"
    assert kies_slug("Groep", "slug", {"groep-2"}, anders="programma") == "groep-3"
    assert kies_slug("…", "bron", anders="bron") == "bron"


@pytest.mark.parametrize("tekst", ["Een _onderstreept_ woord", "a_-_b", "__init__", "x" * 59 + "_y", "-"])
def test_what_is_made_of_a_text_is_a_slug(tekst: str) -> None:
    slug_geldig(slug_van(tekst, "anders"))
