from django.apps import AppConfig


class AIConfig(AppConfig):
    name = "lyceum.kernel.ai"
    label = "ai"
