from django.urls import path

from .views.deelname import blijft, corporatie_uitnodigen, deelname_stap, deelnemers, opvolger
from .views.geen_wachtwoord import geen_wachtwoord
from .views.kijk_mee import kijk_mee
from .views.opschrijven import opschrijven
from .views.uitnodigen import uitnodigen, uitnodiging_wijzig
from .views.uitnodiging import uitnodiging, welkom
from .views.vraag import vraag, vraag_intrekken, vraag_vrijgeven, vragen

app_name = "deelnemers"
GROEP = "groep/<slug:slug>"
VRAAG = f"{GROEP}/vragen/<slug:corporatie>"
DEELNEMER = f"{GROEP}/deelnemers/<slug:corporatie>"
BEGELEIDER, REDACTIE = {"als": "begeleider"}, {"als": "redactie"}

urlpatterns = [
    # Questions
    path(f"{GROEP}/vragen/", vragen, name="vragen"),
    path(f"{VRAAG}/", vraag, name="vraag"),
    path(f"{VRAAG}/opschrijven/", opschrijven, name="opschrijven"),
    path(f"{VRAAG}/opschrijven/<int:stap>/", opschrijven, name="opschrijven_stap"),
    path(f"{VRAAG}/<int:nummer>/vrijgeven/", vraag_vrijgeven, name="vraag_vrijgeven"),
    path(f"{VRAAG}/<int:nummer>/intrekken/", vraag_intrekken, name="vraag_intrekken"),
    # Who takes part
    path(f"{GROEP}/deelnemers/", deelnemers, name="deelnemers"),
    path(f"{GROEP}/uitnodigen/corporatie/", corporatie_uitnodigen, name="corporatie_uitnodigen"),
    path(f"{DEELNEMER}/begint/", deelname_stap, {"status": "actief"}, name="begint"),
    path(f"{DEELNEMER}/stopt/", deelname_stap, {"status": "gestopt"}, name="stopt"),
    path(f"{DEELNEMER}/<int:pk>/opvolger/", opvolger, name="opvolger"),
    path(f"{DEELNEMER}/<int:pk>/blijft/", blijft, name="blijft"),
    # Inviting: the group by its begeleider, readers by the redactie
    path(f"{GROEP}/uitnodigen/", uitnodigen, BEGELEIDER, name="uitnodigen"),
    path(f"{GROEP}/uitnodigen/<int:pk>/", uitnodiging_wijzig, BEGELEIDER, name="uitnodiging_wijzig"),
    path("redactie/<slug:slug>/uitnodigen/", uitnodigen, REDACTIE, name="uitnodigen_redactie"),
    path("redactie/<slug:slug>/uitnodigen/<int:pk>/", uitnodiging_wijzig, REDACTIE, name="uitnodiging_wijzig_redactie"),
    # Being invited
    path("uitnodiging/", welkom, name="welkom"),
    path("uitnodiging/<path:sleutel>/", uitnodiging, name="uitnodiging"),
    # The demo
    path("kijk-mee/", kijk_mee, name="kijk_mee"),
    # There are no passwords here: allauth's pages for them stand behind this one and do not exist.
    path("account/password/<path:pad>", geen_wachtwoord, name="geen_wachtwoord"),
]
