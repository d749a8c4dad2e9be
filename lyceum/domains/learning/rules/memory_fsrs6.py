"""FSRS-6: what one review does to a memory. Formulas: open-spaced-repetition, awesome-fsrs wiki, "The Algorithm".

Stability S is in days (recall is 0.9 after S days), difficulty D goes from 1 to 10, recall R from 0 to 1, elapsed time
in whole days of the student's own calendar; w0…w20 are the weights.
"""

from dataclasses import dataclass, field
from math import exp

DEFAULTS = (
    *(0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796),
    *(1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542),
)
LOWEST = (
    *(0.001, 0.001, 0.001, 0.001, 1.0, 0.001, 0.001, 0.001, 0.0, 0.0, 0.001),
    *(0.001, 0.001, 0.001, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.1),
)
HIGHEST = (
    *(100.0, 100.0, 100.0, 100.0, 10.0, 4.0, 4.0, 0.75, 4.5, 0.8, 3.5),
    *(5.0, 0.25, 0.9, 4.0, 1.0, 6.0, 2.0, 2.0, 0.8, 0.8),
)
STABILITY_MIN, STABILITY_MAX = 0.001, 36_500.0
AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Fsrs6:
    """The model with one student's 21 weights. Raises ValueError when they are too few, too many or out of bounds."""

    weights: tuple[float, ...] = DEFAULTS
    version: str = field(default="fsrs-6", init=False)
    decay: float = field(init=False, repr=False, compare=False)
    factor: float = field(init=False, repr=False, compare=False)  # so that R(S) = 0.9
    easiest: float = field(init=False, repr=False, compare=False)  # D towards which every difficulty drifts

    def __post_init__(self) -> None:
        inside = [low <= w <= high for low, w, high in zip(LOWEST, self.weights, HIGHEST, strict=True)]
        if not all(inside):
            raise ValueError(f"weight {inside.index(False)} of FSRS-6 is out of bounds")
        decay = -self.weights[20]
        object.__setattr__(self, "decay", decay)
        object.__setattr__(self, "factor", 0.9 ** (1 / decay) - 1)
        object.__setattr__(self, "easiest", self._first_difficulty(EASY))

    def first(self, rating: int) -> tuple[float, float]:
        """(S, D) after the first answer: S = w[rating - 1], D = w4 - e^(w5 (rating - 1)) + 1."""
        return self.weights[rating - 1], min(max(self._first_difficulty(rating), 1.0), 10.0)

    def after(self, stability: float, difficulty: float, rating: int, elapsed_days: float) -> tuple[float, float]:
        """(S, D) after an answer ``elapsed_days`` after the last one; below 1 it is the same day."""
        if elapsed_days < 1:
            kept = self._same_day(stability, rating)
        elif rating == AGAIN:
            kept = self._forgotten(stability, difficulty, self.recall(stability, elapsed_days))
        else:
            kept = self._recalled(stability, difficulty, self.recall(stability, elapsed_days), rating)
        return min(max(kept, STABILITY_MIN), STABILITY_MAX), self._difficulty(difficulty, rating)

    def recall(self, stability: float, elapsed_days: float) -> float:
        """R = (1 + factor t / S)^-w20."""
        return float((1 + self.factor * max(elapsed_days, 0.0) / stability) ** self.decay)

    def interval(self, stability: float, desired_retention: float) -> float:
        """Days until recall has fallen to ``desired_retention``: the inverse of ``recall``."""
        return float(stability / self.factor * (desired_retention ** (1 / self.decay) - 1))

    def _first_difficulty(self, rating: int) -> float:
        return self.weights[4] - exp(self.weights[5] * (rating - 1)) + 1

    def _difficulty(self, difficulty: float, rating: int) -> float:
        """D' = w7 D0(easy) + (1 - w7) (D - w6 (rating - 3) (10 - D) / 9)."""
        w = self.weights
        moved = difficulty - w[6] * (rating - 3) * (10.0 - difficulty) / 9.0
        return min(max(w[7] * self.easiest + (1 - w[7]) * moved, 1.0), 10.0)

    def _same_day(self, stability: float, rating: int) -> float:
        """S' = S e^(w17 (rating - 3 + w18)) S^-w19, never less than S unless forgotten."""
        w = self.weights
        growth = exp(w[17] * (rating - 3 + w[18])) * stability ** -w[19]
        return float(stability * (growth if rating == AGAIN else max(growth, 1.0)))

    def _forgotten(self, stability: float, difficulty: float, recall: float) -> float:
        """S' = min(w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), S / e^(w17 w18))."""
        w = self.weights
        left = w[11] * difficulty ** -w[12] * ((stability + 1) ** w[13] - 1) * exp(w[14] * (1 - recall))
        return float(min(left, stability / exp(w[17] * w[18])))

    def _recalled(self, stability: float, difficulty: float, recall: float, rating: int) -> float:
        """S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) [w15 if hard] [w16 if easy])."""
        w = self.weights
        growth = exp(w[8]) * (11 - difficulty) * stability ** -w[9] * (exp(w[10] * (1 - recall)) - 1)
        if rating == HARD:
            growth *= w[15]
        elif rating == EASY:
            growth *= w[16]
        return float(stability * (1 + growth))
