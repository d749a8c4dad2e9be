"""A line before a sale."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from lyceum.domains.events.rules.turnstile import (
    FASTEST,
    SLOWEST,
    WISHED_MS,
    Turnstile,
    adapted,
    ahead_of,
    at_rate,
    let_in,
    read_place,
    shuffled,
    sign_place,
    told_wait,
    turn_of,
    wait_of,
)

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
LINE, OTHER = "a line", "another"


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


def test_numbers_are_let_in_as_time_goes_by() -> None:
    turnstile = Turnstile(0, NOON, 5)
    assert [let_in(turnstile, after(seconds)) for seconds in (-3, 0, 0.3, 1, 60)] == [0, 0, 1, 5, 300]
    assert (ahead_of(turnstile, 0, NOON), ahead_of(turnstile, 4, after(1)), ahead_of(turnstile, 5, after(1))) == (
        0,
        -1,
        0,
    )
    assert wait_of(turnstile, 9, NOON) == 2.0


def test_the_wait_is_told_as_a_range() -> None:
    assert [told_wait(seconds) for seconds in (0, 50, 600, 3600)] == [(0, 1), (0, 2), (7, 15), (42, 85)]


def test_a_place_is_read_by_us_alone_and_in_its_line() -> None:
    place = sign_place("secret", LINE, 41)
    assert read_place("secret", LINE, place) == 41
    assert read_place("secret", OTHER, place) is None
    assert read_place("guessed", LINE, place) is None
    assert read_place("secret", LINE, place.replace("41.", "40.")) is None
    assert [read_place("secret", LINE, text) for text in ("", "41", "-1.x", "²1.x", "9" * 40)] == [None] * 5


@given(st.integers(1, 600), st.text(max_size=8))
def test_who_came_before_the_opening_is_shuffled_and_nobody_twice(count: int, seed: str) -> None:
    assert sorted(shuffled(number, count, seed) for number in range(count)) == list(range(count))


def test_who_comes_first_before_the_opening_gains_nothing() -> None:
    firsts = [turn_of(Turnstile(0, NOON, 5, 1000, f"seed {seed}"), 0) for seed in range(400)]
    assert 400 < sum(firsts) / len(firsts) < 600
    assert turn_of(Turnstile(0, NOON, 5, 1000, "seed"), 1000) == 1000


@given(st.lists(st.tuples(st.floats(0, 900), st.floats(0, 1000)), max_size=8))
def test_nobody_who_was_let_in_is_turned_back_by_another_rate(changes: list[tuple[float, float]]) -> None:
    turnstile, now = Turnstile(0, NOON, 5), NOON
    for seconds, rate in changes:
        now += timedelta(seconds=seconds)
        before = let_in(turnstile, now)
        turnstile = at_rate(turnstile, rate, now)
        assert abs(let_in(turnstile, now) - before) <= 0


@given(st.floats(SLOWEST, FASTEST), st.floats(0, 10_000))
def test_the_rate_grows_slowly_and_falls_fast(rate: float, slow_ms: float) -> None:
    changed = adapted(rate, slow_ms)
    assert SLOWEST <= changed <= FASTEST
    assert changed <= rate + 2 if slow_ms <= WISHED_MS else changed <= max(rate * 0.7, SLOWEST)


def test_the_rate_settles_where_the_machine_serves() -> None:
    """A machine that serves 60 a second, and slows down beyond."""
    rate, seen = 10.0, []
    for _second in range(400):
        rate = adapted(rate, 80.0 if rate <= 60 else 900.0)
        seen.append(rate)
    assert 40 < sum(seen[100:]) / 300 <= 60


def test_it_slows_down_where_almost_all_who_hold_found_everybody_at_work() -> None:
    assert [adapted(20.0, 10.0, crowded) for crowded in (0.0, 0.9, 1.0)] == [22.0, 22.0, 14.0]
