from dataclasses import replace
from datetime import date, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as some

from lyceum.domains.learning.rules.exam import Exam
from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Memory, predicted_recall
from lyceum.domains.learning.rules.memory_rating import Rating
from lyceum.domains.learning.rules.schedule import Standing, answered, fuzzed, resteered, whole_days
from lyceum.domains.learning.rules.schedule_plan import Day, forecast, plan
from lyceum.domains.learning.rules.schedule_preferences import Preferences

DAY = date(2026, 9, 1)
RATINGS = some.sampled_from(Rating)


def later(days: int) -> date:
    return DAY + timedelta(days)


def standing(item: str, stability: float = 10.0, days_ago: int = 10, due_in: int = 0, family: str = "") -> Standing:
    return Standing(item, Memory(stability, 5.0, later(-days_ago)), 3, later(due_in), learnt=True, family=family)


def test_a_new_item_passes_its_steps_on_the_day_then_waits_for_days() -> None:
    wanted = Preferences(learning_steps=(1, 10))
    one = answered(None, "a", Rating.GOOD, DAY, preferences=wanted)
    assert (one.step, one.wait_minutes, one.due_on, one.learnt) == (1, 10, DAY, False)
    hard = answered(one, "a", Rating.HARD, DAY, preferences=wanted)
    assert (hard.step, hard.wait_minutes) == (1, 10)
    again = answered(one, "a", Rating.AGAIN, DAY, preferences=wanted)
    assert (again.step, again.wait_minutes) == (0, 1)
    two = answered(one, "a", Rating.GOOD, DAY, preferences=wanted)
    assert (two.step, two.due_on, two.reviews, two.learnt) == (None, later(2), 2, True)
    assert answered(None, "a", Rating.EASY, DAY, preferences=wanted).step is None


def test_what_was_known_and_is_wrong_passes_the_steps_of_learning_again() -> None:
    wanted = Preferences(learning_steps=(1,), relearning_steps=(15, 20))
    wrong = answered(standing("a"), "a", Rating.AGAIN, DAY, preferences=wanted)
    assert (wrong.step, wrong.wait_minutes, wrong.due_on) == (0, 15, DAY)
    right = answered(wrong, "a", Rating.GOOD, DAY, preferences=wanted)
    assert (right.step, right.wait_minutes) == (1, 20)
    done = answered(right, "a", Rating.GOOD, DAY, preferences=wanted)
    assert done.step is None
    assert done.due_on > DAY


def test_without_steps_every_answer_leads_to_another_day() -> None:
    wanted = Preferences(learning_steps=(), relearning_steps=())
    wrong = answered(None, "a", Rating.AGAIN, DAY, preferences=wanted)
    assert (wrong.step, wrong.wait_minutes, wrong.due_on) == (None, 0, later(1))


@given(some.floats(0.001, 36_500), some.floats(0.7, 0.97))
def test_intervals_are_those_of_the_package_and_never_below_a_day(stability: float, wanted: float) -> None:
    theirs = fsrs.Scheduler(desired_retention=wanted)._next_interval(stability=stability)
    assert whole_days(stability, wanted, Preferences(), DEFAULT_MODEL) == pytest.approx(theirs, abs=1e-9)


@given(some.integers(1, 36_500), some.uuids().map(str), some.integers(1, 99))
def test_fuzz_is_small_and_always_the_same(days: int, item: str, reviews: int) -> None:
    moved = fuzzed(days, item, reviews)
    assert moved == fuzzed(days, item, reviews)
    assert moved == days if days < 3 else moved >= 2
    assert abs(moved - days) <= 3.5 + 0.05 * days


def test_fuzz_spreads_what_was_begun_together() -> None:
    spread = [fuzzed(20, f"item-{number}", 1) for number in range(2_000)]
    assert {day: spread.count(day) // 100 for day in sorted(set(spread))} == dict.fromkeys(range(17, 24), 2)


@given(some.lists(some.tuples(RATINGS, some.integers(0, 90)), min_size=1, max_size=9), some.integers(2, 200))
def test_an_item_of_an_exam_is_never_put_off_beyond_it(path: list[tuple[Rating, int]], until: int) -> None:
    exam, now, today = Exam(later(until), later(max(until - 21, 0))), None, DAY
    for rating, days in path:
        today += timedelta(days)
        now = answered(now, "a", rating, today, [exam])
        assert now.due_on >= today
        if today + timedelta(1) < exam.on:
            assert now.due_on < exam.on
            assert now.due_on <= max(exam.opens, today + timedelta(1))
        if today < exam.on:
            assert now.exam_recall == predicted_recall(now.memory, exam.on)
        else:
            assert now == answered_without(now, exam, today)


def answered_without(now: Standing, exam: Exam, today: date) -> Standing:
    return resteered(replace(now, exam_on=exam.on), today, [], Preferences())


def test_after_the_exam_and_before_it_comes_into_being_all_is_as_usual() -> None:
    usual = answered(standing("a"), "a", Rating.GOOD, DAY)
    exam = Exam(later(60), later(39))
    before = resteered(usual, DAY, [exam], Preferences())
    assert before.due_on == later(39)
    assert before.exam_on == exam.on
    assert resteered(before, DAY, [], Preferences()) == usual
    assert resteered(before, exam.on, [exam], Preferences()) == usual


def test_another_items_exam_changes_nothing() -> None:
    exam = Exam(later(3), DAY, items=frozenset({"b"}))
    assert answered(standing("a"), "a", Rating.GOOD, DAY, [exam]) == answered(standing("a"), "a", Rating.GOOD, DAY)


def test_today_asks_steps_then_the_most_endangered_then_what_is_new() -> None:
    step = replace(standing("step"), step=0, wait_minutes=10)
    due = [standing("strong", 50.0), standing("weak", 2.0), standing("later", due_in=1), standing("now", 1.0, 0)]
    today = plan(DAY, [*due, step], [], Preferences(new_per_day=2), fresh=["n1", "n2", "n3"])
    assert today.queue == ("step", "weak", "strong", "n1", "n2")
    assert today.load[:3] == ((DAY, 5), (later(1), 2), (later(2), 0))


def test_the_caps_of_the_day_count_what_was_done_already() -> None:
    rows = [standing(f"i{number}") for number in range(10)]
    wanted = Preferences(daily_cap=7, new_per_day=5)
    assert plan(DAY, rows, [], wanted, done=Day(answers=4, begun=1), fresh=["n"]).queue == ("i0", "i1", "i2")
    assert plan(DAY, rows[:2], [], wanted, done=Day(answers=3, begun=4), fresh=["n", "m"]).queue == ("i0", "i1", "n")
    assert plan(DAY, rows, [], wanted, done=Day(answers=9)).queue == ()


def test_items_of_one_passage_are_asked_on_different_days() -> None:
    rows = [standing("a", 3.0, family="p1"), standing("b", family="p1"), standing("c", family="p2"), standing("d")]
    assert plan(DAY, rows, [], Preferences()).queue == ("a", "c", "d")
    assert plan(DAY, rows, [], Preferences(), done=Day(families=frozenset({"p2"}))).queue == ("a", "d")
    eve = Exam(later(1), later(-9), items=frozenset({"a", "b"}))
    assert set(plan(DAY, rows, [eve], Preferences()).queue) == {"a", "b", "c", "d"}


@given(some.lists(some.tuples(some.floats(0.1, 300), some.integers(0, 90)), max_size=40), some.integers(0, 30))
def test_a_day_never_exceeds_its_caps_nor_asks_anything_twice(rows: list[tuple[float, int]], cap: int) -> None:
    known = [standing(f"i{n}", stability, ago) for n, (stability, ago) in enumerate(rows)]
    exam = Exam(later(7), later(-7), size=len(known))
    wanted = Preferences(daily_cap=cap, new_per_day=3)
    today = plan(DAY, known, [exam], wanted, fresh=[f"n{n}" for n in range(9)])
    assert len(today.queue) == len(set(today.queue)) <= cap
    assert sum(item.startswith("n") for item in today.queue) <= 3
    assert all(answers <= max(cap, 0) for _, answers in today.load)
    assert plan(DAY, known[::-1], [exam], wanted, fresh=[f"n{n}" for n in range(9)]) == today


def test_what_exceeds_a_day_waits_for_the_next() -> None:
    load = forecast(DAY, {later(1): 10, later(3): 2}, [], Preferences(daily_cap=4), 5)
    assert [answers for _, answers in load] == [4, 4, 4, 0, 0]
