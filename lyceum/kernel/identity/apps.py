from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class IdentityConfig(AppConfig):
    name = "lyceum.kernel.identity"
    label = "identity"

    def ready(self) -> None:
        import_string(settings.ACCOUNT_ADAPTER)  # connects what it hears of sign-ins to our actions
