from django.apps import AppConfig


class DeelnemersConfig(AppConfig):
    name = "deelnemers"
    verbose_name = "Deelnemers"

    def ready(self) -> None:
        from allauth.mfa.signals import authenticator_added

        from .tweede_factor import net_gemaakt

        authenticator_added.connect(net_gemaakt)
