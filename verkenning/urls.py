"""The map of the portal. Fixed addresses stand first: a programme lives at /SLUG/ and may not take one of them."""

from django.urls import include, path

from .admin import beheer

urlpatterns = [
    path("", include("deelnemers.urls")),
    path("account/", include("allauth.urls")),
    path("beheer/", beheer.urls),
    path("", include("sessies.urls")),
    path("", include("berichten.urls")),
    path("", include("verkenning.buiten")),
]
