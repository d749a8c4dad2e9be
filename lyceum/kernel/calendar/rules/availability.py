"""When somebody is glad to be asked: weekly hours by the clock of their own time zone, and days away."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lyceum.kernel.calendar.rules.slot import Span

MIDNIGHT = time()


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """Monday is 0. ``until`` is exclusive; midnight means the end of the day."""

    weekday: int
    since: time
    until: time


OFFICE = tuple(Hours(weekday, time(8), time(18)) for weekday in range(5))  # suggested where nobody said anything


@dataclass(frozen=True, slots=True)
class Availability:
    """``away``: first and last days. Without hours every hour will do; only the days away will not."""

    zone: str
    hours: tuple[Hours, ...] = ()
    away: tuple[tuple[date, date], ...] = ()
    only_in_hours: bool = False

    def holds(self, span: Span) -> bool:
        """Whether all of it falls into their hours, and none of it on a day away."""
        starts, ends = _utc(span.starts), _utc(span.ends)
        if any(away.overlaps(Span(starts, ends)) for away in self._away()):
            return False
        if not self.hours:
            return True
        return any(part.starts <= starts and ends <= part.ends for part in self._open(starts, ends))

    def openings(self, since: datetime, until: datetime, length: timedelta, taken: Sequence[Span]) -> Iterator[Span]:
        """Times of this length that are free, one after another from the beginning of each stretch of hours."""
        blocked = [*taken, *self._away()]
        for part in self._open(since, until, self.hours or OFFICE):
            starts = part.starts
            while starts + length <= part.ends:
                opening = Span(starts, starts + length)
                if since <= starts and opening.ends <= until and not any(opening.overlaps(one) for one in blocked):
                    yield opening
                starts += length

    def _open(self, since: datetime, until: datetime, hours: Sequence[Hours] = ()) -> list[Span]:
        """The stretches of hours around that time; those that touch are one."""
        first = since.astimezone(ZoneInfo(self.zone)).date() - timedelta(days=1)
        last = until.astimezone(ZoneInfo(self.zone)).date() + timedelta(days=1)
        days = (first + timedelta(days=n) for n in range((last - first).days + 1))
        spans = sorted(
            self._on(day, one) for day in days for one in hours or self.hours if one.weekday == day.weekday()
        )
        return _joined(spans)

    def _on(self, day: date, hours: Hours) -> Span:
        end = day + timedelta(days=1) if hours.until == MIDNIGHT else day
        return Span(_moment(day, hours.since, self.zone), _moment(end, hours.until, self.zone))

    def _away(self) -> list[Span]:
        zone = self.zone
        return [
            Span(_moment(first, MIDNIGHT, zone), _moment(last + timedelta(days=1), MIDNIGHT, zone))
            for first, last in self.away
        ]


def _joined(spans: Sequence[Span]) -> list[Span]:
    joined: list[Span] = []
    for span in spans:
        if joined and span.starts <= joined[-1].ends:
            joined[-1] = Span(joined[-1].starts, max(joined[-1].ends, span.ends))
        else:
            joined.append(span)
    return joined


def _moment(day: date, clock: time, zone: str) -> datetime:
    """In UTC, where lengths and order are true whatever clocks do."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def _utc(moment: datetime) -> datetime:
    return moment.astimezone(UTC)
