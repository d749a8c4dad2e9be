"""Times of the day in a person's time zone, with every change of summer time of some years."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.notifications.rules.hours import Quiet, next_at, next_round

PARIS = ZoneInfo("Europe/Paris")
zones = st.sampled_from(
    ["Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Pacific/Apia"]
).map(ZoneInfo)
moments = st.datetimes(datetime(2024, 1, 1), datetime(2028, 1, 1), timezones=st.just(UTC))
times = st.integers(0, 24 * 60 - 1).map(lambda minute: time(*divmod(minute, 60)))
days = st.lists(st.integers(0, 6), unique=True)
MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def is_even(now: datetime, zone: ZoneInfo) -> bool:
    """No change of summer time near."""
    return (now - 3 * DAY).astimezone(zone).utcoffset() == (now + 3 * DAY).astimezone(zone).utcoffset()


@given(moments, times, zones)
def test_the_next_hour_is_the_first_that_the_clocks_show(now: datetime, hour: time, zone: ZoneInfo) -> None:
    found = next_at(now, hour, zone)
    assert now < found <= now + timedelta(hours=26)
    if is_even(now, zone):
        assert found.astimezone(zone).time() == hour
        assert found - now <= DAY


@given(times, zones)
def test_a_daily_hour_comes_once_on_every_day_of_a_year(hour: time, zone: ZoneInfo) -> None:
    now = at("2026-01-01T00:00+00:00")
    dates = []
    for _ in range(365):
        now = next_at(now, hour, zone)
        dates.append(now.astimezone(zone).date())
    assert dates == [dates[0] + n * DAY for n in range(365)]


@given(moments, times, times, days, zones)
def test_quiet_hours_end_where_peace_does(now: datetime, begin: time, end: time, on: list[int], zone: ZoneInfo) -> None:
    quiet = Quiet(begin, end, on)
    until = quiet.until(now, zone)
    if until is not None:
        assert until > now
        assert quiet.until(until - MINUTE / 60, zone) == until
    if is_even(now, zone):
        assert (until is not None) == _looks_quiet(now.astimezone(zone), begin, end, on)
    if until and is_even(now, zone):
        assert until.astimezone(zone).time() == end


def _looks_quiet(local: datetime, begin: time, end: time, on: list[int]) -> bool:
    clock, today, yesterday = local.time(), local.weekday(), (local.weekday() - 1) % 7
    if begin < end:
        return today in on and begin <= clock < end
    return (today in on and clock >= begin) or (yesterday in on and clock < end)


@pytest.mark.parametrize(
    ("now", "until"),
    [
        ("2026-03-28T22:30+01:00", "2026-03-29T07:00+02:00"),  # the night that lacks an hour
        ("2026-03-29T06:59+02:00", "2026-03-29T07:00+02:00"),
        ("2026-03-29T07:00+02:00", None),
        ("2026-10-24T23:00+02:00", "2026-10-25T07:00+01:00"),  # the night that has one more
        ("2026-10-25T02:30+02:00", "2026-10-25T07:00+01:00"),
        ("2026-10-25T02:30+01:00", "2026-10-25T07:00+01:00"),
        ("2026-10-25T21:59+01:00", None),
    ],
)
def test_nights_of_the_change_end_at_seven_all_the_same(now: str, until: str | None) -> None:
    found = Quiet(time(22), time(7)).until(at(now), PARIS)
    assert found == (at(until) if until else None)


def test_an_hour_that_is_left_out_comes_after_the_gap_and_one_that_comes_twice_counts_once() -> None:
    assert next_at(at("2026-03-29T00:00+01:00"), time(2, 30), PARIS) == at("2026-03-29T03:30+02:00")
    first = next_at(at("2026-10-25T00:00+02:00"), time(2, 30), PARIS)
    assert first == at("2026-10-25T02:30+02:00")
    assert next_at(first, time(2, 30), PARIS) == at("2026-10-26T02:30+01:00")


@given(moments, st.sampled_from([5, 15, 60, 24 * 60]))
def test_rounds_are_on_the_clock(now: datetime, minutes: int) -> None:
    found = next_round(now, minutes)
    assert now < found <= now + timedelta(minutes=minutes)
    assert found.timestamp() % (minutes * 60) == 0
