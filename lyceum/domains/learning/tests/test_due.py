"""What is due is counted in one place: as it is asked, at the same number of statements, whatever the number."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.domains.learning.actions.answering import answer_items
from lyceum.domains.learning.models import Exam, Item, Learner, Memory, Path
from lyceum.domains.learning.queries import asking
from lyceum.domains.learning.queries.asking import asked_in, due_counts, due_now
from lyceum.domains.learning.queries.classroom import classroom
from lyceum.domains.learning.queries.progress import standings
from lyceum.domains.learning.queries.shelf import studied_shelf
from lyceum.domains.learning.queries.today import due_count
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.tests.school import open_path
from lyceum.domains.learning.tests.test_revising import answer, begun, items_of
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

QUESTIONS = tuple(Content(Kind.SHORT, f"Capitale {number} ?", answers=("Rome",)) for number in range(30))


def met(world: World, due_in: int, exam_in: int | None = None) -> Path:
    """A path whose thirty questions the student answered three days ago, due in so many days."""
    path = open_path(world, *QUESTIONS)
    student = world.student
    today = timezone.now().astimezone(ZoneInfo(student.time_zone)).date()
    exam_on = today + timedelta(exam_in) if exam_in else None
    if exam_on:
        Exam.objects.create(organisation_id=path.organisation_id, path=path, title="Contrôle", held_on=exam_on)
    path.begins_on = today - timedelta(60)
    path.save()
    for item in items_of(path):
        memory = Memory(organisation_id=path.organisation_id, person_id=student.person_id, item=item, path=path)
        memory.step_id, memory.stability, memory.difficulty, memory.reviews = item.step_id, 9.0, 5.0, 1
        memory.reviewed_at, memory.due_on = path.created_at - timedelta(days=3), today + timedelta(due_in)
        memory.exam_on, memory.exam_recall, memory.last_right = exam_on, 0.8, True
        memory.save()
    return path


def test_without_an_exam_what_is_due_is_counted_and_asked(world: World) -> None:
    path, later = met(world, due_in=0), met(world, due_in=2)
    student = world.student
    assert due_counts(student, [path, later]) == {path.id: 30, later.id: 0}
    assert len(asked_in(student, path)) == 30
    assert due_count(student) == 30


def test_what_is_due_beyond_a_bound_is_not_counted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "COUNTED", 20)
    met(world, due_in=0)
    assert due_count(world.student) == 20


def test_inside_the_window_of_an_exam_the_number_shown_is_what_a_sitting_asks(world: World) -> None:
    path = met(world, due_in=0, exam_in=10)
    student = world.student
    asked = len(asked_in(student, path))
    assert 0 < asked < 30
    assert due_counts(student, [path]) == {path.id: asked}
    assert [one.due for one in studied_shelf(student)] == [asked]
    assert due_count(student) == asked
    (step,) = due_now(student, path, standings(student, path))
    assert (step.due, step.met) == (asked, 30)
    shown = world.browser(world.members[Role.STUDENT]).get(f"/ampere/api/v1/learning-paths/{path.id}/progress").json()
    assert [one["due"] for one in shown["steps"]] == [asked]
    assert {pupil.due for pupil in classroom(world.teacher, path.id).pupils} == {None}


def test_outside_a_window_each_step_and_the_class_say_the_same_number(world: World) -> None:
    path = met(world, due_in=0, exam_in=100)
    student = world.student
    assert [one.due for one in due_now(student, path, standings(student, path))] == [30]
    name = world.members[Role.STUDENT].person
    assert {pupil.due for pupil in classroom(world.teacher, path.id).pupils if pupil.member.person == name} == {30}


def test_a_question_that_is_withdrawn_is_counted_nowhere(world: World) -> None:
    path = met(world, due_in=0)
    Item.objects.filter(id__in=[item.id for item in items_of(path)[:10]]).update(state="rejected")
    student = world.student
    (one,), (standing,) = studied_shelf(student), standings(student, path)
    assert (one.total, one.met, one.known, one.due) == (20, 20, 20, 20)
    assert (standing.total, standing.met, standing.known, standing.due) == (20, 20, 20, 20)


def test_new_questions_come_where_the_day_has_room_for_them(world: World) -> None:
    path = open_path(world, *QUESTIONS)
    student = world.student
    usual = Learner().new_per_day
    assert len(asked_in(student, path)) == usual
    revision = begun(student, path)
    answer_items(student, revision.id, [answer(item, "Rome") for item in items_of(path)[:usual]])
    assert asked_in(student, path) == []


def test_three_paths_with_exams_take_as_many_statements_as_one(world: World) -> None:
    met(world, due_in=0, exam_in=10)
    student = world.student
    with CaptureQueriesContext(connection) as one:
        due_count(student)
    met(world, due_in=0, exam_in=10)
    met(world, due_in=0, exam_in=12)
    with CaptureQueriesContext(connection) as three:
        due_count(student)
    assert len(three) == len(one)
