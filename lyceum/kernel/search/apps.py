from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "lyceum.kernel.search"
    label = "search"
