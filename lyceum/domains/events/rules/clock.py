"""What a clock on a wall says, and when that is: events are told in the hours of their own place."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

_A_DAY = timedelta(days=1)


class SkippedHour(ValueError):
    """No clock there shows this hour on that day: they go from 02:00 to 03:00."""


def moment_at(wall: datetime, zone: str) -> datetime:
    """In UTC; of an hour that comes twice, the first. Raises SkippedHour, and ValueError beyond all calendars."""
    try:
        moment = wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)
        if wall_at(moment, zone) != wall.replace(fold=0, tzinfo=None):
            raise SkippedHour(zone)
    except OverflowError as fault:
        raise ValueError(str(fault)) from fault
    return moment


def wall_at(moment: datetime, zone: str) -> datetime:
    """What the clocks there show at that moment, without a zone."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0)


def ending(day: date, starts: time, ends: time, last_day: date | None = None) -> datetime:
    """The end by the wall's clock: a concert from 21:00 to 01:00 ends on the next day, unless its day is said."""
    if last_day is not None:
        return datetime.combine(last_day, ends)
    return datetime.combine(day + _A_DAY if ends <= starts else day, ends)


def moved(moment: datetime, days: int, zone: str) -> datetime:
    """So many days later by the calendar, at the same hour of the clock, across summer time."""
    return (moment.astimezone(ZoneInfo(zone)) + timedelta(days=days)).astimezone(UTC)


def is_zone(zone: str) -> bool:
    return zone in available_timezones()
