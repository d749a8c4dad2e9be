"""A forecast says a range, where it comes from, and nothing where nothing honest can be said."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.forecast import Basis, Forecast, Past, forecast

_EVEN = Past([10] * 10)  # ten a day, for ten days
_DAYS = st.lists(st.integers(0, 40), min_size=1, max_size=60)
_PASTS = st.lists(_DAYS.map(Past), max_size=8)


def test_half_of_what_a_past_event_had_sold_by_then_is_half_of_what_it_sold() -> None:
    assert _EVEN.share_by(5) == 0.5
    said = forecast([10, 10, 5], 5, None, [_EVEN, _EVEN, _EVEN])
    assert (said.basis, said.likely, said.like) == (Basis.LIKE, 50, 3)
    assert said.low < 50 < said.high


def test_more_past_events_and_more_sales_make_the_range_narrower() -> None:
    few, many = (forecast([20], 5, None, [_EVEN] * number) for number in (1, 6))
    assert few.high - few.low > many.high - many.low
    sure = forecast([2000], 5, None, [_EVEN] * 6)
    assert (sure.high - sure.low) / sure.likely < (many.high - many.low) / many.likely


def test_without_past_events_the_pace_of_the_last_days_is_carried_on() -> None:
    assert forecast([0, 70], 10, 1000, []) == Forecast(Basis.PACE, 245, 420, 770)


@pytest.mark.parametrize(
    ("sold", "days_left", "places", "basis"),
    [([7], 10, 100, Basis.TOO_EARLY), ([], 10, 100, Basis.TOO_EARLY), ([100], 3, 100, Basis.SOLD_OUT),
     ([50], -1, 100, Basis.OVER)],
)  # fmt: skip
def test_nothing_is_guessed_where_nothing_can_be_or_need_be(
    sold: list[int], days_left: int, places: int, basis: Basis
) -> None:
    said = forecast(sold, days_left, places, [_EVEN])
    assert said.basis == basis
    assert not said.is_said
    assert basis == Basis.TOO_EARLY or said.low == said.likely == said.high == sum(sold)


def test_a_past_event_that_sold_all_at_the_door_says_nothing_early() -> None:
    assert forecast([20], 5, None, [Past([100, 0, 0, 0, 0, 1])]).basis == Basis.PACE


@given(sold=_DAYS, days_left=st.integers(0, 60), places=st.integers(1, 2000) | st.none(), past=_PASTS)
def test_the_range_is_in_order_above_what_is_sold_and_within_the_places(
    sold: list[int], days_left: int, places: int | None, past: list[Past]
) -> None:
    said = forecast(sold, days_left, places, past)
    if said.basis != Basis.TOO_EARLY:
        assert sum(sold) <= said.low <= said.likely <= said.high
        assert places is None or said.high <= max(places, sum(sold))


@given(shape=st.lists(st.integers(1, 30), min_size=5, max_size=40), size=st.integers(1, 5), at=st.floats(0.2, 0.9))
def test_an_event_that_sells_like_those_before_ends_within_its_range(shape: list[int], size: int, at: float) -> None:
    """``shape``: by days before, as ``Past``; the same times ``size``."""
    days_left = int(len(shape) * (1 - at))
    sold = [size * number for number in reversed(shape[days_left:])]
    said = forecast(sold, days_left, None, [Past(shape)] * 4)
    if said.basis == Basis.LIKE:
        assert said.low <= size * sum(shape) <= said.high
