"""What is known of how well one student remembers one item, and how an answer changes it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from lyceum.domains.learning.rules.memory_fsrs6 import Fsrs6


class Model(Protocol):
    """A model of memory with one student's weights; days and shapes as in ``memory_fsrs6``."""

    @property
    def version(self) -> str: ...
    @property
    def weights(self) -> tuple[float, ...]: ...
    def first(self, rating: int) -> tuple[float, float]: ...
    def after(self, stability: float, difficulty: float, rating: int, elapsed_days: float) -> tuple[float, float]: ...
    def recall(self, stability: float, elapsed_days: float) -> float: ...
    def interval(self, stability: float, desired_retention: float) -> float: ...


MODELS: dict[str, type[Fsrs6]] = {"fsrs-6": Fsrs6}
DEFAULT_MODEL: Model = Fsrs6()


@dataclass(frozen=True, slots=True)
class Memory:
    """Three columns: ``stability`` in days, ``difficulty`` 1 to 10, ``last_review`` a day of the student's calendar."""

    stability: float
    difficulty: float
    last_review: date


@dataclass(frozen=True, slots=True)
class Review:
    """One answer. ``key`` is the device's own UUIDv7: two devices that say it twice say it once."""

    key: str
    on: date
    rating: int


def model_of(version: str, weights: Sequence[float] = ()) -> Model:
    """The model that a row names; KeyError for a version that nobody knows, ValueError for weights out of bounds."""
    return MODELS[version](tuple(weights)) if weights else MODELS[version]()


def first(rating: int, on_day: date, model: Model = DEFAULT_MODEL) -> Memory:
    """The memory that the first answer to an item leaves."""
    return Memory(*model.first(rating), on_day)


def after(memory: Memory, rating: int, elapsed_days: int, model: Model = DEFAULT_MODEL) -> Memory:
    """The memory that an answer leaves, ``elapsed_days`` after the last one (0: the same day)."""
    kept = model.after(memory.stability, memory.difficulty, rating, elapsed_days)
    return Memory(*kept, memory.last_review + timedelta(elapsed_days) if elapsed_days > 0 else memory.last_review)


def reviewed(memory: Memory | None, rating: int, on_day: date, model: Model = DEFAULT_MODEL) -> Memory:
    """First answer or not. A day before the last review (a phone's wrong clock) counts as the same day."""
    if memory is None:
        return first(rating, on_day, model)
    return after(memory, rating, (on_day - memory.last_review).days, model)


def recall(memory: Memory, elapsed_days: float, model: Model = DEFAULT_MODEL) -> float:
    """Probability of a right answer ``elapsed_days`` after the last review."""
    return model.recall(memory.stability, elapsed_days)


def predicted_recall(memory: Memory, on_day: date, model: Model = DEFAULT_MODEL) -> float:
    """Probability of a right answer on a day, if nothing is reviewed until then."""
    return model.recall(memory.stability, (on_day - memory.last_review).days)


def interval(stability: float, desired_retention: float, model: Model = DEFAULT_MODEL) -> float:
    """Days until recall has fallen to ``desired_retention``."""
    return model.interval(stability, desired_retention)
