"""Towards which exams the caller's revisions on a path are steered, and by which preferences."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count

from lyceum.domains.learning.models import Exam as Kept
from lyceum.domains.learning.models import Learner, Memory, Path
from lyceum.domains.learning.queries.learner import learner_of, memory_model_of, today_of
from lyceum.domains.learning.rules.exam import Exam, exam_of
from lyceum.domains.learning.rules.memory import Model
from lyceum.domains.learning.rules.schedule_preferences import Preferences
from lyceum.kernel.foundation.rules.caller import Caller

ANSWERS_PER_MINUTE = 5  # of a school student, reading the question included


@dataclass(frozen=True, slots=True)
class Steering:
    """``exams``: those ahead, by the steps that they cover (None: the whole path)."""

    path: Path
    today: date
    preferences: Preferences
    model: Model
    exams: tuple[tuple[frozenset[UUID] | None, Exam], ...]

    def exams_of(self, step_id: UUID) -> list[Exam]:
        return [exam for steps, exam in self.exams if steps is None or step_id in steps]


def steering_of(caller: Caller, path: Path) -> Steering:
    """Three statements, however many exams and items."""
    return steering_for(path, learner_of(caller), today_of(caller))


def steerings_of(caller: Caller, paths: Sequence[Path]) -> list[Steering]:
    """Of those paths that have an exam ahead. Three statements, however many."""
    today, ahead = today_of(caller), defaultdict(list)
    for exam in Kept.objects.within(caller).filter(path__in=[path.id for path in paths], held_on__gt=today):
        ahead[exam.path_id].append(exam)
    if not ahead:
        return []
    learner = learner_of(caller)
    sizes = _begun(list(ahead), learner)
    return [_steered(path, learner, today, ahead[path.id], sizes[path.id]) for path in paths if path.id in ahead]


def steering_for(path: Path, learner: Learner, today: date) -> Steering:
    ahead = [exam for exam in path.exams.all() if exam.held_on > today]
    return _steered(path, learner, today, ahead, _begun([path.id], learner)[path.id] if ahead else {})


def _steered(path: Path, learner: Learner, today: date, ahead: Sequence[Kept], sizes: Mapping[UUID, int]) -> Steering:
    preferences = preferences_of(learner)
    begins = path.begins_on or (path.activated_at or path.created_at).date()
    exams = []
    for exam in ahead:
        steps = frozenset(exam.steps) or None
        size = sum(count for step_id, count in sizes.items() if steps is None or step_id in steps)
        exams.append((steps, exam_of(exam.held_on, begins, size, preferences, exam.weight)))
    return Steering(path, today, preferences, memory_model_of(learner), tuple(exams))


def preferences_of(learner: Learner) -> Preferences:
    return Preferences(new_per_day=learner.new_per_day, daily_cap=max(1, learner.daily_minutes * ANSWERS_PER_MINUTE))


def _begun(path_ids: Sequence[UUID], learner: Learner) -> Mapping[UUID, Mapping[UUID, int]]:
    """By path and step."""
    rows = Memory.objects.filter(organisation_id=learner.organisation_id, person_id=learner.person_id)
    sizes: dict[UUID, dict[UUID, int]] = defaultdict(dict)
    counted = rows.filter(path__in=path_ids).order_by().values_list("path_id", "step_id").annotate(count=Count("*"))
    for path_id, step_id, count in counted:
        sizes[path_id][step_id] = count
    return sizes
