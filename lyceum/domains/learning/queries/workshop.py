"""A path as its teachers see it whole: its documents, steps and people, and what is missing before it opens."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, QuerySet

from lyceum.domains.learning.models import Exam, Item, Path, PathTeacher, Source, State, Step
from lyceum.domains.learning.queries.path import students_of
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Message
from lyceum.kernel.foundation.rules.roles import GOVERNORS, LEADERS
from lyceum.kernel.identity.models import Membership
from lyceum.kernel.identity.queries.group import group_names
from lyceum.kernel.identity.queries.membership import members_with_roles
from lyceum.kernel.search.models import Document
from lyceum.kernel.search.queries.documents import documents_for
from lyceum.kernel.search.queries.reasons import said

FACES = 8  # students shown by name; the others are counted


@dataclass(frozen=True, slots=True)
class StepLine:
    """``after``: titles of the steps to pass before."""

    step: Step
    accepted: int
    waiting: int
    after: Sequence[str]


@dataclass(frozen=True, slots=True)
class SourceLine:
    """``why``: what is wrong with its newest file, in words. ``questions``: made from it, decided or not."""

    document: Document
    why: Message
    questions: int
    is_drafting: bool

    @property
    def share(self) -> int:
        return round(100 * self.document.progress / self.document.expected) if self.document.expected else 0


@dataclass(frozen=True, slots=True)
class People:
    students: Sequence[Membership]
    count: int
    groups: Sequence[str]
    teachers: Sequence[PathTeacher]

    @property
    def others(self) -> int:
        return max(self.count - len(self.students), 0)


@dataclass(frozen=True, slots=True)
class Ready:
    """``opens``: what must be there before it opens; ``waiting``: drafts that no student sees yet."""

    students: int
    documents: int
    refused: int
    steps: int
    accepted: int
    waiting: int
    exams: int

    @property
    def opens(self) -> bool:
        return bool(self.students and self.steps)

    @property
    def done(self) -> int:
        return sum(map(bool, (self.students, self.documents, self.steps, self.accepted, self.exams)))


def step_lines(caller: Caller, path: Path) -> list[StepLine]:
    steps = list(path.steps.all())
    titles, counts = {step.id: step.title for step in steps}, _counts(caller, path)
    return [
        StepLine(
            step,
            counts[step.id, State.ACCEPTED],
            counts[step.id, State.DRAFT] + counts[step.id, State.STALE],
            [titles[one] for one in step.requires if one in titles],
        )
        for step in steps
    ]


def source_lines(caller: Caller, path: Path) -> list[SourceLine]:
    made = Item.objects.within(caller).filter(step__path=path, document__isnull=False).order_by()
    counts = dict(made.values_list("document_id").annotate(count=Count("id")))
    rows: QuerySet[Source] = path.sources.select_related("document")
    return [
        SourceLine(
            source.document,
            said(source.document.reason),
            counts.get(source.document_id, 0),
            source.drafted_version < source.document.version,
        )
        for source in rows
    ]


def people_on(caller: Caller, path: Path) -> People:
    students = students_of(caller, path)
    return People(
        students=list(students[:FACES]),
        count=students.count(),
        groups=sorted(group_names(caller, set(path.given_to.group_ids)).values()),
        teachers=list(path.teachers.select_related("person").order_by("created_at")),
    )


def exams_of(caller: Caller, path: Path) -> list[tuple[Exam, list[str]]]:
    """Each with the titles of what it covers; none: all of it."""
    titles = dict(path.steps.values_list("id", "title"))
    return [(exam, [titles[one] for one in exam.steps if one in titles]) for exam in path.exams.all()]


def readiness(caller: Caller, path: Path, steps: Sequence[StepLine], sources: Sequence[SourceLine]) -> Ready:
    return Ready(
        students=students_of(caller, path).count() or len(path.audience),
        documents=sum(bool(line.document.version) for line in sources),
        refused=sum(bool(line.why) for line in sources),
        steps=len(steps),
        accepted=sum(line.accepted for line in steps),
        waiting=sum(line.waiting for line in steps),
        exams=path.exams.count(),
    )


def teachers_to_invite(caller: Caller, path: Path) -> "QuerySet[Membership]":
    here = path.teachers.values("person_id")
    found: QuerySet[Membership] = members_with_roles(caller, LEADERS | GOVERNORS).exclude(person_id__in=here)
    return found


def documents_to_add(caller: Caller, path: Path) -> "QuerySet[Document]":
    """Those that the caller may read already and that the path does not stand on yet."""
    here = path.sources.values("document_id")
    found: QuerySet[Document] = documents_for(caller).filter(version__gt=0).exclude(id__in=here)
    return found


def _counts(caller: Caller, path: Path) -> Counter[tuple[UUID, str]]:
    rows = Item.objects.within(caller).filter(step__path=path).order_by().values_list("step_id", "state")
    return Counter({(step_id, state): count for step_id, state, count in rows.annotate(count=Count("id"))})
