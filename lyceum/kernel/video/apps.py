from django.apps import AppConfig


class VideoConfig(AppConfig):
    name = "lyceum.kernel.video"
    label = "video"
