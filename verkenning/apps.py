from django.apps import AppConfig


class VerkenningConfig(AppConfig):
    name = "verkenning"
    verbose_name = "Verkenning"
