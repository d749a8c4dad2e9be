from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "lyceum.kernel.reporting"
    label = "reporting"
