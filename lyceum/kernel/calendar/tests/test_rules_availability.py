from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.calendar.rules.availability import Availability, Hours
from lyceum.kernel.calendar.rules.slot import Span

MONDAYS = Availability("Europe/Paris", (Hours(0, time(9), time(12)), Hours(0, time(12), time(14))))
clocks = st.integers(0, 47).map(lambda half: time(half // 2, half % 2 * 30))
weeks = st.lists(st.builds(Hours, st.integers(0, 6), clocks, clocks), max_size=6).map(
    lambda found: tuple(one for one in found if one.since < one.until)
)


def at(text: str, minutes: int = 60) -> Span:
    starts = datetime.fromisoformat(text).replace(tzinfo=UTC)
    return Span(starts, starts + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("span", "held"),
    [
        (at("2026-11-23T08:00"), True),
        (at("2026-11-23T07:59"), False),
        (at("2026-11-23T10:30"), True),  # over the seam of two stretches
        (at("2026-11-23T12:30"), False),
        (at("2026-11-24T09:00"), False),
        (at("2026-07-06T07:00"), True),  # the same clock in summer is an hour earlier
        (at("2026-07-06T12:00"), False),
    ],
)
def test_hours_are_those_of_their_clock(span: Span, held: bool) -> None:
    assert MONDAYS.holds(span) is held


def test_without_hours_every_hour_will_do_but_days_away_never() -> None:
    away = Availability("Europe/Paris", away=((date(2026, 11, 23), date(2026, 11, 24)),))
    times = ["2026-11-22T22:30", "2026-11-22T21:30", "2026-11-24T12:00", "2026-11-24T23:00"]
    assert [away.holds(at(text)) for text in times] == [False, True, False, True]


def test_an_evening_may_end_at_midnight_and_go_on() -> None:
    late = Availability("UTC", (Hours(0, time(22), time()), Hours(1, time(), time(1))))
    assert late.holds(at("2026-11-23T23:30"))
    assert not late.holds(at("2026-11-24T00:30"))


def test_openings_stand_in_the_hours_and_leave_out_what_is_taken() -> None:
    since, until = at("2026-11-22T00:00").starts, at("2026-11-29T00:00").starts
    found = MONDAYS.openings(since, until, timedelta(hours=1), [at("2026-11-23T09:30", 30)])
    assert [one.starts.hour for one in found] == [8, 10, 11, 12]


def test_whoever_said_nothing_is_thought_to_keep_office_hours() -> None:
    since, until = at("2026-11-21T00:00").starts, at("2026-11-24T00:00").starts  # from Saturday to Monday
    found = list(Availability("UTC").openings(since, until, timedelta(hours=5), []))
    assert found == [at("2026-11-23T08:00", 300), at("2026-11-23T13:00", 300)]


@given(weeks, st.sampled_from(["Europe/Paris", "America/New_York", "Australia/Lord_Howe"]), st.integers(0, 364))
def test_every_opening_lies_in_the_hours(week: tuple[Hours, ...], zone: str, day: int) -> None:
    said = Availability(zone, week)
    since = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=day)
    taken = [Span(since + timedelta(hours=30), since + timedelta(hours=33))]
    for one in said.openings(since, since + timedelta(days=4), timedelta(minutes=45), taken) if week else ():
        assert said.holds(one)
        assert one.ends - one.starts == timedelta(minutes=45)
        assert not any(one.overlaps(other) for other in taken)
