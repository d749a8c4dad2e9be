"""Scenario 1 of the school: a teacher builds a path."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest
from ninja import Router, Schema, Status

from lyceum.domains.learning.actions import exam as exams
from lyceum.domains.learning.actions import path as paths
from lyceum.domains.learning.actions import step as steps
from lyceum.domains.learning.actions.source import add_source, remove_source
from lyceum.domains.learning.queries.path import path_for, studied_paths, taught_paths
from lyceum.domains.learning.queries.shown import PathView, StepView, path_shown, step_shown
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may

router = Router()
TEACHES = may("learning.teach")
ONE = "/learning-paths/{uuid:path_id}"


class StepIn(Schema):
    """``requires``: ids of steps of the same path. ``id``: your own UUIDv7. ``edition``: the one you saw."""

    title: str
    objective: str = ""
    body: str = ""
    opens_on: date | None = None
    pass_mark: float = 0.7
    requires: list[UUID] = []
    document_id: UUID | None = None
    first_page: int | None = None
    last_page: int | None = None
    id: UUID | None = None
    edition: int | None = None

    def text(self) -> steps.StepText:
        given = self.dict(exclude={"edition", "requires"})
        return steps.StepText(**given, requires=tuple(self.requires))


class PathIn(Schema):
    """``id``: your own UUIDv7, which makes a repeat harmless. ``edition``: the one you saw, when you change it."""

    name: str
    objectives: str = ""
    subject: str = ""
    level: str = ""
    language: str = "fr"
    group_ids: list[UUID] = []
    student_ids: list[UUID] = []
    begins_on: date | None = None
    ends_on: date | None = None
    steps: list[StepIn] = []
    id: UUID | None = None
    edition: int | None = None

    def text(self) -> paths.PathText:
        given = self.dict(include={"name", "objectives", "subject", "level", "language", "begins_on", "ends_on"})
        audience = Audience(frozenset(self.group_ids), person_ids=frozenset(self.student_ids))
        return paths.PathText(**given, audience=audience)


class OrderIn(Schema):
    step_ids: list[UUID]


class SourceIn(Schema):
    document_id: UUID


class ExamIn(Schema):
    title: str
    held_on: date
    step_ids: list[UUID] = []
    weight: float = 1.0


class ExamOut(Schema):
    id: UUID
    title: str
    held_on: date
    steps: list[UUID]
    weight: float


@router.get("/learning-paths", response=list[PathView])
@operation(MEMBER)
def list_paths(caller: Caller, request: HttpRequest) -> list[PathView]:
    """Those you teach with, else those you study."""
    found = taught_paths(caller) if caller.may("learning.teach") else studied_paths(caller)
    return [path_shown(caller, path) for path in found.prefetch_related("steps")[:200]]


@router.post("/learning-paths", response={201: PathView})
@operation(TEACHES)
def create_path(caller: Caller, request: HttpRequest, body: PathIn) -> Status[PathView]:
    """A draft with its first steps: its id, its status and its students come back."""
    first = tuple(step.text() for step in body.steps)
    return Status(201, path_shown(caller, paths.make_path(caller, body.id or new_identifier(), body.text(), first)))


@router.get(ONE, response=PathView)
@operation(MEMBER)
def show_path(caller: Caller, request: HttpRequest, path_id: UUID) -> PathView:
    return path_shown(caller, path_for(caller, path_id))


@router.put(ONE, response=PathView)
@operation(TEACHES)
def put_path(caller: Caller, request: HttpRequest, path_id: UUID, body: PathIn) -> PathView:
    """Its steps have their own addresses: those given here are not read."""
    return path_shown(caller, paths.edit_path(caller, path_id, body.text(), body.edition))


@router.put(f"{ONE}/activation", response=PathView)
@operation(TEACHES)
def put_activation(caller: Caller, request: HttpRequest, path_id: UUID) -> PathView:
    """Its students see it and are told."""
    return path_shown(caller, paths.activate_path(caller, path_id))


@router.delete(f"{ONE}/activation", response=PathView)
@operation(TEACHES)
def delete_activation(caller: Caller, request: HttpRequest, path_id: UUID) -> PathView:
    """Archived."""
    return path_shown(caller, paths.archive_path(caller, path_id))


@router.put(ONE + "/teachers/{uuid:teacher_id}", response=PathView)
@operation(TEACHES)
def put_teacher(caller: Caller, request: HttpRequest, path_id: UUID, teacher_id: UUID) -> PathView:
    return path_shown(caller, paths.share_path(caller, path_id, teacher_id))


@router.post(f"{ONE}/steps", response={201: StepView})
@operation(TEACHES)
def create_step(caller: Caller, request: HttpRequest, path_id: UUID, body: StepIn) -> Status[StepView]:
    return Status(201, step_shown(caller, steps.add_step(caller, path_id, body.text())))


@router.put(f"{ONE}/steps", response=PathView)
@operation(TEACHES)
def put_order(caller: Caller, request: HttpRequest, path_id: UUID, body: OrderIn) -> PathView:
    """All steps, once each, in the wanted order."""
    return path_shown(caller, steps.order_steps(caller, path_id, body.step_ids))


@router.put(ONE + "/steps/{uuid:step_id}", response=StepView)
@operation(TEACHES)
def put_step(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID, body: StepIn) -> StepView:
    return step_shown(caller, steps.edit_step(caller, path_id, step_id, body.text(), body.edition))


@router.delete(ONE + "/steps/{uuid:step_id}", response={204: None})
@operation(TEACHES)
def delete_step(caller: Caller, request: HttpRequest, path_id: UUID, step_id: UUID) -> Status[None]:
    steps.remove_step(caller, path_id, step_id)
    return Status(204, None)


@router.post(f"{ONE}/documents", response=PathView)
@operation(TEACHES)
def create_source(caller: Caller, request: HttpRequest, path_id: UUID, body: SourceIn) -> PathView:
    """A document that is there already (``POST /documents``): the tutor may quote it from now on."""
    add_source(caller, path_id, body.document_id)
    return path_shown(caller, path_for(caller, path_id))


@router.delete(ONE + "/documents/{uuid:document_id}", response={204: None})
@operation(TEACHES)
def delete_source(caller: Caller, request: HttpRequest, path_id: UUID, document_id: UUID) -> Status[None]:
    remove_source(caller, path_id, document_id)
    return Status(204, None)


@router.put(ONE + "/exams/{uuid:exam_id}", response=ExamOut)
@operation(TEACHES)
def put_exam(caller: Caller, request: HttpRequest, path_id: UUID, exam_id: UUID, body: ExamIn) -> object:
    """Made or changed. Revisions are steered towards it."""
    text = exams.ExamText(body.title, body.held_on, tuple(body.step_ids), body.weight)
    return exams.set_exam(caller, path_id, exam_id, text)


@router.delete(ONE + "/exams/{uuid:exam_id}", response={204: None})
@operation(TEACHES)
def delete_exam(caller: Caller, request: HttpRequest, path_id: UUID, exam_id: UUID) -> Status[None]:
    exams.remove_exam(caller, path_id, exam_id)
    return Status(204, None)
