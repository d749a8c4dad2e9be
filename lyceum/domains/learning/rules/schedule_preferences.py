"""How one student wants to be asked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Preferences:
    """Retention from 0 to 1, steps in minutes, ``longest`` in days, ``daily_cap`` in answers, new ones included."""

    desired_retention: float = 0.9
    daily_cap: int = 150
    new_per_day: int = 20
    learning_steps: tuple[int, ...] = (10,)
    relearning_steps: tuple[int, ...] = (10,)
    longest: int = 36_500
    # While an exam is ahead and its window has not opened memories may fade further, and most shortly before it opens.
    retention_before_exam: float = 0.66
    retention_before_window: float = 0.63
    exam_window: int = 21
