from datetime import UTC, datetime, timedelta

import pytest

from lyceum.kernel.calendar.rules.slot import Fault, Span, fault_of, in_minutes, true_moment

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)


def span(hours: float, minutes: float = 30) -> Span:
    return Span(NOW + timedelta(hours=hours), NOW + timedelta(hours=hours, minutes=minutes))


@pytest.mark.parametrize(
    ("slots", "fault"),
    [
        ([], Fault.NONE),
        ([span(n) for n in range(1, 12)], Fault.TOO_MANY),
        ([span(1), span(-1)], Fault.PAST),
        ([span(0)], Fault.PAST),
        ([span(24 * 367)], Fault.FAR),
        ([span(1, -30)], Fault.SHORT),
        ([span(1, 4)], Fault.SHORT),
        ([span(1, 481)], Fault.LONG),
        ([span(2), span(1, 90)], Fault.OVERLAP),
        ([span(2), span(1, 60)], None),
        ([span(1, 5), span(3, 480)], None),
    ],
)
def test_the_first_thing_that_is_wrong_is_said(slots: list[Span], fault: Fault | None) -> None:
    assert fault_of(slots, NOW) == fault


def test_times_are_kept_in_order_to_the_minute_and_once() -> None:
    odd = Span(NOW + timedelta(hours=1, seconds=29), NOW + timedelta(hours=1, minutes=30, microseconds=7))
    assert in_minutes([span(2), odd, span(1)]) == [span(1), span(2)]


def test_a_time_without_a_zone_is_meant_by_the_clock_of_whoever_says_it() -> None:
    assert true_moment(datetime(2026, 7, 1, 10), "Europe/Paris") == datetime(2026, 7, 1, 8, tzinfo=UTC)
    assert true_moment(datetime(2026, 7, 1, 10, tzinfo=UTC), "Europe/Paris") == datetime(2026, 7, 1, 10, tzinfo=UTC)
    with pytest.raises(ValueError, match="out of range"):
        true_moment(datetime.min, "Asia/Tokyo")
