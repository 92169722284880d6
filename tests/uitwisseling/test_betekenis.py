"""What the keys of the format mean in the portal: above all what goes out, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from berichten.models import Bericht, Uitgave
from deelnemers.models import Corporatie
from sessies.models import Notitie, Sessie, Voordracht
from tests.factories import moment
from verkenning.models import Persoon, Verkenning, Vrijgave

from .conftest import Opdracht
from .mappen import ALLES, VOORBEELD, kopie, vervang
from .test_rondreis import leeg


@pytest.fixture
def alles(importeer: Opdracht) -> Verkenning:
    importeer(ALLES)
    return Verkenning.objects.get()


def uit(verkenning: Verkenning, soort: str) -> set[tuple[str, str]]:
    """What stands outside of a kind, with its audience."""
    geldig = Vrijgave.objects.geldig().van(verkenning).soort(soort)
    return {(vrijgave.tekst or vrijgave.titel, vrijgave.publiek) for vrijgave in geldig}


def test_exactly_what_was_released_is_outside(alles: Verkenning) -> None:
    assert uit(alles, "notitie") == {
        ("De balie blijft.\n\nAltijd.", "openbaar"),
        ("De balie blijft, zei ze.", "achterban"),
    }
    assert uit(alles, "antwoord") == {("De administratie.", "openbaar")}
    assert uit(alles, "inzicht") == {("Pas later.", "openbaar")}
    assert uit(alles, "vraag") == {("Moeten wij delen?", "achterban"), ("Hoe delen wij zonder verlies?", "openbaar")}
    assert uit(alles, "deelnemer") == {("Wie Kade is.", "openbaar")}
    assert uit(alles, "sessie") == {("Delen", "openbaar"), ("Later", "achterban")}
    assert uit(alles, "theorie") == {("Drie manieren.", "openbaar")}
    assert uit(alles, "inspiratie") == {("Een kleine groep.", "achterban")}
    assert uit(alles, "bewering") == {("Klein kan.", "openbaar")}
    assert uit(alles, "les") == {("Houd het klein.", "achterban")}


def test_a_card_holds_no_introduction_guests_or_reasons(alles: Verkenning) -> None:
    kaart = str(Vrijgave.objects.geldig().get(soort="sessie", sleutel="delen").__dict__)
    assert "We wachtten op de gast." in kaart
    for binnen in ("Let op Ada", "Gast Een", "Koffie", "De gast kon niet", "Zei de groep", "Vond Ada"):
        assert binnen not in kaart


def test_who_agreed_and_whose_name_stands_below(alles: Verkenning) -> None:
    ada = Persoon.objects.get(email="ada@kade.example")
    met_naam = Vrijgave.objects.get(tekst="De balie blijft, zei ze.")
    assert (met_naam.naam, met_naam.akkoord_van) == ("Ada Kade, Stichting Kade", ada)
    assert met_naam.op == moment("2019-04-03 09:00")
    zonder = Vrijgave.objects.get(tekst="De administratie.")
    assert (zonder.naam, str(zonder.akkoord_van)) == ("", "Ben Kade")


def test_no_name_goes_out_that_the_folder_does_not_ask_for(tmp_path: Path, importeer: Opdracht) -> None:
    importeer(kopie(VOORBEELD, tmp_path / "in", vervang("notities/bel-een-keer.md", "  naamsvermelding: naam\n", "")))
    assert Vrijgave.objects.get(soort="notitie").naam == ""


def test_what_was_only_put_forward_waits_for_its_speaker(alles: Verkenning) -> None:
    open_, geweigerd = Voordracht.objects.filter(vrijgave=None).order_by("pk")
    assert (open_.staat, str(open_.spreker), open_.tekst) == ("wacht", "Ada Kade", "En wat als niet?")
    assert (geweigerd.staat, geweigerd.beantwoord_op) == ("binnen", moment("2019-05-01 12:00"))


def test_a_yes_that_was_not_released_travels_as_the_question_again(
    alles: Verkenning, exporteer: Callable[..., Path], importeer: Opdracht
) -> None:
    """Anybody may edit a folder, so it never makes a yes: not of a question, not of a yes that waited for its release."""
    ada, fee = Persoon.objects.get(email="ada@kade.example"), Persoon.objects.get(email="fee@gids.example")
    notitie = Notitie.objects.get(slug="citaat")
    antwoorden = {"akkoord": "naam", "anoniem": "anoniem", "anders": "anoniem"}
    for antwoord in antwoorden:
        voordracht = Voordracht.objects.draag_voor(
            notitie, tekst=f"Zo, {antwoord}.", publiek="openbaar", naamsvermelding="naam", door=fee
        )
        voordracht.beantwoord(antwoord, eigen_tekst="Zo, anders.", zonder_naam=True, door=ada)
    buiten = set(Vrijgave.objects.values_list("vingerafdruk", flat=True))
    map_ = exporteer("alle-sleutels")
    bestand = (map_ / "notities/citaat.md").read_text()
    for antwoord, naam in antwoorden.items():
        vraag = f"- door: fee@gids.example\n  publiek: openbaar\n  tekst: Zo, {antwoord}.\n  naamsvermelding: {naam}\n"
        assert vraag in bestand
    assert "akkoord_van" not in bestand.partition("Zo, akkoord.")[2]

    vervang(
        "notities/citaat.md", "  tekst: Zo, akkoord.\n", "  tekst: Zo, akkoord.\n  akkoord_van: ada@kade.example\n"
    )(map_)
    leeg(alles)
    importeer(map_)
    gevraagd = Voordracht.objects.filter(tekst__startswith="Zo, ").order_by("pk")
    assert [(v.staat, str(v.spreker), v.naamsvermelding) for v in gevraagd] == [
        ("wacht", "Ada Kade", naam) for naam in antwoorden.values()
    ]
    assert set(Vrijgave.objects.values_list("vingerafdruk", flat=True)) == buiten


def test_withdrawn_copies_are_kept_and_not_shown(alles: Verkenning) -> None:
    weg = Vrijgave.objects.get(tekst="De balie blijft.")
    assert (weg.ingetrokken_op, weg.ingetrokken_waarom) == (moment("2019-04-01 12:00"), "Te herkenbaar.")


def test_an_insight_takes_the_place_of_the_one_it_replaces(alles: Verkenning) -> None:
    """Also when both came out in the same minute."""
    oud = Vrijgave.objects.get(tekst="Samen scheelt papier.")
    assert oud.vervangen_op == moment("2019-03-21 09:00")
    assert oud.ingetrokken_op is None


def test_dates_keep_the_precision_in_which_they_are_known(alles: Verkenning) -> None:
    wanneer = {sessie.slug: sessie.wanneer for sessie in alles.sessies.all()}
    assert wanneer == {"kick-off": "2019-02-06", "delen": "2019-03-14T13:00", "slot": "2019-12", "later": ""}
    assert (alles.begin, alles.einde) == ("2019-02", "2020-03-31")
    kade = Corporatie.objects.get(slug="kade")
    assert [(stap.status, stap.op) for stap in kade.deelnames.all()] == [
        ("aangemeld", "2018-12"),
        ("actief", "2019-02-06"),
        ("gestopt", "2019-09-01"),
    ]
    assert list(Corporatie.objects.actief(op=date(2019, 5, 1))) == [kade]
    assert not Corporatie.objects.actief(op=date(2019, 10, 1))


def test_the_hour_that_comes_twice_is_told_apart(alles: Verkenning) -> None:
    derde = Corporatie.objects.get(slug="kade").vraagversies.get(nummer=3)
    assert derde.op.utctimetuple()[:5] == (2019, 10, 27, 1, 30)


def test_defaults_are_the_narrowest(tmp_path: Path, importeer: Opdracht) -> None:
    zonder = vervang("notities/bel-een-keer.md", "zichtbaarheid: besloten\n", "")
    reis = vervang("notities/bel-een-keer.md", "soort: citaat", "soort: reisverslag")
    antwoord = vervang("sessies/02-controller.md", "    zichtbaarheid: besloten\n", "")
    importeer(kopie(VOORBEELD, tmp_path / "een", zonder, reis, antwoord))
    assert Notitie.objects.get().zichtbaarheid == "prive"
    assert Sessie.objects.get(slug="controller").voorbereidingsvragen.get().antwoorden.get().zichtbaarheid == "besloten"
    importeer(kopie(VOORBEELD, tmp_path / "twee", zonder, vervang("verkenning.md", "slug: proefreis", "slug: twee")))
    assert Notitie.objects.get(verkenning__slug="twee").zichtbaarheid == "besloten"


def test_several_roles_and_none(alles: Verkenning) -> None:
    rollen = {
        (lid.persoon.email, lid.corporatie.slug if lid.corporatie else "", *lid.rollen)
        for lid in alles.lidmaatschappen.select_related("persoon", "corporatie")
    }
    assert rollen == {
        ("fee@gids.example", "", "begeleider", "redactie"),
        ("lot@lid.example", "", "lid"),
        ("ada@kade.example", "", "lid"),
        ("ada@kade.example", "kade", "verkenner"),
        ("ben@kade.example", "kade", "verkenner"),
        ("oud@gediende.example", ""),
    }


def test_blocks_hold_the_copy_that_was_meant(alles: Verkenning) -> None:
    """The newest that stands; a number for an earlier one; and of what was withdrawn the copy, so that it shows as such."""
    blokken = Bericht.objects.get().blokken.exclude(vrijgave=None).select_related("vrijgave")
    teksten = [blok.vrijgave.tekst or blok.vrijgave.titel for blok in blokken if blok.vrijgave]
    assert teksten == [
        "De balie blijft, zei ze.",
        "De balie blijft.",
        "Pas later.",
        "Samen scheelt papier.",
        "Hoe delen wij zonder verlies?",
        "Moeten wij delen?",
        "Drie manieren.",
        "Een kleine groep.",
        "De administratie.",
        "Klein kan.",
        "Houd het klein.",
        "Wie Kade is.",
        "Delen",
    ]


def test_editions_come_back_as_they_were_published(alles: Verkenning) -> None:
    eerste, tweede = Bericht.objects.get().uitgaven.order_by("nummer")
    assert eerste.html == (ALLES / "berichten/01-eerste/1.html").read_text()
    assert eerste.druk_html == (ALLES / "berichten/01-eerste/1.druk.html").read_text()
    assert eerste.pdf.read() == (ALLES / "berichten/01-eerste/1.pdf").read_bytes()
    eerste.pdf.close()
    assert (eerste.klopt, eerste.publiek, eerste.titel) == (True, "openbaar", "Eerste bericht")
    assert (tweede.klopt, tweede.publiek, tweede.titel) == (True, "achterban", "Eerste bericht, verbeterd")
    kaart = Vrijgave.objects.geldig().get(soort="bericht")
    assert (kaart.titel, kaart.publiek, kaart.tekst) == (tweede.titel, "achterban", "Edities blijven, ook de tweede.")


def test_the_place_of_a_session_in_the_route_is_the_number_of_its_file(
    alles: Verkenning, exporteer: Callable[..., Path]
) -> None:
    assert list(alles.sessies.values_list("slug", "volgorde")) == [
        ("kick-off", 1),
        ("delen", 3),
        ("slot", 7),
        ("later", 8),
    ]
    alles.sessies.filter(slug="later").update(volgorde=3)
    namen = [pad.name for pad in sorted((exporteer("alle-sleutels") / "sessies").iterdir())]
    assert namen == ["01-kick-off.md", "02-delen.md", "03-later.md", "04-slot.md"]


def test_the_longest_slug_leaves_room_for_the_name_of_a_pdf(tmp_path: Path, importeer: Opdracht) -> None:
    """SQLite would not mind; PostgreSQL does."""
    importeer(kopie(ALLES, tmp_path / "in", vervang("verkenning.md", "slug: alle-sleutels", f"slug: {'s' * 80}")))
    uitgave = Uitgave.objects.get(nummer=1)
    assert len(str(uitgave.pdf.name)) + 2 * len("9999") <= (Uitgave._meta.get_field("pdf").max_length or 0)


def test_the_longest_question_that_may_be_asked_may_also_go_out(tmp_path: Path, importeer: Opdracht) -> None:
    """With the longest names below it: what fits in a source fits in a copy of it, on both databases."""
    lang, naam, corporatie = "v" * 1000, "n" * 120, "c" * 200
    importeer(
        kopie(
            VOORBEELD,
            tmp_path / "in",
            vervang(
                "corporaties/kromwaal.md",
                "Hoe delen wij een controller, zonder dat de huurder aan de balie iets verliest?",
                lang,
            ),
            vervang("corporaties/kromwaal.md", "naam: Jorinde Akkermeule", f"naam: {naam}"),
            vervang("corporaties/kromwaal.md", "naam: Woonstichting Kromwaal", f"naam: {corporatie}"),
        )
    )
    assert Vrijgave.objects.get(soort="vraag").titel == lang
    assert Vrijgave.objects.get(soort="notitie").naam == f"{naam}, {corporatie}"
