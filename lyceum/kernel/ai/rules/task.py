"""What a model is asked to do. A room declares its tasks once, at import; the ledger and the caps speak of them."""

from dataclasses import dataclass
from enum import StrEnum

from lyceum.kernel.foundation.rules.refusal import Message


class WhenCapped(StrEnum):
    """What follows once a cap is reached: a Refusal, or no model, so that the caller takes its own path."""

    REFUSE = "refuse"
    WITHOUT_MODEL = "without_model"


@dataclass(frozen=True, slots=True)
class Task:
    """``code`` is ``room.verb``. ``repeatable``: the same question may be given the same answer for an hour.

    ``most_tokens`` bounds the answer. Times in seconds: until the first word, between two, and for the whole.
    """

    code: str
    label: Message
    repeatable: bool = False
    when_capped: WhenCapped = WhenCapped.WITHOUT_MODEL
    most_tokens: int = 1000
    first_word_seconds: float = 10
    silence_seconds: float = 10
    total_seconds: float = 60


tasks: dict[str, Task] = {}


def declare(task: Task) -> Task:
    """Raises ValueError when another task has this code."""
    if tasks.setdefault(task.code, task) != task:
        raise ValueError(f"two tasks are called {task.code}")
    return task
