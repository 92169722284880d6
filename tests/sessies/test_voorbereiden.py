"""Preparing for the session of anna: cor, of Lindermeer, writes; the begeleider and anna see what he shares."""

from __future__ import annotations

import re
import uuid
from typing import Any
from urllib.parse import quote

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from deelnemers.models import Corporatie
from sessies.models import Antwoord, Sessie, Tekstversie, Voorbereidingsvraag
from sessies.samenstelling import Samenstelling
from sessies.sessiepagina import Sessiepagina
from sessies.voorbereidblad import leesminuten
from tests.factories import (
    maak_antwoord,
    maak_lid,
    maak_onderdeel,
    maak_persoon,
    maak_theorie,
    maak_theoriekoppeling,
    maak_voorbereidingsvraag,
)
from tests.mensen import Mens
from tests.sessies.hulp import tekst_van


@pytest.fixture
def vragen(sessie: Sessie) -> list[Voorbereidingsvraag]:
    return [maak_voorbereidingsvraag(sessie, tekst) for tekst in ("Wie?", "Waar?")]


@pytest.fixture
def adres(sessie: Sessie) -> str:
    return reverse("sessies:voorbereiden", args=["samen", sessie.slug])


@pytest.fixture
def collega(lindermeer: Corporatie) -> Mens:
    return Mens(maak_lid(maak_persoon("Carla Collega"), lindermeer.verkenning, corporatie=lindermeer).persoon)


class Blad:
    """A page that somebody has open: it sends along what its fields carry, as a browser does."""

    def __init__(self, mens: Mens, adres: str, corporatie: Corporatie) -> None:
        self.mens, self.adres, self.corporatie = mens, adres, corporatie
        self.sleutel, self.versies = uuid.uuid4(), dict[int, str]()

    def velden(self, vraag: Voorbereidingsvraag, tekst: str) -> dict[str, Any]:
        prefix = f"vak-{vraag.pk}-{self.corporatie.pk}"
        versie = self.versies.get(vraag.pk, "0")
        return {f"{prefix}-tekst": tekst, f"{prefix}-versie": versie, f"{prefix}-blad": self.sleutel}

    def pauze(self, vraag: Voorbereidingsvraag, tekst: str, *, komt_aan: bool = True) -> Any:
        """What htmx sends when somebody stops typing; the receipt may get lost."""
        pad = reverse("sessies:vak", args=["samen", vraag.sessie.slug, vraag.pk, self.corporatie.pk])
        antwoord = self.mens.htmx("post", pad, self.velden(vraag, tekst))
        gevonden = re.search(r'-versie" value="(\d+)"', antwoord.content.decode())
        if gevonden and komt_aan:
            self.versies[vraag.pk] = gevonden[1]
        return antwoord

    def knop(self, *teksten: tuple[Voorbereidingsvraag, str], **knop: str) -> Any:
        data: dict[str, Any] = dict(knop)
        for vraag, tekst in teksten:
            data |= self.velden(vraag, tekst)
        return self.mens.post(self.adres, data)


@pytest.fixture
def blad(cor: Mens, adres: str, lindermeer: Corporatie) -> Blad:
    return Blad(cor, adres, lindermeer)


def gegeven() -> dict[str, tuple[str, str]]:
    return {a.vraag.tekst: (a.tekst, a.zichtbaarheid) for a in Antwoord.objects.select_related("vraag")}


def test_the_whole_group_reads_it_and_nobody_else(
    anna: Mens, cor: Mens, begeleider: Mens, bram: Mens, lid: Mens, bezoeker: Mens, vragen: Any, adres: str
) -> None:
    """Whoever comes from a mail is asked to log in, and then stands here."""
    assert [m.get(adres).status_code for m in (anna, cor, begeleider, bram, lid)] == [200, 200, 200, 404, 404]
    assert quote(adres) in bezoeker.get(adres)["Location"]
    # Who guides answers nothing; it is shown to them as the others see it.
    assert 'name="deel"' not in tekst_van(begeleider.get(adres))
    assert begeleider.post(adres, {"deel": "alles"}).status_code == 404


def test_the_page_says_what_to_read_and_how_long_it_takes(
    cor: Mens, sessie: Sessie, vragen: list[Voorbereidingsvraag], adres: str
) -> None:
    Sessie.objects.get(pk=sessie.pk)
    sessie.tekst = "woord " * 201
    sessie.save()
    maak_onderdeel(sessie, titel="Rekenen")
    theorie = maak_theorie(sessie.verkenning, titel="Modes", tekst="woord " * 399)
    maak_theoriekoppeling(sessie, theorie, "Klein kan.")
    pagina = tekst_van(cor.get(adres))
    assert 'class="vraag__zin vraag">Wat kan kromwaal niet alleen?</h1>' in pagina
    for stuk in ("Rekenen", "Schrijver (2008): Modes", "Klein kan.", "Wetenschap · 3 minuten", "Wie?", "Waar?"):
        assert stuk in pagina
    assert "ongeveer 11 minuten" in pagina  # 2 and 3 to read, twice 3 to answer
    assert [leesminuten(""), leesminuten("<p>een</p>"), leesminuten("w " * 200), leesminuten("w " * 201)] == [
        0,
        1,
        1,
        2,
    ]


def test_what_is_typed_saves_itself_and_stays_private_until_it_is_shared(
    anna: Mens,
    begeleider: Mens,
    collega: Mens,
    blad: Blad,
    vragen: list[Voorbereidingsvraag],
    sessie: Sessie,
    adres: str,
) -> None:
    eerste, tweede = vragen
    bon = blad.pauze(eerste, "KANARIE, denk")
    assert re.search(r"Bewaard om \d+\.\d\d uur\.", tekst_van(bon))
    assert "<textarea" not in tekst_van(bon)
    for tekst in ("KANARIE, denk ik", "KANARIE, denk ik.", "KANARIE, denk ik."):
        assert blad.pauze(eerste, tekst).status_code == 200
    assert gegeven() == {"Wie?": ("KANARIE, denk ik.", "prive")}
    # Of a minute of typing one earlier wording is kept.
    assert [v.tekst for v in Tekstversie.objects.all()] == ["KANARIE, denk"]
    for mens in (anna, begeleider):
        for pad in (adres, sessie.get_absolute_url(), reverse("sessies:samenstellen", args=["samen", sessie.slug])):
            assert "KANARIE" not in tekst_van(mens.get(pad))
        assert [c.naam for c in stand(mens, sessie).nog_niet] == ["Kromwaal", "Lindermeer"]
    assert "KANARIE, denk ik." in tekst_van(collega.get(adres))
    terug = blad.knop((eerste, "KANARIE, denk ik."), (tweede, ""), deel=f"{eerste.pk}-{blad.corporatie.pk}")
    assert terug.url == f"{adres}#vragen"
    pagina = tekst_van(blad.mens.get(terug.url))
    assert "Je antwoord is gedeeld met de groep." in pagina
    assert "1 van de 2 vragen gedeeld." in pagina
    assert [c.naam for c in stand(anna, sessie).bezig] == ["Lindermeer"]
    blad.knop((eerste, "KANARIE, denk ik."), (tweede, "Hier."), deel="alles")
    assert gegeven() == {"Wie?": ("KANARIE, denk ik.", "besloten"), "Waar?": ("Hier.", "besloten")}
    assert "Je bent klaar" in tekst_van(blad.mens.get(adres))
    assert [c.naam for c in stand(anna, sessie).klaar] == ["Lindermeer"]
    assert not Antwoord.objects.filter(na_afloop=True).exists()


def stand(mens: Mens, sessie: Sessie) -> Any:
    return Samenstelling(Sessiepagina.of_404(mens.persoon, "samen", sessie.slug)).stand


def test_without_javascript_one_button_saves_all_and_sent_twice_it_is_once(
    blad: Blad, vragen: list[Voorbereidingsvraag]
) -> None:
    eerste, tweede = vragen
    for _ in range(2):
        assert blad.knop((eerste, "Ik.\r\nEn jij."), (tweede, " "), deel="").status_code == 302
    assert gegeven() == {"Wie?": ("Ik.\nEn jij.", "prive")}
    assert Antwoord.objects.get().versie == 1
    assert "Schrijf eerst een antwoord." in tekst_van(blad.mens.get(blad.knop((tweede, "")).url))
    fout = blad.knop((eerste, "Ik wel."), (tweede, "woord " * 4000), deel="alles")
    assert fout.status_code == 409 or fout.status_code == 422
    assert "Deze tekst is te lang" in tekst_van(fout)
    assert "woord woord" in tekst_van(fout)
    assert gegeven() == {"Wie?": ("Ik wel.", "besloten")}


def test_a_receipt_that_gets_lost_is_no_conflict(blad: Blad, vragen: list[Voorbereidingsvraag]) -> None:
    """The train goes through a tunnel: the page goes on from what it saved itself."""
    assert blad.pauze(vragen[0], "Ik", komt_aan=False).status_code == 200
    assert blad.pauze(vragen[0], "Ik denk", komt_aan=False).status_code == 200
    assert blad.pauze(vragen[0], "Ik denk na.").status_code == 200
    assert gegeven() == {"Wie?": ("Ik denk na.", "prive")}


def test_two_colleagues_at_one_answer_keep_both_texts(
    blad: Blad, collega: Mens, vragen: list[Voorbereidingsvraag], adres: str
) -> None:
    eerste, tweede = vragen
    ander = Blad(collega, adres, blad.corporatie)
    ander.pauze(eerste, "Van <b>Carla</b><script>alert(1)</script>.")
    for _ in range(2):  # nothing goes over it by itself, however often it is tried
        botst = blad.pauze(eerste, "Van Cor.")
        assert botst.status_code == 409
    pagina = tekst_van(botst)
    assert "Zo staat het er nu" in pagina
    assert "Van Carla" in re.sub("<[^>]+>", "", pagina)
    assert "<script>" not in pagina
    hele = tekst_van(blad.knop((eerste, "Van Cor."), (tweede, "Hier."), deel=""))
    assert "Van Cor.</textarea>" in hele
    assert set(gegeven()) == {"Wie?", "Waar?"}
    assert gegeven()["Wie?"][0].startswith("Van <b>Carla")
    blad.knop((eerste, "Van Cor."), over=f"{eerste.pk}-{blad.corporatie.pk}-1")
    assert gegeven()["Wie?"] == ("Van Cor.", "prive")
    assert Tekstversie.objects.get().tekst.startswith("Van <b>Carla")


def test_what_the_group_reads_changes_by_a_button_only(
    blad: Blad, collega: Mens, vragen: list[Voorbereidingsvraag], adres: str
) -> None:
    vraag = vragen[0]
    blad.pauze(vraag, "Ik.")
    ander = Blad(collega, adres, blad.corporatie)
    ander.versies[vraag.pk] = "1"
    ander.knop((vraag, "Ik."), deel="alles")
    assert blad.pauze(vraag, "Ik, half geschr").status_code == 409
    assert gegeven()["Wie?"] == ("Ik.", "besloten")
    assert "hx-post" not in re.findall(r"<textarea.*?>", tekst_van(blad.mens.get(adres)))[0]
    blad.knop((vraag, "Ik, denk ik."), deel="", over=f"{vraag.pk}-{blad.corporatie.pk}-1")
    assert gegeven()["Wie?"] == ("Ik, denk ik.", "besloten")


def test_nobody_writes_for_another_and_a_question_that_is_gone_gives_the_words_back(
    anna: Mens, blad: Blad, kromwaal: Corporatie, vragen: list[Voorbereidingsvraag], adres: str
) -> None:
    eerste, tweede = vragen
    assert Blad(blad.mens, adres, kromwaal).pauze(eerste, "Namens Kromwaal.").status_code == 404
    Blad(blad.mens, adres, kromwaal).knop((eerste, "Namens Kromwaal."), deel="alles")
    assert gegeven() == {}
    eerste.verwijder(vanaf=1)
    bon = blad.pauze(eerste, "Mijn woorden.")
    assert (bon.status_code, "Deze vraag is net weggehaald." in tekst_van(bon)) == (409, True)
    terug = blad.knop((eerste, "Mijn woorden."), (tweede, "Hier."), deel="")
    assert "Dit had je geschreven" in tekst_van(terug)
    assert "Mijn woorden.</textarea>" in tekst_van(terug)
    assert gegeven() == {"Waar?": ("Hier.", "prive")}
    # The page of the session, where the boxes are as well, gives them back too.
    op_de_sessie = blad.mens.post(
        reverse("sessies:antwoorden", args=["samen", tweede.sessie.slug]), {f"vraag-{eerste.pk}-tekst": "Mijn woorden."}
    )
    assert "Mijn woorden.</textarea>" in tekst_van(op_de_sessie)


def test_an_answer_after_the_session_is_taken_and_marked(
    anna: Mens, blad: Blad, sessie: Sessie, vragen: list[Voorbereidingsvraag], adres: str
) -> None:
    blad.pauze(vragen[0], "Ik.")
    Sessie.objects.update(status=Sessie.Status.GEHOUDEN)
    assert "De sessie is geweest. Je kunt nog antwoorden" in tekst_van(blad.mens.get(adres))
    blad.knop((vragen[0], "Ik."), (vragen[1], "Hier."), deel="alles")
    assert [a.na_afloop for a in Antwoord.objects.all()] == [True, True]
    assert tekst_van(anna.get(sessie.get_absolute_url())).count("na de sessie gegeven") == 2


@pytest.mark.parametrize("aantal", [1, 3, 30])
def test_the_page_asks_the_same_of_the_database_however_much_there_is(
    aantal: int,
    cor: Mens,
    sessie: Sessie,
    lindermeer: Corporatie,
    adres: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for nummer in range(aantal):
        maak_onderdeel(sessie)
        maak_antwoord(maak_voorbereidingsvraag(sessie, f"Vraag {nummer}?"), lindermeer)
        maak_theoriekoppeling(sessie, maak_theorie(sessie.verkenning))
    with django_assert_num_queries(10):
        cor.get(adres)
