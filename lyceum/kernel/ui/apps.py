from django.apps import AppConfig


class UIConfig(AppConfig):
    name = "lyceum.kernel.ui"
    label = "ui"
