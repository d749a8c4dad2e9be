"""When a call may be entered: from ten minutes before its start until an hour after its end."""

from datetime import datetime, timedelta
from enum import StrEnum

EARLY = timedelta(minutes=10)
LATE = timedelta(hours=1)


class Door(StrEnum):
    NOT_YET = "not_yet"
    OPEN = "open"
    OVER = "over"


def door_at(now: datetime, opens_at: datetime, ends_at: datetime, closed_at: datetime | None) -> Door:
    if closed_at is not None or now >= ends_at + LATE:
        return Door.OVER
    return Door.NOT_YET if now < opens_at else Door.OPEN
