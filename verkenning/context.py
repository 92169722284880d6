"""What every page knows of its reader: for the menu, and nothing else."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .models import Verkenning


def kit(request: HttpRequest) -> dict[str, Any]:
    persoon = getattr(request, "user", None)
    context: dict[str, Any] = {"demo": settings.DEMO}
    if persoon is not None and persoon.is_authenticated:
        context["rollen"] = persoon.rollen
        # Asked only by the pages that list them.
        context["groepen"] = SimpleLazyObject(lambda: list(Verkenning.objects.filter(pk__in=persoon.groepen)))
    return context
