"""A history needs a past: what the demo of every room stands on."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation.rules import identifier


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
