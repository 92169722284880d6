"""The page of a session: who reads what, told with words that could leak."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.models import Notitie, Sessie
from sessies.sessiepagina import Sessiepagina
from tests.factories import (
    maak_antwoord,
    maak_gast,
    maak_inspiratie,
    maak_inspiratiekoppeling,
    maak_notitie,
    maak_onderdeel,
    maak_theorie,
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
    maak_voordracht,
    maak_vraagversie,
)
from tests.mensen import Mens
from tests.sessies.hulp import bytes_van, tekst_van
from verkenning.models import Publiek, Verkenning


@pytest.fixture
def adres(sessie: Sessie) -> str:
    return sessie.get_absolute_url()


def test_the_question_stands_large_with_what_is_new_marked_and_how_it_changed(
    anna: Mens, kromwaal: Corporatie, adres: str
) -> None:
    maak_vraagversie(kromwaal, tekst="Wat kan kromwaal samen?", waarom="Jorinde wees naar de anderen.")
    pagina = tekst_van(anna.get(adres))
    assert '<h1 class="vraag__zin vraag" id="kop">Wat kan kromwaal <ins>samen</ins>?</h1>' in pagina
    assert "<q>Wat kan kromwaal niet alleen?</q>" in pagina
    assert "Jorinde wees naar de anderen." in pagina


def test_the_agenda_is_timed_from_the_begin_with_its_guests(anna: Mens, sessie: Sessie, adres: str) -> None:
    eerste = maak_onderdeel(sessie, titel="Welkom", minuten=15)
    maak_gast(eerste, "Gijs Gast", "de gemeente")
    maak_gast(eerste, "Gerda Gast", "de buren")
    maak_onderdeel(sessie, titel="Rekenen", minuten=None)
    maak_onderdeel(sessie, titel="Oogst")
    pagina = Sessiepagina.of_404(anna.persoon, sessie.verkenning.slug, sessie.slug)
    assert [(str(regel.tijd)[11:16] if regel.tijd else "", regel.onderdeel.titel) for regel in pagina.agenda] == [
        ("09:00", "Welkom"),  # in UTC; the page shows it in the Netherlands
        ("09:15", "Rekenen"),
        ("", "Oogst"),  # how long the part before it takes is not known
    ]
    assert pagina.agenda[0].gasten == ["Gijs Gast, de gemeente", "Gerda Gast, de buren"]
    assert ">10.15</time>" in tekst_van(anna.get(adres))


def test_notes_of_others_that_are_private_are_nowhere_on_the_page(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, adres: str
) -> None:
    maak_notitie(sessie, cor.persoon, "KANARIE-cor-prive", zichtbaarheid="prive", slug="kanarie-slug")
    maak_notitie(sessie, anna.persoon, "anna-prive", zichtbaarheid="prive")
    maak_notitie(sessie, cor.persoon, "cor-besloten")
    for lezer, aantal in ((anna, 2), (cor, 2), (begeleider, 1)):
        pagina = tekst_van(lezer.get(adres))
        assert f"Notities ({aantal})" in pagina
        assert "cor-besloten" in pagina
        assert ("anna-prive" in pagina) is (lezer is anna)
        assert ("KANARIE-cor-prive" in pagina) is (lezer is cor)
        assert ("kanarie-slug" in pagina) is (lezer is cor)


def test_a_private_answer_is_read_by_its_own_association_only(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, lindermeer: Corporatie, kromwaal: Corporatie, adres: str
) -> None:
    vraag = maak_voorbereidingsvraag(sessie)
    geheim = maak_antwoord(vraag, lindermeer, "KANARIE-antwoord", zichtbaarheid="prive")
    maak_antwoord(vraag, kromwaal, "anna-antwoord")
    for lezer, aantal in ((anna, "1 antwoord"), (cor, "2 antwoorden"), (begeleider, "1 antwoord")):
        pagina = tekst_van(lezer.get(adres))
        assert f"Voorbereiding ({aantal})" in pagina
        assert ("KANARIE-antwoord" in pagina) is (lezer is cor)
        assert (f"antwoord-{geheim.pk}" in pagina) is (lezer is cor)


def test_whoever_is_not_in_the_group_finds_what_does_not_exist(
    bram: Mens, redactie: Mens, lid: Mens, niemand: Mens, adres: str
) -> None:
    for mens in (bram, redactie, lid, niemand):
        hier, nergens = mens.get(adres), mens.get(adres.replace("controller", "bestaat-niet"))
        assert hier.status_code == nergens.status_code == 404
        assert bytes_van(hier) == bytes_van(nergens)


def test_a_visitor_is_asked_to_log_in(bezoeker: Mens, adres: str) -> None:
    assert bezoeker.get(adres).status_code == 302


def test_a_note_says_how_far_it_is_on_its_way_out(anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie) -> None:
    notitie = maak_notitie(sessie, anna.persoon, "De balie blijft.")
    voordracht = maak_voordracht(notitie, door=begeleider.persoon, spreker=anna.persoon)
    adres = sessie.get_absolute_url()
    # Who is asked and who guides see that it waits; the rest of the group does not.
    assert [("Wacht op akkoord" in tekst_van(m.get(adres))) for m in (anna, begeleider, cor)] == [True, True, False]
    voordracht.beantwoord("akkoord", door=anna.persoon)
    assert "Mag naar buiten, nog niet vrijgegeven" in tekst_van(begeleider.get(adres))
    voordracht.geef_vrij(door=begeleider.persoon)
    pagina = tekst_van(cor.get(adres))
    assert "Vrijgegeven voor" in pagina
    assert "gewijzigd sinds de vrijgave" not in pagina
    notitie.herschrijf("De balie blijft open.", door=anna.persoon, vanaf=1)
    assert "gewijzigd sinds de vrijgave" in tekst_van(cor.get(adres))
    voordracht.refresh_from_db()
    voordracht.trek_in("Toch niet.")
    assert "Vrijgegeven voor" not in tekst_van(cor.get(adres))


def test_sources_stand_with_their_claim_verdict_and_lesson(anna: Mens, sessie: Sessie, adres: str) -> None:
    theorie = maak_theorie(sessie.verkenning, titel="Modes of Governance", auteurs=["Provan, K.", "Kenis, P."])
    maak_theoriekoppeling(sessie, theorie, "Klein stuurt zichzelf.", oordeel="deels")
    maak_inspiratiekoppeling(
        sessie, maak_inspiratie(sessie.verkenning, naam="Ambtelijke fusie", mislukking=True), "Twee bazen is te veel."
    )
    pagina = tekst_van(anna.get(adres))
    assert "Provan en Kenis (2008): Modes of Governance" in pagina
    for stuk in ("Klein stuurt zichzelf.", "klopt deels", "Twee bazen is te veel.", "dit werkte niet"):
        assert stuk in pagina


def vul(sessie: Sessie, aantal: int, mensen: list[Mens], begeleider: Mens) -> None:
    """As many of everything: notes that touch questions and are put forward, sources, answers, parts with guests."""
    vraag = maak_voorbereidingsvraag(sessie)
    for nummer in range(aantal):
        onderdeel = maak_onderdeel(sessie)
        maak_gast(onderdeel)
        wie = mensen[nummer % len(mensen)].persoon
        for _ in range(2):
            notitie = maak_notitie(
                sessie, wie, soort="citaat", spreker=wie, onderdeel=onderdeel, raakt=list(sessie.vragen.all())
            )
            voordracht = maak_voordracht(notitie, door=begeleider.persoon, spreker=wie)
            voordracht.beantwoord("akkoord", door=wie)
            voordracht.geef_vrij(door=begeleider.persoon)
        maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning))
        maak_inspiratiekoppeling(sessie, maak_inspiratie(sessie.verkenning))
    for corporatie in Corporatie.objects.filter(verkenning=sessie.verkenning):
        maak_antwoord(vraag, corporatie)


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_page_asks_twelve_times_however_much_there_is(
    aantal: int,
    anna: Mens,
    cor: Mens,
    begeleider: Mens,
    sessie: Sessie,
    adres: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    vul(sessie, aantal, [anna, cor], begeleider)
    for lezer in (anna, begeleider):
        with django_assert_num_queries(12):
            assert lezer.get(adres).status_code == 200


def test_no_markdown_is_rendered_when_a_page_is_read(
    anna: Mens, begeleider: Mens, sessie: Sessie, adres: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vul(sessie, 1, [anna], begeleider)

    def verboden(tekst: str) -> str:
        raise ValidationError(tekst)

    monkeypatch.setattr("verkenning.velden.naar_html", verboden)
    assert anna.get(adres).status_code == 200


def test_two_questions_in_one_session_stand_side_by_side(
    anna: Mens, sessie: Sessie, lindermeer: Corporatie, adres: str
) -> None:
    sessie.vragen.add(lindermeer)
    pagina = tekst_van(anna.get(adres))
    assert "Wat kan kromwaal niet alleen?" in pagina
    assert "Wat kan lindermeer niet alleen?" in pagina
    assert pagina.count("<h1") == 1


def test_the_group_and_nobody_else_is_offered_as_speaker(
    anna: Mens, cor: Mens, bram: Mens, lid: Mens, begeleider: Mens, adres: str
) -> None:
    pagina = tekst_van(anna.get(adres))
    keuzes = re.search(r'<select name="spreker".*?</select>', pagina)
    assert keuzes
    assert set(re.findall(r">([A-Z]\w+ \w+)</option>", keuzes.group())) == {"Anna Aalders", "Cor Claus", "Bea Boer"}


def test_notes_of_another_session_stay_there(anna: Mens, verkenning: Verkenning, sessie: Sessie, adres: str) -> None:
    andere = Sessie.objects.create(verkenning=verkenning, slug="andere", titel="Andere")
    maak_notitie(andere, anna.persoon, "hoort elders")
    assert "hoort elders" not in tekst_van(anna.get(adres))
    assert Notitie.objects.count() == 1


def test_no_confidential_text_stands_under_a_wider_label(
    anna: Mens, begeleider: Mens, sessie: Sessie, kromwaal: Corporatie, adres: str
) -> None:
    """The question, the card and a claim are out; what stands around them is not, and says so by itself."""
    sessie.tekst = "Een inleiding."
    sessie.save()
    maak_vraagversie(kromwaal, waarom="Een reden.")
    kromwaal.vraagversies.get(nummer=2).geef_vrij(Publiek.OPENBAAR, door=anna.persoon)
    maak_gast(maak_onderdeel(sessie))
    koppeling = maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning), toelichting="Een toelichting.")
    for ding in (sessie, koppeling):
        ding.geef_vrij(Publiek.OPENBAAR, door=begeleider.persoon)
    pagina = tekst_van(anna.get(adres))
    assert pagina.count('class="zicht" data-zicht="openbaar"') == 3  # the question, the claim, and the legend

    def boven(tekst: str) -> str:
        """The last label that stands before a text."""
        return str(re.findall(r'class="zicht" data-zicht="(\w+)"', pagina[: pagina.index(tekst)])[-1])

    for tekst in ("Een reden.", "Een inleiding.", "Te gast: Gijs Gast", "Een toelichting.", "Wat de praktijk zegt"):
        assert boven(tekst) == "besloten", tekst
    assert "Kaart buiten: <b>openbaar</b>" in pagina


def test_after_the_session_the_notes_come_first(anna: Mens, sessie: Sessie, adres: str) -> None:
    """What was said is what one comes for then; and the way to write something down stands at the top, always."""
    straks = tekst_van(anna.get(adres))
    sessie.status = Sessie.Status.GEHOUDEN
    sessie.save()
    daarna = tekst_van(anna.get(adres))
    for pagina, volgorde in ((straks, ["agenda", "notities"]), (daarna, ["notities", "agenda"])):
        assert sorted(volgorde, key=lambda deel: pagina.index(f'<section id="{deel}"')) == volgorde
        assert pagina.index("Leg iets vast") < pagina.index('<section id="')
        assert f'href="#{re.findall(r"<textarea[^>]* id=.(id_[a-z_]+)", pagina)[-1]}"' in pagina


def test_who_was_there_is_told_with_where_they_are_from(
    anna: Mens,
    begeleider: Mens,
    lid: Mens,
    sessie: Sessie,
    adres: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Also somebody who is not of the group; and it asks no more of the database."""
    with django_assert_num_queries(12):
        assert "Erbij waren" not in tekst_van(anna.get(adres))
    sessie.aanwezig.set([lid.persoon, begeleider.persoon, anna.persoon])
    with django_assert_num_queries(12):
        pagina = tekst_van(anna.get(adres))
    assert "Erbij waren: Anna Aalders, Kromwaal; Bea Boer, begeleider; Lia Linde<" in pagina


def test_only_who_composes_the_session_is_offered_to(
    anna: Mens, cor: Mens, begeleider: Mens, sessie: Sessie, adres: str
) -> None:
    """The session serves the question of anna."""
    nieuw = reverse("sessies:samenstellen", args=[sessie.verkenning.slug, sessie.slug])
    assert [nieuw in tekst_van(m.get(adres)) for m in (anna, begeleider, cor)] == [True, True, False]
    assert [m.get(nieuw).status_code for m in (anna, begeleider, cor)] == [200, 200, 404]
