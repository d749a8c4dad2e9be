"""Quiet hours and hours of the day, in a person's time zone, right across changes of summer time.

A local time that a change leaves out (02:30 in spring) is taken at the offset before it; one that comes twice counts
the first time. All moments that come in and go out are aware.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From ``starts_at`` to ``ends_at``, of the next day where that is not later. ``days``: on which it begins
    (0: Monday)."""

    starts_at: time
    ends_at: time
    days: Sequence[int] = (0, 1, 2, 3, 4, 5, 6)

    def until(self, now: datetime, zone: ZoneInfo) -> datetime | None:
        """The end of the quiet hours that ``now`` lies in; None outside them."""
        today = now.astimezone(zone).date()
        ends = [end for day in (today - _DAY, today) for begin, end in self._of(day, zone) if begin <= now < end]
        return max(ends, default=None)

    def _of(self, day: date, zone: ZoneInfo) -> list[tuple[datetime, datetime]]:
        if day.weekday() not in self.days:
            return []
        last = day if self.ends_at > self.starts_at else day + _DAY
        return [(moment(day, self.starts_at, zone), moment(last, self.ends_at, zone))]


def moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def next_at(now: datetime, at: time, zone: ZoneInfo) -> datetime:
    """The first moment after ``now`` at which clocks there show ``at``."""
    today = now.astimezone(zone).date()
    return next(found for days in range(3) if (found := moment(today + days * _DAY, at, zone)) > now)


def next_round(now: datetime, minutes: int) -> datetime:
    """The end of the window of so many minutes, on the clock, that ``now`` lies in."""
    window = minutes * 60
    return datetime.fromtimestamp((int(now.timestamp()) // window + 1) * window, UTC)
