"""Addresses of coming to a session: for the group, for a guest who has no account, and for a calendar."""

from django.urls import path

from .views import agenda, gast, komst

_KOMST = "groep/<slug:slug>/sessies/<slug:sessie>/komst/"

urlpatterns = [
    path(_KOMST, komst.komst, name="komst"),
    path(f"{_KOMST}uitnodigen/", komst.uitnodigen, name="komst_uitnodigen"),
    path(f"{_KOMST}gast/", gast.uitnodigen, name="gast_uitnodigen"),
    path(f"{_KOMST}gast/<int:pk>/", gast.wijzig, name="gast_wijzig"),
    # Without an account: whoever has the secret
    path("gast/<str:sleutel>/", gast.gast, name="gast"),
    path("agenda/<str:sleutel>.ics", agenda.feed, name="agenda_feed"),
    path("werkplek/agenda/", agenda.agenda, name="agenda"),
]
