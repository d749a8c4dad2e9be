"""What happens at the door, by one device that has a network or by several that have none.

A device decides by itself and says what it told the person; afterwards the scans of a ticket, from wherever they come,
are put in the order of their true times and judged again. Where the two differ, somebody was let in who should not have
been: a conflict, which is shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

OLDEST = timedelta(days=366)


class Direction(StrEnum):
    IN = "in"
    OUT = "out"


class Outcome(StrEnum):
    ADMITTED = "admitted"
    LEFT = "left"
    AGAIN = "again"  # is inside already
    NOT_INSIDE = "not_inside"  # leaves without having come
    NOT_VALID = "not_valid"  # cancelled, refunded, or handed to somebody else since
    ELSEWHERE = "elsewhere"  # a true ticket, of another event
    UNKNOWN = "unknown"  # forged, or of nobody


@dataclass(frozen=True, slots=True)
class Scan:
    """``at``: when, by the server's clock. ``is_valid``: whether the ticket was good at that moment."""

    id: UUID
    at: datetime
    direction: Direction = Direction.IN
    is_valid: bool = True


def judged(scans: Iterable[Scan]) -> dict[UUID, Outcome]:
    """The outcome of each scan of one ticket; of two at the same moment, the first made counts as first."""
    outcomes, inside = {}, False
    for scan in sorted(scans, key=lambda scan: (scan.at, scan.id)):
        outcomes[scan.id] = outcome = _outcome(scan, inside)
        inside = {Outcome.ADMITTED: True, Outcome.LEFT: False}.get(outcome, inside)
    return outcomes


def is_conflict(told: Outcome, outcome: Outcome) -> bool:
    """Somebody was let in at the door, and should not have been."""
    return told == Outcome.ADMITTED and outcome != Outcome.ADMITTED


def true_time(at: datetime, sent_at: datetime, received_at: datetime) -> datetime:
    """A device's moment by the server's clock: its clock may be wrong, but runs as fast. Never in the future.

    Nor further back than ``OLDEST``: what says so was put right in between, or never had the time.
    """
    return received_at - min(max(sent_at - at, timedelta(0)), OLDEST)


def _outcome(scan: Scan, inside: bool) -> Outcome:
    if not scan.is_valid:
        return Outcome.NOT_VALID
    if scan.direction == Direction.OUT:
        return Outcome.LEFT if inside else Outcome.NOT_INSIDE
    return Outcome.AGAIN if inside else Outcome.ADMITTED
