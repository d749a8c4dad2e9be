"""What will be remembered on the day of an exam."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from lyceum.domains.learning.models import Exam, Item, Memory, Path
from lyceum.domains.learning.queries.learner import day_of, learner_of, memory_model_of, today_of
from lyceum.domains.learning.rules.memory import Memory as Remembered
from lyceum.domains.learning.rules.memory import Model, predicted_recall
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class Forecast:
    """``recall``: 0 to 100, mean over all questions that the exam covers; what was never met counts as not known."""

    exam: Exam
    days: int
    recall: int
    met: int
    total: int


def forecasts(caller: Caller, path: Path) -> list[Forecast]:
    """For each exam ahead, if nothing were revised until then. Three statements."""
    today = today_of(caller)
    exams = [exam for exam in path.exams.all() if exam.held_on >= today]
    if not exams:
        return []
    memories = list(Memory.objects.within(caller).own(caller).filter(path=path, item__state="accepted"))
    steps = list(Item.objects.within(caller).accepted().filter(step__path=path).values_list("step_id", flat=True))
    model = memory_model_of(learner_of(caller))
    return [_forecast(caller, exam, memories, steps, model) for exam in exams]


def _forecast(caller: Caller, exam: Exam, memories: Iterable[Memory], steps: list[UUID], model: Model) -> Forecast:
    covered = set(exam.steps)
    chosen = [memory for memory in memories if not covered or memory.step_id in covered]
    total = sum(not covered or step_id in covered for step_id in steps)
    recalls = [predicted_recall(_remembered(caller, memory), exam.held_on, model) for memory in chosen]
    mean = sum(recalls) / total if total else 0
    return Forecast(exam, (exam.held_on - today_of(caller)).days, round(100 * mean), len(chosen), total)


def _remembered(caller: Caller, memory: Memory) -> Remembered:
    return Remembered(memory.stability, memory.difficulty, day_of(caller, memory.reviewed_at))
