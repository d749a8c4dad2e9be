"""Towards which exams the caller's revisions on a path are steered."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lyceum.domains.learning.models import Exam, Item, Memory, Path
from lyceum.domains.learning.queries.learner import day_of, today_of
from lyceum.domains.learning.rules import memory as rules
from lyceum.kernel.foundation.rules.caller import Caller

RETENTION = 0.9


@dataclass(frozen=True, slots=True)
class Steering:
    caller: Caller
    path: Path
    exams: Sequence[Exam]
    today: date

    def due_on(self, item: Item, memory: rules.Memory, model: rules.Model, *, was_right: bool) -> date:
        if not was_right:
            return memory.last_review
        return memory.last_review + timedelta(max(1, round(model.interval(memory.stability, RETENTION))))

    def first_of(self, memories: Sequence[Memory], model: rules.Model, most: int) -> list[Memory]:
        return sorted(memories, key=lambda memory: self._recall(memory, model))[:most]

    def _recall(self, memory: Memory, model: rules.Model) -> float:
        known = rules.Memory(memory.stability, memory.difficulty, day_of(self.caller, memory.reviewed_at))
        return rules.predicted_recall(known, self.today, model)


def steering_of(caller: Caller, path: Path) -> Steering:
    today = today_of(caller)
    return Steering(caller, path, list(path.exams.filter(held_on__gte=today)), today)
