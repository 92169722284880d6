"""The map of the portal. Fixed addresses stand first: a programme lives at /SLUG/ and may not take one of them."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("account/", include("allauth.urls")),
    path("beheer/", admin.site.urls),
    path("", include("deelnemers.urls")),
    path("", include("sessies.urls")),
    path("", include("berichten.urls")),
    path("", include("verkenning.buiten")),
]
