"""``bin/bench revision``: exam steering against plain FSRS at a desired retention of 0.9. A simulation: the students
are FSRS-6 with other weights than the scheduler believes, not pupils. Prints ratios; writes nothing."""

import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, exp
from random import Random

from lyceum.domains.learning.rules.exam import FAIL, PASS, Exam, exam_of
from lyceum.domains.learning.rules.memory import Memory, Model, after, first, interval, model_of, recall
from lyceum.domains.learning.rules.memory_fsrs6 import DEFAULTS, HIGHEST, LOWEST
from lyceum.domains.learning.rules.memory_rating import Rating
from lyceum.domains.learning.rules.schedule import Standing, answered
from lyceum.domains.learning.rules.schedule_plan import plan
from lyceum.domains.learning.rules.schedule_preferences import Preferences

BEGIN = date(2026, 9, 1)
FIRST_RIGHT = 0.75
HORIZONS = ((90, 60), (60, 40), (30, 20), (14, 9))  # days to the exam, days over which items are begun
UNCAPPED = Preferences(daily_cap=10_000, new_per_day=10_000, learning_steps=(), relearning_steps=())


@dataclass(frozen=True, slots=True)
class Outcome:
    cost: float  # study time per item, in right answers
    recall: float  # true mean recall on exam day
    busiest: float  # study time of the busiest day


@dataclass(frozen=True, slots=True)
class Comparison:
    time: float  # steered / plain
    recall: float  # steered - plain
    busiest: float  # steered / plain


def learner(seed: int, spread: float = 0.35) -> Model:
    """A student whose 21 true weights differ from the defaults by a factor of e^N(0, spread)."""
    chance = Random(seed)
    strayed = [w * exp(chance.gauss(0, spread)) for w in DEFAULTS]
    bounded = [min(max(w, low), high) for w, low, high in zip(strayed, LOWEST, HIGHEST, strict=True)]
    return model_of("fsrs-6", bounded)


def simulated(seed: int, exam: Exam | None, horizon: int, begun_over: int, items: int) -> Outcome:
    """One student's way to the exam. Without an exam in the plan it is plain FSRS: due is due."""
    chance, truth = Random(seed), learner(seed)
    standings: dict[str, Standing] = {}
    memories: dict[str, Memory] = {}
    load = []
    for ahead in range(horizon):
        today = BEGIN + timedelta(ahead)
        until = min(ceil((ahead + 1) * items / begun_over), items)
        fresh = [f"item-{n}" for n in range(len(standings), until)]
        exams = [exam] if exam else []
        queue = plan(today, list(standings.values()), exams, UNCAPPED, fresh=fresh, days=0).queue
        load.append(0.0)
        for item in queue:
            known = memories.get(item)
            elapsed = (today - known.last_review).days if known else 0
            is_right = chance.random() < (recall(known, elapsed, truth) if known else FIRST_RIGHT)
            rating = Rating.GOOD if is_right else Rating.AGAIN
            memories[item] = after(known, rating, elapsed, truth) if known else first(rating, today, truth)
            standings[item] = answered(standings.get(item), item, rating, today, exams, UNCAPPED)
            load[-1] += PASS if is_right else FAIL
    exam_day = BEGIN + timedelta(horizon)
    recalls = [recall(memory, (exam_day - memory.last_review).days, truth) for memory in memories.values()]
    return Outcome(sum(load) / items, statistics.fmean(recalls), max(load))


def compared(seeds: range, horizon: int, begun_over: int, items: int = 1_000) -> Comparison:
    """The mean of several students, each once with the exam and once without."""
    exam = exam_of(BEGIN + timedelta(horizon), BEGIN, items, UNCAPPED)
    steered = [simulated(seed, exam, horizon, begun_over, items) for seed in seeds]
    plain = [simulated(seed, None, horizon, begun_over, items) for seed in seeds]
    return Comparison(
        statistics.fmean(one.cost for one in steered) / statistics.fmean(one.cost for one in plain),
        statistics.fmean(one.recall for one in steered) - statistics.fmean(one.recall for one in plain),
        statistics.fmean(one.busiest for one in steered) / statistics.fmean(one.busiest for one in plain),
    )


def reviews_per_second(reviews: int = 200_000) -> float:
    """An answer and the interval that follows it."""
    chance = Random(1)
    path = [(chance.choice(tuple(Rating)), chance.choice((0, 1, 3, 10, 40))) for _ in range(reviews)]
    memory = first(Rating.GOOD, BEGIN)
    began = time.perf_counter()
    for number, (rating, days) in enumerate(path):
        memory = after(memory, rating, days) if number % 10 else first(rating, BEGIN)
        interval(memory.stability, 0.9)
    return reviews / (time.perf_counter() - began)


def seconds_to_order(rows: int = 600) -> float:
    """The shortlist that the database picks for one student in an exam's window, however many memories there are."""
    chance = Random(1)
    known = [Memory(chance.uniform(1, 200), 5.0, BEGIN - timedelta(chance.randint(1, 60))) for _ in range(rows)]
    standings = [Standing(f"item-{n}", memory, 3, BEGIN, learnt=True) for n, memory in enumerate(known)]
    exam = Exam(BEGIN + timedelta(9), BEGIN - timedelta(12), size=100_000)
    began = time.perf_counter()
    plan(BEGIN, standings, [exam], Preferences(), unseen={exam.on: 50_000})
    return time.perf_counter() - began


def main() -> None:
    print(f"{reviews_per_second():,.0f} reviews/s; {seconds_to_order() * 1_000:.1f} ms to order a shortlist of 600")
    print("A simulation, not pupils. Steered / plain FSRS 0.9, 10 perturbed students of 1,000 items:")
    for horizon, begun_over in HORIZONS:
        found = compared(range(10), horizon, begun_over)
        print(
            f"exam on day {horizon}, begun over {begun_over}: study time x {found.time:.3f}, "
            f"recall at the exam {found.recall * 100:+.2f} points, busiest day x {found.busiest:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
