"""Where entries stand: by the quarter of an hour in a day's column, by the day in a month's weeks.

Times are those of the reader's clock: entries come with their zone, and a day that changes the clock is drawn by what
the clock says.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lyceum.kernel.foundation.rules.agenda import AgendaEntry

QUARTER = 15  # minutes
EARLIEST, LATEST = 8, 19  # hours that are always drawn
MOST_BESIDE = 4  # in one column; what is more shares the last place
SHOWN = 3  # entries of a day in a month
SHORTEST = 2  # quarters: so that the title can be read


@dataclass(frozen=True, slots=True)
class Placed:
    """``row`` counts quarters from 1 at the first hour drawn; ``place`` of ``places`` side by side."""

    entry: AgendaEntry
    row: int
    span: int
    place: int
    places: int


@dataclass(frozen=True, slots=True)
class Column:
    day: date
    whole: Sequence[AgendaEntry]
    placed: Sequence[Placed]


@dataclass(frozen=True, slots=True)
class Timetable:
    """``hours`` that are drawn, each four quarters high."""

    hours: range
    columns: Sequence[Column]


@dataclass(frozen=True, slots=True)
class Cell:
    day: date
    entries: Sequence[AgendaEntry]
    inside: bool  # of the month itself

    @property
    def more(self) -> int:
        return max(len(self.entries) - SHOWN, 0)


def timetable(days: Sequence[date], entries: Mapping[date, Sequence[AgendaEntry]]) -> Timetable:
    """``entries`` by day, in the reader's zone; what lasts for days is given under each."""
    timed = {day: [one for one in entries.get(day, ()) if not one.all_day] for day in days}
    cut = {day: [_minutes(one, day) for one in found] for day, found in timed.items()}
    ends = [minutes for found in cut.values() for minutes in found]
    first = min([EARLIEST, *(start // 60 for start, _ in ends)])
    last = max([LATEST, *(-(-end // 60) for _, end in ends)])
    columns = [
        Column(
            day,
            [one for one in entries.get(day, ()) if one.all_day],
            _beside(zip(timed[day], cut[day], strict=True), first * 60),
        )
        for day in days
    ]
    return Timetable(range(first, last), columns)


def month_of(first: date, days: Sequence[date], entries: Mapping[date, Sequence[AgendaEntry]]) -> list[list[Cell]]:
    """Weeks of seven days, from a Monday on."""
    cells = [Cell(day, entries.get(day, ()), day.month == first.month) for day in days]
    return [cells[start : start + 7] for start in range(0, len(cells), 7)]


def _minutes(entry: AgendaEntry, day: date) -> tuple[int, int]:
    """From midnight, within this day."""
    return _clock(entry.starts_at, day), max(_clock(entry.ends_at, day), _clock(entry.starts_at, day) + 1)


def _clock(moment: datetime, day: date) -> int:
    if moment.date() < day:
        return 0
    return 24 * 60 if moment.date() > day else moment.hour * 60 + moment.minute


def _beside(found: Iterable[tuple[AgendaEntry, tuple[int, int]]], origin: int) -> list[Placed]:
    """Those that overlap stand side by side, each in the first place that is free; groups that do not, do not care."""
    placed: list[Placed] = []
    group: list[tuple[AgendaEntry, int, int, int]] = []
    free: list[int] = []  # the quarter at which each place is free again
    for entry, (start, end) in sorted(found, key=lambda one: one[1]):
        row = (start - origin) // QUARTER + 1
        until = max(-(-(end - origin) // QUARTER) + 1, row + SHORTEST)
        if free and row >= max(free):
            placed += _closed(group, len(free))
            group, free = [], []
        place = next((n for n, at in enumerate(free) if at <= row), min(len(free), MOST_BESIDE - 1))
        free[place : place + 1] = [until]
        group.append((entry, row, until - row, place + 1))
    return placed + _closed(group, len(free))


def _closed(group: Iterable[tuple[AgendaEntry, int, int, int]], places: int) -> list[Placed]:
    return [Placed(entry, row, span, place, places) for entry, row, span, place in group]


def days_between(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
