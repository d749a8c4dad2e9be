from datetime import date
from itertools import pairwise

import pytest

from lyceum.kernel.foundation.rules.indicator import Adding
from lyceum.kernel.reporting.rules.period import Daily, Slot, Span, figure_of, slots

TODAY = date(2026, 11, 21)  # a Saturday


def test_four_weeks_are_their_days() -> None:
    found = slots(Span.WEEKS, TODAY)
    assert (len(found), found[0], found[-1]) == (28, Slot(date(2026, 10, 25), date(2026, 10, 25)), Slot(TODAY, TODAY))


def test_a_term_is_thirteen_weeks_from_monday() -> None:
    found = slots(Span.TERM, TODAY)
    assert (len(found), found[0].begins) == (13, date(2026, 8, 24))
    assert found[-1] == Slot(date(2026, 11, 16), date(2026, 11, 22))


def test_a_year_is_twelve_whole_months() -> None:
    found = slots(Span.YEAR, TODAY)
    assert [slot.begins for slot in found[:2]] == [date(2025, 12, 1), date(2026, 1, 1)]
    assert found[-1] == Slot(date(2026, 11, 1), date(2026, 11, 30))
    assert slots(Span.YEAR, date(2024, 2, 29))[-1] == Slot(date(2024, 2, 1), date(2024, 2, 29))


@pytest.mark.parametrize("span", Span)
def test_no_day_is_left_out_or_counted_twice(span: Span) -> None:
    found = slots(span, TODAY)
    gaps = [(after.begins - before.ends).days for before, after in pairwise(found)]
    assert (set(gaps), found[-1].holds(TODAY)) == ({1}, True)


@pytest.mark.parametrize(("adding", "expected"), [(Adding.SUM, 250), (Adding.MEAN, 62.5), (Adding.LATEST, 50)])
def test_days_make_one_figure(adding: Adding, expected: float) -> None:
    days = [Daily(date(2026, 11, 2), 150, 2), Daily(date(2026, 11, 3), 60, 1), Daily(date(2026, 11, 3), 40, 1)]
    assert figure_of(adding, days) == expected


def test_nothing_sums_up_to_nought_and_has_no_mean() -> None:
    assert [figure_of(adding, []) for adding in (Adding.SUM, Adding.MEAN, Adding.LATEST)] == [0, None, None]
