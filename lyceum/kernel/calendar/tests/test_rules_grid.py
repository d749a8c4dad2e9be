from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.calendar.rules.grid import MOST_BESIDE, Placed, days_between, month_of, timetable
from lyceum.kernel.calendar.rules.view import Stretch, View, stretch_of
from lyceum.kernel.foundation.rules.agenda import AgendaEntry

PARIS = ZoneInfo("Europe/Paris")
DAY = date(2026, 11, 23)  # a Monday


def entry(start: str, end: str, *, day: date = DAY, until: date | None = None, all_day: bool = False) -> AgendaEntry:
    def at(clock: str, on: date) -> datetime:
        return datetime.combine(on, datetime.strptime(clock, "%H:%M").time(), PARIS)

    return AgendaEntry("k:1", start, at(start, day), at(end, until or day), all_day=all_day)


def placed(*entries: AgendaEntry) -> list[tuple[str, int, int, int, int]]:
    found = timetable([DAY], {DAY: entries}).columns[0].placed
    return [(one.entry.title, one.row, one.span, one.place, one.places) for one in found]


def test_an_entry_stands_at_its_quarter_and_lasts_as_long_as_it_does() -> None:
    assert placed(entry("08:00", "09:00"), entry("14:45", "16:15")) == [("08:00", 1, 4, 1, 1), ("14:45", 28, 6, 1, 1)]


def test_what_overlaps_stands_side_by_side_and_what_does_not_has_the_whole_width() -> None:
    assert placed(
        entry("09:00", "11:00"), entry("10:00", "10:30"), entry("10:30", "12:00"), entry("13:00", "14:00")
    ) == [
        ("09:00", 5, 8, 1, 2),
        ("10:00", 9, 2, 2, 2),
        ("10:30", 11, 6, 2, 2),
        ("13:00", 21, 4, 1, 1),
    ]


def test_back_to_back_is_no_overlap() -> None:
    assert [one[3:] for one in placed(entry("09:00", "10:00"), entry("10:00", "11:00"))] == [(1, 1), (1, 1)]


def test_an_early_and_a_late_hour_widen_the_day() -> None:
    assert timetable([DAY], {DAY: [entry("06:30", "07:00"), entry("21:00", "22:30")]}).hours == range(6, 23)
    assert timetable([DAY], {}).hours == range(8, 19)


def test_what_lasts_over_midnight_is_cut_at_each_day() -> None:
    night = entry("22:00", "06:00", until=DAY + timedelta(days=1))
    tomorrow = DAY + timedelta(days=1)
    found = timetable([DAY, tomorrow], {DAY: [night], tomorrow: [night]})
    assert [(one.placed[0].row, one.placed[0].span) for one in found.columns] == [(89, 8), (1, 24)]


def test_whole_days_stand_above_the_hours() -> None:
    column = timetable([DAY], {DAY: [entry("00:00", "00:00", until=DAY + timedelta(days=1), all_day=True)]}).columns[0]
    assert (len(column.whole), column.placed) == (1, [])


@given(st.lists(st.tuples(st.integers(0, 1410), st.integers(1, 240)), max_size=25))
def test_nothing_covers_anything_while_there_is_room(spans: list[tuple[int, int]]) -> None:
    midnight = datetime.combine(DAY, datetime.min.time(), PARIS)
    entries = [
        AgendaEntry(f"k:{n}", str(n), midnight + timedelta(minutes=a), midnight + timedelta(minutes=min(a + b, 1439)))
        for n, (a, b) in enumerate(spans)
    ]
    found = timetable([DAY], {DAY: entries}).columns[0].placed
    assert sorted(one.entry.key for one in found) == sorted(one.key for one in entries)
    assert all(1 <= one.place <= one.places <= MOST_BESIDE for one in found)
    if all(one.places < MOST_BESIDE for one in found):
        assert not [(a, b) for a in found for b in found if a is not b and _cover(a, b)]


def _cover(a: Placed, b: Placed) -> bool:
    return a.place == b.place and a.row < b.row + b.span and b.row < a.row + a.span


def test_a_month_is_whole_weeks_from_a_monday_on() -> None:
    shown = stretch_of(View.MONTH, date(2026, 11, 21))
    weeks = month_of(shown.first, days_between(shown.shown_from, shown.shown_to), {})
    assert [len(week) for week in weeks] == [7] * 6
    assert weeks[0][0].day == date(2026, 10, 26)
    assert [cell.day for week in weeks for cell in week if cell.inside] == days_between(
        date(2026, 11, 1), date(2026, 11, 30)
    )


def test_a_week_begins_on_monday_and_its_neighbours_touch_it() -> None:
    week = stretch_of(View.WEEK, date(2026, 11, 21))
    assert week == Stretch(View.WEEK, date(2026, 11, 16), date(2026, 11, 22))
    assert stretch_of(View.WEEK, week.before).last == date(2026, 11, 15)
    assert stretch_of(View.WEEK, week.after).first == date(2026, 11, 23)


def test_the_day_that_changes_the_clock_has_an_hour_more_or_less() -> None:
    for day, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2026, 11, 21), 24)):
        since, until = stretch_of(View.DAY, day).instants(PARIS)
        assert until.timestamp() - since.timestamp() == hours * 3600
