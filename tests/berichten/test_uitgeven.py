"""Publishing: what stops it, that an edition stays what it is, and that a withdrawn passage is gone at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import transaction

from berichten.merken import stukken
from berichten.models import Blok, Onveranderlijk, Uitgave
from berichten.uitgeven import NietPubliceerbaar, bezwaren, publiceer
from tests.berichten.conftest import Reis, geef_pdf, haal
from tests.factories import maak_bericht, maak_blok, maak_vrijgave
from tests.mensen import Mens
from verkenning.models import Vrijgave


def merk(vrijgave: Vrijgave) -> str:
    return vrijgave.vingerafdruk[:16]


def test_an_edition_is_frozen_and_fingerprinted(reis: Reis, redactie: Mens) -> None:
    bericht = reis.bericht()
    uitgave = publiceer(bericht, door=redactie.persoon)
    assert (uitgave.nummer, uitgave.publiek, uitgave.titel) == (1, "openbaar", "Bericht 1")
    assert uitgave.klopt
    assert reis.citaat.tekst in uitgave.html
    assert uitgave.sha256 in uitgave.druk_html
    bericht.blokken.get(soort="tekst").herschrijf(kop="Anders", tekst="Heel anders.", vanaf=1)
    uitgave.refresh_from_db()
    assert uitgave.klopt
    assert "Heel anders" not in uitgave.html


def test_publishing_the_same_twice_is_the_same_edition(reis: Reis, redactie: Mens) -> None:
    bericht = reis.bericht()
    eerste = publiceer(bericht, door=redactie.persoon)
    assert publiceer(bericht, door=redactie.persoon) == eerste
    maak_blok(bericht, tekst="Nog iets.")
    tweede = publiceer(bericht, door=redactie.persoon, toelichting="Er staat iets bij.")
    assert (tweede.nummer, tweede.toelichting) == (2, "Er staat iets bij.")


def test_what_stops_publishing(reis: Reis) -> None:
    bericht = maak_bericht(reis.verkenning, publiek="openbaar")
    for velden in ({"kop": "", "tekst": "  "}, {"tekst": "Dit is todo."}, {"soort": "vraag-aan-leden", "tekst": ""}):
        maak_blok(bericht, **velden)
    weg, oud = maak_vrijgave(reis.verkenning, "Weg."), reis.theorie
    weg.trek_in("Toch niet.")
    maak_vrijgave(reis.verkenning, "Nieuw.", soort="theorie", sleutel="veenstra", titel="S", gegevens={"auteurs": []})
    oud.refresh_from_db()
    for vrijgave in (weg, oud, reis.leden):
        Blok.objects.create(bericht=bericht, soort="vrijgave", vrijgave=vrijgave, volgorde=bericht.blokken.count())
    woorden = ["leeg", "todo", "leeg", "ingetrokken", "nieuwere versie", "alleen voor leden"]
    assert [woord in bezwaar for woord, bezwaar in zip(woorden, bezwaren(bericht), strict=True)] == [True] * 6
    with pytest.raises(NietPubliceerbaar):
        publiceer(bericht, door=None)
    assert not Uitgave.objects.exists()


def test_an_empty_bericht_is_not_published(reis: Reis) -> None:
    assert bezwaren(maak_bericht(reis.verkenning)) == ["Er staat nog niets in dit bericht."]


def test_what_changed_since_it_was_looked_at_is_not_published(reis: Reis) -> None:
    with pytest.raises(NietPubliceerbaar, match="veranderd sinds"):
        publiceer(reis.bericht(), door=None, verwacht="0" * 64)


def test_an_edition_cannot_be_changed_or_removed(reis: Reis) -> None:
    uitgave = publiceer(reis.bericht(), door=None)
    uitgave.titel = "Anders"
    attempts: list[Callable[[], object]] = [
        uitgave.save,
        lambda: uitgave.save(update_fields=["titel"]),
        uitgave.delete,
        lambda: Uitgave.objects.update(html="x"),
        lambda: Uitgave.objects.filter(pk=uitgave.pk).update(pdf="a.pdf", titel="x"),
        lambda: Uitgave.objects.bulk_update([uitgave], ["titel"]),
        Uitgave.objects.all().delete,
    ]
    for attempt in attempts:
        with pytest.raises(Onveranderlijk), transaction.atomic():
            attempt()
    assert Uitgave.objects.get().titel == "Bericht 1"
    assert Uitgave.objects.update(pdf="uitgaven/a.pdf") == 1


def test_the_ground_knows_the_newest_edition_and_only_the_words_of_the_redactie(reis: Reis) -> None:
    bericht = reis.bericht()
    publiceer(bericht, door=None)
    maak_blok(bericht, tekst="Een tweede gedachte.")
    publiceer(bericht, door=None)
    kaart = Vrijgave.objects.geldig().get(soort="bericht")
    assert (kaart.sleutel, kaart.gegevens["uitgave"], kaart.gegevens["nummer"]) == ("1", 2, 1)
    assert "eigen woorden" in kaart.tekst
    assert "Een tweede gedachte." in kaart.tekst
    for vrijgave in (reis.citaat, reis.passage, reis.inzicht, reis.theorie):
        assert vrijgave.tekst not in kaart.tekst


def test_an_edition_names_every_copy_it_rests_on(reis: Reis) -> None:
    """The map and the route too: what they show comes from cards that can be withdrawn."""
    uitgave = publiceer(reis.bericht(reis.passage), door=None)
    verwacht = {merk(v) for v in (reis.passage, reis.inzicht, reis.kaart)}
    assert verwacht < stukken(uitgave.html)
    assert stukken(uitgave.html) <= {merk(v) for v in Vrijgave.objects.all()}
    assert verwacht < stukken(uitgave.druk_html)


@pytest.mark.parametrize("naam", ["citaat", "passage", "inzicht", "theorie", "vraag"])
def test_a_withdrawn_passage_is_gone_at_once(reis: Reis, bezoeker: Mens, naam: str) -> None:
    bericht = reis.bericht()
    eerste = publiceer(bericht, door=None)
    maak_blok(bericht, tekst="Dit is nog niet af.")
    vrijgave: Vrijgave = getattr(reis, naam)
    vrijgave.trek_in("Toch liever niet.")
    pagina = bezoeker.get("/samen/berichten/1/").content.decode()
    woorden = vrijgave.tekst or vrijgave.titel
    assert woorden not in pagina
    assert "Dit stuk is ingetrokken." in pagina
    tweede = Uitgave.objects.get(nummer=2)
    assert woorden not in tweede.html + tweede.druk_html
    assert "nog niet af" not in tweede.html  # the draft has moved on; that is not published with it
    assert tweede.klopt
    assert tweede.sha256 in tweede.druk_html
    assert eerste.sha256 not in tweede.druk_html
    assert "uitgave 2 van" in tweede.druk_html
    bezoeker.get("/samen/berichten/1/")
    assert Uitgave.objects.count() == 2


def test_a_withdrawn_session_card_leaves_the_route(reis: Reis, bezoeker: Mens) -> None:
    publiceer(reis.bericht(), door=None)
    reis.kaart.trek_in("Datum was fout.")
    assert reis.kaart.titel not in bezoeker.get("/samen/berichten/1/").content.decode()


def test_the_pdf_of_the_edition_before_is_not_served_after_withdrawal(reis: Reis, bezoeker: Mens) -> None:
    uitgave = publiceer(reis.bericht(), door=None)
    geef_pdf(uitgave)
    assert haal(bezoeker, "/samen/berichten/1.pdf").status_code == 200
    reis.citaat.trek_in("Toch liever niet.")
    assert bezoeker.get("/samen/berichten/1.pdf").status_code == 404


def test_a_card_that_is_now_for_fewer_people_leaves_a_public_edition(reis: Reis, bezoeker: Mens, lid: Mens) -> None:
    publiceer(reis.bericht(), door=None)
    maak_vrijgave(
        reis.verkenning,
        reis.theorie.tekst,
        soort="theorie",
        sleutel="veenstra",
        titel="Schaal",
        publiek="achterban",
        gegevens=reis.theorie.gegevens,
    )
    assert reis.theorie.tekst not in bezoeker.get("/samen/berichten/1/").content.decode()


def test_a_newer_copy_of_a_card_leaves_the_edition_as_it_is(reis: Reis, bezoeker: Mens) -> None:
    publiceer(reis.bericht(), door=None)
    maak_vrijgave(
        reis.verkenning, "Anders.", soort="theorie", sleutel="veenstra", titel="Schaal", gegevens={"auteurs": []}
    )
    assert reis.theorie.tekst in bezoeker.get("/samen/berichten/1/").content.decode()
    assert Uitgave.objects.count() == 1


def test_words_that_were_released_again_stay(reis: Reis, bezoeker: Mens) -> None:
    """A question that goes to other readers is withdrawn and released anew: the same words are still free."""
    publiceer(reis.bericht(), door=None)
    reis.vraag.trek_in("Opnieuw vrijgegeven.")
    maak_vrijgave(
        reis.verkenning,
        "",
        soort="vraag",
        sleutel="kromwaal",
        titel=reis.vraag.titel,
        naam="Kromwaal",
        vragen=["kromwaal"],
        gegevens=reis.vraag.gegevens,
    )
    assert reis.vraag.titel in bezoeker.get("/samen/berichten/1/").content.decode()


def test_nobody_can_write_a_mark(reis: Reis) -> None:
    """A comment in a text of the redactie could hide a passage from withdrawal; the Markdown door lets none through."""
    bericht = reis.bericht(reis.passage)
    maak_blok(bericht, tekst=f"<!--stuk:{'0' * 16}-->\n\nnep\n\n<!--/stuk-->")
    assert "0" * 16 not in stukken(publiceer(bericht, door=None).html)
