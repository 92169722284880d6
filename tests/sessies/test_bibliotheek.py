"""The library, the map and the route: pages of the group, and of the redactie where it reads along."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.bronnen import publicatie
from sessies.models import Cijfer, Inspiratie, Sessie, Theorie
from tests.factories import (
    maak_antwoord,
    maak_cijfer,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_inzicht,
    maak_meerwaarde,
    maak_notitie,
    maak_routewijziging,
    maak_sessie,
    maak_theorie,
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
    maak_vorm,
)
from tests.mensen import Mens
from tests.sessies.hulp import bytes_van, tekst_van
from verkenning.models import Publiek, Verkenning


def adres(naam: str, *args: str) -> str:
    return reverse(f"sessies:{naam}", args=["samen", *args])


# ---- Who comes in


def test_the_library_is_for_the_group_and_the_redactie(
    anna: Mens, redactie: Mens, bram: Mens, lid: Mens, niemand: Mens, verkenning: Verkenning
) -> None:
    maak_theorie(verkenning, "provan")
    adressen = [adres("bibliotheek"), adres("theorie", "provan"), adres("theorie_nieuw"), adres("inspiratie_nieuw")]
    for pad in adressen:
        assert [m.get(pad).status_code for m in (anna, redactie, bram, lid, niemand)] == [200, 200, 404, 404, 404]


def test_what_a_source_claims_at_a_session_stays_with_the_group(
    anna: Mens, redactie: Mens, sessie: Sessie, verkenning: Verkenning
) -> None:
    """The entry is no secret; what the group makes of it is."""
    maak_theoriekoppeling(sessie, maak_theorie(verkenning, "provan"), "KANARIE-bewering", oordeel="niet")
    maak_inspiratiekoppeling(sessie, maak_inspiratie(verkenning, "broodfonds"), "KANARIE-les")
    for pad, kanarie in (
        (adres("theorie", "provan"), "KANARIE-bewering"),
        (adres("inspiratie", "broodfonds"), "KANARIE-les"),
    ):
        assert kanarie in tekst_van(anna.get(pad))
        pagina = tekst_van(redactie.get(pad))
        assert "KANARIE" not in pagina
        assert sessie.titel not in pagina


def test_an_entry_of_another_verkenning_does_not_exist_here(
    anna: Mens, elders: Verkenning, verkenning: Verkenning
) -> None:
    maak_theorie(elders, "vreemd")
    hier, nergens = anna.get(adres("theorie", "vreemd")), anna.get(adres("theorie", "nergens"))
    assert hier.status_code == nergens.status_code == 404
    assert bytes_van(hier) == bytes_van(nergens)


def test_it_shows_for_whom_each_entry_is_released_and_what_did_not_work(
    anna: Mens, begeleider: Mens, verkenning: Verkenning
) -> None:
    theorie = maak_theorie(verkenning, "provan", tekst="Eerst.")
    theorie.geef_vrij(Publiek.OPENBAAR, door=begeleider.persoon)
    maak_inspiratie(verkenning, "fusie", mislukking=True)
    pagina = tekst_van(anna.get(adres("bibliotheek")))
    assert 'data-zicht="openbaar"' in pagina
    assert "Dit werkte niet" in pagina
    theorie.tekst = "Later."
    theorie.save()
    assert "Gewijzigd sinds de vrijgave." in tekst_van(anna.get(adres("theorie", "provan")))


# ---- Adding and changing


def cijfers(*rijen: dict[str, str], bestaand: int = 0) -> dict[str, Any]:
    data: dict[str, Any] = {"cijfers-TOTAL_FORMS": len(rijen), "cijfers-INITIAL_FORMS": bestaand}
    return data | {f"cijfers-{i}-{naam}": waarde for i, rij in enumerate(rijen) for naam, waarde in rij.items()}


LEDEN = {"wat": "leden", "waarde": "27.200", "peildatum": "2020-11", "bron": "jaarverslag"}


def test_theory_is_added_once_and_changed(anna: Mens, verkenning: Verkenning) -> None:
    data = {"titel": "Modes", "auteurs": "Provan, K.\nKenis, P.", "jaar": 2008, "tekst": "Klein kan."}
    for _ in range(2):
        response = anna.post(adres("theorie_nieuw"), data)
        assert response.url == adres("theorie", "provan-kenis-2008")  # type: ignore[attr-defined]
    theorie = Theorie.objects.get()
    assert (theorie.auteurs, theorie.html) == (["Provan, K.", "Kenis, P."], "<p>Klein kan.</p>")
    anna.post(adres("theorie_wijzigen", theorie.slug), data | {"tekst": "Klein kan *goed*."})
    theorie.refresh_from_db()
    assert theorie.html == "<p>Klein kan <em>goed</em>.</p>"


def test_changing_one_field_leaves_what_another_changed_meanwhile(anna: Mens, verkenning: Verkenning) -> None:
    """Only what was changed is written."""
    theorie = maak_theorie(verkenning, "provan", tekst="Oud.", titel="Modes")
    Theorie.objects.filter(pk=theorie.pk).update(doi="10.1/2")
    data = {"titel": "Modes", "auteurs": "Schrijver, A.", "jaar": 2008, "tekst": "Nieuw.", "doi": "10.1/2"}
    anna.post(adres("theorie_wijzigen", "provan"), data)
    theorie.refresh_from_db()
    assert (theorie.tekst, theorie.doi) == ("Nieuw.", "10.1/2")


def test_an_example_comes_with_its_figures(redactie: Mens, anna: Mens, verkenning: Verkenning) -> None:
    data = {"naam": "Broodfonds", "sector": "zelfstandigen", "mislukking": "on"}
    for _ in range(2):
        redactie.post(adres("inspiratie_nieuw"), data | cijfers(LEDEN))
    voorbeeld = Inspiratie.objects.get()
    assert (voorbeeld.slug, voorbeeld.mislukking) == ("broodfonds", True)
    cijfer = Cijfer.objects.get()
    assert (cijfer.waarde, cijfer.peildatum) == ("27.200", "2020-11")
    pagina = tekst_van(anna.get(adres("inspiratie", "broodfonds")))
    for woord in ("leden", "27.200", "november 2020", "jaarverslag", "Dit werkte niet."):
        assert woord in pagina


def test_a_figure_is_changed_and_taken_away(anna: Mens, verkenning: Verkenning) -> None:
    voorbeeld = maak_inspiratie(verkenning, "broodfonds", naam="Broodfonds", sector="")
    eerste, tweede = maak_cijfer(voorbeeld), maak_cijfer(voorbeeld, wat="groepen")
    weg = {"id": str(tweede.pk), "DELETE": "on"} | LEDEN
    data = {"naam": "Broodfonds"} | cijfers({"id": str(eerste.pk)} | LEDEN, weg, bestaand=2)
    anna.post(adres("inspiratie_wijzigen", "broodfonds"), data)
    assert [(c.pk, c.waarde) for c in Cijfer.objects.all()] == [(eerste.pk, "27.200")]


@pytest.mark.parametrize(
    ("fout", "zin"),
    [
        ({"peildatum": "2020-02-30"}, "is geen datum"),
        ({"peildatum": "gisteren"}, "is geen datum"),
        ({"peildatum": ""}, "Een getal zonder datum of bron zegt niets."),
        ({"bron": ""}, "Een getal zonder datum of bron zegt niets."),
    ],
)
def test_a_figure_without_a_real_date_or_source_is_refused_whole(
    anna: Mens, verkenning: Verkenning, fout: dict[str, str], zin: str
) -> None:
    response = anna.post(adres("inspiratie_nieuw"), {"naam": "Broodfonds"} | cijfers(LEDEN | fout))
    pagina = tekst_van(response)
    assert response.status_code == 422
    assert zin in pagina
    assert 'value="Broodfonds"' in pagina
    assert 'value="27.200"' in pagina
    assert not Inspiratie.objects.exists()


def test_a_form_of_another_verkenning_is_refused(anna: Mens, elders: Verkenning, verkenning: Verkenning) -> None:
    vreemd = elders.vormen.get()
    response = anna.post(adres("inspiratie_nieuw"), {"naam": "Broodfonds", "vorm": vreemd.pk} | cijfers())
    assert response.status_code == 422
    assert not Inspiratie.objects.exists()


def test_too_long_a_text_is_refused_and_given_back(anna: Mens, verkenning: Verkenning) -> None:
    response = anna.post(adres("theorie_nieuw"), {"titel": "Lang", "tekst": "woord " * 4000})
    assert response.status_code == 422
    assert "Deze tekst is te lang" in tekst_van(response)
    assert 'value="Lang"' in tekst_van(response)


# ---- The map


def test_a_chosen_cell_lists_its_insights_and_the_evidence_one_may_read(
    anna: Mens, cor: Mens, verkenning: Verkenning, sessie: Sessie, lindermeer: Corporatie
) -> None:
    vraag = maak_voorbereidingsvraag(sessie)
    bewijs = [
        maak_notitie(sessie, anna.persoon, "voor de groep"),
        maak_notitie(sessie, cor.persoon, "KANARIE-notitie", zichtbaarheid="prive"),
        maak_antwoord(vraag, lindermeer, "KANARIE-antwoord", zichtbaarheid="prive"),
        maak_theorie(verkenning, titel="Modes"),
    ]
    maak_inzicht(verkenning, "Samen blijft de balie open.", bewijs=bewijs)
    kaart = f"{adres('kaart')}?vak=netwerk.huurder"
    pagina = tekst_van(anna.get(kaart))
    for woord in ("Samen blijft de balie open.", "voor de groep", "Modes"):
        assert woord in pagina
    assert "KANARIE" not in pagina
    assert tekst_van(cor.get(kaart)).count("KANARIE") == 2


def test_the_map_holds_what_is_not_replaced(anna: Mens, verkenning: Verkenning) -> None:
    oud = maak_inzicht(verkenning, "Het scheelt papier.", effect="steunt")
    maak_inzicht(verkenning, "Het scheelt pas later papier.", effect="gemengd", vervangt=oud)
    pagina = tekst_van(anna.get(f"{adres('kaart')}?vak=netwerk.huurder"))
    assert "Het scheelt papier." not in pagina
    assert "Het scheelt pas later papier." in pagina


def test_a_cell_that_is_not_there_is_no_cell(anna: Mens, bram: Mens, verkenning: Verkenning) -> None:
    assert anna.get(f"{adres('kaart')}?vak=onzin").context["vak"] is None
    assert bram.get(adres("kaart")).status_code == 404


# ---- The route


def test_the_route_tells_what_changed_and_why(anna: Mens, lid: Mens, sessie: Sessie) -> None:
    maak_routewijziging(
        sessie,
        wat="verplaatst",
        van="7 maart",
        naar="14 maart",
        waarom="KANARIE: het bestuur had ruzie.",
        buiten="Een week later.",
    )
    pagina = tekst_van(anna.get(adres("route")))
    for woord in ("7 maart", "14 maart", "KANARIE: het bestuur had ruzie.", "Een week later.", "Samen een controller"):
        assert woord in pagina
    assert lid.get(adres("route")).status_code == 404


# ---- As often, however much there is


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_every_page_asks_as_often_however_much_there_is(
    aantal: int,
    anna: Mens,
    verkenning: Verkenning,
    kromwaal: Corporatie,
    sessie: Sessie,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        maak_routewijziging(maak_sessie(verkenning, kromwaal))
        theorie, voorbeeld = maak_theorie(verkenning), maak_inspiratie(verkenning)
        maak_theoriekoppeling(sessie, theorie)
        maak_inspiratiekoppeling(maak_sessie(verkenning), voorbeeld)
        maak_cijfer(voorbeeld)
        vorm, meerwaarde = maak_vorm(verkenning, f"vorm-{nummer}"), maak_meerwaarde(verkenning, f"waarde-{nummer}")
        stukken = [maak_notitie(sessie, anna.persoon), theorie, voorbeeld]
        maak_inzicht(verkenning, bewijs=stukken)
        maak_inzicht(verkenning, vorm=vorm, meerwaarde=meerwaarde, bewijs=stukken)
    for pad, vragen in (
        (adres("route"), 10),
        (adres("bibliotheek"), 8),
        (adres("theorie", theorie.slug), 8),
        (adres("inspiratie", voorbeeld.slug), 9),
        (f"{adres('kaart')}?vak=netwerk.huurder", 10),
    ):
        with django_assert_num_queries(vragen):
            assert anna.get(pad).status_code == 200


@pytest.mark.parametrize(
    ("auteurs", "jaar", "zin"),
    [
        (["Huxham, C."], 2000, "Huxham (2000): Titel"),
        (["Provan, K.", "Kenis, P."], 2008, "Provan en Kenis (2008): Titel"),
        (["Combs, J.", "Michael, S.", "Castrogiovanni, G."], 2004, "Combs e.a. (2004): Titel"),
        (["Popp, J. e.a."], None, "Popp e.a.: Titel"),
        ([], None, "Titel"),
    ],
)
def test_a_publication_is_named_as_somebody_would_say_it(auteurs: list[str], jaar: int | None, zin: str) -> None:
    assert publicatie(auteurs, jaar, "Titel") == zin
