"""Addresses of the outside: what members and visitors read."""

from django.urls import path

from .views import bibliotheek, kaart, programma, sessie, thuis, vast, volgen, zoeken

app_name = "verkenning"
urlpatterns = [
    path("", thuis.home, name="home"),
    path("zoeken/", zoeken.zoeken, name="zoeken"),
    path("privacy/", vast.privacy, name="privacy"),
    path("toegankelijkheid/", vast.toegankelijkheid, name="toegankelijkheid"),
    path("contact/", vast.contact, name="contact"),
    path("gezond/", vast.gezond, name="gezond"),
    path("robots.txt", vast.robots, name="robots"),
    path(".well-known/security.txt", vast.security, name="security"),
    path("<slug:slug>/", programma.programma, name="programma"),
    path("<slug:slug>/route/", programma.route, name="route"),
    path("<slug:slug>/sessies/<slug:sessie>/", sessie.sessie, name="sessie"),
    path("<slug:slug>/kaart/", kaart.kaart, name="kaart"),
    path("<slug:slug>/bibliotheek/", bibliotheek.bibliotheek, name="bibliotheek"),
    path("<slug:slug>/feed/", volgen.feed, name="feed"),
    path("<slug:slug>/agenda.ics", volgen.agenda, name="agenda"),
]
