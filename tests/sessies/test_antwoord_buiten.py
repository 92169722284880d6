"""An answer goes out with the question it answers: the speaker reads both, and says yes to both."""

from __future__ import annotations

from deelnemers.models import Corporatie
from sessies.models import Voordracht
from tests.factories import maak_antwoord, maak_sessie, maak_voorbereidingsvraag
from tests.mensen import Mens
from tests.sessies.hulp import INVOER, draag_voor_pagina
from verkenning.models import Vrijgave

VRAAG, ANTWOORD = "Wat mag *nooit* van afstand?", "Het gesprek aan de balie."


def test_the_question_is_part_of_what_goes_out(
    kromwaal: Corporatie, anna: Mens, begeleider: Mens, bezoeker: Mens
) -> None:
    sessie = maak_sessie(kromwaal.verkenning, kromwaal)
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie, VRAAG), kromwaal, ANTWOORD)
    form = begeleider.get(draag_voor_pagina(antwoord)).context["form"]
    tekst = form["tekst"].value()
    assert tekst == f"**Wat mag nooit van afstand?**\n\n{ANTWOORD}"
    begeleider.post(draag_voor_pagina(antwoord), INVOER | {"tekst": tekst})
    voordracht = Voordracht.objects.get()
    pagina = anna.get(voordracht.get_absolute_url()).content.decode()
    assert "<strong>Wat mag nooit van afstand?</strong>" in pagina
    voordracht.beantwoord("akkoord", door=anna.persoon)
    voordracht.geef_vrij(door=begeleider.persoon)
    assert Vrijgave.objects.get().tekst == tekst
    assert "<strong>Wat mag nooit van afstand?</strong>" in bezoeker.get("/samen/").content.decode()


def test_who_words_it_otherwise_decides_what_goes_out(kromwaal: Corporatie, anna: Mens, begeleider: Mens) -> None:
    """The question that was left out is in nothing that leaves."""
    sessie = maak_sessie(kromwaal.verkenning, kromwaal)
    antwoord = maak_antwoord(maak_voorbereidingsvraag(sessie, VRAAG), kromwaal, ANTWOORD)
    begeleider.post(draag_voor_pagina(antwoord), INVOER | {"tekst": "Nooit van afstand: het gesprek."})
    voordracht = Voordracht.objects.get()
    voordracht.beantwoord("akkoord", door=anna.persoon)
    vrijgave = voordracht.geef_vrij(door=begeleider.persoon)
    assert vrijgave.tekst == "Nooit van afstand: het gesprek."
    assert "Wat mag" not in str((vrijgave.tekst, vrijgave.gegevens, vrijgave.stammen, vrijgave.titel))
