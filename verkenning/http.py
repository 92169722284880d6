"""The request as a view behind the login gets it: with a Persoon, and with what htmx said."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from .models import Persoon


class Verzoek(HttpRequest):
    """For type hints only: LoginRequiredMiddleware sees to it that `user` is somebody."""

    user: Persoon
    htmx: HtmxDetails
