import time
from datetime import date, timedelta
from random import Random

import numpy as np
import pytest

from bench.revision import learner
from lyceum.domains.learning.rules.fitting import MIN_SCORED, Fit, fit
from lyceum.domains.learning.rules.fitting_calibration import log_loss, rmse_bins
from lyceum.domains.learning.rules.fitting_histories import foreseen, histories_of
from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Model, Review, model_of, predicted_recall, reviewed
from lyceum.domains.learning.rules.memory_fsrs6 import DEFAULTS, HIGHEST, LOWEST
from lyceum.domains.learning.rules.memory_rating import Rating

DAY = date(2026, 1, 1)


def lived(truth: Model, chance: Random, items: int, longest: int = 10) -> list[list[Review]]:
    """What a student with these weights answers when asked at about FSRS's own intervals."""
    histories = []
    for item in range(items):
        day, memory, believed, reviews = DAY + timedelta(chance.randint(0, 200)), None, None, []
        for number in range(chance.randint(2, 2 * longest - 2)):
            sure = predicted_recall(memory, day, truth) if memory else 0.75
            rating = Rating.AGAIN if chance.random() > sure else chance.choices(list(Rating)[1:], [1, 6, 1])[0]
            reviews.append(Review(f"{item}-{number}", day, rating))
            memory, believed = reviewed(memory, rating, day, truth), reviewed(believed, rating, day)
            wait = DEFAULT_MODEL.interval(believed.stability, 0.9) * chance.uniform(0.7, 1.6)
            day += timedelta(0 if chance.random() < 0.05 else max(round(wait), 1))
        histories.append(reviews)
    return histories


def loss_of(weights: tuple[float, ...], items: list[list[Review]]) -> float:
    histories = histories_of(items)
    return log_loss(foreseen(histories, np.array([weights]))[0], histories.right)


def test_what_the_arrays_foresee_is_what_the_model_foresees() -> None:
    items = lived(learner(3), Random(3), 60)
    weights = [np.array(DEFAULTS), np.array(learner(4).weights)]
    found = foreseen(histories_of(items), np.array(weights))
    for row, used in zip(found, weights, strict=True):
        model, wanted = model_of("fsrs-6", [float(w) for w in used]), []
        for reviews in sorted(items, key=len, reverse=True):
            memory = None
            for review in reviews:
                if memory and review.on > memory.last_review:
                    wanted.append(predicted_recall(memory, review.on, model))
                memory = reviewed(memory, review.rating, review.on, model)
        assert row == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2])
def test_fitted_weights_foresee_another_students_year_better_than_the_defaults(seed: int) -> None:
    truth = learner(seed)
    unseen = lived(truth, Random(seed + 100), 250)
    kept = fit(lived(truth, Random(seed), 250))
    defaults, best = loss_of(DEFAULTS, unseen), loss_of(truth.weights, unseen)
    assert kept.is_better
    assert kept.after < kept.before
    assert loss_of(kept.weights, unseen) < defaults - 0.5 * (defaults - best)
    assert all(low <= w <= high for low, w, high in zip(LOWEST, kept.weights, HIGHEST, strict=True))


def test_ten_thousand_answers_are_fitted_within_seconds() -> None:
    items = lived(learner(5), Random(5), 1_000)
    assert 9_000 < sum(map(len, items)) < 11_000
    began = time.process_time()
    assert fit(items).is_better
    assert time.process_time() - began <= 5


@pytest.mark.parametrize("seed", [1, 4])
def test_weights_that_are_right_already_stay(seed: int) -> None:
    truth = learner(seed)
    items = lived(truth, Random(seed), 150)
    kept = fit(items, now=truth.weights)
    assert kept.is_better == (kept.after < kept.before)
    assert kept.is_better or kept.weights == truth.weights
    unseen = lived(truth, Random(seed + 9), 200)
    assert loss_of(kept.weights, unseen) <= loss_of(truth.weights, unseen) + 0.005


def test_a_student_of_few_answers_keeps_what_there_was() -> None:
    assert fit([]) == Fit(DEFAULTS, False, 0.0, 0.0, 0.0, 0)
    few = fit(lived(learner(1), Random(1), 20))
    assert few.scored < MIN_SCORED
    assert (few.weights, few.is_better, few.before == few.after) == (DEFAULTS, False, True)


def test_answers_that_say_nothing_of_memory_change_nothing_for_the_worse() -> None:
    chance = Random(7)
    noise = [
        [Review(f"{i}-{n}", DAY + timedelta(3 * n), chance.choice(list(Rating))) for n in range(6)] for i in range(150)
    ]
    kept = fit(noise)
    assert kept.is_better == (kept.after < kept.before)
    assert kept.after <= kept.before


def test_old_answers_count_less_where_that_is_asked() -> None:
    items = lived(learner(2), Random(2), 120)
    assert fit(items, half_life=60).weights != fit(items).weights


def test_log_loss_and_rmse_are_reckoned_as_by_hand() -> None:
    right = np.array([1.0, 0.0, 1.0, 1.0])
    assert log_loss(np.array([0.5, 0.5, 0.5, 0.5]), right) == pytest.approx(np.log(2))
    assert log_loss(np.array([1.0]), np.array([0.0])) == pytest.approx(13.8155, abs=1e-3)
    pairs = [[Review(f"{n}a", DAY, 3), Review(f"{n}b", DAY + timedelta(5), 3 if n else 1)] for n in range(4)]
    histories = histories_of([*pairs, [Review("x", DAY, 3), Review("y", DAY + timedelta(60), 3)]])
    assert rmse_bins(np.array([0.85, 0.85, 0.85, 0.85, 0.8]), histories) == pytest.approx(
        ((0.1**2 * 4 + 0.2**2) / 5) ** 0.5
    )
    assert rmse_bins(np.array([]), histories_of([])) == 0
