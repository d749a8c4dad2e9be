from django.apps import AppConfig


class LearningConfig(AppConfig):
    name = "lyceum.domains.learning"
    label = "learning"
