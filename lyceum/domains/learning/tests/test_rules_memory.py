from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from random import Random

import fsrs
import pytest
from fsrs.scheduler import DEFAULT_PARAMETERS, LOWER_BOUNDS_PARAMETERS, UPPER_BOUNDS_PARAMETERS
from hypothesis import given
from hypothesis import strategies as some

from lyceum.domains.learning.rules import memory_fsrs6
from lyceum.domains.learning.rules.memory import (
    Memory,
    after,
    first,
    interval,
    model_of,
    predicted_recall,
    recall,
    reviewed,
)
from lyceum.domains.learning.rules.memory_fsrs6 import Fsrs6
from lyceum.domains.learning.rules.memory_rating import Grading, Rating, rating_of

DAY = date(2026, 9, 1)
STABILITIES = some.floats(0.001, 36_500)
MEMORIES = some.builds(Memory, STABILITIES, some.floats(1, 10), some.just(DAY))
PASSES = some.sampled_from([Rating.HARD, Rating.GOOD, Rating.EASY])
RETENTIONS = some.floats(0.5, 0.99)


def test_the_defaults_and_bounds_are_those_of_the_package() -> None:
    assert memory_fsrs6.DEFAULTS == DEFAULT_PARAMETERS
    assert memory_fsrs6.LOWEST == LOWER_BOUNDS_PARAMETERS
    assert memory_fsrs6.HIGHEST == UPPER_BOUNDS_PARAMETERS


def strayed(chance: Random) -> tuple[float, ...]:
    bounds = zip(memory_fsrs6.DEFAULTS, memory_fsrs6.LOWEST, memory_fsrs6.HIGHEST, strict=True)
    return tuple(min(max(w * chance.uniform(0.6, 1.5), low), high) for w, low, high in bounds)


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_the_package_on_twelve_thousand_mixed_reviews(seed: int) -> None:
    chance = Random(seed)
    weights = memory_fsrs6.DEFAULTS if seed == 0 else strayed(chance)
    theirs = fsrs.Scheduler(parameters=weights, learning_steps=(), relearning_steps=(), enable_fuzzing=False)
    ours = model_of("fsrs-6", weights)
    furthest, compared = 0.0, 0
    while compared < 3_000:
        card, memory, day = fsrs.Card(card_id=1), None, 0
        for _ in range(10):
            day += chance.choice([0, 0, 1, 2, chance.randint(1, 30), chance.randint(1, 300)])
            rating = chance.choices(list(Rating), [2, 1, 5, 1])[0]
            moment = datetime(2026, 9, 1, 12, tzinfo=UTC) + timedelta(day)
            card, _ = theirs.review_card(card, fsrs.Rating(rating), moment)
            memory = reviewed(memory, rating, DAY + timedelta(day), ours)
            assert card.stability is not None
            assert card.difficulty is not None
            if card.stability >= memory_fsrs6.STABILITY_MAX:
                break  # the package has no cap
            away = theirs.get_card_retrievability(card, moment + timedelta(40))
            pairs = [
                (memory.stability, card.stability),
                (memory.difficulty, card.difficulty),
                (recall(memory, 40, ours), away),
            ]
            compared += 1
            furthest = max(furthest, *(abs(mine / other - 1) for mine, other in pairs))
    assert furthest <= 1e-5


def test_the_same_days_cap_and_rounding_of_intervals() -> None:
    theirs = fsrs.Scheduler(enable_fuzzing=False)
    for stability in (0.001, 0.4, 2.3065, 17.0, 36_500.0):
        mine = interval(stability, 0.9)
        assert min(max(round(mine), 1), 36_500) == theirs._next_interval(stability=stability)
    assert after(Memory(36_500, 1, DAY), Rating.EASY, 9_000).stability == 36_500


def test_a_model_is_named_by_its_version() -> None:
    assert model_of("fsrs-6") == Fsrs6()
    assert model_of("fsrs-6").version == "fsrs-6"
    with pytest.raises(KeyError):
        model_of("sm-2")
    with pytest.raises(ValueError, match="weight 20 of FSRS-6 is out of bounds"):
        model_of("fsrs-6", (*memory_fsrs6.DEFAULTS[:20], 0.9))
    with pytest.raises(ValueError, match="shorter"):
        model_of("fsrs-6", memory_fsrs6.DEFAULTS[:20])


@given(MEMORIES, some.integers(0, 5_000), some.integers(1, 5_000))
def test_recall_falls_with_time(memory: Memory, days: int, more: int) -> None:
    assert 0 < recall(memory, days + more) < recall(memory, days) <= 1


@given(MEMORIES, RETENTIONS)
def test_the_interval_is_the_inverse_of_recall(memory: Memory, retention: float) -> None:
    assert recall(memory, interval(memory.stability, retention)) == pytest.approx(retention, rel=1e-9)


@given(MEMORIES, PASSES, some.integers(0, 3_000))
def test_a_pass_never_lowers_stability(memory: Memory, rating: Rating, days: int) -> None:
    assert after(memory, rating, days).stability >= memory.stability


@given(MEMORIES, some.integers(0, 3_000))
def test_a_fail_never_raises_stability_and_makes_it_harder(memory: Memory, days: int) -> None:
    kept = after(memory, Rating.AGAIN, days)
    assert kept.stability <= max(memory.stability, memory_fsrs6.STABILITY_MIN)
    assert kept.difficulty >= memory.difficulty - 0.015  # a thousandth of the way to the easiest, some 15 off


@given(MEMORIES, some.integers(1, 3_000))
def test_a_better_rating_never_leaves_a_weaker_memory(memory: Memory, days: int) -> None:
    kept = [after(memory, rating, days) for rating in Rating]
    assert [m.stability for m in kept] == sorted(m.stability for m in kept)
    assert [m.difficulty for m in kept] == sorted((m.difficulty for m in kept), reverse=True)


@given(MEMORIES, some.lists(some.tuples(some.sampled_from(Rating), some.integers(0, 4_000)), max_size=12))
def test_whatever_happens_the_memory_stays_within_its_bounds(memory: Memory, path: list[tuple[Rating, int]]) -> None:
    for rating, days in path:
        memory = after(memory, rating, days)
        assert 0.001 <= memory.stability <= 36_500
        assert 1 <= memory.difficulty <= 10


def test_a_day_before_the_last_review_counts_as_the_same_day() -> None:
    memory = first(Rating.GOOD, DAY)
    early = reviewed(memory, Rating.GOOD, DAY - timedelta(3))
    assert astuple(early) == astuple(after(memory, Rating.GOOD, 0))
    assert predicted_recall(memory, DAY - timedelta(3)) == 1.0


@pytest.mark.parametrize(
    ("is_right", "told", "rating"),
    [
        (False, {"hints": 2}, Rating.AGAIN),
        (True, {}, Rating.GOOD),
        (True, {"hints": 1, "seconds": 1, "usual_seconds": 10}, Rating.HARD),
        (True, {"seconds": 4.9, "usual_seconds": 10}, Rating.EASY),
        (True, {"seconds": 20.1, "usual_seconds": 10}, Rating.HARD),
        (True, {"seconds": 20.1}, Rating.GOOD),
    ],
)
def test_answers_are_rated(is_right: bool, told: dict[str, float], rating: Rating) -> None:
    assert rating_of(is_right, Grading(time_counts=True), **told) == rating  # type: ignore[arg-type]


def test_neither_time_nor_hints_count_unless_asked() -> None:
    assert rating_of(True, Grading(hints_count=False), hints=1, seconds=1, usual_seconds=10) == Rating.GOOD
