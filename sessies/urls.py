"""Addresses of the inside: what the group does, from its sessions to its library."""

from django.urls import path

from .komsturls import urlpatterns as komst
from .samenstelurls import urlpatterns as samenstellen
from .views import bibliotheek, boekje, kaart, notitie, route, routeplan, sessie, voorbereiden, werkplek
from .vraagurls import urlpatterns as vraag
from .vrijgaveurls import urlpatterns as vrijgave

app_name = "sessies"

_ROUTE = "groep/<slug:slug>/route/"
_SESSIE = "groep/<slug:slug>/sessies/<slug:sessie>/"

urlpatterns = [
    path("werkplek/", werkplek.werkplek, name="werkplek"),
    path("werkplek/taken/", werkplek.taken, name="taken"),
    path("werkplek/buiten/", werkplek.buiten, name="buiten"),
    path(_ROUTE, route.route, name="route"),
    # The route planner: the draft, its steps, and making it known
    path(f"{_ROUTE}aanpassen/", routeplan.aanpassen, name="route_aanpassen"),
    path(f"{_ROUTE}aanpassen/erbij/<slug:soort>/", routeplan.erbij, name="routestap_nieuw"),
    path(f"{_ROUTE}aanpassen/wijzig/<int:stap>/", routeplan.wijzig, name="routestap_wijzigen"),
    path(f"{_ROUTE}aanpassen/weg/<int:stap>/", routeplan.weg, name="routestap_weg"),
    path(f"{_ROUTE}bekend/", routeplan.bekend, name="route_bekend"),
    # One session, and what people add to it
    path(_SESSIE, sessie.sessie, name="sessie"),
    path(f"{_SESSIE}boekje.pdf", boekje.boekje, name="boekje"),
    path(f"{_SESSIE}voorbereiden/", voorbereiden.voorbereiden, name="voorbereiden"),
    path(f"{_SESSIE}voorbereiden/<int:vraag>/<int:corporatie>/", voorbereiden.vak, name="vak"),
    path(f"{_SESSIE}voorbereiding/antwoorden/", sessie.antwoorden, name="antwoorden"),
    path(f"{_SESSIE}voorbereiding/<int:vraag>/", sessie.antwoord, name="antwoord"),
    path(f"{_SESSIE}voorbereiding/herinner/", werkplek.herinner, name="herinner"),
    path(f"{_SESSIE}bronnen/<slug:soort>/nieuw/", sessie.bron, name="bron_nieuw"),
    path(f"{_SESSIE}bronnen/<int:koppeling>/oordeel/", sessie.oordeel, name="oordeel"),
    path(f"{_SESSIE}notities/nieuw/", sessie.notitie, name="notitie_nieuw"),
    # Notes
    path("groep/<slug:slug>/notities/", notitie.notities, name="notities"),
    path("groep/<slug:slug>/notities/<slug:notitie>/", notitie.notitie, name="notitie"),
    path("groep/<slug:slug>/notities/<slug:notitie>/wijzigen/", notitie.wijzigen, name="notitie_wijzigen"),
    # The map and the library
    path("groep/<slug:slug>/kaart/", kaart.kaart, name="kaart"),
    path("groep/<slug:slug>/bibliotheek/", bibliotheek.bibliotheek, name="bibliotheek"),
    path("groep/<slug:slug>/bibliotheek/theorie/nieuw/", bibliotheek.theorie_nieuw, name="theorie_nieuw"),
    path("groep/<slug:slug>/bibliotheek/theorie/<slug:bron>/", bibliotheek.theorie, name="theorie"),
    path(
        "groep/<slug:slug>/bibliotheek/theorie/<slug:bron>/wijzigen/",
        bibliotheek.theorie_wijzigen,
        name="theorie_wijzigen",
    ),
    path("groep/<slug:slug>/bibliotheek/inspiratie/nieuw/", bibliotheek.inspiratie_nieuw, name="inspiratie_nieuw"),
    path("groep/<slug:slug>/bibliotheek/inspiratie/<slug:bron>/", bibliotheek.inspiratie, name="inspiratie"),
    path(
        "groep/<slug:slug>/bibliotheek/inspiratie/<slug:bron>/wijzigen/",
        bibliotheek.inspiratie_wijzigen,
        name="inspiratie_wijzigen",
    ),
    *komst,
    *samenstellen,
    *vraag,
    *vrijgave,
]
