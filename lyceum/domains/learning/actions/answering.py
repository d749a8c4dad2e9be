"""Answers: judged, counted once, remembered. From a page, or many at once from a phone that was offline."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.domains.learning.actions.remembering import remember
from lyceum.domains.learning.actions.revision import revision_to_change, sum_up
from lyceum.domains.learning.announcements import ItemsAnswered
from lyceum.domains.learning.models import Item, Learner, Memory, Review, Revision, State
from lyceum.domains.learning.queries.learner import day_of
from lyceum.domains.learning.queries.path import studied_path
from lyceum.domains.learning.rules.item import Kind
from lyceum.domains.learning.rules.judging import Verdict, judge
from lyceum.domains.learning.rules.likeness import Reason
from lyceum.domains.learning.rules.memory_rating import Grading, rating_of
from lyceum.kernel.foundation.actions.announcing import announce_all
from lyceum.kernel.foundation.rules.caller import Caller

LONGEST_SECONDS = 600  # for one answer: whoever left the phone on the table was not studying


@dataclass(frozen=True, slots=True)
class Answer:
    """``id``: the device's own UUIDv7. ``given``: as ``rules/judging.py`` takes it.

    ``own_verdict``: of the student, where they judge (definitions). ``answered_at``: by the device's clock.
    """

    id: UUID
    item_id: UUID
    given: Any
    seconds: int = 0
    hints: int = 0
    answered_at: datetime | None = None
    own_verdict: bool | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """``verdict`` none: the question was withdrawn meanwhile, and the answer counts for nothing.

    ``due_on``: when the question comes back, after all that is known of it by now.
    """

    id: UUID
    item_id: UUID
    verdict: Verdict | None
    due_on: date | None = None


def answer_items(caller: Caller, revision_id: UUID, answers: Sequence[Answer]) -> list[Judged]:
    """Each counted once however often it is sent, in the order in which they were given, whichever came first.

    Raises NotAllowed when the path is no longer the student's: then nothing is counted.
    """
    with transaction.atomic():
        _one_at_a_time(caller)
        revision = revision_to_change(caller, revision_id)
        path = studied_path(caller, revision.path_id)
        known = _known(caller, answers)
        items = _items(caller, path.id, answers)
        new = [answer for answer in answers if answer.id not in known and answer.item_id in items]
        made = {answer.id: _review(caller, revision, items[answer.item_id], answer) for answer in new}
        due = remember(caller, path, list(made.values()), items)
        if made:
            sum_up(revision)
            revision.save()
            announce_all(caller, _by_day(caller, revision, list(made.values())))
        due |= _due(caller, items.keys() - due)
    return [_judged(items, known | made, due, answer) for answer in answers]


def _by_day(caller: Caller, revision: Revision, made: Iterable[Review]) -> Iterator[ItemsAnswered]:
    """One fact for each day on which answers were given, in the student's calendar."""
    days: dict[date, list[Review]] = defaultdict(list)
    for review in made:
        days[day_of(caller, review.answered_at)].append(review)
    for day, told in sorted(days.items()):
        right, seconds = sum(review.is_right for review in told), sum(review.seconds for review in told)
        yield ItemsAnswered(revision.path_id, revision.id, len(told), right, seconds, day.isoformat())


def _one_at_a_time(caller: Caller) -> None:
    """Two devices of one student that speak at once are heard one after the other."""
    Learner.objects.get_or_create(organisation_id=caller.organisation_id, person_id=caller.person_id)
    Learner.objects.within(caller).own(caller).select_for_update().get()


def _known(caller: Caller, answers: Iterable[Answer]) -> dict[UUID, Review]:
    """What the caller has sent before."""
    rows = Review.objects.within(caller).own(caller).filter(id__in=[answer.id for answer in answers])
    return {review.id: review for review in rows}


def _items(caller: Caller, path_id: UUID, answers: Iterable[Answer]) -> dict[UUID, Item]:
    """A question that has become stale since was honestly asked; one that was rejected no longer counts."""
    rows = Item.objects.within(caller).filter(
        id__in=[answer.item_id for answer in answers], step__path_id=path_id, state__in=(State.ACCEPTED, State.STALE)
    )
    return {item.id: item for item in rows}


def _review(caller: Caller, revision: Revision, item: Item, answer: Answer) -> Review:
    verdict = _verdict(item, answer.given, answer.own_verdict)
    seconds = max(0, min(answer.seconds, LONGEST_SECONDS))
    return Review(
        id=answer.id,
        organisation_id=caller.organisation_id,
        revision=revision,
        person_id=caller.person_id,
        item=item,
        given={"given": answer.given, "own_verdict": answer.own_verdict},
        fraction=verdict.fraction,
        is_right=verdict.is_right,
        rating=rating_of(verdict.is_right, Grading(), hints=answer.hints, seconds=seconds),
        hints=max(0, answer.hints),
        seconds=seconds,
        answered_at=min(answer.answered_at or timezone.now(), timezone.now()),
    )


def _verdict(item: Item, given: Any, own_verdict: bool | None) -> Verdict:
    verdict = judge(item.asks, given)
    if item.asks.kind is Kind.DEFINITION and own_verdict is not None:
        return Verdict(float(own_verdict), own_verdict, Reason.COMPARE, verdict.differed)
    return verdict


def _due(caller: Caller, item_ids: Set[UUID]) -> dict[UUID, date]:
    """Of those that were answered before, and sent once more."""
    if not item_ids:
        return {}
    rows = Memory.objects.within(caller).own(caller).filter(item__in=item_ids)
    return dict(rows.values_list("item_id", "due_on"))


def _judged(
    items: Mapping[UUID, Item], reviews: Mapping[UUID, Review], due: Mapping[UUID, date], answer: Answer
) -> Judged:
    if answer.id not in reviews or answer.item_id not in items:
        return Judged(answer.id, answer.item_id, None)
    kept = reviews[answer.id].given
    verdict = _verdict(items[answer.item_id], kept["given"], kept["own_verdict"])
    return Judged(answer.id, answer.item_id, verdict, due.get(answer.item_id))
