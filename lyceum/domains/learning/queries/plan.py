"""The paths of a class over time, for a plan: each step with its days, what it waits for, how far the class is."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q
from django.urls import reverse

from lyceum.domains.learning.models import Path, Status, Step
from lyceum.domains.learning.queries.agenda import day_bounds
from lyceum.domains.learning.queries.learner import day_of
from lyceum.domains.learning.queries.path import studied_paths, taught_paths
from lyceum.domains.learning.queries.progress import Counts, accepted_in, counted
from lyceum.domains.learning.rules.timeline import spans
from lyceum.kernel.foundation.rules.agenda import PlanBar
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.identity.models import GroupMembership

MOST = 50
WEEK = timedelta(days=7)


def group_plan(caller: Caller, group_id: UUID) -> Iterator[PlanBar]:
    """Of the paths given to this group that the caller teaches with or studies. As many statements, however many.

    A teacher sees how far the class is, a student how far they are themselves.
    """
    paths, taught = _paths_of(caller, group_id)
    steps = [step for path in paths for step in path.steps.all()]
    totals = accepted_in(caller, [step.id for step in steps])
    shares = _shares(caller, group_id, paths, taught, steps, totals)
    for path in paths:
        yield from _bars(caller, path, shares)


def _paths_of(caller: Caller, group_id: UUID) -> tuple[list[Path], set[UUID]]:
    """Those to draw, and which of them the caller teaches with."""
    (mark,) = Audience(group_ids=frozenset({group_id})).marks()
    given = {"audience__contains": [mark]}
    taught = set(taught_paths(caller).filter(**given).exclude(status=Status.ARCHIVED).values_list("id", flat=True))
    studied = studied_paths(caller).filter(**given).order_by().values("id")
    rows = Path.objects.filter(Q(id__in=taught) | Q(id__in=studied))
    return list(rows.order_by("name", "id").prefetch_related("steps", "exams")[:MOST]), taught


def _bars(caller: Caller, path: Path, shares: Mapping[UUID, float]) -> Iterator[PlanBar]:
    steps = list(path.steps.all())
    days = spans(*_frame(caller, path, len(steps)), [step.opens_on for step in steps])
    inside = {step.id for step in steps}
    for step, (first, after) in zip(steps, days, strict=True):
        starts_at, ends_at = day_bounds(caller, first, after - timedelta(days=1))
        yield PlanBar(
            key=f"learning.step:{step.id}",
            title=step.title,
            starts_at=starts_at,
            ends_at=ends_at,
            url=reverse("learning:path", args=[path.id]),
            lane=path.name,
            progress=shares.get(step.id, 0.0),
            after=tuple(f"learning.step:{one}" for one in step.requires if one in inside),
        )


def _frame(caller: Caller, path: Path, steps: int) -> tuple[date, date]:
    """What the path says, else its last exam, else a week for each step."""
    begins = path.begins_on or day_of(caller, path.activated_at or path.created_at)
    exams = [exam.held_on for exam in path.exams.all()]
    return begins, path.ends_on or max(exams, default=begins + WEEK * steps)


def _shares(
    caller: Caller,
    group_id: UUID,
    paths: Sequence[Path],
    taught: set[UUID],
    steps: Sequence[Step],
    totals: Mapping[UUID, int],
) -> dict[UUID, float]:
    """By step, known of all, 0 to 1. A student's own on paths that they do not teach."""
    class_of = GroupMembership.objects.within(caller).filter(group_id=group_id, leads=False)
    students = list(class_of.values_list("membership__person_id", flat=True))
    shares: dict[UUID, float] = {}
    for people, is_taught in ((students, True), ([caller.person_id], False)):
        ids = [path.id for path in paths if (path.id in taught) is is_taught]
        told = counted(caller, ids, [step for step in steps if step.path_id in ids], people)
        known = _known(told)
        for step in steps:
            if step.path_id in ids and totals.get(step.id) and people:
                shares[step.id] = known.get(step.id, 0) / (totals[step.id] * len(people))
    return shares


def _known(told: Mapping[tuple[UUID, UUID], Counts]) -> dict[UUID, int]:
    known: dict[UUID, int] = {}
    for (_person, step_id), (_met, right, _due) in told.items():
        known[step_id] = known.get(step_id, 0) + right
    return known
