from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SearchConfig(AppConfig):
    name = "lyceum.kernel.search"
    label = "search"

    def ready(self) -> None:
        from lyceum.kernel.search.actions.preparing import make_room_for_vectors  # models must be loaded first

        post_migrate.connect(make_room_for_vectors, sender=self, dispatch_uid="lyceum.vectors")
