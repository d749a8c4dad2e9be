"""How an answer in a sitting is rated for the memory model."""

from dataclasses import dataclass
from enum import IntEnum


class Rating(IntEnum):
    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


@dataclass(frozen=True, slots=True)
class Grading:
    """What else than right and wrong counts. Nothing by default: pass or fail costs the forecast little (1.3 % of log
    loss in the srs-benchmark of open-spaced-repetition), and a clock frightens pupils."""

    hints_count: bool = True
    time_counts: bool = False
    quick: float = 0.5  # of the usual time
    slow: float = 2.0


def rating_of(
    is_right: bool, grading: Grading, *, hints: int = 0, seconds: float = 0.0, usual_seconds: float = 0.0
) -> Rating:
    """Wrong is Again, right is Good; right with a hint, or slowly, is Hard; right in a wink is Easy.

    ``usual_seconds`` is this student's median for items of the kind; 0 where nobody knows it yet.
    """
    if not is_right:
        return Rating.AGAIN
    if grading.hints_count and hints > 0:
        return Rating.HARD
    if not (grading.time_counts and usual_seconds > 0):
        return Rating.GOOD
    if seconds > grading.slow * usual_seconds:
        return Rating.HARD
    return Rating.EASY if seconds < grading.quick * usual_seconds else Rating.GOOD
