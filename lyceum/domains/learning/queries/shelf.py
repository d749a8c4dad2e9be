"""The paths that a person sees first: with what is due for a student, with what waits for a teacher."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count

from lyceum.domains.learning.models import Exam, Item, Path, Step
from lyceum.domains.learning.queries.asking import due_counts
from lyceum.domains.learning.queries.learner import today_of
from lyceum.domains.learning.queries.path import students_of, studied_paths, taught_paths
from lyceum.domains.learning.queries.progress import accepted_in, counted
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 200


@dataclass(frozen=True, slots=True)
class StudiedPath:
    """``share``: of its questions met so far that are known, 0 to 100."""

    path: Path
    total: int
    known: int
    met: int
    due: int
    exam: Exam | None
    days_left: int

    @property
    def share(self) -> int:
        return round(100 * self.known / self.total) if self.total else 0

    @property
    def new(self) -> int:
        return self.total - self.met


@dataclass(frozen=True, slots=True)
class TaughtPath:
    path: Path
    students: int
    steps: int
    accepted: int
    waiting: int


def studied_shelf(caller: Caller) -> list[StudiedPath]:
    """What is due first. As many statements, however many paths."""
    paths = list(studied_paths(caller)[:MOST])
    ids = [path.id for path in paths]
    steps = list(Step.objects.within(caller).filter(path__in=ids).only("id", "path_id"))
    place = {step.id: step.path_id for step in steps}
    totals: Counter[UUID] = Counter()
    met, known = Counter[UUID](), Counter[UUID]()
    for step_id, total in accepted_in(caller, list(place)).items():
        totals[place[step_id]] += total
    for (_person, step_id), (step_met, step_known, _due) in counted(caller, ids, steps, [caller.person_id]).items():
        met[place[step_id]] += step_met
        known[place[step_id]] += step_known
    due, exams = due_counts(caller, paths), _next_exams(caller, ids)
    today = today_of(caller)
    days = {path_id: (exam.held_on - today).days for path_id, exam in exams.items()}
    shelf = [
        StudiedPath(p, totals[p.id], known[p.id], met[p.id], due[p.id], exams.get(p.id), days.get(p.id, 0))
        for p in paths
    ]
    return sorted(shelf, key=lambda one: (-one.due, one.path.name))


def taught_shelf(caller: Caller) -> list[TaughtPath]:
    """Newest first; the students of each cost one statement more."""
    paths = list(taught_paths(caller).annotate(step_count=Count("steps", distinct=True))[:MOST])
    items = Item.objects.within(caller).filter(step__path__in=[path.id for path in paths])
    accepted, waiting = _counted(items.accepted(), "step__path_id"), _counted(items.to_review(), "step__path_id")
    sizes = _sizes(caller, paths)
    return [
        TaughtPath(p, sizes[p.id], p.step_count, accepted.get(p.id, 0), waiting.get(p.id, 0))  # type: ignore[attr-defined]
        for p in paths
    ]


def _sizes(caller: Caller, paths: Sequence[Path]) -> dict[UUID, int]:
    """Paths given to the same people are counted once."""
    counted = dict.fromkeys({tuple(path.audience) for path in paths}, 0)
    for path in {tuple(path.audience): path for path in paths if path.audience}.values():
        counted[tuple(path.audience)] = students_of(caller, path).count()
    return {path.id: counted[tuple(path.audience)] for path in paths}


def _next_exams(caller: Caller, path_ids: list[UUID]) -> dict[UUID, Exam]:
    rows = Exam.objects.within(caller).filter(path__in=path_ids, held_on__gte=today_of(caller)).order_by("-held_on")
    return {exam.path_id: exam for exam in rows}


def _counted(rows: object, by: str) -> dict[UUID, int]:
    grouped = rows.order_by().values_list(by)  # type: ignore[attr-defined]
    return dict(grouped.annotate(count=Count("id")))
