from typing import Any

from django.core.management.base import BaseCommand

from lyceum.kernel.privacy.actions.replaying import replay_erasures


class Command(BaseCommand):
    help = "After restoring a backup: forget again whoever was forgotten since it was made."

    def handle(self, *args: Any, **options: Any) -> None:
        done = 0
        for done, _person in enumerate(replay_erasures(None), 1):
            self.stdout.write(f"  {done} forgotten again")
        self.stdout.write(f"Done: {done}.")
