from django.apps import AppConfig


class IdentityConfig(AppConfig):
    name = "lyceum.kernel.identity"
    label = "identity"
