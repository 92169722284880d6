"""Taking up an invitation: a link that opens once, for one address, for two weeks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from deelnemers.models import Lidmaatschap, Uitnodiging
from deelnemers.models.lidmaatschap import UitnodigingVerlopen
from tests.deelnemers.conftest import (
    NOOR,
    is_ingelogd,
    link,
    rollen_van,
)
from tests.factories import maak_persoon, maak_uitnodiging
from tests.mensen import Mens
from verkenning.models import Persoon, Verkenning

WELKOM = reverse("deelnemers:welkom")


# ---- The link


def test_looking_does_not_use_it(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    """Mail scanners open every link."""
    for _ in range(3):
        assert bezoeker.get(link(uitnodiging[1]), follow=True).status_code == 200
    assert not Persoon.objects.filter(email=NOOR["email"]).exists()
    uitnodiging[0].refresh_from_db()
    assert uitnodiging[0].is_open


def test_taking_part_gives_a_new_session(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    bezoeker.get(link(uitnodiging[1]))
    eerst = bezoeker.session.session_key
    bezoeker.post(WELKOM)
    assert is_ingelogd(bezoeker)
    assert bezoeker.session.session_key != eerst


def test_it_works_once(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    bezoeker.get(link(uitnodiging[1]))
    bezoeker.post(WELKOM)
    ander = Mens()
    response = ander.get(link(uitnodiging[1]))
    assert response.status_code == 410
    assert "al gebruikt" in response.content.decode()
    ander.post(WELKOM)
    assert not is_ingelogd(ander)


def test_clicking_doe_mee_twice_is_the_same_as_once(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    bezoeker.get(link(uitnodiging[1]))
    bezoeker.post(WELKOM)
    assert bezoeker.post(WELKOM)["Location"] == "/werkplek/"
    assert Lidmaatschap.objects.filter(persoon__email=NOOR["email"]).count() == 1


def test_two_browsers_at_the_same_moment_make_one_person(uitnodiging: tuple[Uitnodiging, str]) -> None:
    een, twee = Mens(), Mens()
    for browser in (een, twee):
        browser.get(link(uitnodiging[1]))
    een.post(WELKOM)
    twee.post(WELKOM)
    assert is_ingelogd(een)
    assert not is_ingelogd(twee)
    assert Persoon.objects.filter(email=NOOR["email"]).count() == 1


@pytest.mark.parametrize("staat", ["verlopen", "ingetrokken"])
def test_what_is_over_says_whom_to_ask(staat: str, bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    uit, sleutel = uitnodiging
    bezoeker.get(link(sleutel))
    if staat == "verlopen":
        Uitnodiging.objects.update(verloopt_op=timezone.now())
    else:
        uit.trek_in()
    response = bezoeker.get(link(sleutel))
    assert response.status_code == 410
    assert f"Vraag {uit.door}" in response.content.decode()
    # Also for whoever had the page open already.
    assert bezoeker.post(WELKOM, follow=True).status_code == 410
    assert not Persoon.objects.filter(email=NOOR["email"]).exists()


@pytest.mark.parametrize("hoe", ["zonder rol", "andere rol", "uitgezet"])
def test_it_does_not_outlive_its_inviter(
    hoe: str, bezoeker: Mens, begeleider: Mens, uitnodiging: tuple[Uitnodiging, str]
) -> None:
    """Whoever may invite no more lets nobody in any more either, nor a friend whom they invited in time."""
    bezoeker.get(link(uitnodiging[1]))
    if hoe == "uitgezet":
        Persoon.objects.filter(pk=begeleider.persoon.pk).update(is_active=False)
    else:
        Lidmaatschap.objects.filter(persoon=begeleider.persoon).update(begeleider=False, redactie=hoe == "andere rol")
    assert bezoeker.post(WELKOM, follow=True).status_code == 410
    response = bezoeker.get(link(uitnodiging[1]))
    assert response.status_code == 410
    assert "geldt niet meer" in response.content.decode()
    assert not Persoon.objects.filter(email=NOOR["email"]).exists()
    with pytest.raises(UitnodigingVerlopen):
        Uitnodiging.objects.get(pk=uitnodiging[0].pk).neem_aan()


def test_what_the_redactie_may_not_give_a_begeleider_cannot_either(bezoeker: Mens, begeleider: Mens) -> None:
    """An invitation that no door would have made opens nothing."""
    verkenning = Verkenning.objects.get(slug="samen")
    _, sleutel = maak_uitnodiging(verkenning, begeleider.persoon, rol=Uitnodiging.Rol.REDACTIE)
    assert bezoeker.get(link(sleutel)).status_code == 410


def test_it_lasts_two_weeks(uitnodiging: tuple[Uitnodiging, str]) -> None:
    assert timedelta(days=13, hours=23) < uitnodiging[0].verloopt_op - timezone.now() <= timedelta(days=14)


def test_unknown_and_malformed_are_the_same(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    goed = uitnodiging[1]
    fout = [
        "x",
        "a" * 43,
        goed[:-1],
        goed + "x",
        goed.swapcase(),
        "a/b",
        "..",
        "%00",
        "ë",
        "' OR 1=1",
        # A key may start with a dash itself.
        ("_" if goed[0] == "-" else "-") + goed[1:],
    ]
    antwoorden = {
        (response.status_code, response.content) for response in (bezoeker.get(link(sleutel)) for sleutel in fout)
    }
    ((status, pagina),) = antwoorden
    assert status == 404
    assert "Deze uitnodiging werkt niet" in pagina.decode()


def test_without_a_link_there_is_nothing_to_take_up(bezoeker: Mens) -> None:
    assert bezoeker.get(WELKOM).status_code == 404
    assert bezoeker.post(WELKOM, follow=True).status_code == 404


# ---- Who takes it up


def test_somebody_else_is_told_and_can_make_place(anna: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    """A shared computer: Anna is logged in, Noor opens her mail."""
    pagina = anna.get(link(uitnodiging[1]), follow=True).content.decode()
    assert f"ingelogd als <b>{anna.persoon}</b>" in pagina
    assert NOOR["email"] in pagina
    anna_was = rollen_van(anna.persoon.email)
    assert anna.post(WELKOM)["Location"] == WELKOM
    assert not is_ingelogd(anna)
    anna.post(WELKOM)
    assert anna.session["_auth_user_id"] == str(Persoon.objects.get(email=NOOR["email"]).pk)
    assert rollen_van("anna-aalders@voorbeeld.example") == anna_was


def test_who_has_an_account_gets_the_role_and_no_second_account(
    lid: Mens, begeleider: Mens, verkenning: Verkenning
) -> None:
    email = lid.persoon.email
    _, sleutel = maak_uitnodiging(verkenning, begeleider.persoon, email=email, rol=Uitnodiging.Rol.BEGELEIDER)
    lid.get(link(sleutel))
    assert lid.post(WELKOM)["Location"] == "/werkplek/"
    assert rollen_van(email) == {("samen", "lid"), ("samen", "begeleider")}
    assert Persoon.objects.filter(email__iexact=email).count() == 1


def test_a_deactivated_person_is_not_let_in(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    maak_persoon("Noor Nieuw", email=NOOR["email"], is_active=False)
    bezoeker.get(link(uitnodiging[1]))
    assert bezoeker.post(WELKOM)["Location"] == reverse("account_inactive")
    assert not is_ingelogd(bezoeker)


def test_it_is_bound_to_its_address(bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str]) -> None:
    bezoeker.get(link(uitnodiging[1]))
    bezoeker.post(WELKOM, {"email": "dief@voorbeeld.example", "rol": "begeleider"})
    assert rollen_van(NOOR["email"]) == {("samen", "verkenner")}
    assert not Persoon.objects.filter(email="dief@voorbeeld.example").exists()
