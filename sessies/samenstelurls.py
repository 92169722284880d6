"""Addresses of composing a session: each thing of it is saved by itself."""

from django.urls import path

from .views import samenstellen

_SAMEN = "groep/<slug:slug>/sessies/<slug:sessie>/samenstellen/"

urlpatterns = [
    path(_SAMEN, samenstellen.samenstellen, name="samenstellen"),
    path(f"{_SAMEN}onderdelen/nieuw/", samenstellen.onderdeel_nieuw, name="onderdeel_nieuw"),
    path(f"{_SAMEN}onderdelen/<int:deel>/", samenstellen.onderdeel, name="onderdeel"),
    path(f"{_SAMEN}vragen/nieuw/", samenstellen.vraag_nieuw, name="voorbereidingsvraag_nieuw"),
    path(f"{_SAMEN}vragen/vast/", samenstellen.vaste_vragen, name="vaste_vragen"),
    path(f"{_SAMEN}vragen/<int:vraag>/", samenstellen.vraag, name="voorbereidingsvraag"),
    path(f"{_SAMEN}<slug:soort>/<int:pk>/plek/", samenstellen.plek, name="samen_plek"),
    path(f"{_SAMEN}<slug:soort>/<int:pk>/weg/", samenstellen.weg, name="samen_weg"),
]
