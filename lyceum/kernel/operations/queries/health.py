"""Whether this installation can serve: asked by load balancers, by people, and by ``bin/run``."""

import json
import urllib.request
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader

from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.operations.queries.queue import queue_now
from lyceum.kernel.operations.rules.health import Check


def readiness(caller: Anyone) -> list[Check]:
    """What one web process needs to answer; the rest of the installation may be down."""
    database = _holds(_database_answers)
    return [Check("database", database, True), Check("schema", database and _holds(_schema_is_current), True)]


def health(caller: Anyone) -> list[Check]:
    ready = readiness(caller)
    working = ready[0].ok and _holds(_a_worker_lives)
    return [*ready, Check("worker", working, False), Check("realtime", _holds(_realtime_answers), False)]


def _holds(question: Callable[[], bool]) -> bool:
    try:
        return question()
    except (DatabaseError, OSError, ValueError):
        return False


def _database_answers() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return cursor.fetchone() == (1,)


def _schema_is_current() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT app, name FROM django_migrations")
        return _on_disk() <= set(cursor.fetchall())


@cache
def _on_disk() -> frozenset[tuple[str, str]]:
    return frozenset(MigrationLoader(None, ignore_no_migrations=True).disk_migrations or ())


def _a_worker_lives() -> bool:
    return queue_now().workers > 0


def _realtime_answers() -> bool:
    address = settings.REALTIME_HEALTH_URL
    with urllib.request.urlopen(address, timeout=1) as answer:  # noqa: S310  (the administrator's own address)
        return bool(json.load(answer)["bus"])
