"""The answers of one student as arrays, and what FSRS-6 foresaw of each: many sets of weights at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lyceum.domains.learning.rules.memory import Review
from lyceum.domains.learning.rules.memory_fsrs6 import AGAIN, EASY, HARD, STABILITY_MAX, STABILITY_MIN

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Histories:
    """``ratings`` and ``elapsed`` days: (items, longest history), the longest first, 0 where a history has ended.

    Of each answer that is scored (not an item's first, not a second on one day): ``rows`` and ``columns`` in those
    arrays, the ``days`` (ordinals) on which it was given, ``right`` 0 or 1, ``lapses`` before it.
    """

    ratings: Ints
    elapsed: Ints
    active: tuple[int, ...]  # by column: how many histories are that long
    rows: Ints
    columns: Ints
    days: Ints
    right: Floats
    lapses: Ints

    @property
    def size(self) -> int:
        return len(self.days)


def histories_of(items: Sequence[Sequence[Review]]) -> Histories:
    """From each item's answers in their order."""
    kept = sorted((reviews for reviews in items if reviews), key=len, reverse=True)
    longest = len(kept[0]) if kept else 0
    ratings = np.zeros((len(kept), longest), np.int64)
    days = np.zeros((len(kept), longest), np.int64)
    for row, reviews in enumerate(kept):
        ratings[row, : len(reviews)] = [review.rating for review in reviews]
        days[row, : len(reviews)] = np.maximum.accumulate([review.on.toordinal() for review in reviews])
    elapsed = np.zeros_like(days)
    elapsed[:, 1:] = np.where(ratings[:, 1:] > 0, days[:, 1:] - days[:, :-1], 0)
    rows, columns = np.nonzero(elapsed >= 1)
    failed = np.cumsum(ratings == AGAIN, axis=1) - (ratings == AGAIN)
    active = tuple(int(count) for count in (ratings > 0).sum(axis=0))
    right = (ratings[rows, columns] > AGAIN).astype(np.float64)
    return Histories(ratings, elapsed, active, rows, columns, days[rows, columns], right, failed[rows, columns])


def foreseen(histories: Histories, weights: Floats) -> Floats:
    """(sets of weights, scored answers): the recall that FSRS-6 predicted. ``weights``: (sets, 21)."""
    w = weights.T[:, :, None]  # (21, sets, 1)
    recalls = np.ones((len(weights), *histories.ratings.shape))
    stability: Any = None
    difficulty: Any = None
    for column, count in enumerate(histories.active):
        rating = histories.ratings[:count, column]
        if column == 0:
            stability, difficulty = weights[:, rating - 1], np.clip(_first_difficulty(w, rating), 1, 10)
            continue
        days = histories.elapsed[:count, column]
        stability, difficulty = stability[:, :count], difficulty[:, :count]
        recall = (1 + (0.9 ** (-1 / w[20]) - 1) * days / stability) ** -w[20]
        recalls[:, :count, column] = recall
        stability = np.clip(_stability(w, stability, difficulty, recall, rating, days), STABILITY_MIN, STABILITY_MAX)
        moved = difficulty - w[6] * (rating - 3) * (10 - difficulty) / 9
        difficulty = np.clip(w[7] * _first_difficulty(w, EASY) + (1 - w[7]) * moved, 1, 10)
    found: Floats = recalls[:, histories.rows, histories.columns]
    return found


def _first_difficulty(w: Floats, rating: Any) -> Any:
    return w[4] - np.exp(w[5] * (rating - 1)) + 1


def _stability(w: Floats, s: Floats, d: Floats, recall: Floats, rating: Ints, days: Ints) -> Floats:
    """As ``memory_fsrs6``: each of its three cases where it applies, so that no power is taken twice."""
    following = np.empty_like(s)
    log_s, same, failed = np.log(s), days < 1, rating == AGAIN
    at = np.flatnonzero(same)
    growth = np.exp(w[17] * (rating[at] - 3 + w[18]) - w[19] * log_s[:, at])
    following[:, at] = s[:, at] * np.where(failed[at], growth, np.maximum(growth, 1))
    at = np.flatnonzero(~same & failed)
    left = w[11] * np.exp(w[14] * (1 - recall[:, at]) - w[12] * np.log(d[:, at])) * ((s[:, at] + 1) ** w[13] - 1)
    following[:, at] = np.minimum(left, s[:, at] / np.exp(w[17] * w[18]))
    at = np.flatnonzero(~same & ~failed)
    graded = np.where(rating[at] == HARD, w[15], np.where(rating[at] == EASY, w[16], 1.0))
    growth = np.exp(w[8] - w[9] * log_s[:, at]) * (11 - d[:, at]) * np.expm1(w[10] * (1 - recall[:, at])) * graded
    following[:, at] = s[:, at] * (1 + growth)
    return following
