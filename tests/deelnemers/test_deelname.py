"""Taking part: an association is invited, somebody comes in another's place, and one stops. Nothing of it is deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from deelnemers.models import Corporatie, Deelname, Lidmaatschap, Uitnodiging
from tests.deelnemers.conftest import Postkantoor, is_ingelogd, link, rollen_van
from tests.deelnemers.test_uitnodigen import link_uit
from tests.factories import maak_corporatie, maak_lid, maak_persoon, maak_uitnodiging, maak_verkenner
from tests.mensen import Mens
from verkenning.models import Verkenning, Vrijgave

PAGINA = "/groep/samen/deelnemers/"
NIEUW, STOPT, BEGINT = "/groep/samen/uitnodigen/corporatie/", f"{PAGINA}kromwaal/stopt/", f"{PAGINA}kromwaal/begint/"
MOLENRAND = {
    "corporatie": "Woonstichting  Molenrand",
    "plaats": "Molenrand",
    "naam": "Noor Nieuw",
    "email": "Noor@voorbeeld.example",
    "functie": "bestuurder",
}
VANDAAG = timezone.localdate
OPVOLGER = {"naam": "Otto Opvolger", "email": "otto@voorbeeld.example", "functie": "bestuurder"}


def opvolger_van(corporatie: Corporatie, mens: Mens) -> str:
    return f"{PAGINA}{corporatie.slug}/{corporatie.lidmaatschappen.get(persoon=mens.persoon).pk}/opvolger/"


def stappen(corporatie: Corporatie) -> list[tuple[str, str, str]]:
    return list(corporatie.deelnames.values_list("status", "op", "reden"))


def test_only_a_begeleider_of_this_programme_changes_who_takes_part(
    anna: Mens, bram: Mens, begeleider: Mens, redactie: Mens, lid: Mens, kromwaal: Corporatie
) -> None:
    pk = kromwaal.lidmaatschappen.get().pk
    paden = (PAGINA, NIEUW, STOPT, BEGINT, opvolger_van(kromwaal, anna))
    assert {begeleider.get(pad).status_code for pad in paden} == {200}
    for ander in (anna, bram, redactie, lid):
        assert {ander.get(pad).status_code for pad in paden} == {404}
        assert {ander.post(pad, MOLENRAND | {"vanaf": VANDAAG()}).status_code for pad in paden[1:]} == {404}
        assert ander.post(f"{PAGINA}kromwaal/{pk}/blijft/").status_code == 404
    assert (Uitnodiging.objects.count(), Corporatie.objects.count(), Deelname.objects.count()) == (0, 2, 2)


def test_an_association_is_invited_in_one_form_and_its_verkenner_comes_in_by_one_mail(
    begeleider: Mens, bezoeker: Mens, verkenning: Verkenning, postkantoor: Postkantoor, werk: Callable[[], None]
) -> None:
    for _ in range(2):  # clicked twice
        assert begeleider.post(NIEUW, MOLENRAND).headers["Location"] == PAGINA
    werk()
    molenrand = Corporatie.objects.get()
    assert (molenrand.slug, molenrand.naam, molenrand.plaats) == (
        "woonstichting-molenrand",
        "Woonstichting Molenrand",
        "Molenrand",
    )
    assert stappen(molenrand) == [("aangemeld", VANDAAG().isoformat(), "")]
    (brief,) = postkantoor.post
    assert brief["To"] == "noor@voorbeeld.example"
    assert bezoeker.get(link_uit(postkantoor), follow=True).status_code == 200
    bezoeker.post("/uitnodiging/")
    assert is_ingelogd(bezoeker)
    assert rollen_van("noor@voorbeeld.example") == {("samen", "verkenner")}
    # What the same name would be a second time, is said; what was typed is kept.
    weer = begeleider.post(NIEUW, MOLENRAND | {"naam": "Piet", "email": "piet@voorbeeld.example"})
    assert weer.status_code == 422
    assert "Woonstichting Molenrand staat er al." in weer.text
    assert 'value="piet@voorbeeld.example"' in weer.text
    assert begeleider.post(NIEUW, {"naam": ""}).status_code == 422
    assert Corporatie.objects.count() == 1


def test_a_successor_takes_over_and_who_left_is_out_at_the_next_request(
    anna: Mens,
    begeleider: Mens,
    bezoeker: Mens,
    kromwaal: Corporatie,
    postkantoor: Postkantoor,
    werk: Callable[[], None],
) -> None:
    """And their invitation that was left in a mailbox opens nothing; their name stands where it stood."""
    _, sleutel = maak_uitnodiging(
        kromwaal.verkenning, begeleider.persoon, rol="verkenner", corporatie=kromwaal, email=anna.persoon.email
    )
    pad = opvolger_van(kromwaal, anna)
    assert anna.get("/groep/samen/vragen/").status_code == 200
    fout = begeleider.post(pad, {"vanaf": "gisteren", "naam": "Otto Opvolger"})
    assert fout.status_code == 422
    assert {"vanaf", "email"} == set(fout.context["form"].errors)
    for _ in range(2):  # clicked twice
        assert begeleider.post(pad, OPVOLGER | {"vanaf": VANDAAG()}).headers["Location"] == PAGINA
    assert anna.get("/groep/samen/vragen/").status_code == 404
    assert rollen_van(anna.persoon.email) == set()
    assert anna.get(link(sleutel)).status_code == 410
    assert begeleider.get(pad).status_code == 404

    werk()
    assert [brief["To"] for brief in postkantoor.post] == [OPVOLGER["email"]]
    bezoeker.get(link_uit(postkantoor))
    bezoeker.post("/uitnodiging/")
    assert rollen_van(OPVOLGER["email"]) == {("samen", "verkenner")}
    vraag = bezoeker.get("/groep/samen/vragen/kromwaal/").text
    assert "Eerder: Anna Aalders" in vraag
    assert "Anna Aalders" not in bezoeker.get("/groep/samen/vragen/").text
    assert "Eerder: Anna Aalders" in begeleider.get(PAGINA).text


def test_of_a_later_day_it_can_be_taken_back_until_then(anna: Mens, begeleider: Mens, kromwaal: Corporatie) -> None:
    """Whoever is out already comes back by an invitation, as verkenner and as nothing else."""
    lid = kromwaal.lidmaatschappen.get()
    lid.redactie = True
    lid.save()
    morgen = VANDAAG() + timedelta(days=1)
    begeleider.post(opvolger_van(kromwaal, anna), {"vanaf": morgen})
    assert rollen_van(anna.persoon.email) == {("samen", "verkenner"), ("samen", "redactie")}
    assert "Stopt op" in begeleider.get(PAGINA).text
    blijft = f"{PAGINA}kromwaal/{lid.pk}/blijft/"
    begeleider.post(blijft)
    lid.refresh_from_db()
    assert lid.beeindigd_op is None
    begeleider.post(opvolger_van(kromwaal, anna), {"vanaf": VANDAAG()})
    begeleider.post(blijft)
    assert rollen_van(anna.persoon.email) == set()
    _, sleutel = maak_uitnodiging(
        kromwaal.verkenning, begeleider.persoon, rol="verkenner", corporatie=kromwaal, email=anna.persoon.email
    )
    anna.get(link(sleutel))
    anna.post("/uitnodiging/")
    assert rollen_van(anna.persoon.email) == {("samen", "verkenner")}
    assert Lidmaatschap.objects.filter(persoon=anna.persoon).count() == 1


def test_who_left_takes_back_the_question_they_let_out_and_not_their_successors(
    anna: Mens, begeleider: Mens, kromwaal: Corporatie
) -> None:
    eerste = kromwaal.vraagversies.get()
    eerste.geef_vrij("openbaar", door=anna.persoon)
    kromwaal.vraagversies.update(op=timezone.now() - timedelta(days=9))
    begeleider.post(opvolger_van(kromwaal, anna), {"vanaf": VANDAAG()})
    otto = Mens(maak_verkenner(kromwaal, "Otto Opvolger"))
    tweede = kromwaal.scherp_aan("Wat nu?", waarom="Nieuw.", door=otto.persoon, vanaf=1)
    tweede.geef_vrij("openbaar", door=otto.persoon)
    intrekken = "/groep/samen/vragen/kromwaal/{}/intrekken/".format
    assert [anna.get(intrekken(nummer)).status_code for nummer in (1, 2)] == [200, 404]
    assert [otto.get(intrekken(nummer)).status_code for nummer in (1, 2)] == [200, 200]
    buiten = anna.get("/werkplek/buiten/").text
    assert (eerste.tekst in buiten, "Wat nu?" in buiten) == (True, False)


def test_a_stop_counts_from_its_day_everywhere_and_its_reason_stays_inside(
    anna: Mens, begeleider: Mens, bezoeker: Mens, kromwaal: Corporatie
) -> None:
    """Also outside, where a card is a frozen copy: it gets the new step and nothing else that changed meanwhile."""
    kromwaal.vraagversies.get().geef_vrij("openbaar", door=anna.persoon)
    Corporatie.objects.filter(pk=kromwaal.pk).update(tekst="Wat niemand bekeek.")
    assert "kanarie" not in begeleider.post(STOPT, {"op": "1900-01-01", "reden": "x"}).text
    te_vroeg = begeleider.post(STOPT, {"op": "2019-01-01", "reden": "kanarie-reden"})
    assert te_vroeg.status_code == 422
    assert "De vorige stap is later: doet mee, 15 januari 2019." in te_vroeg.text
    assert "kanarie-reden" in te_vroeg.text
    assert begeleider.post(STOPT, {"op": VANDAAG(), "reden": ""}).status_code == 422

    def buiten() -> tuple[str, str]:
        kaart = Vrijgave.objects.geldig().get(soort="deelnemer")
        return kaart.gegevens["deelname"][-1]["status"], kaart.tekst

    assert buiten() == ("actief", "")
    morgen = VANDAAG() + timedelta(days=1)
    for _ in range(2):  # clicked twice
        begeleider.post(STOPT, {"op": morgen, "reden": "kanarie-reden"})
    assert stappen(kromwaal)[1:] == [("gestopt", morgen.isoformat(), "kanarie-reden")]
    assert buiten() == ("gestopt", "")
    assert [list(Corporatie.objects.actief(op=dag)) for dag in (VANDAAG(), morgen)] == [[kromwaal], []]
    assert anna.get("/groep/samen/vragen/").status_code == 200
    # It stays after all: a step on the same day, because a history is added to and never changed.
    begeleider.post(BEGINT, {"op": morgen})
    assert list(Corporatie.objects.actief(op=morgen)) == [kromwaal]

    begeleider.post(STOPT, {"op": morgen, "reden": "kanarie-reden"})
    Deelname.objects.exclude(op="2019-01-15").update(op=VANDAAG().isoformat())
    Corporatie.objects.get()._laat_deelname_volgen()
    assert anna.get("/groep/samen/vragen/").status_code == 404
    assert "kanarie-reden" in begeleider.get("/groep/samen/vragen/").text
    for pagina in ("/samen/", "/samen/route/", "/"):
        tekst = bezoeker.get(pagina).text
        assert "kanarie" not in tekst
    assert "één begonnen" in bezoeker.get("/samen/").text
    # Its pages go on existing.
    assert begeleider.get("/groep/samen/vragen/kromwaal/").status_code == 200


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_page_asks_the_same_of_the_database_however_many_take_part(
    aantal: int, begeleider: Mens, verkenning: Verkenning, django_assert_max_num_queries: Any
) -> None:
    for nummer in range(aantal):
        corporatie = maak_corporatie(verkenning)
        maak_lid(maak_persoon(), verkenning, corporatie=corporatie)
        maak_uitnodiging(verkenning, begeleider.persoon, rol="verkenner", corporatie=corporatie, naam=f"Mens {nummer}")
    with django_assert_max_num_queries(11):
        begeleider.get(PAGINA)
