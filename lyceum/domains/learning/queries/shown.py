"""What is shown of a path, its steps and a sitting: the same by page, REST and GraphQL."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lyceum.domains.learning.models import Item, Path, Revision, Step
from lyceum.domains.learning.permissions import may_change
from lyceum.domains.learning.queries.asking import Asked
from lyceum.domains.learning.queries.path import students_of
from lyceum.domains.learning.queries.progress import Standing
from lyceum.kernel.foundation.rules.caller import Caller


@dataclass(frozen=True, slots=True)
class StepView:
    id: UUID
    position: int
    title: str
    objective: str
    opens_on: date | None
    pass_mark: float
    requires: list[UUID]
    document_id: UUID | None
    first_page: int | None
    last_page: int | None
    edition: int


@dataclass(frozen=True, slots=True)
class PathView:
    """``status``: draft · active · archived. ``students``: the ids of those to whom it was given, for its teachers."""

    id: UUID
    name: str
    objectives: str
    subject: str
    level: str
    language: str
    status: str
    begins_on: date | None
    ends_on: date | None
    edition: int
    students: list[UUID]
    steps: list[StepView]
    may_change: bool


@dataclass(frozen=True, slots=True)
class StandingView:
    """A student in a step. ``share``: of its questions known, 0 to 1."""

    step_id: UUID
    title: str
    total: int
    met: int
    known: int
    due: int
    share: float
    is_open: bool
    is_passed: bool
    opens_on: date | None
    waits_for: list[UUID]


@dataclass(frozen=True, slots=True)
class SourceView:
    """The words of the document on which a question stands."""

    document_id: UUID
    version: int
    page: int
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class AskedView:
    """``content``: as ``rules/item.py`` keeps it, answers included: a phone judges offline by the same rules."""

    item_id: UUID
    step_id: UUID
    content: Any
    is_new: bool
    source: SourceView | None


@dataclass(frozen=True, slots=True)
class RevisionView:
    id: UUID
    path_id: UUID
    step_id: UUID | None
    planned: int
    answered: int
    right: int
    score: float
    seconds: int
    is_over: bool


def path_shown(caller: Caller, path: Path) -> PathView:
    may = may_change(caller, path)
    students = list(students_of(caller, path).values_list("person_id", flat=True)) if may else []
    return PathView(
        id=path.id,
        name=path.name,
        objectives=path.objectives,
        subject=path.subject,
        level=path.level,
        language=path.language,
        status=path.status,
        begins_on=path.begins_on,
        ends_on=path.ends_on,
        edition=path.edition,
        students=students,
        steps=[step_shown(caller, step) for step in path.steps.all()],
        may_change=may,
    )


def step_shown(caller: Caller, step: Step) -> StepView:
    return StepView(
        id=step.id,
        position=step.position,
        title=step.title,
        objective=step.objective,
        opens_on=step.opens_on,
        pass_mark=step.pass_mark,
        requires=list(step.requires),
        document_id=step.document_id,
        first_page=step.first_page,
        last_page=step.last_page,
        edition=step.edition,
    )


def standings_shown(caller: Caller, found: Iterable[Standing]) -> list[StandingView]:
    return [
        StandingView(
            step_id=one.step.id,
            title=one.step.title,
            total=one.total,
            met=one.met,
            known=one.known,
            due=one.due,
            share=round(one.share, 4),
            is_open=one.is_open,
            is_passed=one.is_passed,
            opens_on=one.opens_on,
            waits_for=[step.id for step in one.waits_for],
        )
        for one in found
    ]


def asked_shown(caller: Caller, asked: Sequence[Asked]) -> list[AskedView]:
    return [
        AskedView(one.item.id, one.item.step_id, one.item.content, one.memory is None, _source(one.item))
        for one in asked
    ]


def revision_shown(caller: Caller, revision: Revision) -> RevisionView:
    return RevisionView(
        id=revision.id,
        path_id=revision.path_id,
        step_id=revision.step_id,
        planned=revision.planned,
        answered=revision.answered,
        right=revision.right,
        score=round(revision.score, 1),
        seconds=revision.seconds,
        is_over=revision.ended_at is not None,
    )


def _source(item: Item) -> SourceView | None:
    if item.document_id is None:
        return None
    return SourceView(item.document_id, item.version, item.page, item.start, item.end, item.quote)
