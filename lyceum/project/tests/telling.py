"""Workers that tell and send, and somebody who kills them: for the everyday test and for ``bin/bench notifications``.

A fact comes as a job, twice each, as a bus may deliver it, and with no receipt: what makes it once is ``notify`` alone.
"""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lyceum.project.settings")
if __name__ == "__main__":
    django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from lyceum.kernel.foundation import registry, scope
from lyceum.kernel.foundation.jobs import Job, job
from lyceum.kernel.notifications.actions import carrying
from lyceum.kernel.notifications.actions.notifying import notify
from lyceum.kernel.notifications.models import UNSENT, Delivery

KIND = "notifications.roles_changed"
CHANNELS = frozenset(os.environ.get("TELLING_BY", "in_app email push").split())
_ALIVE = "SELECT id FROM procrastinate_workers"
_BURY = "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '1 hour' WHERE NOT id = ANY(%s)"
_WAITING = "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND queue_name = 'telling'"


def tell_of(organisation_id: UUID | None, number: int, people: list[str]) -> None:
    notify(organisation_id, KIND, [UUID(person) for person in people], key=f"fact-{number}", path="/today/")


tell_of.__module__ = "lyceum.project.tests.telling"
told: Job = job(queue="telling")(tell_of)


def stage() -> None:
    """The kind goes by every way that the embedded carriers keep, and whoever dies is missed soon."""
    kinds = registry.notification_kinds()
    kinds[KIND] = replace(kinds[KIND], channels=CHANNELS)
    carrying.CLAIM_HOLDS = timedelta(seconds=2)


def deliver_twice(organisation_id: UUID, facts: Sequence[tuple[int, list[str]]]) -> None:
    """In no order."""
    arguments = [{"number": number, "people": people} for number, people in facts] * 2
    random.shuffle(arguments)
    told.later_each(organisation_id=organisation_id, arguments=arguments)


@dataclass
class Workers:
    """``count`` of them on ``database``; ``kill`` one and another takes its place."""

    database: str
    count: int = 2
    killed: int = 0
    running: dict[int, "subprocess.Popen[bytes]"] = field(default_factory=dict)

    def start(self) -> None:
        while len(self.running) < self.count:
            before = _workers()
            process = subprocess.Popen([sys.executable, "-m", __name__], cwd=settings.BASE_DIR, env=self._environment())
            wait_until(lambda known=before: bool(_workers() - known))
            self.running[next(iter(_workers() - before))] = process

    def kill_one(self) -> None:
        """Without a word; its heartbeat grows old at once, so that what it held is put back by the next."""
        worker, process = random.choice(list(self.running.items()))
        process.send_signal(signal.SIGKILL)
        process.wait()
        del self.running[worker]
        self.killed += 1
        with connection.cursor() as cursor:
            cursor.execute(_BURY, [list(self.running)])
        self.start()

    def stop(self) -> None:
        for process in self.running.values():
            process.kill()
            process.wait()
        self.running.clear()

    def _environment(self) -> dict[str, str]:
        return {**os.environ, "DATABASE_URL": self.database, "LOG_LEVEL": "CRITICAL", "PUSH_CARRIER": "embedded"}


def is_done(organisation_id: UUID) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        if cursor.fetchone()[0]:
            return False
    with scope.entered(organisation_id):
        return not Delivery.objects.filter(state__in=UNSENT).exists()


def progress(organisation_id: UUID) -> int:
    with scope.entered(organisation_id):
        return Delivery.objects.exclude(state__in=UNSENT).count()


def wait_until(holds: Any, seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _workers() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(_ALIVE)
        return {row[0] for row in cursor.fetchall()}


if __name__ == "__main__":
    stage()
    call_command("worker", "--concurrency", "2", "--queues", "telling", "mail", "notifications")
