from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "lyceum.kernel.privacy"
    label = "privacy"
