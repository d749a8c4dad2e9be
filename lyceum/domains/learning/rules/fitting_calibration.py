"""How well predicted recall meets what happened: log loss and RMSE(bins), as srs-benchmark reckons them."""

import numpy as np

from lyceum.domains.learning.rules.fitting_histories import Floats, Histories, Ints

_NEAREST = 1e-6  # a prediction is never certain


def losses(recalls: Floats, right: Floats) -> Floats:
    """Of each answer: -log of the probability that was given to what happened. Shapes as they come."""
    sure = np.clip(recalls, _NEAREST, 1 - _NEAREST)
    found: Floats = -(right * np.log(sure) + (1 - right) * np.log1p(-sure))
    return found


def log_loss(recalls: Floats, right: Floats) -> float:
    """Mean; lower is better. 0 without answers."""
    return float(losses(recalls, right).mean()) if len(right) else 0.0


def rmse_bins(recalls: Floats, histories: Histories) -> float:
    """Root mean square of predicted minus actual recall, over answers alike in elapsed days, number and lapses."""
    if not histories.size:
        return 0.0
    elapsed = histories.elapsed[histories.rows, histories.columns]
    alike = np.stack(
        [_step(elapsed, 2.48, 3.62), _step(histories.columns + 1, 1.99, 1.89), _step(histories.lapses, 1.65, 1.73)]
    )
    _, bins = np.unique(alike, axis=1, return_inverse=True)
    bins = bins.ravel()
    count = np.bincount(bins)
    gap = np.bincount(bins, recalls - histories.right) / count
    return float(np.sqrt((gap**2 * count).sum() / count.sum()))


def _step(values: Ints, scale: float, base: float) -> Ints:
    """Bins that grow with the value, 0 apart: ``rmse_matrix`` of open-spaced-repetition/srs-benchmark."""
    powers = np.floor(np.log(np.maximum(values, 1)) / np.log(base))
    stepped: Ints = np.where(values > 0, np.round(scale * base**powers * 100), 0).astype(np.int64)
    return stepped
