from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "lyceum.kernel.media"
    label = "media"
