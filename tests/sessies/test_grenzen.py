"""What is no Markdown has an end too: a form says so, before a text comes in that no page or archive takes."""

from __future__ import annotations

import uuid

import pytest
from django.urls import reverse

from sessies.models import Inzicht
from tests.mensen import Mens
from tests.sessies.hulp import tekst_van
from verkenning.models import Verkenning


@pytest.mark.parametrize(("lengte", "status"), [(19_000, 302), (20_001, 422)])
def test_a_statement_is_no_book(lengte: int, status: int, verkenning: Verkenning, anna: Mens) -> None:
    vorm, meerwaarde = verkenning.vormen.get(), verkenning.meerwaarden.get()
    response = anna.post(
        reverse("sessies:inzicht_nieuw", args=[verkenning.slug]),
        {
            "stelling": "s" * lengte,
            "vorm": vorm.pk,
            "meerwaarde": meerwaarde.pk,
            "effect": "steunt",
            "tekst": "",
            "sleutel": str(uuid.uuid4()),
        },
    )
    assert response.status_code == status
    assert Inzicht.objects.exists() == (status == 302)
    if status == 422:
        assert "Deze tekst is te lang" in tekst_van(response)
