"""The admin: accounts and programmes, and nothing that was said in confidence."""

from __future__ import annotations

import pytest
from django.urls import reverse

from deelnemers.models import Corporatie, Lidmaatschap, Uitnodiging
from tests.factories import maak_persoon, maak_uitnodiging
from tests.mensen import Mens
from verkenning.admin import beheer
from verkenning.models import Persoon, Verkenning


@pytest.fixture
def beheerder(db: None) -> Mens:
    return Mens(maak_persoon("Ben Beheer", is_staff=True, is_superuser=True))


def test_these_tables_and_no_other() -> None:
    """Never a note, a question, a reason; never the secrets of an app with codes or the keys of a session."""
    assert set(beheer._registry) == {Persoon, Verkenning, Lidmaatschap, Uitnodiging}


def test_it_goes_by_the_login_of_everybody(bezoeker: Mens, anna: Mens) -> None:
    start = reverse("admin:index")
    assert bezoeker.get(start, follow=True).redirect_chain[-1][0].startswith("/account/login/")
    assert anna.get(start).status_code in {302, 403}
    assert anna.get(start, follow=True).status_code == 403


def test_a_beheerder_is_no_reader(beheerder: Mens, kromwaal: Corporatie) -> None:
    assert beheerder.get("/groep/samen/vragen/").status_code == 404


def test_every_page_opens_and_shows_no_secret(beheerder: Mens, anna: Mens, verkenning: Verkenning) -> None:
    uitnodiging, _ = maak_uitnodiging(verkenning, anna.persoon)
    gezien = ""
    for model in beheer._registry:
        naam = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        lijst = beheerder.get(reverse(f"{naam}_changelist"))
        een = beheerder.get(reverse(f"{naam}_change", args=[model._default_manager.first().pk]))  # type: ignore[union-attr]
        assert (lijst.status_code, een.status_code) == (200, 200)
        gezien += lijst.content.decode() + een.content.decode()
    assert uitnodiging.sleutel_hash not in gezien
    assert anna.persoon.password not in gezien


def test_nobody_is_deleted_and_no_invitation_changed(beheerder: Mens, anna: Mens, verkenning: Verkenning) -> None:
    uitnodiging, _ = maak_uitnodiging(verkenning, anna.persoon)
    assert beheerder.post(reverse("admin:verkenning_persoon_delete", args=[anna.persoon.pk])).status_code == 403
    assert beheerder.get(reverse("admin:deelnemers_uitnodiging_add")).status_code == 403
    pagina = reverse("admin:deelnemers_uitnodiging_change", args=[uitnodiging.pk])
    assert beheerder.post(pagina, {"email": "dief@voorbeeld.example"}).status_code == 403


def test_an_account_made_here_has_no_password(beheerder: Mens) -> None:
    beheerder.post(
        reverse("admin:verkenning_persoon_add"), {"naam": "Nel", "email": "Nel@Voorbeeld.example", "is_active": "on"}
    )
    nel = Persoon.objects.get(naam="Nel")
    assert nel.email == "nel@voorbeeld.example"
    assert not nel.has_usable_password()
