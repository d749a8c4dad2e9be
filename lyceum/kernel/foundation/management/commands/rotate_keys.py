from typing import Any

from django.core.management.base import BaseCommand

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.actions.rotating import reseal, sealed_models, stale_keys


class Command(BaseCommand):
    help = "Seal everything anew with FIELD_KEY. The former keys may leave FIELD_KEY_FALLBACKS afterwards."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in sealed_models():
            keys = stale_keys(model)
            self.stdout.write(f"{model._meta.label}: {len(keys)} to seal anew")
            for done in reseal(model, keys):
                self.stdout.write(f"  {done} of {len(keys)} ({100 * done // len(keys)} %)")
        for label, room in registry.rooms().items():
            if room.reseal:
                self.stdout.write(f"{label}: {room.reseal()} sealed anew in libraries' tables")
        self.stdout.write("Done.")
