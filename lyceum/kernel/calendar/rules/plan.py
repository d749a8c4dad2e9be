"""A plan drawn over time, in a hundred columns: where each bar begins, and before which column it ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lyceum.kernel.foundation.rules.agenda import PlanBar

COLUMNS = 100  # a bar is never narrower than one of them
LAST_TICK = 92  # its words need room


@dataclass(frozen=True, slots=True)
class Tick:
    """The first day of a month, or of a week where the plan is short."""

    column: int
    day: date


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """From column ``first`` (1 to 100) to before ``end``; done to before ``done``. ``late``: over, and not done."""

    bar: PlanBar
    first: int
    end: int
    done: int
    late: bool
    waits_for: tuple[str, ...]  # titles

    @property
    def percent(self) -> int:
        return round(self.bar.progress * 100)

    @property
    def stands_right(self) -> bool:
        """So that its title has its place to the left."""
        return self.first > COLUMNS * 0.6


@dataclass(frozen=True, slots=True)
class Lane:
    title: str
    bars: Sequence[DrawnBar]


@dataclass(frozen=True, slots=True)
class Plan:
    """``now``: where today stands, None outside the time shown."""

    first: date
    last: date
    ticks: Sequence[Tick]
    lanes: Sequence[Lane]
    now: int | None


def drawn(bars: Iterable[PlanBar], now: datetime) -> Plan | None:
    """None where there is nothing to draw. Bars stand by lane in the order given, in a lane by their start."""
    given = list(bars)
    if not given:
        return None
    start = min(bar.starts_at for bar in given)
    end = max(max(bar.ends_at for bar in given), start + timedelta(days=7))
    titles = {bar.key: bar.title for bar in given}

    def column(moment: datetime) -> int:
        return 1 + round((moment - start) / (end - start) * COLUMNS)

    def draw(bar: PlanBar) -> DrawnBar:
        first = min(column(bar.starts_at), COLUMNS)
        last = max(column(bar.ends_at), first + 1)
        waits_for = tuple(titles[key] for key in bar.after if key in titles)
        late = bar.ends_at < now and bar.progress < 1
        return DrawnBar(bar, first, last, first + round((last - first) * bar.progress), late, waits_for)

    lanes = {bar.lane: Lane(bar.lane, []) for bar in given}
    for bar in sorted(given, key=lambda bar: (bar.starts_at, bar.ends_at, bar.key)):
        lanes[bar.lane] = Lane(bar.lane, [*lanes[bar.lane].bars, draw(bar)])
    return Plan(
        first=start.date(),
        last=end.date(),
        ticks=[Tick(column(mark), mark.date()) for mark in _marks(start, end) if column(mark) <= LAST_TICK],
        lanes=list(lanes.values()),
        now=min(column(now), COLUMNS) if start <= now <= end else None,
    )


def _marks(start: datetime, end: datetime) -> Iterable[datetime]:
    """At most a dozen: weeks where there are few, else months, else every so many months."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    weeks = (end - start).days // 7
    if weeks <= 10:
        monday = midnight + timedelta(days=-midnight.weekday() % 7)
        return [monday + timedelta(weeks=n) for n in range(weeks + 1) if start <= monday + timedelta(weeks=n) <= end]
    months = (end.year - start.year) * 12 + end.month - start.month
    every = months // 12 + 1
    firsts = (_month_after(midnight, n) for n in range(0, months + 1, every))
    return [first for first in firsts if start <= first <= end]


def _month_after(moment: datetime, months: int) -> datetime:
    years, month = divmod(moment.month - 1 + months, 12)
    return moment.replace(year=moment.year + years, month=month + 1, day=1)
