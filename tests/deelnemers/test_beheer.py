"""The admin: accounts and programmes, and nothing that was said in confidence."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from deelnemers.models import Corporatie, Lidmaatschap, Uitnodiging
from tests.factories import maak_lid, maak_persoon, maak_uitnodiging
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


# ---- A beheerder is no reader, and cannot become one here


def wijzig(ding: Lidmaatschap | Persoon) -> str:
    return reverse(f"admin:{ding._meta.app_label}_{ding._meta.model_name}_change", args=[ding.pk])


def test_nobody_gives_themselves_a_role(beheerder: Mens, verkenning: Verkenning, kromwaal: Corporatie) -> None:
    erbij = reverse("admin:deelnemers_lidmaatschap_add")
    rol = {"verkenning": verkenning.pk, "persoon": beheerder.persoon.pk, "functie": "", "begeleider": "on"}
    for extra in ({"corporatie": ""}, {"corporatie": kromwaal.pk}):
        assert beheerder.post(erbij, rol | extra).status_code == 403
    assert beheerder.get(erbij).status_code == 403
    assert beheerder.get("/groep/samen/vragen/").status_code == 404
    assert not beheerder.persoon.rollen


def test_what_somebody_is_can_be_taken_away_and_nothing_else(
    beheerder: Mens, anna: Mens, kromwaal: Corporatie, elders: Verkenning
) -> None:
    lid = maak_lid(beheerder.persoon, elders, "redactie")
    ruimer = {
        "verkenning": kromwaal.verkenning_id,
        "persoon": anna.persoon.pk,
        "corporatie": kromwaal.pk,
        "functie": "technicus",
        "begeleider": "on",
        "redactie": "on",
        "lid": "on",
    }
    assert beheerder.post(wijzig(lid), ruimer).status_code == 302
    lid.refresh_from_db()
    assert (lid.verkenning, lid.persoon, lid.corporatie, lid.rollen) == (elders, beheerder.persoon, None, ["redactie"])
    assert lid.functie == "technicus"
    assert beheerder.post(wijzig(lid), {"functie": ""}).status_code == 302
    lid.refresh_from_db()
    assert lid.rollen == []


def test_a_membership_can_be_ended(beheerder: Mens, anna: Mens) -> None:
    lid = Lidmaatschap.objects.get(persoon=anna.persoon)
    beheerder.post(reverse("admin:deelnemers_lidmaatschap_delete", args=[lid.pk]), {"post": "yes"})
    assert not anna.persoon.rollen


def test_nobody_takes_over_an_account_by_its_address(beheerder: Mens, anna: Mens) -> None:
    mijn = {"naam": "Anna A.", "email": "ben2@voorbeeld.example", "is_active": "on"}
    assert beheerder.post(wijzig(anna.persoon), mijn).status_code == 302
    assert (anna.persoon.naam, anna.persoon.email) == ("Anna A.", "anna-aalders@voorbeeld.example")


def test_a_programme_without_anybody_is_not_made(beheerder: Mens) -> None:
    assert beheerder.get(reverse("admin:verkenning_verkenning_add")).status_code == 403


# ---- On the server: the first of a programme, who then invites


def test_a_programme_gets_its_first_begeleider_from_the_server(anna: Mens, elders: Verkenning) -> None:
    uit = StringIO()
    call_command("geef_rol", "elders", anna.persoon.email.upper(), "begeleider", stdout=uit)
    assert "Anna Aalders heeft nu de rol begeleider bij Elders." in uit.getvalue()
    assert (elders.pk, "begeleider") in anna.persoon.rollen


@pytest.mark.parametrize(
    ("slug", "email", "waarom"),
    [
        ("samen", "anna-aalders@voorbeeld.example", "Bea Boer heeft hier al de rol begeleider"),
        ("nergens", "anna-aalders@voorbeeld.example", "geen Verkenning"),
        ("samen", "niemand@voorbeeld.example", "geen actief account"),
    ],
)
def test_and_nobody_else(slug: str, email: str, waarom: str, anna: Mens, begeleider: Mens) -> None:
    anna_was = anna.persoon.rollen
    with pytest.raises(CommandError, match=waarom):
        call_command("geef_rol", slug, email, "begeleider")
    assert anna.persoon.rollen == anna_was
