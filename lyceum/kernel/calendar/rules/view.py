"""What stretch of days a view of the agenda shows, and which comes before and after it. Weeks begin on Monday."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

LISTED_DAYS = 14


class View(StrEnum):
    LIST = "list"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``first`` to ``last``, both included; ``shown_from``, ``shown_to`` with what a month's grid adds."""

    view: View
    first: date
    last: date

    @property
    def shown_from(self) -> date:
        return _monday(self.first) if self.view is View.MONTH else self.first

    @property
    def shown_to(self) -> date:
        return _monday(self.last) + timedelta(days=6) if self.view is View.MONTH else self.last

    @property
    def before(self) -> date:
        """A day of the stretch before this one."""
        if self.view is View.LIST:
            return self.first - timedelta(days=LISTED_DAYS)
        return self.first - timedelta(days=1)

    @property
    def after(self) -> date:
        return self.last + timedelta(days=1)

    def instants(self, zone: ZoneInfo) -> tuple[datetime, datetime]:
        """From the first midnight to the one after the last day. A day that changes the clock has 23 or 25 hours."""
        start = datetime.combine(self.shown_from, time(), zone)
        return start, datetime.combine(self.shown_to + timedelta(days=1), time(), zone)


def stretch_of(view: View, on: date) -> Stretch:
    if view is View.LIST:
        return Stretch(view, on, on + timedelta(days=LISTED_DAYS - 1))
    if view is View.DAY:
        return Stretch(view, on, on)
    if view is View.WEEK:
        return Stretch(view, _monday(on), _monday(on) + timedelta(days=6))
    first = on.replace(day=1)
    return Stretch(view, first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
