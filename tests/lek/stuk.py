"""The map of the portal with one address more, where something breaks while it holds what was said in confidence."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from sessies.models import Notitie
from verkenning.urls import urlpatterns as portaal


@login_not_required
def stuk(request: HttpRequest) -> HttpResponse:
    raise ValueError(Notitie.objects.values_list("tekst", flat=True)[0])


urlpatterns = [path("stuk/", stuk, name="stuk"), *portaal]
