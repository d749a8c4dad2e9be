"""``python -m lyceum demo``: every room adds its part of the demo world. Safe to repeat."""

import json
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.demo import World


class Command(BaseCommand):
    help = "Loads the demo world: organisations, people in every role, a history. Only where LYCEUM_DEMO is on."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demo is off here (LYCEUM_DEMO). It is never loaded into a real installation.")
        world = World()
        with transaction.atomic():
            for room in registry.rooms().values():
                if room.demo is not None:
                    room.demo(world)
        accounts = json.dumps([asdict(account) for account in world.accounts], ensure_ascii=False, indent=1)
        (settings.VAR_DIR / "demo-accounts.json").write_text(accounts)
