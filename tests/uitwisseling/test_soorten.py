"""Single values: what people write for them, and the one way in which an export writes them."""

from __future__ import annotations

import pytest

from deelnemers.models import Corporatie
from verkenning.uitwisseling.lezing import Lezing, Plek
from verkenning.uitwisseling.soorten import Webadres
from verkenning.uitwisseling.tijd import GeenMoment, lees_moment, schrijf_moment
from verkenning.uitwisseling.voorwerk import kale_knoop

MOMENTEN = {
    "2019-02-06T13:00": "2019-02-06T13:00",
    "2019-02-06 9:05": "2019-02-06T09:05",
    "2019-02-06t13:00:07.5": "2019-02-06T13:00:07",
    "2019-02-06 13:00:00 Z": "2019-02-06T14:00",
    "2019-07-06T13:00:00+00": "2019-07-06T15:00",
    "2019-02-06": "2019-02-06T00:00",
    # The hour that comes twice, and long ago, when it was 19 minutes and 32 seconds later here.
    "2019-10-27T02:30": "2019-10-27T02:30+02:00",
    "2019-10-27T02:30+01:00": "2019-10-27T02:30+01:00",
    "1900-01-01T00:00": "1900-01-01T00:00",
    "1930-10-05T02:30": "1930-10-05T02:30+01:19:32",
    "2199-12-31T23:59": "2199-12-31T23:59",
}


@pytest.mark.parametrize("tekst", MOMENTEN)
def test_a_moment_is_written_in_one_way_that_can_be_read_again(tekst: str) -> None:
    geschreven = schrijf_moment(lees_moment(tekst, ook_dag=True))
    assert geschreven == MOMENTEN[tekst]
    assert schrijf_moment(lees_moment(geschreven)) == geschreven


@pytest.mark.parametrize(
    "tekst",
    [
        "",
        "13:00",
        "2019-02-30T13:00",
        "2019-03-31T02:30",
        "2019-02-06T25:00",
        "1899-12-31T23:59",
        "2199-12-31T23:59-11:00",
    ],
)
def test_a_moment_that_does_not_exist_or_cannot_come_back_is_none(tekst: str) -> None:
    with pytest.raises(GeenMoment):
        lees_moment(tekst, ook_dag=True)


@pytest.mark.parametrize(
    ("geschreven", "gelezen"),
    [
        ("https://kade.example/wie?a=b", "https://kade.example/wie?a=b"),
        ("www.kade.example", "https://www.kade.example"),
        ("Kade.example/wie/wij", "https://Kade.example/wie/wij"),
        ("javascript:alert(1)", None),
        ("kade", None),
        ("kade.example uit het hoofd", None),
    ],
)
def test_an_address_on_the_web_may_be_written_without_https(geschreven: str, gelezen: str | None) -> None:
    lezing = Lezing()
    assert Webadres(Corporatie, "website").lees(kale_knoop(geschreven), Plek(lezing, "x.md", "website")) == gelezen
    assert bool(lezing.fouten) is (gelezen is None)
