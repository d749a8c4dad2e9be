from datetime import date, datetime
from typing import Any
from uuid import UUID

import strawberry
from strawberry.scalars import JSON

from lyceum.domains.learning.actions import path as paths
from lyceum.domains.learning.actions import step as steps
from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.asking import Asking, whole_answer
from lyceum.domains.learning.actions.replying import pass_on, reply
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.interface.exchange_graph import InOutMutation, InOutQuery
from lyceum.domains.learning.interface.teaching_graph import TeachingMutation, TeachingQuery
from lyceum.domains.learning.queries import exchanges, shown
from lyceum.domains.learning.queries.asking import due_now
from lyceum.domains.learning.queries.path import path_for, studied_path, studied_paths, taught_paths
from lyceum.domains.learning.queries.progress import standings
from lyceum.kernel.foundation.interface.doors import resolver
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.policy import MEMBER, may

strawberry.type(shown.StepView, name="LearningStep")
strawberry.type(shown.PathView, name="LearningPath")
strawberry.type(shown.StandingView, name="LearningStanding")
strawberry.type(shown.RevisionView, name="Revision")
strawberry.type(exchanges.CitationView, name="Citation")
strawberry.type(exchanges.ExchangeView, name="TutorExchange")
TEACHES, STUDIES = may("learning.teach"), may("learning.study")


@strawberry.type
class Verdict:
    """``counted`` false: the question was withdrawn meanwhile."""

    id: UUID
    item_id: UUID
    counted: bool
    fraction: float
    is_right: bool
    reason: str
    due_on: date | None


@strawberry.type
class Begun:
    revision: shown.RevisionView
    asked: JSON


@strawberry.input
class StepInput:
    title: str
    objective: str = ""
    opens_on: date | None = None
    id: UUID | None = None


@strawberry.input
class PathInput:
    """``id``: your own UUIDv7, which makes a repeat harmless."""

    name: str
    objectives: str = ""
    subject: str = ""
    level: str = ""
    language: str = "fr"
    group_ids: list[UUID] = strawberry.field(default_factory=list)
    student_ids: list[UUID] = strawberry.field(default_factory=list)
    begins_on: date | None = None
    ends_on: date | None = None
    steps: list[StepInput] = strawberry.field(default_factory=list)
    id: UUID | None = None


@strawberry.input
class AnswerInput:
    id: UUID
    item_id: UUID
    given: JSON
    seconds: int = 0
    hints: int = 0
    answered_at: datetime | None = None
    own_verdict: bool | None = None


@strawberry.input
class QuestionInput:
    """``id``: your own UUIDv7. ``attempt_open``: the item is not answered yet."""

    path_id: UUID
    question: str
    id: UUID | None = None
    step_id: UUID | None = None
    item_id: UUID | None = None
    attempt_open: bool = False
    hints_given: int = 0


@resolver(MEMBER)
def learning_paths(caller: Caller) -> list[shown.PathView]:
    found = taught_paths(caller) if caller.may("learning.teach") else studied_paths(caller)
    return [shown.path_shown(caller, path) for path in found.prefetch_related("steps")[:50]]


@resolver(MEMBER)
def learning_path(caller: Caller, id: UUID) -> shown.PathView:
    return shown.path_shown(caller, path_for(caller, id))


@resolver(STUDIES)
def learning_progress(caller: Caller, path_id: UUID) -> list[shown.StandingView]:
    path = studied_path(caller, path_id)
    return shown.standings_shown(caller, due_now(caller, path, standings(caller, path)))


@resolver(TEACHES)
def make_learning_path(caller: Caller, path: PathInput) -> shown.PathView:
    audience = Audience(frozenset(path.group_ids), person_ids=frozenset(path.student_ids))
    text = paths.PathText(
        path.name, path.objectives, path.subject, path.level, path.language, audience, path.begins_on, path.ends_on
    )
    first = tuple(steps.StepText(s.title, s.objective, opens_on=s.opens_on, id=s.id) for s in path.steps)
    return shown.path_shown(caller, paths.make_path(caller, path.id or new_identifier(), text, first))


@resolver(TEACHES)
def activate_learning_path(caller: Caller, id: UUID) -> shown.PathView:
    return shown.path_shown(caller, paths.activate_path(caller, id))


@resolver(TEACHES)
def archive_learning_path(caller: Caller, id: UUID) -> shown.PathView:
    return shown.path_shown(caller, paths.archive_path(caller, id))


@resolver(STUDIES)
def begin_learning_revision(
    caller: Caller, path_id: UUID, step_id: UUID | None = None, id: UUID | None = None
) -> Begun:
    revision, asked = begin_revision(caller, id or new_identifier(), path_id, step_id)
    told = [{"itemId": str(a.item.id), "content": a.item.content, "isNew": a.memory is None} for a in asked]
    return Begun(revision=shown.revision_shown(caller, revision), asked=JSON(told))


@resolver(STUDIES)
def answer_learning_items(caller: Caller, revision_id: UUID, answers: list[AnswerInput]) -> list[Verdict]:
    given = [Answer(a.id, a.item_id, a.given, a.seconds, a.hints, a.answered_at, a.own_verdict) for a in answers]
    return [_verdict(judged) for judged in answer_items(caller, revision_id, given)]


@resolver(STUDIES)
def end_learning_revision(caller: Caller, id: UUID) -> shown.RevisionView:
    return shown.revision_shown(caller, end_revision(caller, id))


@resolver(may("learning.open"))
def tutor_questions(caller: Caller, path_id: UUID) -> list[exchanges.ExchangeView]:
    return exchanges.exchanges_for(caller, path_id)


@resolver(STUDIES)
def ask_tutor(caller: Caller, question: QuestionInput) -> exchanges.ExchangeView:
    given: dict[str, Any] = strawberry.asdict(question) | {"id": question.id or new_identifier()}
    return exchanges.exchange_shown(caller, whole_answer(caller, Asking(**given)))


@resolver(STUDIES)
def pass_question_on(caller: Caller, id: UUID) -> exchanges.ExchangeView:
    return exchanges.exchange_shown(caller, pass_on(caller, id))


@resolver(TEACHES)
def reply_to_question(caller: Caller, id: UUID, reply_text: str) -> exchanges.ExchangeView:
    return exchanges.exchange_shown(caller, reply(caller, id, reply_text))


def _verdict(judged: Any) -> Verdict:
    found = judged.verdict
    return Verdict(
        id=judged.id,
        item_id=judged.item_id,
        counted=found is not None,
        fraction=found.fraction if found else 0,
        is_right=bool(found and found.is_right),
        reason=found.reason if found else "",
        due_on=judged.due_on,
    )


@strawberry.type
class Query(TeachingQuery, InOutQuery):
    learning_paths: list[shown.PathView] = strawberry.field(resolver=learning_paths)
    learning_path: shown.PathView = strawberry.field(resolver=learning_path)
    learning_progress: list[shown.StandingView] = strawberry.field(resolver=learning_progress)
    tutor_questions: list[exchanges.ExchangeView] = strawberry.field(resolver=tutor_questions)


@strawberry.type
class Mutation(TeachingMutation, InOutMutation):
    make_learning_path: shown.PathView = strawberry.mutation(resolver=make_learning_path)
    activate_learning_path: shown.PathView = strawberry.mutation(resolver=activate_learning_path)
    archive_learning_path: shown.PathView = strawberry.mutation(resolver=archive_learning_path)
    begin_learning_revision: Begun = strawberry.mutation(resolver=begin_learning_revision)
    answer_learning_items: list[Verdict] = strawberry.mutation(resolver=answer_learning_items)
    end_learning_revision: shown.RevisionView = strawberry.mutation(resolver=end_learning_revision)
    ask_tutor: exchanges.ExchangeView = strawberry.mutation(resolver=ask_tutor)
    pass_question_on: exchanges.ExchangeView = strawberry.mutation(resolver=pass_question_on)
    reply_to_question: exchanges.ExchangeView = strawberry.mutation(resolver=reply_to_question)
