"""What one student is asked today, in which order, and how much work the coming days hold.

``plan`` takes the rows that the database has picked (``schedule.py`` says how; a few hundred, however many the student
has) and orders them exactly; with all rows it gives the same queue. Steps of this sitting come first, then what is due.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lyceum.domains.learning.rules.exam import Exam, budget, expected_cost, gain, share_left
from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Model, predicted_recall
from lyceum.domains.learning.rules.schedule import Standing
from lyceum.domains.learning.rules.schedule_preferences import Preferences


@dataclass(frozen=True, slots=True)
class Day:
    """What the student has answered today already, outside learning steps; ``cost`` of what an exam asked."""

    answers: int = 0
    begun: int = 0
    cost: float = 0.0
    families: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Plan:
    queue: tuple[str, ...]  # items, in the order in which they are asked; new ones last
    load: tuple[tuple[date, int], ...]  # answers expected on each day from today on


@dataclass(frozen=True, slots=True)
class _Candidate:
    standing: Standing
    worth: float  # recall gained on exam day per unit of time
    cost: float
    exams: tuple[Exam, ...]


def plan(
    today: date,
    standings: Sequence[Standing],
    exams: Sequence[Exam],
    preferences: Preferences,
    model: Model = DEFAULT_MODEL,
    *,
    fresh: Sequence[str] = (),
    done: Day | None = None,
    unseen: Mapping[date, int] | None = None,
    days: int = 30,
) -> Plan:
    """``fresh``: items not yet begun, in the path's order, of which the preferences' share is begun today. ``unseen``:
    by day of exam, how many of its items wait for their first answer inside the window, where the rows are a shortlist.
    """
    done = done or Day()
    steps = [standing for standing in standings if standing.step is not None]
    due = [s for s in standings if s.step is None and s.due_on <= today and s.memory.last_review < today]
    asked = _steered(due, today, exams, done, model, unseen or {}) + _ordinary(due, today, exams, model)
    room = max(preferences.daily_cap - done.answers, 0)
    eves = [exam for exam in exams if exam.on == today + timedelta(1)]
    kept = _apart(asked, done.families, eves)[:room]
    begun = list(fresh[: min(max(preferences.new_per_day - done.begun, 0), room - len(kept))])
    queue = [s.item for s in sorted(steps, key=lambda s: (s.wait_minutes, s.item))] + [s.item for s in kept] + begun
    now = frozenset(queue)
    rest = [s for s in standings if s.item not in now]
    later = forecast(today, _due_counts(rest, today, exams), exams, preferences, days)
    return Plan(tuple(queue), ((today, len(queue)), *later))


def _steered(
    due: Iterable[Standing], today: date, exams: Sequence[Exam], done: Day, model: Model, unseen: Mapping[date, int]
) -> list[Standing]:
    """Every exam's share of items not yet seen in its window, then whatever gains most, until the budget is spent."""
    open_exams = [exam for exam in exams if exam.is_open(today)]
    candidates = [_candidate(s, covering, today, model) for s in due if (covering := _covering(s, open_exams))]
    candidates.sort(key=lambda c: (-c.worth, c.standing.item))
    chosen: dict[str, _Candidate] = {}
    for exam in open_exams:
        waiting = [c for c in candidates if exam in c.exams and c.standing.memory.last_review < exam.opens]
        behind = unseen.get(exam.on, len(waiting)) / max(len(waiting), 1)
        _take(chosen, waiting, sum(c.cost for c in waiting) * behind * share_left(exam, today))
    spent = done.cost + sum(c.cost for c in chosen.values())
    _take(chosen, candidates, sum(budget(exam, today) for exam in open_exams) - spent)
    return [c.standing for c in sorted(chosen.values(), key=lambda c: (-c.worth, c.standing.item))]


def _take(chosen: dict[str, _Candidate], candidates: Iterable[_Candidate], work: float) -> None:
    for candidate in candidates:
        if work <= 0:
            return
        if candidate.standing.item not in chosen:
            chosen[candidate.standing.item] = candidate
            work -= candidate.cost


def _candidate(standing: Standing, exams: tuple[Exam, ...], today: date, model: Model) -> _Candidate:
    cost = expected_cost(predicted_recall(standing.memory, today, model))
    return _Candidate(standing, gain(standing.memory, today, exams, model), cost, exams)


def _covering(standing: Standing, exams: Sequence[Exam]) -> tuple[Exam, ...]:
    return tuple(exam for exam in exams if exam.covers(standing.item))


def _ordinary(due: Iterable[Standing], today: date, exams: Sequence[Exam], model: Model) -> list[Standing]:
    """What no open window holds, the most endangered first."""
    open_exams = [exam for exam in exams if exam.is_open(today)]
    plain = [s for s in due if not _covering(s, open_exams)]
    return sorted(plain, key=lambda s: (predicted_recall(s.memory, today, model), s.item))


def _apart(standings: Iterable[Standing], asked: frozenset[str], eves: Sequence[Exam]) -> list[Standing]:
    """Of each family the first alone: its answer would give the others away. They wait for another day, if there is
    one before their exam."""
    kept, families = [], set(asked)
    for standing in standings:
        if standing.family not in families or _covering(standing, eves):
            kept.append(standing)
        if standing.family:
            families.add(standing.family)
    return kept


def _due_counts(standings: Iterable[Standing], today: date, exams: Sequence[Exam]) -> dict[date, int]:
    counts: dict[date, int] = {}
    for standing in standings:
        if not any(exam.on > today and exam.opens <= standing.due_on and exam.covers(standing.item) for exam in exams):
            day = max(standing.due_on, today + timedelta(1))
            counts[day] = counts.get(day, 0) + 1
    return counts


def forecast(
    today: date, due: Mapping[date, int], exams: Sequence[Exam], preferences: Preferences, days: int
) -> tuple[tuple[date, int], ...]:
    """Answers expected on each of the ``days`` after today, at most the cap: what is due by then (counted by the
    database, without what an exam's window holds) and the windows' budgets; what exceeds a day waits for the next."""
    coming, waiting = [], 0.0
    for ahead in range(1, days + 1):
        day = today + timedelta(ahead)
        waiting += due.get(day, 0) + sum(budget(exam, day) for exam in exams)
        answers = min(int(waiting + 0.5), preferences.daily_cap)
        waiting -= answers
        coming.append((day, answers))
    return tuple(coming)
