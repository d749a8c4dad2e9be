from datetime import UTC, date, datetime, time

import pytest

from lyceum.domains.events.rules.clock import SkippedHour, ending, is_zone, moment_at, moved, wall_at

PARIS = "Europe/Paris"


def test_the_hour_of_the_place_is_the_hour_that_counts() -> None:
    assert moment_at(datetime(2027, 7, 14, 20), "Indian/Reunion") == datetime(2027, 7, 14, 16, tzinfo=UTC)
    assert wall_at(datetime(2027, 7, 14, 16, tzinfo=UTC), PARIS) == datetime(2027, 7, 14, 18)


def test_an_hour_that_no_clock_shows_is_refused_and_one_shown_twice_is_the_first() -> None:
    with pytest.raises(SkippedHour):
        moment_at(datetime(2027, 3, 28, 2, 30), PARIS)
    assert moment_at(datetime(2027, 10, 31, 2, 30), PARIS) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_beyond_all_calendars_is_no_moment() -> None:
    with pytest.raises(ValueError, match="out of range"):
        moment_at(datetime(9999, 12, 31, 23), "America/Los_Angeles")


def test_an_evening_ends_after_midnight_unless_its_last_day_is_said() -> None:
    day = date(2027, 1, 9)
    assert ending(day, time(20), time(22, 30)) == datetime(2027, 1, 9, 22, 30)
    assert ending(day, time(21), time(1)) == datetime(2027, 1, 10, 1)
    assert ending(day, time(10), time(18), date(2027, 1, 11)) == datetime(2027, 1, 11, 18)


def test_a_copy_that_stands_on_the_other_side_of_summer_time_keeps_its_hour() -> None:
    winter = moment_at(datetime(2027, 3, 20, 20), PARIS)
    assert wall_at(moved(winter, 14, PARIS), PARIS) == datetime(2027, 4, 3, 20)


def test_only_real_zones_are_zones() -> None:
    assert (is_zone("Europe/Paris"), is_zone("Europe/Lutece"), is_zone("")) == (True, False, False)
