from django.apps import AppConfig
from django.db.models.signals import post_migrate


class FoundationConfig(AppConfig):
    name = "lyceum.kernel.foundation"
    label = "foundation"

    def ready(self) -> None:
        from lyceum.kernel.foundation import guards, scope  # noqa: F401  (models must be loaded first)

        post_migrate.connect(guards.after_migrate, sender=self, dispatch_uid="lyceum.guards")
