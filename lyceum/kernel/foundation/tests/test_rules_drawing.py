import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.kernel.foundation.rules.drawing import Bar, Dot, bars, dots, lines, top_of, top_of_seconds


@pytest.mark.parametrize(
    ("highest", "top"), [(0, 4), (3, 4), (4.1, 5), (17, 20), (40, 40), (41, 50), (99, 100), (1001, 2000)]
)
def test_a_scale_ends_at_a_round_number(highest: float, top: float) -> None:
    assert top_of([None, highest, 0], 4.0) == top


@given(st.lists(st.floats(0, 1e9), min_size=1, max_size=20))
def test_no_value_passes_the_scale(values: list[float]) -> None:
    assert max(values) <= top_of(values)
    assert max(values) <= top_of_seconds(values)


@pytest.mark.parametrize(("seconds", "top"), [(0, 600), (700, 1200), (3600, 3600), (7200, 7200), (7201, 14400)])
def test_a_scale_of_time_ends_at_whole_minutes_or_hours(seconds: float, top: float) -> None:
    assert top_of_seconds([seconds]) == top


def test_bars_stand_side_by_side() -> None:
    assert bars([5, None], 10) == [Bar("5", "50", "40", "50"), Bar("55", "100", "40", "0")]


def test_a_line_is_broken_where_nothing_is_known() -> None:
    found = dots([0, 100, None, 50], 100)
    assert found == [Dot("12.5", "100"), Dot("37.5", "0"), None, Dot("87.5", "50")]
    assert lines(found) == ["12.5,100 37.5,0"]
