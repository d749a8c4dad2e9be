from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.exam import ExamText, set_exam
from lyceum.domains.learning.actions.revision import begin_revision
from lyceum.domains.learning.models import Exam, Path, Revision, Status, Step
from lyceum.domains.learning.queries.drawn import answers_by_week
from lyceum.domains.learning.queries.forecast import _chart, _days, _recall, forecasts
from lyceum.domains.learning.queries.shelf import studied_shelf, taught_shelf
from lyceum.domains.learning.rules.memory import DEFAULT_MODEL, Memory
from lyceum.domains.learning.tests.school import draft_path, first_step, open_path
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World

AT = "/ampere/learning/"


@pytest.mark.wish("E10")
def test_a_teacher_makes_a_path_by_the_page(world: World) -> None:
    browser = world.browser(world.members[Role.TEACHER])
    form = {"id": str(new_identifier()), "name": "Optique", "language": "fr", "groups": [str(world.group.id)]}
    answer = browser.post(f"{AT}new/", form)
    assert (answer.status_code, answer["Location"]) == (302, f"{AT}{form['id']}/editor/")
    assert "Optique" in browser.get(answer["Location"]).content.decode()
    refused = browser.post(f"{AT}new/", form | {"name": ""})
    assert refused.status_code == 422


def test_what_somebody_else_has_changed_is_said_and_what_was_typed_stays(world: World) -> None:
    path = draft_path(world)
    browser = world.browser(world.members[Role.TEACHER])
    form = {"id": path.id, "edition": 1, "name": "Première", "language": "fr", "groups": [str(world.group.id)]}
    assert browser.post(f"{AT}{path.id}/text/", form).status_code == 302
    late = browser.post(f"{AT}{path.id}/text/", form | {"name": "Deuxième"})
    assert (late.status_code, "Deuxième" in late.content.decode()) == (422, True)
    assert Path.objects.within(world.teacher).get(id=path.id).name == "Première"


def test_steps_are_added_moved_and_removed_by_the_page(world: World) -> None:
    path = draft_path(world, None, "Un")
    one = str(first_step(path).id)
    browser = world.browser(world.members[Role.TEACHER])
    form = {"id": new_identifier(), "title": "Deux", "pass_mark": 60}
    assert browser.post(f"{AT}{path.id}/steps/new/", form).status_code == 302
    browser.post(f"{AT}{path.id}/steps/", {"move": one, "by": "down"})
    assert titles(world) == ["Deux", "Un"]
    browser.post(f"{AT}{path.id}/steps/{form['id']}/removal/")
    assert titles(world) == ["Un"]


def titles(world: World) -> list[str]:
    return list(Step.objects.within(world.teacher).order_by("position").values_list("title", flat=True))


@pytest.mark.wish("E21", "E26")
def test_a_student_sees_what_is_due_and_begins_by_a_button(world: World) -> None:
    path = open_path(world)
    browser = world.browser(world.members[Role.STUDENT])
    assert path.name in browser.get(AT).content.decode()
    page = browser.get(f"{AT}{path.id}/").content.decode()
    assert "Capitales" in page
    begun = browser.post(f"{AT}{path.id}/revision/")
    sitting = browser.get(begun["Location"])
    assert (sitting.status_code, sitting["X-Keep-Offline"]) == (200, "1")
    assert "Capitale de l" in sitting.content.decode()
    Revision.objects.within(world.student).update(ended_at=timezone.now())
    assert browser.get(begun["Location"])["Location"] == f"{AT}{path.id}/"


def test_a_path_opens_and_is_archived_by_its_buttons(world: World) -> None:
    path = draft_path(world)
    browser = world.browser(world.members[Role.TEACHER])
    browser.post(f"{AT}{path.id}/activation/")
    assert Path.objects.within(world.teacher).get(id=path.id).status == Status.ACTIVE
    assert browser.get(f"{AT}{path.id}/")["Location"] == f"{AT}{path.id}/editor/"
    browser.post(f"{AT}{path.id}/archive/")
    assert Path.objects.within(world.teacher).get(id=path.id).status == Status.ARCHIVED


def statements(world: World) -> list[int]:
    counts = []
    for shelf, caller in ((studied_shelf, world.student), (taught_shelf, world.teacher)):
        with CaptureQueriesContext(connection) as told:
            shelf(caller)
        counts.append(len(told))
    return counts


def test_the_shelf_costs_as_many_statements_for_three_paths_as_for_one(world: World) -> None:
    open_path(world)
    once = statements(world)
    open_path(world)
    open_path(world)
    assert statements(world) == once


def test_a_student_sees_their_answers_by_week_and_the_recall_until_the_exam_drawn(world: World) -> None:
    path = open_path(world)
    set_exam(world.teacher, path.id, new_identifier(), ExamText("Contrôle", timezone.localdate() + timedelta(days=14)))
    student = world.student
    assert ([one.chart for one in forecasts(student, path)], answers_by_week(student, path)) == ([None], None)
    revision, asked = begin_revision(student, new_identifier(), path.id, None)
    answer_items(student, revision.id, [Answer(new_identifier(), asked[0].item.id, "Rome", 5)])
    (forecast,), weeks = forecasts(student, path), answers_by_week(student, path)
    assert forecast.chart
    assert weeks
    values = [point.value for point in forecast.chart.points]
    assert (len(values), values[0]) == (8, 50.0)  # one of two questions met, known today
    assert values == sorted(values, key=lambda value: -(value or 0))
    assert forecast.recall == round(values[-1] or 0)
    assert [point.value for point in weeks.points] == [0, 0, 0, 0, 0, 0, 0, 1]
    page = world.browser(world.members[Role.STUDENT]).get(f"{AT}{path.id}/").content.decode()
    assert page.count('<svg class="chart-drawing"') == 2
    assert page.count('<details class="chart-table"') == 2


def test_a_curve_of_many_memories_is_that_of_some(world: World) -> None:
    path, today = open_path(world), timezone.localdate()
    exam = Exam(path=path, title="Contrôle", held_on=today + timedelta(days=30))
    memories = [Memory(float(1 + n % 40), 5.0, today - timedelta(n % 7)) for n in range(5003)]
    chart = _chart(exam, today, memories, 6000, DEFAULT_MODEL)
    exact = [_recall(memories, 6000, day, DEFAULT_MODEL) for day in _days(today, exam.held_on)]
    assert [round(point.value or 0) for point in chart.points] == pytest.approx([round(one) for one in exact], abs=1)
