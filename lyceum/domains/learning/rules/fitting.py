"""One student's 21 weights from that student's own answers, and whether they are better than those there were.

Maximum a posteriori by Fisher scoring with Levenberg's damping: the derivatives of every predicted recall come from
finite differences, 22 sets of weights at once; the prior is the defaults, with the spreads below. No torch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lyceum.domains.learning.rules.fitting_calibration import losses, rmse_bins
from lyceum.domains.learning.rules.fitting_histories import Floats, Histories, foreseen, histories_of
from lyceum.domains.learning.rules.memory import Review
from lyceum.domains.learning.rules.memory_fsrs6 import DEFAULTS, HIGHEST, LOWEST

MIN_SCORED = 400  # answers below which a student's own weights are mostly noise
_ROUNDS, _DIFFERENCE, _DAMPING = 25, 1e-4, 1e-2
_CENTRE, _LOW, _HIGH = np.array(DEFAULTS), np.array(LOWEST), np.array(HIGHEST)
_SPREAD = np.maximum(_CENTRE * 0.35, 0.02)  # how far students are taken to differ from the defaults
_SPREAD[:4] = _CENTRE[:4]


@dataclass(frozen=True, slots=True)
class Fit:
    """``weights`` to use from now on: the new ones where ``is_better``, else those there were.

    ``before`` and ``after``: log loss on answers later than those fitted; ``spread``: RMSE(bins) of ``weights`` on all.
    """

    weights: tuple[float, ...]
    is_better: bool
    before: float
    after: float
    spread: float
    scored: int


def fit(items: Sequence[Sequence[Review]], now: Sequence[float] = DEFAULTS, half_life: float = 0.0) -> Fit:
    """``items``: each item's answers in order; ``now``: the weights in use; ``half_life`` in days: how fast old answers
    lose weight (0: never). New weights are kept only when they foresee later answers better, in each of three splits
    by time taken together, than ``now`` does."""
    histories = histories_of(items)
    used = np.array(now, np.float64)
    before, after, found = _foresight(histories, used, half_life)
    is_better = histories.size >= MIN_SCORED and after < before
    everything = _weighed(histories, np.ones(histories.size, bool), half_life)
    weights = fitted(histories, everything, found) if is_better else used
    spread = rmse_bins(foreseen(histories, weights[None])[0], histories) if histories.size else 0.0
    return Fit(tuple(float(w) for w in weights), is_better, before, after, spread, histories.size)


def fitted(histories: Histories, counts: Floats, start: Floats) -> Floats:
    """The 21 weights that best explain the answers, each counting as much as ``counts`` says."""
    weights, damping = start, _DAMPING
    reached = _objective(histories, weights, counts)
    for _ in range(_ROUNDS):
        slope, curvature = _slope(histories, weights, counts)
        step = np.linalg.solve(curvature + damping * np.diag(np.diag(curvature)), -slope)
        tried = np.clip(weights + step * _SPREAD, _LOW, _HIGH)
        found = _objective(histories, tried, counts)
        if found >= reached:
            damping *= 10
            if damping > 1e4:
                break
            continue
        gained, weights, reached, damping = reached - found, tried, found, max(damping / 10, 1e-6)
        if gained < 1e-4 * reached:
            break
    return weights


def _slope(histories: Histories, weights: Floats, counts: Floats) -> tuple[Floats, Floats]:
    """Gradient and Fisher information of the objective, both in spreads of the prior."""
    moved = weights + np.vstack([np.zeros(21), np.diag(_SPREAD * _DIFFERENCE)])
    recalls = np.clip(foreseen(histories, moved), 1e-6, 1 - 1e-6)
    jacobian = (recalls[1:] - recalls[0]) / _DIFFERENCE
    informed = counts / (recalls[0] * (1 - recalls[0]))
    slope = jacobian @ (informed * (recalls[0] - histories.right)) + (weights - _CENTRE) / _SPREAD
    return slope, (jacobian * informed) @ jacobian.T + np.eye(21)


def _objective(histories: Histories, weights: Floats, counts: Floats) -> float:
    loss = losses(foreseen(histories, weights[None])[0], histories.right)
    return float((counts * loss).sum() + 0.5 * (((weights - _CENTRE) / _SPREAD) ** 2).sum())


def _foresight(histories: Histories, now: Floats, half_life: float) -> tuple[float, float, Floats]:
    """Log loss of the weights in use and of fitted ones, on answers later than those that were fitted; the last fit."""
    if not histories.size:
        return 0.0, 0.0, now
    used = losses(foreseen(histories, now[None])[0], histories.right)
    if histories.size < MIN_SCORED:
        return float(used.mean()), float(used.mean()), now
    weights, new, tested = _CENTRE, np.zeros_like(used), np.zeros(histories.size, bool)
    for known, until in pairwise(np.quantile(histories.days, (0.4, 0.6, 0.8, 1.0))):
        later = (histories.days > known) & (histories.days <= until)
        weights = fitted(histories, _weighed(histories, histories.days <= known, half_life), weights)
        new[later] = losses(foreseen(histories, weights[None])[0], histories.right)[later]
        tested |= later
    if not tested.any():  # all on one day: nothing came later
        return float(used.mean()), float(used.mean()), now
    return float(used[tested].mean()), float(new[tested].mean()), weights


def _weighed(histories: Histories, known: np.ndarray, half_life: float) -> Floats:
    age = histories.days.max(initial=0) - histories.days
    fading = 0.5 ** (age / half_life) if half_life > 0 else np.ones(histories.size)
    counts: Floats = np.where(known, fading, 0.0)
    return counts
