from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.learning.rules.timeline import DAY, spans

days = st.integers(0, 364).map(lambda day: date(2026, 1, 1) + timedelta(days=day))


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("opens", "expected"),
    [
        ([], []),
        ([None], [(nov(1), nov(29))]),
        ([None] * 4, [(nov(1), nov(8)), (nov(8), nov(15)), (nov(15), nov(22)), (nov(22), nov(29))]),
        ([None, None, nov(21)], [(nov(1), nov(11)), (nov(11), nov(21)), (nov(21), nov(29))]),
        ([nov(3), None], [(nov(3), nov(16)), (nov(16), nov(29))]),
        ([nov(20), nov(10)], [(nov(20), nov(21)), (nov(20), nov(29))]),
        ([nov(30)], [(nov(30), nov(30) + DAY)]),
    ],
)
def test_what_was_said_holds_and_the_rest_is_spread(opens: list[date | None], expected: object) -> None:
    assert spans(nov(1), nov(29), opens) == expected


@given(days, days, st.lists(st.none() | days, max_size=12))
def test_steps_follow_one_another_and_each_lasts(begins: date, ends: date, opens: list[date | None]) -> None:
    found = spans(begins, ends, opens)
    starts = [start for start, _end in found]
    assert len(found) == len(opens)
    assert starts == sorted(starts)
    assert all(end - start >= timedelta(days=1) for start, end in found)
    said = [day for day in opens if day]
    if said == sorted(said):
        assert all(start == day for start, day in zip(starts, opens, strict=True) if day)
