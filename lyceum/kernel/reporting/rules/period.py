"""Middle and long view: the days of four weeks, the weeks of a term, the months of a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lyceum.kernel.foundation.rules.indicator import Adding


class Span(StrEnum):
    WEEKS = "weeks"
    TERM = "term"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Slot:
    """From ``begins`` to ``ends``, both inside."""

    begins: date
    ends: date

    def holds(self, day: date) -> bool:
        return self.begins <= day <= self.ends


@dataclass(frozen=True, slots=True)
class Daily:
    """What was kept of one indicator on one day."""

    day: date
    value: float
    weight: float


def slots(span: Span, today: date) -> list[Slot]:
    """In order; the last one holds today: 28 days, 13 weeks from Monday, or 12 months."""
    if span is Span.WEEKS:
        return [Slot(day, day) for day in (today - timedelta(days=27 - n) for n in range(28))]
    if span is Span.TERM:
        monday = today - timedelta(days=today.weekday())
        firsts = [monday - timedelta(weeks=12 - n) for n in range(13)]
        return [Slot(first, first + timedelta(days=6)) for first in firsts]
    months = [_month(today, back) for back in range(11, -1, -1)]
    return [Slot(first, _month(first, -1) - timedelta(days=1)) for first in months]


def figure_of(adding: Adding, days: Iterable[Daily]) -> float | None:
    """One figure of many days. None where nothing was kept; a sum of nothing is 0."""
    kept = list(days)
    if adding is Adding.SUM:
        return sum(one.value for one in kept)
    if adding is Adding.LATEST and kept:
        last = max(one.day for one in kept)
        kept = [one for one in kept if one.day == last]
    weight = sum(one.weight for one in kept)
    return sum(one.value for one in kept) / weight if weight else None


def _month(day: date, back: int) -> date:
    """The first of the month so many months before."""
    months = day.year * 12 + day.month - 1 - back
    return date(months // 12, months % 12 + 1, 1)
