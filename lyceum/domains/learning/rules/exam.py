"""An exam steers what is asked when: little before its window, every item at least once inside it, nothing too late.

Inside the window each day has a budget of work that grows towards the exam; whatever gains most recall on exam day for
the time it takes comes first. The numbers come from simulation (``bench/revision.py``), not from pupils.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from math import floor

from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Memory, Model
from lyceum.domains.learning.rules.memory_rating import Rating
from lyceum.domains.learning.rules.schedule_preferences import Preferences

PASS, FAIL = 1.0, 2.2  # what an answer costs, in the time of a right one
RAMP = 0.35  # work on the window's first day, as a share of its last day's
SOON = 14  # days before a window opens: what fades then is asked in it anyway
SHARE = 0.35  # of the days between the path's begin and the exam


@dataclass(frozen=True, slots=True)
class Exam:
    """An exam as it stands for one student. ``opens``: first day of its window, ``on``: the day itself, when nothing is
    asked any more; ``size``: how many items of it this student has begun. ``items`` None: the caller has filtered."""

    on: date
    opens: date
    weight: float = 1.0
    size: int = 0
    items: frozenset[str] | None = None

    def covers(self, item: str) -> bool:
        return self.items is None or item in self.items

    def is_open(self, today: date) -> bool:
        return self.opens <= today < self.on


def exam_of(
    on: date,
    begins: date,
    size: int,
    preferences: Preferences,
    weight: float = 1.0,
    items: frozenset[str] | None = None,
) -> Exam:
    """The window is the last ``exam_window`` days, shorter on a short path; where its last days would exceed the
    student's daily cap it opens as much earlier as the work needs."""
    length = (on - begins).days
    days = max(min(preferences.exam_window, floor(SHARE * length + 0.5)), 1)
    while days < length and peak(days, size) > preferences.daily_cap:
        days += 1
    return Exam(on, on - timedelta(days), weight, size, items)


def effort(days: int) -> float:
    """Work in a window of so many days, in right answers per item: twice asked in a short one gains little."""
    return min(max(0.6 + 0.12 * days, 1.2), 2.0)


def peak(days: int, size: int) -> float:
    """Work of the window's last and busiest day."""
    return effort(days) * size * _ramp(days - 1, days) / _whole_ramp(days)


def share_left(exam: Exam, today: date) -> float:
    """Which part of the window's remaining work is today's: 1 on the eve."""
    days = (exam.on - exam.opens).days
    left = [_ramp(day, days) for day in range((today - exam.opens).days, days)]
    return left[0] / sum(left)


def budget(exam: Exam, today: date) -> float:
    """Today's work for the exam, in right answers; 0 outside its window."""
    if not exam.is_open(today):
        return 0.0
    days = (exam.on - exam.opens).days
    return effort(days) * exam.size * _ramp((today - exam.opens).days, days) / _whole_ramp(days)


def _ramp(day: int, days: int) -> float:
    return RAMP + (1 - RAMP) * day / max(days - 1, 1)


def _whole_ramp(days: int) -> float:
    return sum(_ramp(day, days) for day in range(days))


def retention(today: date, exams: Iterable[Exam], preferences: Preferences) -> float:
    """The desired retention of an item that these exams cover; on the eve nothing can be asked again before them."""
    ahead = [exam for exam in exams if exam.on > today + timedelta(1)]
    if not ahead:
        return preferences.desired_retention
    soon = any(exam.opens <= today + timedelta(SOON) for exam in ahead)
    steered = preferences.retention_before_window if soon else preferences.retention_before_exam
    return min(steered, preferences.desired_retention)


def steered(planned: date, today: date, exams: Iterable[Exam]) -> date:
    """The day on which an item answered today may be asked again: tomorrow while a window is open (its budget decides),
    else as planned, but never later than the opening of a window."""
    latest = [max(exam.opens, today + timedelta(1)) for exam in exams if today + timedelta(1) < exam.on]
    return min([planned, *latest])


def expected_cost(recall: float) -> float:
    return PASS * recall + FAIL * (1 - recall)


def gain(memory: Memory, today: date, exams: Iterable[Exam], model: Model = DEFAULT_MODEL) -> float:
    """What asking today adds to the recall on exam day, per unit of time; overlapping exams add up by their weight."""
    elapsed = (today - memory.last_review).days
    now = model.recall(memory.stability, elapsed)
    if_right = model.after(memory.stability, memory.difficulty, Rating.GOOD, elapsed)[0]
    if_wrong = model.after(memory.stability, memory.difficulty, Rating.AGAIN, elapsed)[0]
    gained = 0.0
    for exam in exams:
        ahead = (exam.on - today).days
        asked = now * model.recall(if_right, ahead) + (1 - now) * model.recall(if_wrong, ahead)
        gained += exam.weight * (asked - model.recall(memory.stability, elapsed + ahead))
    return gained / expected_cost(now)
