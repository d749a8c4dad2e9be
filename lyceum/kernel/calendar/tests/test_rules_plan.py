from datetime import UTC, date, datetime, timedelta

from lyceum.kernel.calendar.rules.plan import Plan, drawn
from lyceum.kernel.foundation.rules.agenda import PlanBar

MONDAY = datetime(2026, 11, 2, tzinfo=UTC)


def bar(
    key: str, first: int, last: int, *, progress: float = 0, lane: str = "", after: tuple[str, ...] = ()
) -> PlanBar:
    return PlanBar(
        key, f"Step {key}", MONDAY + timedelta(days=first), MONDAY + timedelta(days=last), "", lane, progress, after
    )


def plan_of(*bars: PlanBar, today: int = 0) -> Plan:
    found = drawn(bars, MONDAY + timedelta(days=today))
    assert found
    return found


def test_there_is_nothing_to_draw_of_nothing() -> None:
    assert drawn([], MONDAY) is None


def test_bars_share_the_time_in_a_hundred_columns() -> None:
    (lane,) = plan_of(bar("a", 0, 5), bar("b", 5, 10, progress=0.4)).lanes
    assert [(one.first, one.end, one.done) for one in lane.bars] == [(1, 51, 1), (51, 101, 71)]


def test_the_shortest_bar_can_still_be_seen() -> None:
    (lane,) = plan_of(bar("year", 0, 365), bar("hour", 365, 365)).lanes
    assert (lane.bars[1].first, lane.bars[1].end) == (100, 101)


def test_lanes_stand_in_the_order_given_and_bars_by_their_start() -> None:
    lanes = plan_of(
        bar("b", 5, 9, lane="Physics"), bar("c", 0, 2, lane="History"), bar("a", 1, 4, lane="Physics")
    ).lanes
    assert [(lane.title, [one.bar.key for one in lane.bars]) for lane in lanes] == [
        ("Physics", ["a", "b"]),
        ("History", ["c"]),
    ]


def test_what_is_over_and_not_done_is_late() -> None:
    (lane,) = plan_of(bar("a", 0, 2, progress=0.9), bar("b", 1, 3, progress=1), bar("c", 4, 9), today=5).lanes
    assert [one.late for one in lane.bars] == [True, False, False]


def test_a_bar_says_for_what_it_waits_by_name() -> None:
    (lane,) = plan_of(bar("a", 0, 2), bar("b", 2, 3, after=("a", "gone"))).lanes
    assert lane.bars[1].waits_for == ("Step a",)


def test_a_short_plan_counts_weeks_and_a_long_one_months() -> None:
    assert [tick.day for tick in plan_of(bar("a", 0, 20)).ticks] == [
        date(2026, 11, 2),
        date(2026, 11, 9),
        date(2026, 11, 16),
    ]
    ticks = plan_of(bar("a", 0, 400)).ticks
    assert [tick.day.day for tick in ticks] == [1] * len(ticks)
    assert len(ticks) <= 12


def test_today_is_drawn_while_it_is_inside() -> None:
    assert [plan_of(bar("a", 0, 10), today=day).now for day in (-1, 0, 5, 11)] == [None, 1, 51, None]
