from django.db import models


class Zichtbaarheid(models.TextChoices):
    """Working material has these two levels and no other: what is wider is a released copy, never the thing itself."""

    PRIVE = "prive", "Privé"
    BESLOTEN = "besloten", "Besloten"
