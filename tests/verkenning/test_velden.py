from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from tests.factories import maak_verkenning, maak_vrijgave
from verkenning.models import Verkenning, Vrijgave
from verkenning.velden import deeldatum_geldig, is_deeldatum, slug_geldig


@pytest.mark.parametrize("tekst", ["2019", "2019-02", "2019-02-28", "2024-02-29", "0999-12-31"])
def test_a_date_may_be_known_to_the_day_the_month_or_the_year(tekst: str) -> None:
    deeldatum_geldig(tekst)


@pytest.mark.parametrize(
    "tekst",
    ["2019-02-29", "2019-13", "2019-00", "2019-2-6", "19-02", "2019-02-06T13:00", "2019-02-06\n", "februari", "٢٠١٩"],
)
def test_what_is_no_date_is_refused(tekst: str) -> None:
    assert not is_deeldatum(tekst)
    with pytest.raises(ValidationError, match="is geen datum"):
        deeldatum_geldig(tekst)


@pytest.mark.parametrize("tekst", ["kromwaal", "een-controller-2", "2019"])
def test_a_slug(tekst: str) -> None:
    slug_geldig(tekst)


@pytest.mark.parametrize(
    "tekst", ["Kromwaal", "een--twee", "-een", "een-", "een_twee", "één", "een twee", "een\n", "../x", ""]
)
def test_no_slug(tekst: str) -> None:
    with pytest.raises(ValidationError):
        slug_geldig(tekst)


@pytest.mark.parametrize("slug", ["groep", "zoeken", "account", "static", "privacy"])
def test_a_programme_takes_no_address_of_the_portal(db: None, slug: str) -> None:
    with pytest.raises(ValidationError, match="al een adres"):
        Verkenning(slug=slug, naam="X").full_clean()


def test_html_is_made_when_a_row_is_written(verkenning: Verkenning) -> None:
    vrijgave = maak_vrijgave(verkenning, "Een *zin*.")
    assert vrijgave.html == "<p>Een <em>zin</em>.</p>"
    vrijgave.tekst = "Een <script>alert(1)</script> andere."
    vrijgave.save(update_fields=["tekst", "html"])
    vers = Vrijgave.objects.get()
    assert "<script" not in vers.html
    assert vers.html == vrijgave.html


def test_html_is_made_also_for_many_rows_at_once(verkenning: Verkenning) -> None:
    Vrijgave.objects.bulk_create(
        [
            Vrijgave(verkenning=verkenning, soort="notitie", publiek="openbaar", tekst=f"*{n}*", vingerafdruk=str(n))
            for n in (1, 2)
        ]
    )
    assert [v.html for v in Vrijgave.objects.all()] == ["<p><em>1</em></p>", "<p><em>2</em></p>"]
    assert [v.stammen for v in Vrijgave.objects.all()] == ["1", "2"]


def test_a_text_that_is_refused_is_never_written(db: None) -> None:
    with pytest.raises(ValidationError, match="te lang"), transaction.atomic():
        maak_verkenning("x", aanleiding="a" * 20_001)
    assert not Verkenning.objects.exists()
