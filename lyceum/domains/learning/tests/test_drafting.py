from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.exam import ExamText, remove_exam, set_exam
from lyceum.domains.learning.actions.item import accept_items
from lyceum.domains.learning.actions.path import activate_path, archive_path
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.actions.source import remove_source, upload_source
from lyceum.domains.learning.models import Item, Memory, Path, Source, State
from lyceum.domains.learning.queries.asking import asked_in
from lyceum.domains.learning.tests.school import draft_path, open_path
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Notification
from lyceum.kernel.search.actions.documents import Cover, replace_document
from lyceum.kernel.search.queries.documents import document_for

COURSE = """# Optique

## La lumière

On appelle rayon lumineux le chemin que suit la lumière dans un milieu homogène et transparent.
La vitesse de la lumière dans le vide est de 299 792 458 mètres par seconde.

## La réfraction

La réfraction est le changement de direction d'un rayon lumineux à la surface entre deux milieux transparents.
La dispersion est la séparation de la lumière blanche en ses couleurs par un prisme de verre.
"""
Jobs = Callable[[], int]


def course(text: str = COURSE) -> SimpleUploadedFile:
    return SimpleUploadedFile("optique.md", text.encode())


def inside(world: World) -> None:
    """A job or a request has left the school: enter it again."""
    scope.enter(world.ampere.id, None)


def drafted_path(world: World, run_jobs: Jobs) -> tuple[Path, Source]:
    teacher = world.teacher
    path = draft_path(world, teacher)
    path.steps.all().delete()
    source = upload_source(teacher, path.id, course(), Cover(id=new_identifier()))
    run_jobs()
    inside(world)
    return path, source


@pytest.mark.wish("D6", "D21", "E24")
def test_a_document_becomes_steps_and_drafts_tied_to_its_words(world: World, run_jobs: Jobs) -> None:
    path, source = drafted_path(world, run_jobs)
    assert [step.title for step in path.steps.all()] == ["La lumière", "La réfraction"]
    items = list(Item.objects.filter(step__path=path))
    assert len(items) >= 4
    assert {item.state for item in items} == {State.DRAFT}
    assert all(item.quote in COURSE and item.document_id == source.document_id for item in items)
    assert {item.step.title for item in items} == {"La lumière", "La réfraction"}


def test_drafting_twice_drafts_once(world: World, run_jobs: Jobs) -> None:
    path, source = drafted_path(world, run_jobs)
    before = Item.objects.filter(step__path=path).count()
    upload_source(world.teacher, path.id, course(), Cover(id=source.document_id))
    run_jobs()
    inside(world)
    assert Item.objects.filter(step__path=path).count() == before


def test_no_draft_reaches_a_student_even_of_an_open_path(world: World, run_jobs: Jobs) -> None:
    path, _source = drafted_path(world, run_jobs)
    activate_path(world.teacher, path.id)
    assert asked_in(world.student, path) == []
    teacher = world.teacher
    first = Item.objects.filter(step__path=path).first()
    assert first
    accept_items(teacher, path.id, [first.id])
    assert [one.item.id for one in asked_in(world.student, path)] == [first.id]


def test_when_the_document_changes_what_it_no_longer_says_is_looked_at_again(world: World, run_jobs: Jobs) -> None:
    path, source = drafted_path(world, run_jobs)
    teacher = world.teacher
    accept_items(teacher, path.id, [item.id for item in Item.objects.filter(step__path=path)])
    changed = "# Optique\n\nUne page de plus.\n\n" + COURSE.partition("\n\n")[2].replace("blanche", "du jour")
    replace_document(teacher, source.document_id, course(changed))
    run_jobs()
    inside(world)
    items = Item.objects.filter(step__path=path).exclude(state=State.DRAFT)
    stale = [item for item in items if item.state == State.STALE]
    kept = [item for item in items if item.state == State.ACCEPTED]
    assert stale
    assert all("blanche" in item.quote for item in stale)
    assert kept
    assert {item.version for item in kept} == {2}
    assert all(item.quote in changed for item in kept)


@pytest.mark.wish("D10", "D11")
def test_the_documents_of_a_path_are_read_by_its_people_as_long_as_it_is_open(world: World, run_jobs: Jobs) -> None:
    path, source = drafted_path(world, run_jobs)
    with pytest.raises(NotFound):
        document_for(world.student, source.document_id)
    activate_path(world.teacher, path.id)
    assert document_for(world.student, source.document_id).id == source.document_id
    with pytest.raises(NotFound):
        document_for(world.as_role(Role.ATHLETE), source.document_id)
    archive_path(world.teacher, path.id)
    with pytest.raises(NotFound):
        document_for(world.student, source.document_id)
    remove_source(world.teacher, path.id, source.document_id)
    assert path.sources.count() == 0


@pytest.mark.wish("E14", "E20")
def test_students_are_told_of_a_path_and_teachers_of_a_revision(world: World, run_jobs: Jobs) -> None:
    path = open_path(world)
    run_jobs()
    student = world.student
    told = Notification.objects.within(student).filter(person_id=student.person_id, kind="learning.path_given")
    assert told.count() == 1
    revision, asked = begin_revision(student, new_identifier(), path.id)
    answer_items(student, revision.id, [Answer(new_identifier(), asked[0].item.id, "Rome", 5)])
    end_revision(student, revision.id)
    run_jobs()
    teacher = world.teacher
    told = Notification.objects.within(teacher).filter(person_id=teacher.person_id, kind="learning.revision_ended")
    assert told.count() == 1


def test_an_exam_ahead_moves_what_is_due_and_its_removal_moves_it_back(world: World, run_jobs: Jobs) -> None:
    path = open_path(world)
    student = world.student
    revision, asked = begin_revision(student, new_identifier(), path.id)
    answer_items(student, revision.id, [Answer(new_identifier(), asked[0].item.id, "Rome", 5)])
    plain = Memory.objects.get(item=asked[0].item).due_on
    exam_id, day = new_identifier(), timezone.now().date() + timedelta(days=3)
    set_exam(world.teacher, path.id, exam_id, ExamText("Contrôle", day))
    run_jobs()
    inside(world)
    steered = Memory.objects.get(item=asked[0].item)
    assert (steered.exam_on, steered.due_on < day, steered.exam_recall < 1) == (day, True, True)
    remove_exam(world.teacher, path.id, exam_id)
    run_jobs()
    inside(world)
    after = Memory.objects.get(item=asked[0].item)
    assert (after.exam_on, after.due_on) == (None, plain)
