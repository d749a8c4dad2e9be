"""When an item is asked again after an answer: learning steps, the interval, its fuzz, the exams ahead.

What a row keeps per student and item, all written when an answer is kept (nothing is computed when the queue is read):
``stability``, ``difficulty``, ``last_review``, ``reviews``, ``learnt``,
``step``, ``due_on``, ``exam_on``, ``exam_recall`` (below),
``family``. Indices: (student, due_on) for the ordinary queue, (student, exam_on, exam_recall) for an open window.

Predicted recall on exam day does not change until the next answer, so ``exam_recall`` is kept and the database picks
the shortlist: ``due_on <= today``, no window open: ``ORDER BY due_on LIMIT cap``; window open: ``exam_on = …``,
``ORDER BY exam_recall LIMIT 4 * cap``, and the same with ``last_review < opens``. ``schedule_plan.plan`` orders those
few hundred rows exactly. A new, moved, weighted, deleted or past exam, and new weights, make a job call ``resteered``
on the rows concerned (some microseconds each) and write the three columns back.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import floor

from lyceum.domains.learning.rules.exam import Exam, retention, steered
from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Memory, Model, predicted_recall, reviewed
from lyceum.domains.learning.rules.memory_rating import Rating
from lyceum.domains.learning.rules.schedule_preferences import Preferences

FUZZ = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))  # from day, to day, share: as Anki's


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a student stands with an item.

    ``learnt``: has passed its first steps once; ``step``: the learning step to be passed still today, None when none;
    ``wait_minutes`` until it is asked again; ``exam_on``: the next exam that covers it, ``exam_recall``: the predicted
    recall on that day without another answer; ``family``: items made from one passage are asked on different days.
    """

    item: str
    memory: Memory
    reviews: int
    due_on: date
    learnt: bool = False
    step: int | None = None
    wait_minutes: int = 0
    exam_on: date | None = None
    exam_recall: float = 1.0
    family: str = ""


def answered(
    standing: Standing | None,
    item: str,
    rating: Rating,
    today: date,
    exams: Sequence[Exam] = (),
    preferences: Preferences | None = None,
    model: Model = DEFAULT_MODEL,
    family: str = "",
) -> Standing:
    """Where the student stands after an answer. ``exams``: those ahead that cover the item; past ones do no harm."""
    preferences = preferences or Preferences()
    memory = reviewed(standing.memory if standing else None, rating, today, model)
    step = _next_step(standing, rating, preferences)
    kept = Standing(
        item=item,
        memory=memory,
        reviews=standing.reviews + 1 if standing else 1,
        due_on=today,
        learnt=step is None or (standing is not None and (standing.learnt or standing.step is None)),
        step=step,
        wait_minutes=0 if step is None else _steps(standing, rating, preferences)[step],
        family=family or (standing.family if standing else ""),
    )
    return resteered(kept, today, exams, preferences, model)


def resteered(
    standing: Standing, today: date, exams: Sequence[Exam], preferences: Preferences, model: Model = DEFAULT_MODEL
) -> Standing:
    """The same standing under other exams, preferences or weights; a learning step under way stays today's."""
    ahead = [exam for exam in exams if exam.on > today and exam.covers(standing.item)]
    memory, due_on = standing.memory, standing.due_on
    if standing.step is None:
        wanted = retention(today, ahead, preferences)
        days = fuzzed(whole_days(memory.stability, wanted, preferences, model), standing.item, standing.reviews)
        planned = memory.last_review + timedelta(min(days, preferences.longest))
        due_on = steered(planned, max(memory.last_review, today - timedelta(1)), ahead)
    nearest = min((exam.on for exam in ahead), default=None)
    foreseen = predicted_recall(memory, nearest, model) if nearest else 1.0
    return replace(standing, due_on=due_on, exam_on=nearest, exam_recall=foreseen)


def whole_days(stability: float, desired_retention: float, preferences: Preferences, model: Model) -> int:
    """The interval in whole days, at least one: a memory at rest is not asked twice on a day."""
    days = floor(model.interval(stability, desired_retention) + 0.5)
    return min(max(days, 1), preferences.longest)


def fuzzed(days: int, item: str, reviews: int) -> int:
    """The interval moved a little, so that what was begun together does not stay together. The same item at the same
    review always moves the same way, on the server as on the phone."""
    if days < 2.5:
        return days
    reach = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in FUZZ)
    low, high = max(floor(days - reach + 0.5), 2), floor(days + reach + 0.5)
    return low + floor(_chance(f"{item}:{reviews}") * (high - low + 1))


def _chance(text: str) -> float:
    """0 to 1, evenly: FNV-1a of 32 bits, stirred as in MurmurHash 3, because short texts differ little."""
    mixed = 0x811C9DC5
    for byte in text.encode():
        mixed = (mixed ^ byte) * 0x01000193 & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 16) * 0x85EBCA6B & 0xFFFFFFFF
    mixed = (mixed ^ mixed >> 13) * 0xC2B2AE35 & 0xFFFFFFFF
    return (mixed ^ mixed >> 16) / 2**32


def _next_step(standing: Standing | None, rating: Rating, preferences: Preferences) -> int | None:
    """Again begins the steps anew, Hard repeats one, Good passes one, Easy passes all."""
    steps = _steps(standing, rating, preferences)
    begun = standing is None or standing.step is not None
    at = (standing.step or 0) if standing else 0
    if rating == Rating.AGAIN:
        return 0 if steps else None
    if not begun or rating == Rating.EASY or not steps:
        return None
    reached = at + 1 if rating == Rating.GOOD else at
    return reached if reached < len(steps) else None


def _steps(standing: Standing | None, rating: Rating, preferences: Preferences) -> tuple[int, ...]:
    known = standing is not None and (standing.learnt or standing.step is None)
    return preferences.relearning_steps if known else preferences.learning_steps
