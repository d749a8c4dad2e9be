from django.apps import AppConfig


class MessagingConfig(AppConfig):
    name = "lyceum.kernel.messaging"
    label = "messaging"
