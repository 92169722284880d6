"""Addresses of a central question, in the light of what was said about it; sessies/urls.py takes them in."""

from django.urls import path

from .views import vraag

urlpatterns = [
    path("groep/<slug:slug>/vragen/<slug:corporatie>/nieuw/", vraag.aanscherpen, name="vraag_nieuw"),
    path("groep/<slug:slug>/vragen/<slug:corporatie>/anderen/", vraag.anderen, name="anderen"),
]
