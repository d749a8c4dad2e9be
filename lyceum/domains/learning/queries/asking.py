"""What a student is asked now: the day's plan (``rules/schedule_plan.py``) over a shortlist that the database picks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, Func, IntegerField, OuterRef, Q, QuerySet

from lyceum.domains.learning.models import Item, Memory, Path, Review, Step
from lyceum.domains.learning.queries.learner import day_in, today_of
from lyceum.domains.learning.queries.progress import Standing as Place
from lyceum.domains.learning.queries.progress import standings
from lyceum.domains.learning.queries.steering import Steering, steering_of, steerings_of
from lyceum.domains.learning.rules.exam import Exam, expected_cost
from lyceum.domains.learning.rules.memory import Memory as Remembered
from lyceum.domains.learning.rules.schedule import Standing
from lyceum.domains.learning.rules.schedule_plan import Day, plan
from lyceum.kernel.foundation.rules.caller import Caller

MOST = 60  # of one sitting
SHORTLIST = 4 * MOST  # while a window is open, to choose from; else what is due first is enough
ORDINARY = 2 * MOST
_UNREAD = ("created_at", "item__created_at", "item__accepted_at")  # moments are the dearest columns to load
COUNTED = 1000  # what is due beyond is not counted: no day asks so much


@dataclass(frozen=True, slots=True)
class Asked:
    """``memory``: none at the first meeting."""

    item: Item
    memory: Memory | None


def asked_in(caller: Caller, path: Path, step: Step | None = None, most: int = MOST) -> list[Asked]:
    """On the whole path, or in one of its steps; in the order in which it is asked."""
    steering = steering_of(caller, path)
    memories = {memory.item_id: memory for memory in _shortlist(caller, steering, step)}
    unseen = _unseen(caller, steering) if len(memories) >= SHORTLIST else {}
    queue = _planned(caller, steering, list(memories.values()), _done(caller), unseen, most)[:most]
    known = [memories[UUID(item)] for item in queue if item]
    fresh = _fresh(caller, path, step, queue.count(""))
    return [*(Asked(memory.item, memory) for memory in known), *(Asked(item, None) for item in fresh)]


def due_counts(caller: Caller, paths: Sequence[Path]) -> dict[UUID, int]:
    """By path, how many questions met before a student is asked today: what is due, at most COUNTED; inside the window
    of an exam, where everything is due every day and its budget decides, what a sitting would ask now."""
    due = {path.id: path.due for path in _with_due(caller, paths)}  # type: ignore[attr-defined]
    return due | {path_id: len(asked) for path_id, asked in _sittings(caller, paths).items()}


def due_now(caller: Caller, path: Path, found: list[Place]) -> list[Place]:
    """The caller's own standings, step by step, with what a sitting would ask now inside the window of an exam."""
    asked = _sittings(caller, [path]).get(path.id)
    if asked is None:
        return found
    steps = Counter(memory.step_id for memory in asked)
    return [replace(one, due=steps[one.step.id]) for one in found]


def _sittings(caller: Caller, paths: Sequence[Path]) -> dict[UUID, list[Memory]]:
    """Of those paths that are inside the window of an exam: which memories a sitting would ask now."""
    open_now = [one for one in steerings_of(caller, paths) if any(exam.is_open(one.today) for _s, exam in one.exams)]
    if not open_now:
        return {}
    shortlists, done = _shortlists(caller, open_now), _done(caller)
    sittings = {}
    for steering in open_now:
        rows = shortlists[steering.path.id]
        unseen = _unseen(caller, steering) if len(rows) >= SHORTLIST else {}
        asked = set(_planned(caller, steering, rows, done, unseen))
        sittings[steering.path.id] = [memory for memory in rows if f"{memory.item_id}" in asked]
    return sittings


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


def _planned(
    caller: Caller,
    steering: Steering,
    memories: Sequence[Memory],
    done: Day,
    unseen: dict[date, int],
    fresh: int = 0,
) -> list[str]:
    """The items of a sitting in their order; an empty name where there is room for a new one (at most ``fresh``)."""
    chosen = plan(
        steering.today,
        [standing_of(memory, memory.item, caller.time_zone) for memory in memories],
        _exams(steering, memories),
        steering.preferences,
        steering.model,
        fresh=[""] * fresh,
        done=done,
        unseen=unseen,
        days=0,
    )
    return list(chosen.queue[:MOST])


def _with_due(caller: Caller, paths: Sequence[Path]) -> QuerySet[Path]:
    rows = due_memories(caller).filter(path=OuterRef("pk")).values("id")[:COUNTED]
    size = Func(ArraySubquery(rows), function="CARDINALITY", output_field=IntegerField())
    found: QuerySet[Path] = Path.objects.within(caller).filter(id__in=[path.id for path in paths]).annotate(due=size)
    return found.only("id")


def _shortlists(caller: Caller, steerings: Sequence[Steering]) -> dict[UUID, list[Memory]]:
    """Of paths with an open window: the least sure of each. Two statements."""
    rows = due_memories(caller).filter(path=OuterRef("pk")).order_by("exam_recall", "id").values("id")[:SHORTLIST]
    paths = Path.objects.within(caller).filter(id__in=[one.path.id for one in steerings])
    ids = [memory_id for (found,) in paths.values_list(ArraySubquery(rows)) for memory_id in found]
    lists: dict[UUID, list[Memory]] = {one.path.id: [] for one in steerings}
    for memory in due_memories(caller).filter(id__in=ids).select_related("item"):
        lists[memory.path_id].append(memory)
    return lists


def _shortlist(caller: Caller, steering: Steering, step: Step | None) -> list[Memory]:
    """What is due by date; inside an open window also the least sure, and what was not asked in it yet."""
    rows = due_memories(caller, steering.path).select_related("item").defer(*_UNREAD)
    if step:
        rows = rows.filter(step=step)
    is_open = any(exam.is_open(steering.today) for _steps, exam in steering.exams)
    found = list(rows.order_by("due_on", "id")[: SHORTLIST if is_open else ORDINARY])
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


def _fresh(caller: Caller, path: Path, step: Step | None, most: int) -> list[Item]:
    """Not met yet, in the order of the path, from open steps. Asked only where the day has room: it may be a search."""
    if not most:
        return []
    found = [one for one in standings(caller, path) if one.is_open and one.new > 0]
    open_ids = [one.step.id for one in found if step is None or one.step.id == step.id]
    met = Memory.objects.within(caller).own(caller).filter(item=OuterRef("pk"))
    rows = Item.objects.within(caller).accepted().filter(~Exists(met), step_id__in=open_ids)
    return list(rows.order_by("step__position", "position", "id")[:most])


def _done(caller: Caller) -> Day:
    """What the caller has answered today already, on all paths: the day's share is one."""
    since = _midnight(caller, today_of(caller))
    reviews = Review.objects.within(caller).own(caller).filter(answered_at__gte=since)
    told = reviews.aggregate(
        answers=Count("item", distinct=True),
        begun=Count("item", distinct=True, filter=Q(recall=None)),  # at the first meeting nothing is predicted
        right=Count("id", filter=Q(is_right=True)),
    )
    answers, begun = told["answers"] or 0, told["begun"] or 0
    right_share = min(1.0, (told["right"] or 0) / answers) if answers else 1.0
    return Day(answers=answers, begun=begun, cost=(answers - begun) * expected_cost(right_share))


def _midnight(caller: Caller, day: date) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(caller.time_zone))
