"""What a student is asked now: what is due, the most forgotten first, then something new."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from lyceum.domains.learning.models import Item, Memory, Path, Step
from lyceum.domains.learning.queries.learner import day_of, learner_of, today_of
from lyceum.domains.learning.queries.progress import standings
from lyceum.domains.learning.queries.steering import Steering, steering_of
from lyceum.domains.learning.rules.memory import Memory as Remembered
from lyceum.domains.learning.rules.memory import predicted_recall
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 60  # of one sitting
SHORTLIST = 4 * MOST  # memories due, among which the sitting is chosen


@dataclass(frozen=True, slots=True)
class Asked:
    """``memory``: none at the first meeting."""

    item: Item
    memory: Memory | None


def asked_in(caller: Caller, path: Path, step: Step | None = None, most: int = MOST) -> list[Asked]:
    """On the whole path, or in one of its steps."""
    due = _due(caller, path, step, most)
    room = most - len(due)
    return due + ([Asked(item, None) for item in _new(caller, path, step, room)] if room > 0 else [])


def due_memories(caller: Caller, path: Path | None = None) -> QuerySet[Memory]:
    """Of the caller's own, on one path or on all; questions that are no longer asked are left out."""
    rows = Memory.objects.within(caller).own(caller).filter(due_on__lte=today_of(caller), item__state="accepted")
    found: QuerySet[Memory] = rows.filter(path=path) if path else rows
    return found


def _due(caller: Caller, path: Path, step: Step | None, most: int) -> list[Asked]:
    rows = due_memories(caller, path)
    if step:
        rows = rows.filter(step=step)
    shortlist = list(rows.select_related("item").order_by("due_on", "id")[:SHORTLIST])
    steering = steering_of(caller, path)
    shortlist.sort(key=lambda memory: _recall(caller, memory, steering))
    return [Asked(memory.item, memory) for memory in shortlist[:most]]


def _recall(caller: Caller, memory: Memory, steering: Steering) -> float:
    known = Remembered(memory.stability, memory.difficulty, day_of(caller, memory.reviewed_at))
    return predicted_recall(known, steering.today, steering.model)


def _new(caller: Caller, path: Path, step: Step | None, room: int) -> Iterable[Item]:
    """In the order of the path, from open steps, up to the day's share."""
    share = min(room, learner_of(caller).new_per_day - _met_today(caller))
    if share <= 0:
        return []
    open_ids = [s.step.id for s in standings(caller, path) if s.is_open and (step is None or s.step.id == step.id)]
    met = Memory.objects.within(caller).own(caller).filter(path=path)
    rows = Item.objects.within(caller).accepted().filter(step_id__in=open_ids).exclude(id__in=met.values("item_id"))
    found: QuerySet[Item] = rows.order_by("step__position", "position", "id")
    return found[:share]


def _met_today(caller: Caller) -> int:
    midnight = datetime.combine(today_of(caller), time(), ZoneInfo(caller.time_zone))
    return Memory.objects.within(caller).own(caller).filter(created_at__gte=midnight).count()
