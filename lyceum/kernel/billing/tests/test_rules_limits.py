from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.billing.rules.limits import is_beyond, is_in_force, left, share, too_small, with_granted
from lyceum.kernel.billing.rules.plan import GIGABYTE, PLANS, What

numbers = st.integers(0, 10**6)


def test_there_are_three_plans_each_with_more_room_than_the_one_before() -> None:
    assert [(plan.code, plan.cents, plan.currency) for plan in PLANS.values()] == [
        ("free", 0, "EUR"),
        ("school", 4_900, "EUR"),
        ("institution", 19_000, "EUR"),
    ]
    for what in What:
        limits = [plan.limits[what] or float("inf") for plan in PLANS.values()]
        assert limits == sorted(limits)
        assert len(set(limits)) == 3


@pytest.mark.parametrize(("until", "expected"), [(None, True), (date(2026, 5, 2), True), (date(2026, 5, 1), False)])
def test_the_last_day_is_part_of_a_plan(until: date | None, expected: bool) -> None:
    assert is_in_force(until, date(2026, 5, 2)) is expected


def test_what_was_granted_stands_in_the_place_of_the_plans_own_and_nothing_passes_the_ceiling() -> None:
    free = PLANS["free"].limits
    found = with_granted(free, {"students": 500, "paths": 0}, {What.STORAGE: GIGABYTE})
    assert found == {What.STUDENTS: 500, What.TEACHERS: 8, What.PATHS: 0, What.STORAGE: GIGABYTE}
    assert with_granted({What.PATHS: None}, {}, {}) == {What.PATHS: None}
    assert with_granted({What.STORAGE: None}, {}, {What.STORAGE: 7}) == {What.STORAGE: 7}


def test_what_is_held_beyond_a_plan_is_named() -> None:
    held = {What.STUDENTS: 61, What.TEACHERS: 8, What.PATHS: 40, What.STORAGE: 0}
    assert too_small(PLANS["free"].limits, held) == [What.STUDENTS, What.PATHS]
    assert too_small(PLANS["institution"].limits, held) == []


@given(numbers | st.none(), numbers)
def test_left_and_share_agree_with_each_other(limit: int | None, held: int) -> None:
    rest = left(limit, held)
    if limit is None:
        assert (rest, share(limit, held), is_beyond(limit, held)) == (None, 0, False)
    else:
        assert rest == max(0, limit - held)
        assert 0 <= share(limit, held) <= 100
        assert is_beyond(limit, held) == (held > limit)
        assert rest != 0 or share(limit, held) == 100
