"""GraphQL of a teacher's workshop: questions decided and taken back, exams, what the tutor may do."""

from datetime import date
from uuid import UUID

import strawberry

from lyceum.domains.learning.actions import exam as exams
from lyceum.domains.learning.actions import item as items
from lyceum.domains.learning.actions import policy as policies
from lyceum.domains.learning.actions import review
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.path import taught_path
from lyceum.domains.learning.queries.policy import policy_of
from lyceum.domains.learning.rules.pedagogy import LADDER, Answering
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import may

strawberry.enum(Answering, name="Answering")
TEACHES = may("learning.teach")


@strawberry.type
class LearningExam:
    """``steps``: what it covers; none is the whole path."""

    id: UUID
    title: str
    held_on: date
    steps: list[UUID]
    weight: float


@strawberry.input
class ExamInput:
    """``id``: your own UUIDv7, or that of the exam to change."""

    title: str
    held_on: date
    step_ids: list[UUID] = strawberry.field(default_factory=list)
    weight: float = 1.0
    id: UUID | None = None


@strawberry.type
class TutorPolicy:
    allowed: list[Answering]
    hints_before_more: int
    subjects: list[str]


@strawberry.input
class TutorPolicyInput:
    """``subjects``: of which it may speak though the documents do not; none means the path's own."""

    allowed: list[Answering]
    hints_before_more: int = 2
    subjects: list[str] = strawberry.field(default_factory=list)


@resolver(TEACHES)
def learning_exams(caller: Caller, path_id: UUID) -> list[LearningExam]:
    return [_exam(one) for one in taught_path(caller, path_id).exams.all()]


@resolver(TEACHES)
def set_learning_exam(caller: Caller, path_id: UUID, exam: ExamInput) -> LearningExam:
    text = exams.ExamText(exam.title, exam.held_on, tuple(exam.step_ids), exam.weight)
    return _exam(exams.set_exam(caller, path_id, exam.id or new_identifier(), text))


@resolver(TEACHES)
def remove_learning_exam(caller: Caller, path_id: UUID, exam_id: UUID) -> bool:
    exams.remove_exam(caller, path_id, exam_id)
    return True


@resolver(TEACHES)
def tutor_policy(caller: Caller, path_id: UUID) -> TutorPolicy:
    return _policy(taught_path(caller, path_id))


@resolver(TEACHES)
def set_tutor_policy(
    caller: Caller, path_id: UUID, policy: TutorPolicyInput, edition: int | None = None
) -> TutorPolicy:
    text = policies.PolicyText(frozenset(policy.allowed), policy.hints_before_more, tuple(policy.subjects))
    return _policy(policies.set_policy(caller, path_id, text, edition))


@resolver(TEACHES)
def accept_learning_items(
    caller: Caller, path_id: UUID, item_ids: list[UUID] | None = None, step_id: UUID | None = None
) -> int:
    return items.accept_items(caller, path_id, item_ids or [], step_id)


@resolver(TEACHES)
def reject_learning_items(caller: Caller, path_id: UUID, item_ids: list[UUID]) -> int:
    return items.reject_items(caller, path_id, item_ids)


@resolver(TEACHES)
def withdraw_learning_items(caller: Caller, path_id: UUID, item_ids: list[UUID]) -> int:
    return review.withdraw_items(caller, path_id, item_ids)


@resolver(TEACHES)
def put_back_learning_items(caller: Caller, path_id: UUID, item_ids: list[UUID]) -> int:
    return review.put_back_items(caller, path_id, item_ids)


def _exam(found: exams.Exam) -> LearningExam:
    return LearningExam(
        id=found.id, title=found.title, held_on=found.held_on, steps=list(found.steps), weight=found.weight
    )


def _policy(path: Path) -> TutorPolicy:
    found = policy_of(path)
    allowed = [kind for kind in LADDER if kind in found.allowed]
    return TutorPolicy(allowed=allowed, hints_before_more=found.hints_before_more, subjects=list(found.subjects))


@strawberry.type
class TeachingQuery:
    learning_exams: list[LearningExam] = strawberry.field(resolver=learning_exams)
    tutor_policy: TutorPolicy = strawberry.field(resolver=tutor_policy)


@strawberry.type
class TeachingMutation:
    set_learning_exam: LearningExam = strawberry.mutation(
        resolver=set_learning_exam, description="Made or changed. Revisions are steered towards it."
    )
    remove_learning_exam: bool = strawberry.mutation(resolver=remove_learning_exam)
    set_tutor_policy: TutorPolicy = strawberry.mutation(resolver=set_tutor_policy)
    accept_learning_items: int = strawberry.mutation(
        resolver=accept_learning_items, description="Those named, or all that wait in the step; how many were."
    )
    reject_learning_items: int = strawberry.mutation(resolver=reject_learning_items)
    withdraw_learning_items: int = strawberry.mutation(
        resolver=withdraw_learning_items, description="No longer asked; what students answered is kept."
    )
    put_back_learning_items: int = strawberry.mutation(
        resolver=put_back_learning_items, description="Accepted or rejected ones await a teacher again."
    )
