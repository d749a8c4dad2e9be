from datetime import date

import pytest

from lyceum.domains.learning.actions.exam import ExamText, remove_exam, set_exam
from lyceum.domains.learning.actions.item import accept_items, edit_item, reject_items, write_item
from lyceum.domains.learning.actions.path import PathText, activate_path, archive_path, edit_path, make_path, share_path
from lyceum.domains.learning.actions.step import StepText, add_step, edit_step, order_steps, remove_step
from lyceum.domains.learning.models import Exam, Item, Path, State, Status, Step
from lyceum.domains.learning.queries.path import path_for, students_of, studied_paths, taught_paths
from lyceum.domains.learning.rules.item import Content, Kind
from lyceum.domains.learning.tests.school import (
    CAPITAL,
    EVEN,
    draft_path,
    drafted,
    first_step,
    given_to_class,
    open_path,
)
from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.audience import Audience
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, Invalid, NotAllowed, NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of, make_member, make_person


def trail() -> list[str]:
    rows = Announcement.objects.filter(kind__startswith="learning.").order_by("id")
    return [kind.removeprefix("learning.") for kind in rows.values_list("kind", flat=True)]


@pytest.mark.wish("E1", "E5", "E6", "E10", "E12", "B7")
def test_a_teacher_makes_a_path_with_its_first_steps_for_a_class(world: World) -> None:
    path = draft_path(world, None, "Capitales", "Fleuves")
    assert (path.status, [step.title for step in path.steps.all()]) == (Status.DRAFT, ["Capitales", "Fleuves"])
    assert [member.person for member in students_of(world.teacher, path)] == [world.members[Role.STUDENT].person]
    assert trail() == ["path_made", "step_changed", "step_changed"]


def test_making_it_twice_under_one_id_makes_it_once(world: World) -> None:
    path_id = new_identifier()
    teacher = world.teacher
    first = make_path(teacher, path_id, PathText("Un"), (StepText("Étape"),))
    assert make_path(teacher, path_id, PathText("Deux"), (StepText("Étape"),)).name == first.name == "Un"
    assert Step.objects.within(teacher).count() == 1


@pytest.mark.wish("E12")
@pytest.mark.parametrize(
    ("text", "field"),
    [
        (PathText(" "), "name"),
        (PathText("Chemin", language="de"), "language"),
        (PathText("Chemin", begins_on=date(2026, 9, 2), ends_on=date(2026, 9, 1)), "ends_on"),
        (PathText("Chemin", audience=Audience(roles=frozenset({Role.STUDENT}))), "audience"),
        (PathText("Chemin", audience=Audience(group_ids=frozenset({new_identifier()}))), "audience"),
        (PathText("Chemin", audience=Audience(person_ids=frozenset({new_identifier()}))), "audience"),
    ],
)
def test_what_is_not_right_is_said_by_field_and_nothing_is_made(world: World, text: PathText, field: str) -> None:
    teacher = world.teacher
    with pytest.raises(Invalid) as refusal:
        make_path(teacher, new_identifier(), text)
    assert list(refusal.value.fields) == [field]
    assert Path.objects.within(teacher).count() == 0


@pytest.mark.wish("E12")
def test_only_teachers_make_paths_and_only_its_own_change_them(world: World) -> None:
    path = draft_path(world)
    with pytest.raises(NotAllowed):
        make_path(world.student, new_identifier(), PathText("À moi"))
    colleague = caller_of(make_member(world.ampere, Role.TEACHER, person=make_person("Collègue")))
    with pytest.raises(NotFound):
        edit_path(colleague, path.id, PathText("Volé"))
    share_path(world.teacher, path.id, colleague.person_id)
    assert edit_path(colleague, path.id, PathText("Partagé", audience=given_to_class(world))).name == "Partagé"
    assert [p.name for p in taught_paths(world.owner)] == ["Partagé"]


def test_two_who_edit_at_once_are_told_and_nothing_is_lost(world: World) -> None:
    path = draft_path(world)
    teacher, step = world.teacher, first_step(path)
    edit_step(teacher, path.id, step.id, StepText("La mienne"), edition=1)
    with pytest.raises(Conflict) as refusal:
        edit_step(teacher, path.id, step.id, StepText("L’autre"), edition=1)
    assert refusal.value.code == "changed_meanwhile"
    assert first_step(path).title == "La mienne"
    edit_path(teacher, path.id, PathText("Une"), edition=1)
    with pytest.raises(Conflict):
        edit_path(teacher, path.id, PathText("Deux"), edition=1)


@pytest.mark.wish("E13", "E14")
def test_students_see_it_once_it_is_open_and_no_longer_once_it_is_archived(world: World) -> None:
    path = draft_path(world)
    with pytest.raises(NotFound):
        path_for(world.student, path.id)
    activate_path(world.teacher, path.id)
    activate_path(world.teacher, path.id)
    assert [p.id for p in studied_paths(world.student)] == [path.id]
    assert list(studied_paths(world.as_role(Role.ATHLETE))) == []
    with pytest.raises(NotAllowed):
        edit_path(world.student, path.id, PathText("Facile"))
    archive_path(world.teacher, path.id)
    assert list(studied_paths(world.student)) == []
    assert trail() == ["path_made", "step_changed", "path_activated", "path_given", "path_archived"]


def test_an_empty_path_or_one_for_nobody_does_not_open(world: World) -> None:
    teacher = world.teacher
    for path_id, text, steps in (
        (new_identifier(), PathText("Personne"), (StepText("Étape"),)),
        (new_identifier(), PathText("Vide", audience=given_to_class(world)), ()),
    ):
        make_path(teacher, path_id, text, steps)
        with pytest.raises(Conflict):
            activate_path(teacher, path_id)


def test_steps_are_put_in_order_and_never_wait_for_one_another(world: World) -> None:
    path = draft_path(world, None, "Un", "Deux")
    teacher = world.teacher
    one, two = path.steps.all()
    order_steps(teacher, path.id, [two.id, one.id])
    assert [step.title for step in path.steps.all()] == ["Deux", "Un"]
    with pytest.raises(Conflict):
        order_steps(teacher, path.id, [two.id])
    edit_step(teacher, path.id, one.id, StepText("Un", requires=(two.id,)))
    with pytest.raises(Invalid):
        edit_step(teacher, path.id, two.id, StepText("Deux", requires=(one.id,)))
    three = add_step(teacher, path.id, StepText("Trois", id=new_identifier()))
    assert add_step(teacher, path.id, StepText("Encore", id=three.id)).title == "Trois"
    remove_step(teacher, path.id, three.id)
    remove_step(teacher, path.id, three.id)
    assert path.steps.count() == 2


@pytest.mark.wish("D14", "E7")
def test_nothing_is_a_students_before_a_teacher_has_accepted_it(world: World) -> None:
    path = draft_path(world)
    teacher = world.teacher
    kept, fixed, out = drafted(path, CAPITAL, EVEN, Content(Kind.SHORT, "?", answers=("!",)))
    assert accept_items(teacher, path.id, [kept.id]) == 1
    assert accept_items(teacher, path.id, [kept.id]) == 0
    assert reject_items(teacher, path.id, [out.id]) == 1
    better = Content(Kind.SHORT, "Capitale du Portugal ?", answers=("Lisbonne",))
    edit_item(teacher, fixed.id, better, edition=1, accept=True)
    states = dict(Item.objects.within(teacher).values_list("id", "state"))
    assert states == {kept.id: State.ACCEPTED, fixed.id: State.ACCEPTED, out.id: State.REJECTED}
    assert Item.objects.get(id=fixed.id).asks == better
    with pytest.raises(Conflict):
        edit_item(teacher, fixed.id, CAPITAL, edition=1)
    with pytest.raises(NotFound):
        accept_items(world.stranger, path.id, [kept.id])


def test_all_drafts_of_a_step_are_accepted_at_once_but_none_that_cannot_be_asked(world: World) -> None:
    path = draft_path(world)
    drafted(path, CAPITAL, EVEN, Content(Kind.SHORT, "Sans réponse ?"))
    assert accept_items(world.teacher, path.id, step_id=first_step(path).id) == 2


def test_a_question_that_cannot_be_asked_is_refused_by_field(world: World) -> None:
    path = draft_path(world)
    with pytest.raises(Invalid) as refusal:
        write_item(world.teacher, first_step(path).id, new_identifier(), Content(Kind.CHOICE, "Lequel ?"))
    assert sorted(refusal.value.fields) == ["choices"]
    item_id = new_identifier()
    write_item(world.teacher, first_step(path).id, item_id, CAPITAL)
    assert write_item(world.teacher, first_step(path).id, item_id, EVEN).asks == CAPITAL


def test_an_exam_covers_steps_of_its_own_path(world: World) -> None:
    path = open_path(world)
    teacher, exam_id = world.teacher, new_identifier()
    set_exam(teacher, path.id, exam_id, ExamText("Brevet", date(2027, 6, 25)))
    set_exam(teacher, path.id, exam_id, ExamText("Brevet blanc", date(2027, 3, 1), (first_step(path).id,)))
    assert [(exam.title, exam.held_on) for exam in path.exams.all()] == [("Brevet blanc", date(2027, 3, 1))]
    with pytest.raises(Invalid):
        set_exam(teacher, path.id, new_identifier(), ExamText(" ", date(2027, 3, 1), (new_identifier(),), weight=0))
    remove_exam(teacher, path.id, exam_id)
    assert Exam.objects.within(teacher).count() == 0
