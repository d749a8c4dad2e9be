"""Simulated weeks become rows: the same that the actions would have written, in some statements instead of 100,000."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder

from lyceum.domains.learning.announcements import ItemsAnswered, RevisionBegun, RevisionEnded
from lyceum.domains.learning.demo.history import Answered, History, Sitting
from lyceum.domains.learning.models import Learner, Memory, Path, Review, Revision, Step
from lyceum.kernel.foundation.actions.announcing import kind_of
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules import identifier
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.reporting.actions.counting import count

AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Told:
    """One student's weeks on a path."""

    student: Caller
    history: History
    sittings: Sequence[Sitting]


@contextmanager
def own_dates(*models: Any) -> Iterator[None]:
    """Rows written inside keep the ``created_at`` that they carry, instead of that of the statement."""
    fields = [model._meta.get_field("created_at") for model in models]
    for each in fields:
        each.auto_now_add = False
    try:
        yield
    finally:
        for each in fields:
            each.auto_now_add = True


def keep(path: Path, steps: Sequence[Step], told: Sequence[Told]) -> None:
    pairs = [(each, sitting, _revision(path, each.student, sitting)) for each in told for sitting in each.sittings]
    reviews = [_review(revision, a) for _, sitting, revision in pairs for a in sitting.answers]
    memories = [memory for each in told for memory in _memories(path, steps, each)]
    facts = [fact for each, sitting, revision in pairs for fact in _facts(each.student, sitting, revision)]
    facts.sort(key=lambda fact: fact.created_at)
    with own_dates(Revision, Review, Memory, Announcement):
        Revision.objects.bulk_create([revision for _, _, revision in pairs], batch_size=AT_ONCE)
        Review.objects.bulk_create(reviews, batch_size=AT_ONCE)
        Memory.objects.bulk_create(memories, batch_size=AT_ONCE)
        Announcement.objects.bulk_create(facts, batch_size=AT_ONCE)
    count(path.organisation_id, facts)  # nobody else is told of them


def keep_learner(path: Path, each: Told) -> None:
    preferences = each.history.pupil.preferences
    Learner.objects.get_or_create(
        organisation_id=path.organisation_id,
        person_id=each.student.person_id,
        defaults={"daily_minutes": preferences.daily_cap // 5, "new_per_day": preferences.new_per_day},
    )


def identifier_at(moment: datetime) -> UUID:
    return identifier.uuid7(nanoseconds=int(moment.timestamp() * 1_000_000_000))


def _revision(path: Path, student: Caller, sitting: Sitting) -> Revision:
    firsts: dict[UUID, Answered] = {}
    for answer in sitting.answers:
        firsts.setdefault(answer.question.id, answer)
    return Revision(
        id=identifier_at(sitting.began),
        created_at=sitting.began,
        organisation_id=path.organisation_id,
        person_id=student.person_id,
        path=path,
        ended_at=sitting.ended,
        planned=sitting.planned,
        answered=len(firsts),
        right=sum(answer.given.is_right for answer in firsts.values()),
        score=100 * sum(answer.given.fraction for answer in firsts.values()) / len(firsts),
        seconds=sum(answer.seconds for answer in sitting.answers),
    )


def _review(revision: Revision, answer: Answered) -> Review:
    return Review(
        id=identifier_at(answer.answered_at),
        created_at=answer.answered_at,
        organisation_id=revision.organisation_id,
        revision=revision,
        person_id=revision.person_id,
        item_id=answer.question.id,
        given={"given": answer.given.given, "own_verdict": answer.given.own_verdict},
        fraction=answer.given.fraction,
        is_right=answer.given.is_right,
        rating=answer.rating,
        hints=answer.hints,
        seconds=answer.seconds,
        recall=answer.recall,
        answered_at=answer.answered_at,
    )


def _memories(path: Path, steps: Sequence[Step], each: Told) -> Iterator[Memory]:
    step_of = {question.id: steps[question.step - 1] for question in each.history.way.questions}
    for item_id, kept in each.history.kept.items():
        standing = kept.standing
        yield Memory(
            id=identifier_at(kept.first_at),
            created_at=kept.first_at,
            organisation_id=path.organisation_id,
            person_id=each.student.person_id,
            item_id=item_id,
            path=path,
            step=step_of[item_id],
            stability=standing.memory.stability,
            difficulty=standing.memory.difficulty,
            reviewed_at=kept.last_at,
            due_on=standing.due_on,
            phase=standing.step,
            exam_on=standing.exam_on,
            exam_recall=standing.exam_recall,
            reviews=standing.reviews,
            lapses=kept.lapses,
            last_right=kept.last_right,
        )


def _facts(student: Caller, sitting: Sitting, revision: Revision) -> Iterator[Announcement]:
    right = sum(answer.given.is_right for answer in sitting.answers)
    count, path_id = len(sitting.answers), revision.path_id
    score, seconds = round(revision.score, 1), revision.seconds
    yield _fact(student, RevisionBegun(path_id, revision.id), sitting.began)
    yield _fact(student, ItemsAnswered(path_id, revision.id, count, right, seconds), sitting.answers[-1].answered_at)
    yield _fact(student, RevisionEnded(path_id, revision.id, score, seconds), sitting.ended)


def _fact(student: Caller, fact: Any, moment: datetime) -> Announcement:
    return Announcement(
        id=identifier_at(moment),
        created_at=moment,
        organisation_id=student.organisation_id,
        person_id=student.person_id,
        kind=kind_of(fact),
        payload=json.loads(json.dumps(asdict(fact), cls=DjangoJSONEncoder)),
        network=student.origin.network,
        client=student.origin.client,
        request_id=student.origin.request_id,
    )
