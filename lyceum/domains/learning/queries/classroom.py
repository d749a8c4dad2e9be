"""The class at a glance: who is where, who is stuck, and on what; then one student in depth."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Avg, Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Exchange, Item, Learner, Memory, Path, Review, Revision
from lyceum.domains.learning.queries.drawn import charts_of
from lyceum.domains.learning.queries.learner import today_of
from lyceum.domains.learning.queries.path import students_of, taught_path
from lyceum.domains.learning.queries.progress import Standing, share_of, standings_of
from lyceum.domains.learning.rules.schedule_preferences import Preferences
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.reporting.queries.chart import Chart

QUIET = timedelta(days=7)  # without a revision: the teacher may wonder
STUCK = 0.5  # of the answers of a week right, or less, with some to judge by
ENOUGH = 5  # answers


@dataclass(frozen=True, slots=True)
class Pupil:
    """``share``: of the path's questions known, 0 to 100. ``recent``: of a week's answers right, 0 to 100, if any.

    ``due``: none in the weeks before an exam, when each student's own budget decides what a day asks.
    """

    member: Membership
    share: int
    due: int | None
    seen_at: datetime | None
    recent: int | None
    answers: int
    stuck_on: str

    @property
    def is_quiet(self) -> bool:
        return self.seen_at is None or self.seen_at < timezone.now() - QUIET

    @property
    def is_stuck(self) -> bool:
        return self.recent is not None and self.answers >= ENOUGH and self.recent <= 100 * STUCK


@dataclass(frozen=True, slots=True)
class Hard:
    """A question that many miss. ``missed``: 0 to 100, of its answers."""

    item: Item
    missed: int
    answers: int


@dataclass(frozen=True, slots=True)
class Classroom:
    path: Path
    pupils: Sequence[Pupil]
    hard: Sequence[Hard]
    share: int
    active: int
    questions: int


def classroom(caller: Caller, path_id: UUID) -> Classroom:
    """Of a path that the caller teaches with. As many statements for thirty students as for one."""
    path = taught_path(caller, path_id)
    members = list(students_of(caller, path))
    ids = [member.person_id for member in members]
    found = standings_of(caller, path, ids)
    week = _week(caller, path)
    seen = _seen(caller, path)
    counts = not _is_before_exam(caller, path)
    pupils = [_pupil(member, found[member.person_id], week, seen, counts_due=counts) for member in members]
    return Classroom(
        path=path,
        pupils=sorted(pupils, key=lambda pupil: (not pupil.is_stuck, not pupil.is_quiet, pupil.member.sort_key)),
        hard=_hard(caller, path),
        share=round(sum(pupil.share for pupil in pupils) / len(pupils)) if pupils else 0,
        active=sum(not pupil.is_quiet for pupil in pupils),
        questions=Exchange.objects.within(caller).filter(path=path, created_at__gte=timezone.now() - QUIET).count(),
    )


@dataclass(frozen=True, slots=True)
class InDepth:
    """``missed``: the student's own hardest questions. ``holds``: median days until a memory fades to 90 %."""

    path: Path
    member: Membership
    steps: Sequence[Standing]
    share: int
    revisions: Sequence[Revision]
    missed: Sequence[Hard]
    exchanges: Sequence[Exchange]
    holds: int
    is_fitted: bool
    counts_due: bool
    charts: Sequence[Chart] = ()


def student_in_depth(caller: Caller, path_id: UUID, person_id: UUID) -> InDepth:
    path = taught_path(caller, path_id)
    member = students_of(caller, path).filter(person_id=person_id).first()
    if member is None:
        raise NotFound(_("There is no such student on this path."))
    steps = standings_of(caller, path, [person_id])[person_id]
    revisions = Revision.objects.within(caller).filter(path=path, person_id=person_id, answered__gt=0)
    exchanges = Exchange.objects.within(caller).filter(path=path, person_id=person_id)
    memories = Memory.objects.within(caller).filter(path=path, person_id=person_id)
    kept = sorted(memories.values_list("stability", flat=True))
    sittings = list(revisions.select_related("step").order_by("-created_at")[:60])
    return InDepth(
        path=path,
        member=member,
        steps=steps,
        share=round(100 * share_of(steps)),
        revisions=sittings,
        missed=_hard(caller, path, person_id),
        exchanges=list(exchanges.select_related("step", "item").order_by("-created_at")[:20]),
        holds=round(kept[len(kept) // 2]) if kept else 0,
        is_fitted=_is_fitted(caller, person_id),
        counts_due=not _is_before_exam(caller, path),
        charts=charts_of(sittings),
    )


def _pupil(
    member: Membership,
    steps: list[Standing],
    week: dict[UUID, tuple[int, float]],
    seen: dict[UUID, datetime],
    *,
    counts_due: bool,
) -> Pupil:
    answers, right = week.get(member.person_id, (0, 0.0))
    begun = [step for step in steps if step.met and not step.is_passed]
    worst = min(begun, key=lambda step: step.known / step.met, default=None)
    return Pupil(
        member=member,
        share=round(100 * share_of(steps)),
        due=sum(step.due for step in steps) if counts_due else None,
        seen_at=seen.get(member.person_id),
        recent=round(100 * right) if answers else None,
        answers=answers,
        stuck_on=worst.step.title if worst and answers >= ENOUGH and right <= STUCK else "",
    )


def _is_before_exam(caller: Caller, path: Path) -> bool:
    """No window opens earlier for an ordinary load."""
    today = today_of(caller)
    return path.exams.filter(held_on__gt=today, held_on__lte=today + timedelta(Preferences().exam_window)).exists()


def _week(caller: Caller, path: Path) -> dict[UUID, tuple[int, float]]:
    rows = Review.objects.within(caller).filter(item__step__path=path, answered_at__gte=timezone.now() - QUIET)
    told = rows.order_by().values_list("person_id").annotate(count=Count("id"), right=Avg("fraction"))
    return {person_id: (count, right) for person_id, count, right in told}


def _seen(caller: Caller, path: Path) -> dict[UUID, datetime]:
    rows = Revision.objects.within(caller).filter(path=path, answered__gt=0).order_by("person_id", "-created_at")
    return dict(rows.distinct("person_id").values_list("person_id", "created_at"))


def _hard(caller: Caller, path: Path, person_id: UUID | None = None) -> list[Hard]:
    """Missed by a third or more of the answers, of at least three."""
    mine = Q(answers__person_id=person_id) if person_id else Q()
    rows = (
        Item.objects.within(caller)
        .accepted()
        .filter(step__path=path)
        .annotate(told=Count("answers", filter=mine), wrong=Count("answers", filter=mine & Q(answers__is_right=False)))
        .filter(told__gte=3)
        .select_related("step")
    )
    counted: list[Any] = list(rows)
    hard = [
        Hard(item, round(100 * item.wrong / item.told), item.told) for item in counted if 3 * item.wrong >= item.told
    ]
    return sorted(hard, key=lambda one: (-one.missed, -one.answers))[:8]


def _is_fitted(caller: Caller, person_id: UUID) -> bool:
    return Learner.objects.within(caller).filter(person_id=person_id).exclude(parameters=[]).exists()
