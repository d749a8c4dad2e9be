"""What answers do to memories: the schedule is moved, in whichever order the answers arrive."""

from collections.abc import Iterable, Mapping
from datetime import date
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from lyceum.domains.learning.models import Item, Memory, Path, Review
from lyceum.domains.learning.queries.asking import family_of, standing_of
from lyceum.domains.learning.queries.learner import day_of
from lyceum.domains.learning.queries.steering import Steering, steering_of
from lyceum.domains.learning.rules.memory import predicted_recall
from lyceum.domains.learning.rules.memory_rating import Rating
from lyceum.domains.learning.rules.schedule import answered
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict

STEERED = ["due_on", "exam_on", "exam_recall"]
_MOVED = ["stability", "difficulty", "reviewed_at", "phase", "reviews", "lapses", "last_right", *STEERED]


def remember(caller: Caller, path: Path, reviews: list[Review], items: Mapping[UUID, Item]) -> dict[UUID, date]:
    """Keep the reviews, and bring the memories of their items up to date, in the caller's transaction.

    Gives the day on which each of these items comes back.
    """
    if not reviews:
        return {}
    item_ids = {review.item_id for review in reviews}
    memories = {m.item_id: m for m in Memory.objects.within(caller).own(caller).filter(item_id__in=item_ids)}
    late = {r.item_id for r in reviews if r.item_id in memories and r.answered_at < memories[r.item_id].reviewed_at}
    earlier = Review.objects.within(caller).own(caller).filter(item_id__in=late) if late else ()
    history = sorted([*earlier, *reviews], key=lambda review: (review.answered_at, review.id))
    steering = steering_of(caller, path)
    for item_id in late:
        memories.pop(item_id)  # told again from the beginning
    for review in history:
        known = memories.get(review.item_id)
        memories[review.item_id] = _after(caller, known, review, items[review.item_id], steering)
    _write(reviews)
    _keep([memories[item_id] for item_id in item_ids])
    return {item_id: memories[item_id].due_on for item_id in item_ids}


def _write(reviews: list[Review]) -> None:
    try:
        Review.objects.bulk_create(reviews)
    except IntegrityError as error:
        raise Conflict(_("This id is taken. Make a new one.")) from error


def _after(caller: Caller, known: Memory | None, review: Review, item: Item, steering: Steering) -> Memory:
    on_day = day_of(caller, review.answered_at)
    before = standing_of(known, item, caller.time_zone) if known else None
    if before and review.recall is None:
        review.recall = predicted_recall(before.memory, on_day, steering.model)
    exams = steering.exams_of(item.step_id)
    rating = Rating(review.rating)
    family = family_of(item)
    now = answered(before, str(item.id), rating, on_day, exams, steering.preferences, steering.model, family)
    memory = known or Memory(
        organisation_id=caller.organisation_id,
        person_id=caller.person_id,
        item=item,
        path=steering.path,
        step_id=item.step_id,
    )
    memory.stability, memory.difficulty = now.memory.stability, now.memory.difficulty
    memory.reviewed_at, memory.reviews, memory.phase = review.answered_at, now.reviews, now.step
    memory.due_on, memory.exam_on, memory.exam_recall = now.due_on, now.exam_on, now.exam_recall
    memory.lapses += before is not None and not review.is_right
    memory.last_right = review.is_right
    return memory


def _keep(memories: Iterable[Memory]) -> None:
    Memory.objects.bulk_create(
        list(memories), update_conflicts=True, unique_fields=["person", "item"], update_fields=_MOVED
    )
