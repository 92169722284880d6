"""Addresses of the gate and of insights; sessies/urls.py takes them in."""

from django.urls import path

from .views import inzicht, voordracht, vrijgeven

urlpatterns = [
    path("groep/<slug:slug>/draag-voor/<slug:soort>/<int:pk>/", voordracht.draag_voor, name="draag_voor"),
    path("groep/<slug:slug>/voordrachten/", voordracht.voordrachten, name="voordrachten"),
    path("groep/<slug:slug>/voordrachten/<int:pk>/", voordracht.voordracht, name="voordracht"),
    path("groep/<slug:slug>/voordrachten/<int:pk>/antwoord/", voordracht.beantwoord, name="beantwoord"),
    path("groep/<slug:slug>/voordrachten/<int:pk>/vrijgeven/", voordracht.geef_vrij, name="geef_voordracht_vrij"),
    path("groep/<slug:slug>/voordrachten/<int:pk>/intrekken/", voordracht.trek_in, name="trek_voordracht_in"),
    path("groep/<slug:slug>/vrijgeven/<slug:soort>/<int:pk>/", vrijgeven.vrijgeven, name="vrijgeven"),
    path("groep/<slug:slug>/inzichten/", inzicht.inzichten, name="inzichten"),
    path("groep/<slug:slug>/inzichten/nieuw/", inzicht.nieuw, name="inzicht_nieuw"),
    path("groep/<slug:slug>/inzichten/<slug:inzicht>/", inzicht.inzicht, name="inzicht"),
]
