"""Who is invited, and a question with its story; the mail server and the worker come from tests/post.py."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from deelnemers.models import Corporatie, Lidmaatschap, Uitnodiging, Vraagversie
from tests.factories import maak_uitnodiging, maak_vraagversie
from tests.mensen import Mens
from tests.post import Postkantoor as Postkantoor
from tests.post import postkantoor as postkantoor
from tests.post import werk as werk


def zoals_getoond(response: Any) -> tuple[int, str]:
    """An answer without the token of its form, which is another one every time."""
    return response.status_code, re.sub(r"\b\w{64}\b", "", response.content.decode())


NOOR = {"naam": "Noor Nieuw", "email": "noor@voorbeeld.example", "functie": "bestuurder"}


@pytest.fixture
def uitnodiging(kromwaal: Corporatie, begeleider: Mens) -> tuple[Uitnodiging, str]:
    """Noor is invited to be verkenner of Kromwaal."""
    return maak_uitnodiging(
        kromwaal.verkenning, begeleider.persoon, rol=Uitnodiging.Rol.VERKENNER, corporatie=kromwaal, **NOOR
    )


def link(sleutel: str) -> str:
    return reverse("deelnemers:uitnodiging", args=[sleutel])


def is_ingelogd(mens: Client) -> bool:
    return "_auth_user_id" in mens.session


INLOGGEN = reverse("account_login")
CODE = reverse("account_confirm_login_code")


def vraag_code(mens: Mens, email: str, **extra: Any) -> Any:
    return mens.post(INLOGGEN, {"login": email}, **extra)


def code_uit(postkantoor: Postkantoor) -> str:
    gevonden = re.search(r"^ {4}(\S+)$", postkantoor.tekst(), re.MULTILINE)
    assert gevonden
    return gevonden[1]


def log_in(mens: Mens, email: str, postkantoor: Postkantoor) -> Any:
    vraag_code(mens, email)
    return mens.post(CODE, {"code": code_uit(postkantoor)})


def rollen_van(email: str) -> set[tuple[str, str]]:
    """Which roles somebody has, as (programme, role)."""
    leden = Lidmaatschap.objects.filter(persoon__email=email).select_related("verkenning")
    return {(lid.verkenning.slug, rol) for lid in leden for rol in lid.rollen}


VRAGEN = "/groep/samen/vragen/"
VRAAG = f"{VRAGEN}kromwaal/"
NIEUW = f"{VRAAG}nieuw/"
# A text that would be found anywhere it should not be.
BINNEN = ("kanarie-toelichting", "kanarie-waarom", "kanarie-reden")
SCHERPER = {
    "tekst": "Hoe delen wij een controller?",
    "toelichting": "kanarie-toelichting",
    "waarom": "kanarie-waarom",
    "vanaf": 1,
}


@pytest.fixture
def versie(kromwaal: Corporatie) -> Vraagversie:
    """Kromwaal's second wording, with everything that stays inside."""
    kromwaal.tekst = "Een vestingstadje."
    kromwaal.save()
    kromwaal.deelnames.update(reden="kanarie-reden")
    return maak_vraagversie(
        kromwaal, tekst="Wat merkt de huurder?", toelichting="kanarie-toelichting", waarom="kanarie-waarom"
    )


def gelezen(response: Any) -> str:
    """The words as they read now: without markup, and without what was struck out."""
    return re.sub(r"<del>.*?</del> ?|<[^>]+>", "", response.content.decode(), flags=re.DOTALL)
