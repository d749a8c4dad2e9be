from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lyceum.domains.learning.actions.exam import ExamText, set_exam
from lyceum.domains.learning.actions.path import PathText, edit_path
from lyceum.domains.learning.actions.source import upload_source
from lyceum.domains.learning.actions.step import StepText, edit_step
from lyceum.domains.learning.models import Exam, Path, PathTeacher, Source, Step
from lyceum.domains.learning.tests.school import CAPITAL, EVEN, draft_path, drafted, first_step, given_to_class
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, make_member, make_person
from lyceum.kernel.search.actions.documents import Cover
from lyceum.kernel.search.models import Document

HTMX = {"HX-Request": "true"}
COURSE = b"# Les capitales\n\nRome est la capitale de l'Italie.\n"


@pytest.fixture
def browser(world: World) -> Client:
    return world.browser(world.members[Role.TEACHER])


def at(path: Path, place: str = "editor/") -> str:
    return f"/ampere/learning/{path.id}/{place}"


def enter(world: World) -> None:
    """A request leaves the organisation behind; what a test asks of the database itself enters it again."""
    assert world.teacher.organisation_id == world.ampere.id


def course(name: str = "cours.md") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, COURSE, "text/markdown")


@pytest.mark.wish("E10", "E24")
def test_the_editor_says_what_is_missing_before_the_path_opens(world: World, browser: Client) -> None:
    path = draft_path(world)
    page = browser.get(at(path)).content.decode()
    assert page.count('data-done="true"') == 2  # students and a step
    assert [str(world.members[Role.STUDENT].person) in page, world.group.name in page] == [True, True]
    enter(world)
    drafted(path, CAPITAL, EVEN)
    part = browser.get(at(path, "checklist/")).content.decode()
    assert ("Look at 2 drafts" in part, "<html" in part) == (True, False)


@pytest.mark.wish("E7", "E10")
def test_several_documents_come_at_once_and_one_that_is_refused_costs_no_other(world: World, browser: Client) -> None:
    path = draft_path(world)
    broken = SimpleUploadedFile("programme.exe", b"MZ\x90\x00" * 40, "application/octet-stream")
    answer = browser.post(at(path, "documents/"), {"file": [course("un.md"), broken, course("deux.md")]})
    page = answer.content.decode()
    assert (answer.status_code, "programme.exe" in page, "cannot be read: use PDF" in page) == (422, True, True)
    titles = Source.objects.within(world.teacher).filter(path=path).values_list("document__title", flat=True)
    assert sorted(titles) == ["deux", "un"]


def test_a_document_that_is_sent_twice_under_one_id_comes_once(world: World, browser: Client) -> None:
    path, document_id = draft_path(world), str(new_identifier())
    for _time in range(2):
        answer = browser.post(at(path, "documents/"), {"id": document_id, "file": course()}, headers=HTMX)
        assert (answer.status_code, "<html" in answer.content.decode()) == (200, False)
    assert [str(one.document_id) for one in Source.objects.within(world.teacher)] == [document_id]


@pytest.mark.parametrize(
    ("reason", "said"),
    [("scan", "This is a scan"), ("encrypted", "protected by a password"), ("bomb", "unpacks to far more")],
)
def test_why_a_document_could_not_be_read_stands_beside_it(
    world: World, browser: Client, reason: str, said: str
) -> None:
    path = draft_path(world)
    source = upload_source(world.teacher, path.id, course(), Cover())
    Document.objects.within(world.teacher).filter(id=source.document_id).update(state="refused", reason=reason)
    part = browser.get(at(path, "documents/")).content.decode()
    assert (said in part, "cours" in part) == (True, True)


def test_how_far_a_document_is_read_is_drawn(world: World, browser: Client) -> None:
    path = draft_path(world)
    source = upload_source(world.teacher, path.id, course(), Cover())
    rows = Document.objects.within(world.teacher).filter(id=source.document_id)
    rows.update(state="reading", progress=3, expected=12)
    part = browser.get(at(path, "documents/")).content.decode()
    assert ("Reading: page 3 of 12" in part, 'value="3" max="12"' in part) == (True, True)


def test_a_newer_file_takes_the_place_of_a_document_and_a_bad_one_leaves_it(world: World, browser: Client) -> None:
    path = draft_path(world)
    source = upload_source(world.teacher, path.id, course(), Cover())
    here = at(path, f"documents/{source.document_id}/version/")
    assert browser.post(here, {"file": course("nouveau.md")}).status_code == 302
    assert browser.post(here, {"file": SimpleUploadedFile("programme.exe", b"MZ")}).status_code == 422
    enter(world)
    assert source.document.versions.count() == 2
    assert browser.post(at(path, f"documents/{new_identifier()}/version/"), {"file": course()}).status_code == 404


def test_a_document_that_is_there_is_added_to_another_path_and_taken_out(world: World, browser: Client) -> None:
    one, other = draft_path(world), draft_path(world)
    source = upload_source(world.teacher, one.id, course(), Cover())
    browser.post(at(other, "documents/kept/"), {"document": source.document_id})
    enter(world)
    assert other.sources.count() == 1
    browser.post(at(other, "documents/kept/"), {"document": "nothing"})
    browser.post(at(other, f"documents/{source.document_id}/removal/"))
    enter(world)
    assert (one.sources.count(), other.sources.count()) == (1, 0)


@pytest.mark.wish("E6")
def test_steps_are_put_in_order_by_drag_and_by_button(world: World, browser: Client) -> None:
    path = draft_path(world, None, "Un", "Deux", "Trois")
    one, two, three = (str(step.id) for step in path.steps.all())
    part = browser.post(at(path, "steps/"), {"step": [three, one, two]}, headers=HTMX).content.decode()
    assert [part.index("Trois") < part.index("Un") < part.index("Deux"), "<html" in part] == [True, False]
    browser.post(f"{at(path, 'steps/')}?by=up", {"step": [three, one, two], "move": two})
    assert titles(world) == ["Trois", "Deux", "Un"]
    browser.post(at(path, "steps/"), {"move": three, "by": "up"})
    assert titles(world) == ["Trois", "Deux", "Un"]
    answer = browser.post(at(path, "steps/"), {"step": [one, "nonsense"]}, headers=HTMX).content.decode()
    assert "The steps have changed meanwhile" in answer


def test_what_a_step_waits_for_is_visible(world: World, browser: Client) -> None:
    path = draft_path(world, None, "Un", "Deux")
    one, two = path.steps.all()
    edit_step(world.teacher, path.id, two.id, StepText("Deux", opens_on=date(2027, 3, 1), requires=(one.id,)))
    page = browser.get(at(path)).content.decode()
    assert ("after Un" in page, "opens on 1 March" in page) == (True, True)


@pytest.mark.wish("E24")
def test_of_two_who_edit_a_step_the_second_sees_both_versions(world: World, browser: Client) -> None:
    path = draft_path(world)
    step = first_step(path)
    edit_step(world.teacher, path.id, step.id, StepText("La leur", body="Leur texte"), 1)
    form = {"id": step.id, "edition": 1, "title": "La mienne", "body": "Mon texte", "pass_mark": 70}
    answer = browser.post(at(path, f"steps/{step.id}/text/"), form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [words in page for words in ("La leur", "Leur texte", "La mienne", "Mon texte")] == [True] * 4
    assert titles(world) == ["La leur"]
    assert browser.post(at(path, f"steps/{step.id}/text/"), form | {"edition": 2}).status_code == 302
    assert titles(world) == ["La mienne"]


@pytest.mark.wish("E24")
def test_of_two_who_edit_a_path_the_second_sees_both_versions(world: World, browser: Client) -> None:
    path = draft_path(world)
    edit_path(world.teacher, path.id, PathText("Le leur", audience=given_to_class(world)), 1)
    form = {"id": path.id, "edition": 1, "name": "Le mien", "language": "fr", "groups": [str(world.group.id)]}
    page = browser.post(at(path, "text/"), form).content.decode()
    assert ("Le leur" in page, "Le mien" in page, 'name="edition" value="2"' in page) == (True, True, True)


def test_an_exam_is_set_changed_and_removed_by_its_page(world: World, browser: Client) -> None:
    path = draft_path(world)
    step = first_step(path)
    form = {"id": new_identifier(), "title": "Bac blanc", "held_on": "2027-05-20", "weight": 1}
    assert browser.post(at(path, "exams/"), form | {"title": ""}).status_code == 422
    browser.post(at(path, "exams/"), form | {"steps": [str(step.id)]})
    browser.post(f"{at(path, 'exams/')}?exam={form['id']}", form | {"title": "Bac"})
    exam = Exam.objects.within(world.teacher).get()
    assert (exam.title, exam.held_on, exam.steps) == ("Bac", date(2027, 5, 20), [])
    assert "The whole path" in browser.get(at(path)).content.decode()
    browser.post(at(path, f"exams/{exam.id}/removal/"))
    assert Exam.objects.within(world.teacher).count() == 0


def test_a_colleague_is_invited_from_a_list_of_the_schools_teachers(world: World, browser: Client) -> None:
    path = draft_path(world)
    colleague = make_member(world.ampere, Role.TEACHER, person=make_person("Nadia Roche"))
    page = browser.get(at(path, "teachers/")).content.decode()
    assert ("Nadia Roche" in page, str(world.members[Role.STUDENT].person) in page) == (True, False)
    student_id = world.members[Role.STUDENT].person_id
    assert browser.post(at(path, "teachers/"), {"teacher_id": student_id}).status_code == 422
    browser.post(at(path, "teachers/"), {"teacher_id": colleague.person_id})
    taught = PathTeacher.objects.within(world.teacher).filter(path=path).values_list("person_id", flat=True)
    assert set(taught) == {world.members[Role.TEACHER].person_id, colleague.person_id}
    assert world.browser(colleague).get(at(path)).status_code == 200


def titles(world: World) -> list[str]:
    return list(Step.objects.within(world.teacher).order_by("position").values_list("title", flat=True))


def statements(browser: Client, path: Path) -> int:
    with CaptureQueriesContext(connection) as told:
        assert browser.get(at(path)).status_code == 200
    return len(told)


def test_the_editor_costs_as_many_statements_for_many_as_for_one(world: World, browser: Client) -> None:
    path = draft_path(world)
    teacher = world.teacher
    upload_source(teacher, path.id, course(), Cover())
    set_exam(teacher, path.id, new_identifier(), ExamText("Un", date.today() + timedelta(30)))
    browser.get(at(path))
    once = statements(browser, path)
    enter(world)
    for title in ("Deux", "Trois"):
        Step.objects.create(organisation_id=path.organisation_id, path=path, position=2, title=title)
        upload_source(teacher, path.id, course(f"{title}.md"), Cover())
        set_exam(teacher, path.id, new_identifier(), ExamText(title, date.today() + timedelta(30)))
    drafted(path, CAPITAL, EVEN)
    assert statements(browser, path) == once
