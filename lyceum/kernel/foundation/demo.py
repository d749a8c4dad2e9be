"""A history needs a past: what the demo of every room stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation.rules import identifier


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody whom a visitor of the demo may sign in as; ``bin/run`` prints them all."""

    name: str
    email: str
    role: str
    organisation: str


@dataclass(slots=True)
class World:
    """What the demo of one room hands on to those above it: people, groups and the like, by name."""

    accounts: list[Account] = field(default_factory=list)
    found: dict[str, Any] = field(default_factory=dict)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Inside, every clock of this process goes on from ``moment``, and ids sort as if made then.

    So the demo acts through the same actions as people do, only weeks ago. Never used elsewhere.
    """
    now, uuid7 = timezone.now, identifier.uuid7
    behind = now() - moment

    def now_then() -> datetime:
        return now() - behind

    def uuid7_then(*, nanoseconds: int | None = None) -> UUID:
        return uuid7(nanoseconds=nanoseconds or int(now_then().timestamp() * 1_000_000_000))

    timezone.now, identifier.uuid7 = now_then, uuid7_then
    try:
        yield
    finally:
        timezone.now, identifier.uuid7 = now, uuid7
