from django.apps import AppConfig
from django.core.checks import register


class VerkenningConfig(AppConfig):
    name = "verkenning"
    verbose_name = "Verkenning"

    def ready(self) -> None:
        from .checks import instellingen

        register(instellingen)
