"""When a series happens: the part of RFC 5545's RRULE that people mean when they say "every second Tuesday".

Written and read as RRULE (``FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=10``), counted in days of the place's own calendar:
the hour of the clock stays, whatever summer time does to its distance from UTC.
"""

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import count as counting
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_DATES = 200  # of one series: two years of a thing twice a week
_MOST_STEPS = 2_000  # a fifth Monday is rare; a rule that never comes must still end
_NTH = re.compile(r"(-1|[1-5])(MO|TU|WE|TH|FR|SA|SU)")


class NotARule(ValueError):
    """Not RRULE, or of a part of it that series do not follow."""


@dataclass(frozen=True, slots=True)
class Rule:
    """``weekdays``: 0 is Monday; of a weekly rule. ``nth``: which of them in the month (-1 the last), of a monthly
    rule; 0 follows the day of the month. Ends after ``count`` dates or on ``until``, one of the two.
    """

    frequency: str = "WEEKLY"  # WEEKLY · MONTHLY · DAILY
    interval: int = 1
    weekdays: tuple[int, ...] = field(default=())
    nth: int = 0
    count: int | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        if self.frequency not in {"DAILY", "WEEKLY", "MONTHLY"} or not 1 <= self.interval <= 52:
            raise NotARule("frequency")
        if (self.count is None) == (self.until is None) or (self.count is not None and not self.count >= 1):
            raise NotARule("end")
        if self.count is not None and self.count > MOST_DATES:
            raise NotARule("count")
        if self.nth and (self.frequency != "MONTHLY" or len(self.weekdays) != 1):
            raise NotARule("nth")


def read_rule(text: str) -> Rule:
    """Raises NotARule."""
    parts = dict(part.partition("=")[::2] for part in text.strip().upper().removeprefix("RRULE:").split(";") if part)
    unknown = parts.keys() - {"FREQ", "INTERVAL", "BYDAY", "COUNT", "UNTIL", "WKST"}
    if unknown or "FREQ" not in parts:
        raise NotARule(", ".join(sorted(unknown)) or "FREQ")
    try:
        nth, weekdays = _days_read(parts.get("BYDAY", ""))
        until = datetime.strptime(parts["UNTIL"][:8], "%Y%m%d").date() if "UNTIL" in parts else None
        number = int(parts["COUNT"]) if "COUNT" in parts else None
        return Rule(parts["FREQ"], int(parts.get("INTERVAL", "1")), weekdays, nth, number, until)
    except (ValueError, OverflowError) as fault:
        raise NotARule(str(fault)) from fault


def written(rule: Rule) -> str:
    parts = [f"FREQ={rule.frequency}"]
    if rule.interval > 1:
        parts.append(f"INTERVAL={rule.interval}")
    if rule.weekdays:
        prefix = f"{rule.nth}" if rule.nth else ""
        parts.append("BYDAY=" + ",".join(prefix + DAYS[day] for day in sorted(rule.weekdays)))
    parts.append(f"COUNT={rule.count}" if rule.until is None else f"UNTIL={rule.until:%Y%m%d}")
    return ";".join(parts)


def dates_of(rule: Rule, first: date, exceptions: Collection[date] = ()) -> list[date]:
    """From ``first`` on, at most ``MOST_DATES``; an exception is counted and left out, as RFC 5545 has it."""
    days = (day for day in _days(rule, first) if day >= first)
    until = rule.until
    ended = takewhile(lambda day: day <= until, days) if until is not None else islice(days, rule.count)
    return [day for day in islice(ended, MOST_DATES) if day not in exceptions]


def moment_of(day: date, clock: time, zone: str) -> datetime:
    """In UTC. An hour that the clocks skip that night is the one they show instead: 02:30 becomes 03:30."""
    return datetime.combine(day, clock, ZoneInfo(zone)).astimezone(UTC)


def is_skipped(day: date, clock: time, zone: str) -> bool:
    """Whether no clock of the zone shows that hour on that day."""
    return moment_of(day, clock, zone).astimezone(ZoneInfo(zone)).time() != clock


def _days(rule: Rule, first: date) -> Iterator[date]:
    steps = {"DAILY": _daily, "WEEKLY": _weekly, "MONTHLY": _monthly}[rule.frequency]
    try:
        yield from steps(rule, first)
    except OverflowError:  # the calendar ends with the year 9999
        return


def _daily(rule: Rule, first: date) -> Iterator[date]:
    for step in counting():
        yield first + timedelta(days=step * rule.interval)


def _weekly(rule: Rule, first: date) -> Iterator[date]:
    monday = first - timedelta(days=first.weekday())
    for step in counting():
        for day in sorted(rule.weekdays) or [first.weekday()]:
            yield monday + timedelta(weeks=step * rule.interval, days=day)


def _monthly(rule: Rule, first: date) -> Iterator[date]:
    for step in range(_MOST_STEPS):
        months = first.month - 1 + step * rule.interval
        year, month = first.year + months // 12, months % 12 + 1
        if year > date.max.year:
            return
        found = _nth_day(year, month, rule) if rule.nth else _same_day(year, month, first.day)
        if found is not None:
            yield found


def _same_day(year: int, month: int, day: int) -> date | None:
    """The 31st comes only in the months that have one."""
    return date(year, month, day) if day <= monthrange(year, month)[1] else None


def _nth_day(year: int, month: int, rule: Rule) -> date | None:
    starts_on, length = monthrange(year, month)
    days = range(1 + (rule.weekdays[0] - starts_on) % 7, length + 1, 7)
    at = rule.nth - 1 if rule.nth > 0 else len(days) - 1
    return date(year, month, days[at]) if at < len(days) else None


def _days_read(text: str) -> tuple[int, tuple[int, ...]]:
    if not text:
        return 0, ()
    if found := _NTH.fullmatch(text):
        return int(found[1]), (DAYS.index(found[2]),)
    return 0, tuple(sorted({DAYS.index(day) for day in text.split(",")}))
