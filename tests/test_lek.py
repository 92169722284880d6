"""Nobody reads what is not theirs: every address, every person, every manner, and a canary in every text."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db import models, transaction
from django.test import override_settings
from django.urls import reverse
from pytest_django import DjangoDbBlocker, Settings

from sessies.models import Inzicht, Notitie
from tests.lek import velden
from tests.lek.adressen import adressen
from tests.lek.boekjes import boekjes
from tests.lek.kanaries import NERGENS, Kanarie, is_tekst
from tests.lek.kopieen import in_kopieen
from tests.lek.kringen import BEZOEKER, WANDELAARS
from tests.lek.wandelaar import ONZE_APPS, Wandelaar
from tests.lek.wandeling import Adres, Bezoek, patronen
from tests.lek.wereld import Wereld
from tests.mensen import Mens
from verkenning.models import Vrijgave

pytestmark = pytest.mark.django_db
# The fields that say for whom something is.
NIVEAUS = {"zichtbaarheid", "publiek", "vrijgegeven"}
# What may be asked of the database for an outside page.
GROND = frozenset(
    "verkenning_verkenning verkenning_samenwerkingsvorm verkenning_meerwaarde verkenning_vrijgave "
    "verkenning_vrijgave_zoek berichten_uitgave berichten_bericht".split()
)
# Where one must be known.
BINNEN = ("/groep/", "/redactie/", "/werkplek/", "/account/", "/beheer/", "/uitnodiging/")
WIE_IK_BEN = frozenset(
    "django_session verkenning_persoon usersessions_usersession "
    "deelnemers_lidmaatschap deelnemers_corporatie deelnemers_deelname".split()
)


@pytest.fixture(scope="module")
def bestanden(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("bestanden"))


@pytest.fixture(autouse=True)
def eigen_bestanden(settings: Settings, bestanden: str) -> None:
    """The editions' files stay for all tests of this module."""
    settings.MEDIA_ROOT = bestanden


@pytest.fixture(scope="module")
def wandelaars(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, bestanden: str
) -> Iterator[dict[str, Wandelaar]]:
    """The two Verkenningen, and everybody logged in; built once, and gone after the last test of this module."""
    with django_db_blocker.unblock(), transaction.atomic():
        wereld = Wereld()
        with override_settings(MEDIA_ROOT=bestanden):
            wereld.bouw()
        mensen = {naam: Mens(wereld.mensen.get(naam), raise_request_exception=False) for naam in WANDELAARS}
        wereld.sluit_buiten()
        yield {naam: Wandelaar(naam, mens, wereld) for naam, mens in mensen.items()}
        transaction.set_rollback(True)


@pytest.fixture
def wereld(wandelaars: dict[str, Wandelaar]) -> Wereld:
    return wandelaars[BEZOEKER].wereld


@pytest.fixture(params=WANDELAARS)
def wandelaar(request: pytest.FixtureRequest, wandelaars: dict[str, Wandelaar]) -> Wandelaar:
    return wandelaars[request.param]


@pytest.fixture(autouse=True)
def stil(caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of pages that are not there are no news; nor does anybody here ask what their templates were given."""
    caplog.set_level(logging.CRITICAL, "django")
    monkeypatch.setattr("django.test.client.store_rendered_templates", lambda *_, **__: None)


def geen(fouten: list[str]) -> None:
    assert not fouten, f"{len(fouten)}:\n" + "\n".join(fouten)


# ---- The walk leaves nothing out


def test_every_address_is_visited(wereld: Wereld) -> None:
    geen([naam for naam in dict(patronen()) if not adressen(naam, wereld)])


def test_every_text_has_a_canary(wereld: Wereld) -> None:
    """Each field in which people can put words is known to this test, and holds canaries now."""
    fouten = []
    for model in (model for app in ONZE_APPS for model in apps.get_app_config(app).get_models()):
        bekend = {
            *velden.BINNEN.get(model, "").split(),
            *velden.BUITEN.get(model, "").split(),
            *velden.AFGELEID.split(),
        }
        for veld in filter(is_tekst, model._meta.concrete_fields):
            if veld.name not in bekend:
                fouten += [] if str(veld).lower() in velden.GEEN_WOORDEN else [f"{veld}: for whom is it?"]
            elif not _kanaries_in(wereld, model._base_manager.all(), veld.name):
                fouten.append(f"{veld}: no canary in it")
    geen(fouten)


def _kanaries_in(wereld: Wereld, rijen: models.QuerySet[models.Model], veld: str) -> set[Kanarie]:
    return wereld.voliere.in_tekst(*map(str, rijen.values_list(veld, flat=True)))


def test_every_level_has_a_canary(wereld: Wereld) -> None:
    """Of whatever has a level or an audience, every text holds canaries at each of them."""
    fouten = []
    for model in (model for app in ONZE_APPS for model in apps.get_app_config(app).get_models()):
        for niveau in (veld for veld in model._meta.concrete_fields if veld.name in NIVEAUS):
            for waarde, _ in niveau.choices or ():
                rijen = model._base_manager.filter(**{niveau.name: waarde})
                namen = {*velden.BINNEN.get(model, "").split(), *velden.BUITEN.get(model, "").split()} - {
                    "ingetrokken_waarom"
                }
                leeg = [veld for veld in sorted(namen) if not _kanaries_in(wereld, rijen, veld)]
                fouten += [f"{model.__name__}.{veld}, {niveau.name} {waarde}: no canary in it" for veld in leeg]
    geen(fouten)


# ---- T1: nobody reads what is not theirs


def test_nobody_reads_what_is_not_theirs(wandelaar: Wandelaar) -> None:
    geen([f"{b} shows {fout}" for b in wandelaar.bezoeken for fout in wandelaar.mag_niet(b.kanaries)])


def test_everyone_reads_what_is_theirs(wandelaar: Wandelaar) -> None:
    """From every circle that this person is in they come across something: empty pages leak nothing either."""
    gezien = {kanarie.kring for b in wandelaar.bezoeken for kanarie in b.kanaries}
    van = {
        k.kring for k in wandelaar.wereld.voliere.alle.values() if k.kring.niveau and wandelaar.naam in k.kring.lezers
    }
    geen(sorted(kring.naam for kring in van - gezien))


def test_nothing_breaks(wandelaar: Wandelaar) -> None:
    geen([f"{b} {b.fout}" for b in wandelaar.bezoeken if b.status >= 500 or b.fout])


def test_there_is_something_for_whom_it_is(wandelaar: Wandelaar) -> None:
    van_mij = [b for b in wandelaar.bezoeken if wandelaar.naam in (b.adres.wie or ()) and b.manier == "pagina"]
    geen([str(b) for b in van_mij if b.status not in {200, 405}])


def test_mails_carry_no_more_than_their_reader_may_read(wandelaar: Wandelaar) -> None:
    """Nothing waits for the worker, in arguments that stand in the database, that whoever gets it may not read."""
    van_adres = {mens.email: naam for naam, mens in wandelaar.wereld.mensen.items()}
    fouten = []
    for b in wandelaar.bezoeken:
        for aan, kanaries in b.brieven:
            lezer = van_adres.get(aan, BEZOEKER)
            fouten += [f"{b} sends {aan} {k}" for k in kanaries if lezer not in k.kring.lezers and k.woord not in aan]
    geen(fouten)


# ---- T2: hidden is as good as absent


def test_hidden_is_as_good_as_absent(wandelaar: Wandelaar) -> None:
    """What is not for you, and what there is not at all, answer the same, to the byte."""
    fouten = []
    verzonnen: dict[object, Bezoek] = {}
    for b in wandelaar.bezoeken:
        if wandelaar.hoort_bij(b.adres):
            continue
        sleutel = (b.adres.naam, b.adres.kwargs.get("slug"), b.manier)
        er_niet = verzonnen.get(sleutel) or wandelaar.gaat_naar(b.adres.verzonnen(), b.manier)
        verzonnen[sleutel] = er_niet
        if (b.status, b.inhoud) != (er_niet.status, er_niet.inhoud):
            fouten.append(f"{b}, but {er_niet}")
        elif _zonder_pad(b) != _zonder_pad(er_niet):
            fouten.append(f"{b} differs in its headers: {_zonder_pad(b)} is not {_zonder_pad(er_niet)}")
    assert verzonnen
    geen(fouten)


def _zonder_pad(b: Bezoek) -> dict[str, str]:
    """The headers, without what the visitor typed themselves."""
    paden = (b.adres.url, quote(b.adres.url, safe=""), quote(b.adres.url))
    koppen = {}
    for naam, waarde in b.koppen.items():
        for pad in paden:
            waarde = waarde.replace(pad, "")
        koppen[naam] = waarde
    # A length differs only where the body does, or the address in it.
    koppen.pop("Content-Length", None)
    return koppen


# ---- T4: whoever writes for outsiders does not even look inside


def test_outside_pages_ask_only_the_ground(wandelaar: Wandelaar) -> None:
    """Of a visitor: copies, editions and what is public by nature. Of somebody logged in also who they are."""
    mag = GROND if wandelaar.naam == BEZOEKER else GROND | WIE_IK_BEN
    buiten = [b for b in wandelaar.bezoeken if b.adres.naam.startswith(("verkenning:", "berichten:"))]
    buiten = [b for b in buiten if not b.adres.url.startswith("/redactie/")]
    assert buiten
    geen([f"{b} asks {sorted(b.tabellen - mag)}" for b in buiten if b.tabellen - mag])


# ---- T6: what every answer carries


def test_every_answer_carries_its_headers(wandelaar: Wandelaar) -> None:
    fouten = []
    for b in wandelaar.bezoeken:
        kop = b.koppen
        goed = {
            "Content-Security-Policy": kop.get("Content-Security-Policy", "").startswith("default-src 'none'"),
            "X-Content-Type-Options": kop.get("X-Content-Type-Options") == "nosniff",
            "Referrer-Policy": kop.get("Referrer-Policy") in {"no-referrer", "same-origin"},
            "Cross-Origin-Resource-Policy": kop.get("Cross-Origin-Resource-Policy") == "same-origin",
            "Vary": "HX-Request" in kop.get("Vary", ""),
            "Cache-Control": not _persoonlijk(b, wandelaar) or "no-store" in kop.get("Cache-Control", ""),
        }
        fouten += [f"{b}: {naam} is {kop.get(naam)}" for naam, is_goed in goed.items() if not is_goed]
    geen(fouten)


def _persoonlijk(b: Bezoek, wandelaar: Wandelaar) -> bool:
    """Whatever somebody gets who is logged in; and whatever stands behind the login, or leads to it."""
    return wandelaar.naam not in {BEZOEKER, "inactief"} or b.adres.url.startswith(BINNEN)


def test_also_when_something_breaks_inside(wandelaars: dict[str, Wandelaar], settings: Settings) -> None:
    """What it was about is in the log, and not on the page."""
    settings.ROOT_URLCONF = "tests.lek.stuk"
    for wandelaar in wandelaars.values():
        b = wandelaar.gaat_naar(Adres("stuk", pad="/stuk/"))
        assert (b.status, wandelaar.wereld.voliere.in_tekst(b.inhoud)) == (500, set()), wandelaar.naam
        assert b.koppen["Content-Security-Policy"].startswith("default-src 'none'")
        assert b.koppen["X-Content-Type-Options"] == "nosniff"
        assert b.koppen["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_form_that_comes_after_logout_gives_the_words_back(wereld: Wereld) -> None:
    """To whoever typed them, with the way in; and keeps nothing."""
    programma = wereld.programmas["samen"]
    adres = reverse("sessies:notitie_nieuw", args=["samen", programma.ding["sessie binnen"].slug])
    aantal = Notitie.objects.count()
    antwoord = Mens().post(adres, {"tekst": "Wat ik net bedacht over de balie.", "password": "een geheim woord"})
    assert antwoord.status_code == 401
    assert "Wat ik net bedacht over de balie." in antwoord.text
    assert "een geheim woord" not in antwoord.text
    assert "no-store" in antwoord.headers["Cache-Control"]
    assert Notitie.objects.count() == aantal


# ---- Nobody reaches inside by what they send


def test_nobody_refers_to_what_they_may_not_read(wandelaars: dict[str, Wandelaar]) -> None:
    """Evidence for an insight is what its writer may read, and what the whole group may."""
    teun, programma = wandelaars["teun"], wandelaars["teun"].wereld.programmas["samen"]
    for veld, ding in (
        ("notities", "notitie prive verkenner binnen"),
        ("notities", "notitie prive ander binnen"),
        ("antwoorden", "antwoord verkenner binnen"),
    ):
        antwoord = teun.mens.post(
            reverse("sessies:inzicht_nieuw", args=["samen"]),
            {
                "sleutel": str(uuid.uuid4()),
                "stelling": "Dit zien we.",
                "vorm": programma.ding["vorm"].pk,
                "meerwaarde": programma.ding["meerwaarde"].pk,
                "effect": "steunt",
                veld: [programma.ding[ding].pk],
            },
        )
        assert antwoord.status_code == 422, ding
    assert not Inzicht.objects.filter(stelling="Dit zien we.").exists()


def test_a_booklet_holds_only_what_its_reader_may_read(wandelaar: Wandelaar) -> None:
    geen(wandelaar.mag_niet(frozenset(wandelaar.wereld.voliere.in_tekst(*boekjes(wandelaar)))))


# ---- Search


def test_search_finds_and_counts_only_what_is_readable(wandelaar: Wandelaar) -> None:
    """Searching for a word in a copy that is hidden is searching for nothing: the same hits and counts, to the byte."""
    naar_niets = _zoek(wandelaar, NERGENS)
    fouten = []
    for kanarie, lezers in in_kopieen(wandelaar.wereld, wandelaar.naam):
        gevonden = _zoek(wandelaar, kanarie.woord) != naar_niets
        if gevonden != (wandelaar.naam in lezers):
            fouten.append(f"{'finds' if gevonden else 'does not find'} {kanarie}")
    geen(fouten)


def _zoek(wandelaar: Wandelaar, woord: str) -> str:
    return wandelaar.gaat_naar(Adres("verkenning:zoeken", vraag=f"?q={woord}")).inhoud.replace(woord, "")


def test_the_index_of_search_holds_only_what_is_readable(wandelaar: Wandelaar) -> None:
    """Every copy that can turn up for somebody, and every word it can be found by."""
    mensen = {} if wandelaar.naam == "inactief" else wandelaar.wereld.mensen
    lezer = mensen.get(wandelaar.naam, AnonymousUser())
    stammen = Vrijgave.objects.leesbaar_voor(lezer).values_list("stammen", flat=True)
    geen(wandelaar.mag_niet(frozenset(wandelaar.wereld.voliere.in_tekst(*stammen))))
