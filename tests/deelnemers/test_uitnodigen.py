"""Inviting: who may invite whom, what the mail carries, and how each invitation stands."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from deelnemers.models import Corporatie, Lidmaatschap, Uitnodiging
from tests.deelnemers.conftest import NOOR, Postkantoor, is_ingelogd, link, rollen_van, zoals_getoond
from tests.factories import maak_corporatie, maak_lid, maak_persoon, maak_uitnodiging
from tests.mensen import Mens
from verkenning.models import Verkenning

GROEP = "/groep/samen/uitnodigen/"
REDACTIE = "/redactie/samen/uitnodigen/"
WELKOM = reverse("deelnemers:welkom")


# ---- Who may invite


def test_only_a_begeleider_invites_for_the_group(
    anna: Mens, bram: Mens, begeleider: Mens, redactie: Mens, lid: Mens
) -> None:
    assert begeleider.get(GROEP).status_code == 200
    for ander in (anna, bram, redactie, lid):
        assert ander.get(GROEP).status_code == 404
        assert ander.post(GROEP, NOOR | {"rol": "begeleider"}).status_code == 404
    assert not Uitnodiging.objects.exists()


def test_only_the_redactie_invites_readers(anna: Mens, bram: Mens, begeleider: Mens, redactie: Mens, lid: Mens) -> None:
    assert redactie.get(REDACTIE).status_code == 200
    for ander in (anna, bram, begeleider, lid):
        assert ander.get(REDACTIE).status_code == 404
        assert ander.post(REDACTIE, NOOR | {"rol": "lid"}).status_code == 404
    assert not Uitnodiging.objects.exists()


def test_hidden_is_as_good_as_absent(anna: Mens) -> None:
    assert zoals_getoond(anna.get(GROEP)) == zoals_getoond(anna.get("/groep/bestaat-niet/uitnodigen/"))


def test_a_door_gives_its_own_roles_only(begeleider: Mens, redactie: Mens) -> None:
    for rol in ("redactie", "lid", "beheerder", ""):
        assert begeleider.post(GROEP, NOOR | {"rol": rol}).status_code == 422
    for rol in ("verkenner", "begeleider", ""):
        assert redactie.post(REDACTIE, NOOR | {"rol": rol}).status_code == 422
    assert not Uitnodiging.objects.exists()


def test_a_verkenner_needs_a_corporatie_of_this_programme(
    begeleider: Mens, kromwaal: Corporatie, elders: Verkenning
) -> None:
    vreemd = maak_corporatie(elders)
    assert begeleider.post(GROEP, NOOR | {"rol": "verkenner"}).status_code == 422
    assert begeleider.post(GROEP, NOOR | {"rol": "verkenner", "corporatie": vreemd.pk}).status_code == 422
    assert begeleider.post(GROEP, NOOR | {"rol": "verkenner", "corporatie": kromwaal.pk}).status_code == 302


def test_whoever_takes_part_already_is_not_invited_again(anna: Mens, begeleider: Mens, kromwaal: Corporatie) -> None:
    anna_weer = {"naam": "Anna", "email": anna.persoon.email.upper(), "rol": "verkenner", "corporatie": kromwaal.pk}
    response = begeleider.post(GROEP, anna_weer)
    assert response.status_code == 422
    assert "doet iemand hier al mee" in response.content.decode()


def test_what_was_typed_is_kept(begeleider: Mens) -> None:
    response = begeleider.post(GROEP, NOOR | {"email": "geen adres", "rol": "begeleider"})
    html = response.content.decode()
    assert response.status_code == 422
    assert 'value="Noor Nieuw"' in html
    assert 'value="geen adres"' in html


def test_a_name_cannot_break_the_mail(begeleider: Mens, postkantoor: Postkantoor, werk: Callable[[], None]) -> None:
    begeleider.post(
        GROEP,
        NOOR | {"naam": "Noor\r\nBcc: allen@voorbeeld.example\r\n\r\nKlik: https://kwaad.example", "rol": "begeleider"},
    )
    werk()
    (brief,) = postkantoor.post
    assert brief["Bcc"] is None
    assert 'href="https://kwaad.example' not in postkantoor.html()


# ---- The mail


def nodig_uit(begeleider: Mens, **anders: Any) -> Uitnodiging:
    begeleider.post(GROEP, NOOR | {"rol": "begeleider"} | anders)
    return Uitnodiging.objects.latest("pk")


def link_uit(postkantoor: Postkantoor) -> str:
    gevonden = re.search(r"https?://\S+(/uitnodiging/\S+)", postkantoor.tekst())
    assert gevonden
    return gevonden[1]


def test_from_invitation_to_taking_part(
    begeleider: Mens, kromwaal: Corporatie, bezoeker: Mens, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    nodig_uit(begeleider, rol="verkenner", corporatie=kromwaal.pk)
    assert not postkantoor.post, "the worker sends it"
    werk()
    (brief,) = postkantoor.post
    assert brief["To"] == NOOR["email"]
    assert brief["Reply-To"] == begeleider.persoon.email
    assert brief["Subject"] == f"{begeleider.persoon.naam} nodigt je uit voor {kromwaal.verkenning}"
    assert f"verkenner voor {kromwaal}" in postkantoor.tekst()

    pagina = bezoeker.get(link_uit(postkantoor), follow=True)
    html = pagina.content.decode()
    assert pagina.redirect_chain == [(WELKOM, 302)]
    assert {str(begeleider.persoon), str(kromwaal), str(kromwaal.verkenning)} <= set(
        re.findall("|".join(map(re.escape, (str(begeleider.persoon), str(kromwaal), str(kromwaal.verkenning)))), html)
    )
    response = bezoeker.post(WELKOM)
    assert response["Location"] == "/werkplek/"
    assert is_ingelogd(bezoeker)
    assert rollen_van(NOOR["email"]) == {("samen", "verkenner")}
    assert EmailAddress.objects.filter(user__email=NOOR["email"], verified=True, primary=True).exists()


def test_the_secret_is_in_the_mail_and_nowhere_else(
    begeleider: Mens, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    uitnodiging = nodig_uit(begeleider)
    werk()
    uitnodiging.refresh_from_db()
    sleutel = link_uit(postkantoor).split("/")[2]
    assert len(sleutel) >= 40
    assert sleutel not in str(uitnodiging.__dict__)
    assert sleutel not in str(list(DBTaskResult.objects.values()))
    assert sleutel not in begeleider.get(GROEP).content.decode()


def test_the_secret_leaves_the_address_and_the_log(
    bezoeker: Mens, uitnodiging: tuple[Uitnodiging, str], caplog: pytest.LogCaptureFixture
) -> None:
    """The page and its form have no secret in their address, nor does the session; what is logged cannot tell it."""
    _, sleutel = uitnodiging
    with caplog.at_level(logging.DEBUG):
        pagina = bezoeker.get(link(sleutel), follow=True)
        streng = Mens(enforce_csrf_checks=True)
        streng.get(link(sleutel))
        assert streng.post(WELKOM).status_code == 403
    assert sleutel not in pagina.content.decode()
    assert sleutel not in str(dict(bezoeker.session))
    assert sleutel not in caplog.text
    assert pagina.headers["Referrer-Policy"] == "same-origin"
    assert pagina.headers["Cache-Control"] == "no-store"


def test_clicking_twice_invites_once(begeleider: Mens, postkantoor: Postkantoor, werk: Callable[[], None]) -> None:
    nodig_uit(begeleider)
    nodig_uit(begeleider, email=NOOR["email"].upper())
    werk()
    assert Uitnodiging.objects.count() == 1
    assert len(postkantoor.post) == 1


def test_a_mail_that_does_not_leave_is_seen_and_tried_again(
    begeleider: Mens, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    postkantoor.dicht = True
    uitnodiging = nodig_uit(begeleider)
    werk()
    uitnodiging.refresh_from_db()
    assert uitnodiging.staat == "mislukt"
    assert "kon niet worden verstuurd" in begeleider.get(GROEP).content.decode()
    (straks,) = DBTaskResult.objects.filter(status="READY")
    assert straks.run_after is not None
    assert timezone.now() < straks.run_after < timezone.now() + timedelta(minutes=2)
    postkantoor.dicht = False
    begeleider.post(f"{GROEP}{uitnodiging.pk}/", {"doe": "opnieuw"})
    werk()
    uitnodiging.refresh_from_db()
    assert uitnodiging.staat == "verstuurd"
    # The attempt that still waited finds that it is done.
    straks.run_after = timezone.now()
    straks.save()
    werk()
    assert len(postkantoor.post) == 1


def test_sending_again_ends_the_first_link(
    begeleider: Mens, bezoeker: Mens, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    uitnodiging = nodig_uit(begeleider)
    werk()
    eerste = link_uit(postkantoor)
    Uitnodiging.objects.filter(pk=uitnodiging.pk).update(verloopt_op=timezone.now() - timedelta(days=1))
    begeleider.post(f"{GROEP}{uitnodiging.pk}/", {"doe": "opnieuw"})
    begeleider.post(f"{GROEP}{uitnodiging.pk}/", {"doe": "opnieuw"})
    werk()
    assert len(postkantoor.post) == 2
    assert bezoeker.get(eerste).status_code == 404
    assert bezoeker.get(link_uit(postkantoor)).status_code == 302


def test_what_a_begeleider_who_left_had_sent_another_sends_again(
    begeleider: Mens, bezoeker: Mens, verkenning: Verkenning, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    uitnodiging = nodig_uit(begeleider)
    werk()
    Lidmaatschap.objects.filter(persoon=begeleider.persoon).delete()
    kees = Mens(maak_lid(maak_persoon("Kees Kok"), verkenning, "begeleider").persoon)
    assert f"want {begeleider.persoon} mag hier niemand meer uitnodigen" in kees.get(GROEP).content.decode()
    assert bezoeker.get(link_uit(postkantoor)).status_code == 410
    kees.post(f"{GROEP}{uitnodiging.pk}/", {"doe": "opnieuw"})
    werk()
    assert postkantoor.post[-1]["Subject"].startswith("Kees Kok nodigt je uit")
    assert bezoeker.get(link_uit(postkantoor)).status_code == 302


def test_nor_does_one_that_still_waits_leave(
    begeleider: Mens, verkenning: Verkenning, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    uitnodiging = nodig_uit(begeleider)
    Lidmaatschap.objects.filter(persoon=begeleider.persoon).delete()
    werk()
    assert not postkantoor.post
    kees = Mens(maak_lid(maak_persoon("Kees Kok"), verkenning, "begeleider").persoon)
    kees.post(f"{GROEP}{uitnodiging.pk}/", {"doe": "opnieuw"})
    werk()
    assert len(postkantoor.post) == 1


def test_what_does_not_work_is_no_reason_not_to_invite(begeleider: Mens, verkenning: Verkenning) -> None:
    nodig_uit(begeleider)
    Lidmaatschap.objects.filter(persoon=begeleider.persoon).delete()
    kees = Mens(maak_lid(maak_persoon("Kees Kok"), verkenning, "begeleider").persoon)
    nieuw = nodig_uit(kees)
    assert (nieuw.door, nieuw.is_open) == (kees.persoon, True)
    assert Uitnodiging.objects.count() == 2


@pytest.mark.parametrize("doe", ["trek_in", "opnieuw"])
def test_somebody_elses_invitation_is_not_there(
    doe: str, redactie: Mens, anna: Mens, begeleider: Mens, uitnodiging: tuple[Uitnodiging, str]
) -> None:
    """The redactie does not touch invitations to the group, nor does a begeleider of elsewhere."""
    pk = uitnodiging[0].pk
    assert redactie.post(f"{REDACTIE}{pk}/", {"doe": doe}).status_code == 404
    assert anna.post(f"{GROEP}{pk}/", {"doe": doe}).status_code == 404
    assert begeleider.post(f"{GROEP}{pk + 1}/", {"doe": doe}).status_code == 404
    uitnodiging[0].refresh_from_db()
    assert uitnodiging[0].is_open


# ---- The list


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_list_asks_the_same_of_the_database_however_long(
    aantal: int, begeleider: Mens, verkenning: Verkenning, django_assert_max_num_queries: Any
) -> None:
    for _ in range(aantal):
        maak_uitnodiging(verkenning, begeleider.persoon, rol=Uitnodiging.Rol.BEGELEIDER)
    with django_assert_max_num_queries(9):
        begeleider.get(GROEP)


def test_each_door_lists_its_own(begeleider: Mens, redactie: Mens, verkenning: Verkenning, elders: Verkenning) -> None:
    groep, _ = maak_uitnodiging(verkenning, begeleider.persoon, rol=Uitnodiging.Rol.BEGELEIDER)
    lezer, _ = maak_uitnodiging(verkenning, redactie.persoon, rol=Uitnodiging.Rol.LID)
    vreemd, _ = maak_uitnodiging(elders, begeleider.persoon, rol=Uitnodiging.Rol.BEGELEIDER)
    alle = (groep, lezer, vreemd)
    te_zien = {
        wie: {uit.email for uit in alle if uit.email in mens.get(pad).content.decode()}
        for wie, mens, pad in (("begeleider", begeleider, GROEP), ("redactie", redactie, REDACTIE))
    }
    assert te_zien == {"begeleider": {groep.email}, "redactie": {lezer.email}}


def test_the_redactie_sees_who_reads_along_already(begeleider: Mens, redactie: Mens, lid: Mens) -> None:
    lid.persoon.lidmaatschappen.update(functie="directeur elders")
    assert "directeur elders" in redactie.get(REDACTIE).content.decode()
    assert "Lia Linde" not in begeleider.get(GROEP).content.decode()


def test_who_left_cannot_be_invited_for_what_stopped(begeleider: Mens, kromwaal: Corporatie) -> None:
    kromwaal.deelnames.create(status="gestopt", op="2019-02-01", volgorde=1)
    assert begeleider.post(GROEP, NOOR | {"rol": "verkenner", "corporatie": kromwaal.pk}).status_code == 422


@pytest.mark.parametrize("deelname", [[], [("aangemeld", "2099-01")], [("aangemeld", "")]])
def test_who_has_yet_to_begin_can_be_invited(
    deelname: list[tuple[str, str]], begeleider: Mens, kromwaal: Corporatie
) -> None:
    """Also where nothing was written down of how it takes part."""
    kromwaal.deelnames.all().delete()
    for volgorde, (status, op) in enumerate(deelname):
        kromwaal.deelnames.create(status=status, op=op, volgorde=volgorde)
    assert list(Corporatie.objects.niet_gestopt()) == [kromwaal]
    assert begeleider.post(GROEP, NOOR | {"rol": "verkenner", "corporatie": kromwaal.pk}).status_code == 302


def test_a_lid_of_elsewhere_can_be_invited_here(begeleider: Mens, elders: Verkenning) -> None:
    maak_lid(maak_persoon("Noor Nieuw", email=NOOR["email"]), elders, "begeleider")
    assert begeleider.post(GROEP, NOOR | {"rol": "begeleider"}).status_code == 302
