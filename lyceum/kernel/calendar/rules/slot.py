"""Times that may be proposed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from zoneinfo import ZoneInfo

SHORTEST, LONGEST = timedelta(minutes=5), timedelta(hours=8)
FURTHEST = timedelta(days=366)
MOST = 10


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From ``starts`` to ``ends``, which is exclusive; both know their time zone."""

    starts: datetime
    ends: datetime

    def overlaps(self, other: "Span") -> bool:
        return self.starts < other.ends and other.starts < self.ends


class Fault(StrEnum):
    NONE = "none"
    TOO_MANY = "too many"
    PAST = "past"
    FAR = "far"
    SHORT = "short"
    LONG = "long"
    OVERLAP = "overlap"


def fault_of(slots: Sequence[Span], now: datetime) -> Fault | None:
    """The first thing that is wrong with this proposal."""
    if not slots:
        return Fault.NONE
    if len(slots) > MOST:
        return Fault.TOO_MANY
    return next((fault for slot in slots if (fault := _fault_of(slot, now))), None) or _crossed(slots)


def in_minutes(slots: Iterable[Span]) -> list[Span]:
    """In order, each once, to the minute: no clock that people look at shows seconds."""
    return sorted({Span(_minute(slot.starts), _minute(slot.ends)) for slot in slots})


def true_moment(moment: datetime, zone: str) -> datetime:
    """In UTC; one that names no time zone is meant by the clock of ``zone``. Raises ValueError beyond all calendars."""
    try:
        return (moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(zone))).astimezone(UTC)
    except OverflowError as fault:
        raise ValueError(str(fault)) from fault


def _fault_of(slot: Span, now: datetime) -> Fault | None:
    length = slot.ends - slot.starts
    if slot.starts <= now:
        return Fault.PAST
    if slot.starts - now > FURTHEST:
        return Fault.FAR
    if length < SHORTEST:
        return Fault.SHORT
    return Fault.LONG if length > LONGEST else None


def _crossed(slots: Sequence[Span]) -> Fault | None:
    ordered = sorted(slots)
    return Fault.OVERLAP if any(before.overlaps(following) for before, following in pairwise(ordered)) else None


def _minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
