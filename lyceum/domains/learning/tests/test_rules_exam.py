from datetime import date, timedelta

import pytest

from bench.revision import compared
from lyceum.domains.learning.rules.exam import (
    RAMP,
    Exam,
    budget,
    effort,
    exam_of,
    gain,
    peak,
    retention,
    share_left,
    steered,
)
from lyceum.domains.learning.rules.memory import Memory
from lyceum.domains.learning.rules.schedule import Standing
from lyceum.domains.learning.rules.schedule_plan import Day, plan
from lyceum.domains.learning.rules.schedule_preferences import Preferences

DAY = date(2026, 9, 1)


def later(days: int) -> date:
    return DAY + timedelta(days)


def standing(item: str, stability: float, days_ago: int = 10) -> Standing:
    return Standing(item, Memory(stability, 5.0, later(-days_ago)), 3, DAY, learnt=True)


@pytest.mark.parametrize(("length", "days"), [(90, 21), (60, 21), (30, 11), (14, 5), (2, 1), (0, 1)])
def test_the_window_is_three_weeks_or_a_third_of_a_short_path(length: int, days: int) -> None:
    assert exam_of(later(length), DAY, 100, Preferences()).opens == later(length - days)


def test_the_window_opens_earlier_when_its_last_days_would_exceed_the_cap() -> None:
    exam = exam_of(later(90), DAY, 1_000, Preferences(daily_cap=60))
    days = (exam.on - exam.opens).days
    assert peak(days, 1_000) <= 60 < peak(days - 1, 1_000)
    assert exam_of(later(30), DAY, 10_000, Preferences(daily_cap=60)).opens == DAY


def test_the_budgets_of_a_window_are_its_work_and_grow_towards_the_exam() -> None:
    exam = Exam(later(21), DAY, size=100)
    budgets = [budget(exam, later(day)) for day in range(-1, 22)]
    assert budgets[0] == budgets[-1] == 0
    assert budgets[1:-1] == sorted(budgets[1:-1])
    assert budgets[-2] == pytest.approx(budgets[1] / RAMP) == pytest.approx(peak(21, 100))
    assert sum(budgets) == pytest.approx(effort(21) * 100)
    assert share_left(exam, later(20)) == 1


def test_before_the_window_memories_may_fade_further() -> None:
    exam, wanted = Exam(later(60), later(39)), Preferences()
    assert retention(DAY, [exam], wanted) == 0.66
    assert retention(later(25), [exam], wanted) == 0.63
    assert retention(DAY, [], wanted) == retention(later(60), [exam], wanted) == 0.9
    assert retention(later(59), [exam], wanted) == 0.9
    assert retention(DAY, [exam], Preferences(desired_retention=0.6)) == 0.6


def test_of_several_exams_the_first_window_calls() -> None:
    exams = [Exam(later(60), later(39)), Exam(later(40), later(19)), Exam(later(-1), later(-22))]
    assert steered(later(300), DAY, exams) == later(19)
    assert steered(later(5), DAY, exams) == later(5)
    assert steered(later(300), later(25), exams) == later(26)


def test_asking_the_weak_gains_more_and_overlapping_exams_add_up_by_weight() -> None:
    weak, strong = Memory(3, 5, later(-10)), Memory(300, 5, later(-10))
    near, far = Exam(later(5), DAY), Exam(later(20), DAY, weight=3)
    assert gain(weak, DAY, [near]) > gain(strong, DAY, [near]) > 0
    thrice = Exam(later(20), DAY)
    assert gain(weak, DAY, [near, far]) == pytest.approx(gain(weak, DAY, [near]) + 3 * gain(weak, DAY, [thrice]))
    assert gain(weak, DAY, []) == 0


def test_inside_the_window_the_budget_goes_to_whatever_gains_most() -> None:
    rows = [standing(f"i{n}", stability, 1) for n, stability in enumerate((200.0, 0.1, 90.0, 2.0, 400.0, 1.0))]
    exam = Exam(later(2), later(-2), size=5)
    assert plan(DAY, rows, [exam], Preferences()).queue == ("i1", "i5")
    assert plan(DAY, rows, [exam], Preferences(), done=Day(cost=1.0)).queue == ("i1",)
    assert plan(DAY, rows, [exam], Preferences(), done=Day(cost=9.0)).queue == ()


def test_on_the_eve_everything_unseen_in_the_window_is_asked() -> None:
    rows = [standing("a", 3_000.0), standing("b", 3_000.0, 5), standing("seen", 3_000.0, 1)]
    exam = Exam(later(1), later(-3), size=0)
    assert set(plan(DAY, rows, [exam], Preferences()).queue) == {"a", "b"}


def test_a_shortlist_is_told_how_many_it_stands_for() -> None:
    rows = [standing(f"i{n:02}", 300.0) for n in range(20)]
    exam = Exam(later(10), DAY, size=0)
    few = plan(DAY, rows, [exam], Preferences()).queue
    many = plan(DAY, rows, [exam], Preferences(), unseen={exam.on: 100}).queue
    assert (len(few), len(many)) == (2, 6)


def test_in_simulation_the_same_recall_costs_a_fifth_less_time_and_no_fuller_day() -> None:
    """FSRS-6 students with other weights than the scheduler believes; nothing is said of pupils."""
    found = compared(range(12), 90, 60, items=150)
    assert found.time <= 0.8
    assert found.recall >= -0.002
    assert found.busiest <= 1.15
