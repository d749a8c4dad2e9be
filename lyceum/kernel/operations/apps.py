from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "lyceum.kernel.operations"
    label = "operations"
