"""What somebody browses with, in words."""

from __future__ import annotations

import pytest
from allauth.usersessions.models import UserSession
from django.urls import reverse

from tests.mensen import Mens
from verkenning.toestel import toestel

_WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
)
_IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
_ANDROID = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"


@pytest.mark.parametrize(
    ("user_agent", "woorden"),
    [
        (_WINDOWS, "Chrome op Windows"),
        (f"{_WINDOWS} Edg/142.0.0.0", "Edge op Windows"),
        (f"{_WINDOWS} OPR/124.0.0.0", "Opera op Windows"),
        (f"{_IPHONE} Version/18.5 Mobile/15E148 Safari/604.1", "Safari op een iPhone"),
        (f"{_IPHONE} CriOS/142.0 Mobile/15E148 Safari/604.1", "Chrome op een iPhone"),
        (f"{_ANDROID} SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36", "Samsung Internet op Android"),
        (f"{_ANDROID} Chrome/142.0 Mobile Safari/537.36", "Chrome op Android"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox op een Mac"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox op Linux"),
        ("Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 Chrome/142.0", "Chrome op een Chromebook"),
        ("curl/8.5.0", "Een andere browser"),
        ("", "Een andere browser"),
    ],
)
def test_a_browser_is_told_by_the_name_people_know(user_agent: str, woorden: str) -> None:
    assert toestel(user_agent) == woorden


def test_what_a_browser_says_of_itself_stands_on_no_page(anna: Mens) -> None:
    """Whoever logs in writes that text: none of it comes back."""
    hier = {"session_key": anna.session.session_key, "ip": "127.0.0.1", "user_agent": f"{_WINDOWS} KANARIE/1"}
    UserSession.objects.create(user=anna.persoon, **hier)
    pagina = anna.get(reverse("usersessions_list")).text
    assert "Chrome op Windows" in pagina
    assert "KANARIE" not in pagina
    assert "AppleWebKit" not in pagina
