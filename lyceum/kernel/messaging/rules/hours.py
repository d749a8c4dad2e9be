"""Office hours: when members may write to one another, in the organisation's own time zone."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

Span = tuple[time, time]
Week = Mapping[int, Sequence[Span]]  # 0 is Monday; a week without any span is open all the time


def week_of(kept: Mapping[str, Sequence[Sequence[str]]]) -> Week:
    """From ``{"0": [["08:00", "18:00"]]}``. Raises ValueError on anything else."""
    return {_day(name): [_span(*span) for span in spans] for name, spans in kept.items() if spans}


def kept_of(week: Week) -> dict[str, list[list[str]]]:
    return {str(day): [[f"{t:%H:%M}" for t in span] for span in spans] for day, spans in week.items()}


def is_open(week: Week, moment: datetime) -> bool:
    """``moment`` is local. The end of a span is outside it."""
    now = moment.time().replace(tzinfo=None)
    return not week or any(start <= now < end for start, end in week.get(moment.weekday(), ()))


def next_opening(week: Week, moment: datetime) -> datetime:
    """The first local time from ``moment`` on at which one may write; ``moment`` itself while it is open."""
    if is_open(week, moment):
        return moment
    starts = (_at(moment, day, start) for day in range(8) for start in _starts(week, moment.date(), day))
    return min(start for start in starts if start > moment)


def _starts(week: Week, today: date, day: int) -> list[time]:
    return [start for start, _ in week.get((today + timedelta(days=day)).weekday(), ())]


def _at(moment: datetime, day: int, start: time) -> datetime:
    return datetime.combine(moment.date() + timedelta(days=day), start, moment.tzinfo)


def _day(name: str) -> int:
    day = int(name)
    if not 0 <= day <= 6:
        raise ValueError(f"no such day: {name}")
    return day


def _span(start: str, end: str) -> Span:
    span = (time.fromisoformat(start), time.fromisoformat(end))
    if span[0] >= span[1] or span[0].tzinfo or span[1].tzinfo:
        raise ValueError(f"no such hours: {start}-{end}")
    return span
