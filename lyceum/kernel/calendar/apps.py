from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "lyceum.kernel.calendar"
    label = "calendar"
