from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.recurrence import (
    MOST_DATES,
    NotARule,
    Rule,
    dates_of,
    is_skipped,
    moment_of,
    read_rule,
    written,
)

PARIS = "Europe/Paris"
DAYS = st.dates(date(2026, 1, 1), date(2035, 12, 31))
WEEKLY = st.builds(
    Rule,
    st.just("WEEKLY"),
    st.integers(1, 6),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    count=st.integers(1, 40),
)
MONTHLY = st.builds(
    Rule,
    st.just("MONTHLY"),
    st.integers(1, 6),
    st.integers(0, 6).map(lambda day: (day,)),
    st.sampled_from([1, 2, 3, 4, 5, -1]),
    count=st.integers(1, 20),
)
PLAIN = st.builds(Rule, st.sampled_from(["DAILY", "MONTHLY"]), st.integers(1, 6), count=st.integers(1, 40))
RULES = st.one_of(WEEKLY, MONTHLY, PLAIN)


@given(RULES, DAYS)
def test_the_dates_are_those_of_rfc_5545(rule: Rule, first: date) -> None:
    theirs = rrulestr(written(rule), dtstart=datetime.combine(first, time(20)))
    assert dates_of(rule, first) == [moment.date() for moment in theirs]


@given(RULES)
def test_what_is_written_is_read_back(rule: Rule) -> None:
    assert read_rule(written(rule)) == rule


def test_an_exception_is_counted_and_left_out() -> None:
    rule = read_rule("FREQ=WEEKLY;BYDAY=TU;COUNT=3")
    assert dates_of(rule, date(2026, 12, 1), {date(2026, 12, 8)}) == [date(2026, 12, 1), date(2026, 12, 15)]


def test_until_is_a_day_of_the_series() -> None:
    assert dates_of(read_rule("FREQ=DAILY;UNTIL=20261203"), date(2026, 12, 1)) == [date(2026, 12, d) for d in (1, 2, 3)]


def test_the_last_friday_and_the_thirty_first_are_found_where_they_are() -> None:
    last_friday = read_rule("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3")
    assert dates_of(last_friday, date(2026, 1, 1)) == [date(2026, 1, 30), date(2026, 2, 27), date(2026, 3, 27)]
    the_31st = Rule("MONTHLY", count=3)
    assert dates_of(the_31st, date(2026, 1, 31)) == [date(2026, 1, 31), date(2026, 3, 31), date(2026, 5, 31)]


def test_a_rule_that_goes_on_for_ever_ends_at_the_most() -> None:
    assert len(dates_of(Rule("DAILY", until=date(9999, 12, 31)), date(2026, 1, 1))) == MOST_DATES
    assert dates_of(Rule("DAILY", until=date.max), date(9999, 12, 30)) == [date(9999, 12, 30), date.max]


def test_eight_in_the_evening_stays_eight_in_the_evening_across_summer_time() -> None:
    moments = [moment_of(day, time(20), PARIS) for day in (date(2027, 3, 27), date(2027, 3, 29))]
    assert moments == [datetime(2027, 3, 27, 19, tzinfo=UTC), datetime(2027, 3, 29, 18, tzinfo=UTC)]


def test_an_hour_that_the_clocks_skip_is_told_and_moved() -> None:
    assert is_skipped(date(2027, 3, 28), time(2, 30), PARIS)
    assert moment_of(date(2027, 3, 28), time(2, 30), PARIS).astimezone(ZoneInfo(PARIS)).time() == time(3, 30)
    assert not is_skipped(date(2027, 10, 31), time(2, 30), PARIS)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "every Tuesday",
        "FREQ=HOURLY;COUNT=3",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;COUNT=0",
        "FREQ=WEEKLY;COUNT=3;UNTIL=20270101",
        "FREQ=WEEKLY;INTERVAL=0;COUNT=3",
        "FREQ=WEEKLY;BYDAY=XX;COUNT=3",
        "FREQ=WEEKLY;BYSETPOS=1;COUNT=3",
        "FREQ=WEEKLY;BYDAY=1MO;COUNT=3",
        "FREQ=DAILY;COUNT=100000",
        "FREQ=DAILY;UNTIL=tomorrow",
    ],
)
def test_refuses_what_is_no_rule(text: str) -> None:
    with pytest.raises(NotARule):
        read_rule(text)
