from django.apps import AppConfig


class BillingConfig(AppConfig):
    name = "lyceum.kernel.billing"
    label = "billing"
