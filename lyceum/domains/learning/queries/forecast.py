"""What will be remembered on the day of an exam, and on the days until then."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Exam, Item, Memory, Path
from lyceum.domains.learning.queries.learner import day_of, learner_of, memory_model_of, today_of
from lyceum.domains.learning.rules.memory import Memory as Remembered
from lyceum.domains.learning.rules.memory import Model, predicted_recall
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.indicator import Adding, Unit
from lyceum.kernel.reporting.queries.chart import Chart, Figures, drawn

POINTS = 8  # of the curve
ENOUGH = 1000  # memories, evenly chosen, draw the same curve as a hundred times as many


@dataclass(frozen=True, slots=True)
class Forecast:
    """``recall``: 0 to 100, mean over all questions that the exam covers; what was never met counts as not known.

    ``chart``: the same day by day until the exam; none where nothing was met yet, or the exam is today.
    """

    exam: Exam
    days: int
    recall: int
    met: int
    total: int
    chart: Chart | None


def forecasts(caller: Caller, path: Path) -> list[Forecast]:
    """For each exam ahead, if nothing were revised until then. Three statements."""
    today = today_of(caller)
    exams = [exam for exam in path.exams.all() if exam.held_on >= today]
    if not exams:
        return []
    rows = Memory.objects.within(caller).own(caller).filter(path=path, item__state="accepted")
    told = rows.order_by("id").values_list("step_id", "stability", "difficulty", "reviewed_at")
    memories = [(step_id, Remembered(s, d, day_of(caller, at))) for step_id, s, d, at in told]
    steps = list(Item.objects.within(caller).accepted().filter(step__path=path).values_list("step_id", flat=True))
    model = memory_model_of(learner_of(caller))
    return [_forecast(exam, today, memories, steps, model) for exam in exams]


def _forecast(
    exam: Exam, today: date, memories: Sequence[tuple[UUID, Remembered]], steps: Sequence[UUID], model: Model
) -> Forecast:
    covered = set(exam.steps)
    chosen = [memory for step_id, memory in memories if not covered or step_id in covered]
    total = sum(not covered or step_id in covered for step_id in steps)
    recall = _recall(chosen, total, exam.held_on, model)
    chart = _chart(exam, today, chosen, total, model) if chosen and exam.held_on > today else None
    return Forecast(exam, (exam.held_on - today).days, round(recall), len(chosen), total, chart)


def _recall(memories: Sequence[Remembered], total: int, on: date, model: Model) -> float:
    """0 to 100."""
    return 100 * sum(predicted_recall(memory, on, model) for memory in memories) / total if total else 0.0


def _chart(exam: Exam, today: date, memories: Sequence[Remembered], total: int, model: Model) -> Chart:
    lasting = sorted(memories, key=lambda memory: memory.stability)
    some = lasting[:: max(1, len(memories) // ENOUGH)]
    share = total * len(some) / len(memories)
    days = _days(today, exam.held_on)
    values = [100 * sum(predicted_recall(memory, day, model) for memory in some) / share for day in days]
    names, ticks = ([date_format(day, shape) for day in days] for shape in ("j F Y", "j M"))
    title = _("Expected recall until that day, without another revision")
    return drawn(Figures(f"recall-{exam.id}", title, names, ticks, values, values[-1], Unit.PERCENT, Adding.MEAN))


def _days(today: date, until: date) -> list[date]:
    """Evenly between, both included, each once."""
    ahead = (until - today).days
    return [today + timedelta(days) for days in sorted({round(n * ahead / (POINTS - 1)) for n in range(POINTS)})]
