"""What answers do to memories: the schedule is moved, in whichever order the answers arrive."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from lyceum.domains.learning.models import Item, Memory, Path, Review
from lyceum.domains.learning.queries.learner import day_of, learner_of, memory_model_of
from lyceum.domains.learning.queries.steering import Steering, steering_of
from lyceum.domains.learning.rules import memory as rules
from lyceum.kernel.foundation.rules.caller import Caller

_MOVED = ["stability", "difficulty", "reviewed_at", "due_on", "reviews", "lapses", "last_right"]


def remember(caller: Caller, path: Path, reviews: list[Review], items: Mapping[UUID, Item]) -> None:
    """Keep the reviews, and bring the memories of their items up to date, in the caller's transaction."""
    if not reviews:
        return
    model = memory_model_of(learner_of(caller))
    item_ids = {review.item_id for review in reviews}
    memories = {m.item_id: m for m in Memory.objects.within(caller).own(caller).filter(item_id__in=item_ids)}
    late = {r.item_id for r in reviews if r.item_id in memories and r.answered_at < memories[r.item_id].reviewed_at}
    earlier = Review.objects.within(caller).own(caller).filter(item_id__in=late)
    history = sorted([*earlier, *reviews], key=lambda review: (review.answered_at, review.id))
    steering = steering_of(caller, path)
    for item_id in late:
        memories.pop(item_id)  # told again from the beginning
    for review in history:
        known = memories.get(review.item_id)
        memories[review.item_id] = _after(caller, known, review, items[review.item_id], model, steering)
    Review.objects.bulk_create(reviews)
    _keep(caller, [memories[item_id] for item_id in item_ids])


def _after(
    caller: Caller, known: Memory | None, review: Review, item: Item, model: rules.Model, steering: Steering
) -> Memory:
    on_day = day_of(caller, review.answered_at)
    before = _as_rule(caller, known) if known else None
    if before and review.recall is None:
        review.recall = rules.predicted_recall(before, on_day, model)
    now = rules.reviewed(before, review.rating, on_day, model)
    memory = known or Memory(
        organisation_id=caller.organisation_id,
        person_id=caller.person_id,
        item=item,
        path=steering.path,
        step_id=item.step_id,
    )
    memory.stability, memory.difficulty, memory.reviewed_at = now.stability, now.difficulty, review.answered_at
    memory.due_on = steering.due_on(item, now, model, was_right=review.is_right)
    memory.reviews, memory.last_right = memory.reviews + 1, review.is_right
    memory.lapses += bool(before) and not review.is_right
    return memory


def _as_rule(caller: Caller, memory: Memory) -> rules.Memory:
    return rules.Memory(memory.stability, memory.difficulty, day_of(caller, memory.reviewed_at))


def _keep(caller: Caller, memories: Iterable[Memory]) -> None:
    Memory.objects.bulk_create(
        list(memories), update_conflicts=True, unique_fields=["person", "item"], update_fields=_MOVED
    )
