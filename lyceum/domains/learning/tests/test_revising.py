from datetime import timedelta
from itertools import permutations
from typing import Any

import pytest
from django.utils import timezone

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.item import reject_items, write_item
from lyceum.domains.learning.actions.path import archive_path
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.actions.step import StepText, add_step, edit_step
from lyceum.domains.learning.models import Item, Memory, Path, Review, Revision
from lyceum.domains.learning.queries.asking import asked_in
from lyceum.domains.learning.queries.progress import share_of, standings
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.tests.school import CAPITAL, EVEN, drafted, first_step, open_path
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import GroupMembership
from lyceum.kernel.identity.tests.factories import World


def begun(student: Caller, path: Path) -> Revision:
    return begin_revision(student, new_identifier(), path.id)[0]


def answer(item: Item, given: Any, **more: Any) -> Answer:
    return Answer(new_identifier(), item.id, given, seconds=8, **more)


def items_of(path: Path) -> list[Item]:
    return list(Item.objects.filter(step__path=path).order_by("step__position", "position"))


@pytest.mark.wish("E8", "E9", "E15", "E19", "E26")
def test_a_student_begins_answers_and_sees_the_result(world: World) -> None:
    path = open_path(world)
    student = world.student
    revision, asked = begin_revision(student, new_identifier(), path.id, first_step(path).id)
    assert [one.item.asks for one in asked] == [CAPITAL, EVEN]
    capital, even = items_of(path)
    judged = answer_items(student, revision.id, [answer(capital, "rome"), answer(even, ["3"])])
    assert [one.verdict.is_right for one in judged if one.verdict] == [True, False]
    ended = end_revision(student, revision.id)
    assert (ended.answered, ended.right, ended.score, ended.seconds) == (2, 1, 50.0, 16)
    assert share_of(standings(student, path)) == 0.5
    assert end_revision(student, revision.id).ended_at == ended.ended_at


def test_an_answer_sent_twice_counts_once(world: World) -> None:
    path = open_path(world)
    student = world.student
    revision, (capital, _) = begun(student, path), items_of(path)
    one = answer(capital, "Rome")
    first = answer_items(student, revision.id, [one])
    assert answer_items(student, revision.id, [one, one]) == first * 2
    assert (Review.objects.within(student).count(), Memory.objects.get(item=capital).reviews) == (1, 1)


def test_answers_of_two_devices_leave_one_memory_whichever_comes_first(world: World) -> None:
    path = open_path(world)
    student, capital = world.student, items_of(path)[0]
    now = timezone.now()
    said = [("Rome", 20), ("Milan", 12), ("Rome", 3)]
    left = set()
    for order in permutations(range(3)):
        Memory.objects.within(student).delete()
        Revision.objects.within(student).delete()
        revision = begun(student, path)
        answers = [answer(capital, given, answered_at=now - timedelta(days=days)) for given, days in said]
        for position in order:
            answer_items(student, revision.id, [answers[position]])
        memory = Memory.objects.get(item=capital)
        left.add(
            (round(memory.stability, 9), round(memory.difficulty, 9), memory.due_on, memory.reviews, memory.lapses)
        )
    assert len(left) == 1
    assert left.pop()[3:] == (3, 1)


@pytest.mark.wish("E16")
def test_only_a_student_of_an_open_path_begins_and_only_what_is_due(world: World) -> None:
    path = open_path(world)
    for caller, refusal in ((world.teacher, NotAllowed), (world.as_role(Role.ATHLETE), NotFound)):
        with pytest.raises(refusal):
            begin_revision(caller, new_identifier(), path.id)
    student = world.student
    revision = begun(student, path)
    capital, even = items_of(path)
    answer_items(student, revision.id, [answer(capital, "Rome"), answer(even, ["4"])])
    with pytest.raises(Conflict) as nothing:
        begin_revision(student, new_identifier(), path.id)
    assert nothing.value.code == "nothing_due"
    assert Revision.objects.within(student).count() == 1
    archive_path(world.teacher, path.id)
    with pytest.raises(NotFound):
        begin_revision(world.student, new_identifier(), path.id)


@pytest.mark.wish("E16")
def test_a_step_waits_for_the_one_before_and_for_its_day(world: World) -> None:
    path = open_path(world)
    teacher = world.teacher
    later = add_step(teacher, path.id, StepText("Fleuves", requires=(first_step(path).id,)))
    write_item(teacher, later.id, new_identifier(), Content(Kind.SHORT, "Fleuve de Rome ?", answers=("Tibre",)))
    student = world.student
    with pytest.raises(Conflict) as closed:
        begin_revision(student, new_identifier(), path.id, later.id)
    assert (closed.value.code, "Capitales" in str(closed.value)) == ("step_closed", True)
    assert [one.item.step.title for one in asked_in(student, path)] == ["Capitales", "Capitales"]
    revision, (capital, even) = begun(student, path), items_of(path)[:2]
    answer_items(student, revision.id, [answer(capital, "Rome"), answer(even, ["4"])])
    assert [one.item.step.title for one in asked_in(student, path)] == ["Fleuves"]
    tomorrow = timezone.now().date() + timedelta(days=2)
    edit_step(world.teacher, path.id, later.id, StepText("Fleuves", opens_on=tomorrow))
    with pytest.raises(Conflict):
        begin_revision(world.student, new_identifier(), path.id, later.id)


def test_drafts_are_asked_of_nobody(world: World) -> None:
    path = open_path(world)
    drafted(path)
    assert len(asked_in(world.student, path)) == 2


def test_a_student_removed_during_a_revision_is_told_and_nothing_is_counted(world: World) -> None:
    path = open_path(world)
    student = world.student
    revision, (capital, _) = begun(student, path), items_of(path)
    GroupMembership.objects.within(student).delete()
    student = world.student
    with pytest.raises((NotAllowed, NotFound)):
        answer_items(student, revision.id, [answer(capital, "Rome")])
    assert Review.objects.within(student).count() == 0


def test_an_answer_to_a_question_withdrawn_meanwhile_counts_for_nothing(world: World) -> None:
    path = open_path(world)
    student = world.student
    revision, (capital, even) = begun(student, path), items_of(path)
    Item.objects.filter(id=capital.id).update(state="stale")
    reject_items(world.teacher, path.id, [capital.id])
    student = world.student
    judged = answer_items(student, revision.id, [answer(capital, "Rome"), answer(even, ["4"])])
    assert [one.verdict is None for one in judged] == [True, False]


def test_a_definition_is_judged_by_the_student(world: World) -> None:
    path = open_path(world, Content(Kind.DEFINITION, "Osmose ?", answers=("Passage de l’eau",)))
    student = world.student
    revision, (osmosis,) = begun(student, path), items_of(path)
    (judged,) = answer_items(student, revision.id, [answer(osmosis, "je ne sais plus", own_verdict=False)])
    assert judged.verdict
    assert (judged.verdict.is_right, Memory.objects.get(item=osmosis).last_right) == (False, False)


def test_nobody_answers_in_anothers_revision(world: World) -> None:
    path = open_path(world)
    revision = begun(world.student, path)
    capital = items_of(path)[0]
    with pytest.raises((NotAllowed, NotFound)):
        answer_items(world.as_role(Role.LEARNER), revision.id, [answer(capital, "Rome")])


def test_an_id_under_which_somebody_else_answered_tells_nothing_of_it(world: World) -> None:
    path = open_path(world)
    revision, one = begun(world.student, path), answer(items_of(path)[0], "Rome")
    answer_items(world.student, revision.id, [one])
    Review.objects.update(person_id=world.teacher.person_id)
    with pytest.raises(Conflict):
        answer_items(world.student, revision.id, [one])
    assert Review.objects.get().person_id == world.teacher.person_id


def test_a_clock_ahead_of_ours_does_not_move_the_schedule(world: World) -> None:
    path = open_path(world)
    student = world.student
    revision, (capital, _) = begun(student, path), items_of(path)
    answer_items(student, revision.id, [answer(capital, "Rome", answered_at=timezone.now() + timedelta(days=400))])
    assert Memory.objects.get(item=capital).reviewed_at <= timezone.now()


def test_many_answers_cost_no_more_statements_than_two(world: World, django_assert_max_num_queries: Any) -> None:
    contents = [Content(Kind.SHORT, f"{n} × 2 ?", answers=(str(2 * n),)) for n in range(30)]
    path = open_path(world, *contents)
    student = world.student
    revision = begun(student, path)
    answers = [answer(item, "4") for item in items_of(path)]
    with django_assert_max_num_queries(21):
        answer_items(student, revision.id, answers[:2])
    with django_assert_max_num_queries(21):
        answer_items(student, revision.id, answers)
