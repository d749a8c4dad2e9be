from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "lyceum.domains.events"
    label = "events"
