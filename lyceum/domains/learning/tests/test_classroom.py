import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.queries.classroom import classroom, student_in_depth
from lyceum.domains.learning.tests.school import open_path
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import GroupMembership
from lyceum.kernel.identity.tests.factories import World, make_member, make_person


def revised(world: World, path: Path, given: str) -> None:
    student = world.student
    revision, asked = begin_revision(student, new_identifier(), path.id)
    for _ in range(5):
        answer_items(student, revision.id, [Answer(new_identifier(), asked[0].item.id, given, 5)])
    end_revision(student, revision.id)


@pytest.mark.wish("E3", "E25")
def test_a_teacher_sees_who_is_stuck_and_on_what(world: World) -> None:
    path = open_path(world)
    revised(world, path, "Milan")
    found = classroom(world.teacher, path.id)
    (pupil,) = found.pupils
    assert (pupil.is_stuck, pupil.stuck_on, pupil.recent, pupil.share) == (True, "Capitales", 0, 0)
    assert [(hard.item.content["prompt"], hard.missed) for hard in found.hard] == [("Capitale de l’Italie ?", 100)]


def test_a_student_who_has_not_been_seen_is_named(world: World) -> None:
    found = classroom(world.teacher, open_path(world).id)
    assert [(pupil.is_quiet, pupil.is_stuck) for pupil in found.pupils] == [(True, False)]


def test_the_class_is_its_teachers_alone(world: World) -> None:
    path = open_path(world)
    with pytest.raises(NotAllowed):
        classroom(world.student, path.id)
    with pytest.raises(NotFound):
        classroom(world.stranger, path.id)
    with pytest.raises(NotFound):
        student_in_depth(world.teacher, path.id, world.members[Role.ATHLETE].person_id)


def test_thirty_students_cost_as_many_statements_as_one(world: World) -> None:
    path = open_path(world)

    def cost() -> int:
        teacher = world.teacher
        with CaptureQueriesContext(connection) as told:
            classroom(teacher, path.id)
        return len(told)

    once = cost()
    for number in range(3):
        member = make_member(world.ampere, Role.STUDENT, person=make_person(f"Élève {number}"))
        scope.enter(world.ampere.id, None)
        GroupMembership.objects.create(organisation=world.ampere, group=world.group, membership=member)
    assert (cost(), len(classroom(world.teacher, path.id).pupils)) == (once, 4)


def test_the_pages_show_the_class_and_one_student(world: World) -> None:
    path = open_path(world)
    revised(world, path, "Rome")
    browser = world.browser(world.members[Role.TEACHER])
    student = world.members[Role.STUDENT].person
    room = browser.get(f"/ampere/learning/{path.id}/class/").content.decode()
    assert str(student) in room
    depth = browser.get(f"/ampere/learning/{path.id}/class/{student.id}/")
    assert (depth.status_code, "Capitales" in depth.content.decode()) == (200, True)


def test_two_revisions_are_drawn_with_their_tables(world: World) -> None:
    path = open_path(world)
    for given in ("Rome", "Milan"):
        revised(world, path, given)
    student = world.members[Role.STUDENT].person_id
    drawn = student_in_depth(world.teacher, path.id, student).charts
    assert [[point.value for point in chart.points] for chart in drawn] == [[100, 0], [25, 25]]
    browser = world.browser(world.members[Role.TEACHER])
    html = browser.get(f"/ampere/learning/{path.id}/class/{student}/").content.decode()
    assert (html.count('role="img"'), html.count("chart-table")) == (2, 2)
