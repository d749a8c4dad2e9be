"""What a student is asked now: the day's plan (``rules/schedule_plan.py``) over a shortlist that the database picks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet

from lyceum.domains.learning.models import Item, Memory, Path, Review, Step
from lyceum.domains.learning.queries.learner import day_in, today_of
from lyceum.domains.learning.queries.progress import standings
from lyceum.domains.learning.queries.steering import Steering, steering_of
from lyceum.domains.learning.rules.exam import Exam, expected_cost
from lyceum.domains.learning.rules.memory import Memory as Remembered
from lyceum.domains.learning.rules.schedule import Standing
from lyceum.domains.learning.rules.schedule_plan import Day, plan
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 60  # of one sitting
SHORTLIST = 4 * MOST


@dataclass(frozen=True, slots=True)
class Asked:
    """``memory``: none at the first meeting."""

    item: Item
    memory: Memory | None


def asked_in(caller: Caller, path: Path, step: Step | None = None, most: int = MOST) -> list[Asked]:
    """On the whole path, or in one of its steps; in the order in which it is asked."""
    steering = steering_of(caller, path)
    memories = {memory.item_id: memory for memory in _shortlist(caller, steering, step)}
    rows = [standing_of(memory, memory.item, caller.time_zone) for memory in memories.values()]
    fresh = {item.id: item for item in _fresh(caller, path, step)}
    day = _done(caller)
    chosen = plan(
        steering.today,
        rows,
        _exams(steering, list(memories.values())),
        steering.preferences,
        steering.model,
        fresh=[str(item_id) for item_id in fresh],
        done=day,
        unseen=_unseen(caller, steering),
        days=0,
    )
    found = [UUID(item) for item in chosen.queue[:most]]
    return [Asked(memories[i].item, memories[i]) if i in memories else Asked(fresh[i], None) for i in found]


def due_memories(caller: Caller, path: Path | None = None) -> QuerySet[Memory]:
    """Of the caller's own, on one path or on all; questions that are no longer asked are left out."""
    rows = Memory.objects.within(caller).own(caller).filter(due_on__lte=today_of(caller), item__state="accepted")
    found: QuerySet[Memory] = rows.filter(path=path) if path else rows
    return found


def standing_of(memory: Memory, item: Item, time_zone: str) -> Standing:
    """A row as the rules take it."""
    return Standing(
        item=str(memory.item_id),
        memory=Remembered(memory.stability, memory.difficulty, day_in(time_zone, memory.reviewed_at)),
        reviews=memory.reviews,
        due_on=memory.due_on,
        learnt=memory.phase is None,
        step=memory.phase,
        exam_on=memory.exam_on,
        exam_recall=memory.exam_recall,
        family=family_of(item),
    )


def family_of(item: Item) -> str:
    """Items that stand on the same words."""
    return f"{item.document_id}:{item.page}:{item.start}" if item.document_id else ""


def _shortlist(caller: Caller, steering: Steering, step: Step | None) -> list[Memory]:
    """What is due by date; inside an open window also the least sure, and what was not asked in it yet."""
    rows = due_memories(caller, steering.path).select_related("item")
    if step:
        rows = rows.filter(step=step)
    found = list(rows.order_by("due_on", "id")[:SHORTLIST])
    if len(found) == SHORTLIST:
        for _steps, exam in steering.exams:
            if exam.is_open(steering.today):
                inside = rows.filter(exam_on=exam.on)
                opened = _midnight(caller, exam.opens)
                found += inside.order_by("exam_recall", "id")[:SHORTLIST]
                found += inside.filter(reviewed_at__lt=opened).order_by("exam_recall", "id")[:SHORTLIST]
    return list({memory.id: memory for memory in found}.values())


def _exams(steering: Steering, memories: Sequence[Memory]) -> list[Exam]:
    """Each with the shortlisted items that it covers."""
    found = []
    for steps, exam in steering.exams:
        covered = frozenset(str(m.item_id) for m in memories if steps is None or m.step_id in steps)
        found.append(replace(exam, items=covered))
    return found


def _unseen(caller: Caller, steering: Steering) -> dict[date, int]:
    """By day of exam, how many of its items wait for their first answer inside the open window."""
    counts = {}
    for _steps, exam in steering.exams:
        if exam.is_open(steering.today):
            rows = due_memories(caller, steering.path).filter(exam_on=exam.on)
            counts[exam.on] = rows.filter(reviewed_at__lt=_midnight(caller, exam.opens)).count()
    return counts


def _fresh(caller: Caller, path: Path, step: Step | None) -> QuerySet[Item]:
    """Not met yet, in the order of the path, from open steps."""
    open_ids = [s.step.id for s in standings(caller, path) if s.is_open and (step is None or s.step.id == step.id)]
    met = Memory.objects.within(caller).own(caller).filter(path=path)
    rows = Item.objects.within(caller).accepted().filter(step_id__in=open_ids).exclude(id__in=met.values("item_id"))
    found: QuerySet[Item] = rows.order_by("step__position", "position", "id")
    return found[:MOST]


def _done(caller: Caller) -> Day:
    """What the caller has answered today already, on all paths: the day's share is one."""
    since = _midnight(caller, today_of(caller))
    reviews = Review.objects.within(caller).own(caller).filter(answered_at__gte=since)
    told = reviews.aggregate(answers=Count("item", distinct=True), right=Count("id", filter=Q(is_right=True)))
    begun = Memory.objects.within(caller).own(caller).filter(created_at__gte=since).count()
    answers = told["answers"] or 0
    right_share = min(1.0, (told["right"] or 0) / answers) if answers else 1.0
    return Day(answers=answers, begun=begun, cost=(answers - begun) * expected_cost(right_share))


def _midnight(caller: Caller, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(caller.time_zone))
