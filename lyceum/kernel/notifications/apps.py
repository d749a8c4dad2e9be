from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "lyceum.kernel.notifications"
    label = "notifications"
