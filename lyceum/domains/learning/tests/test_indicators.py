"""What learning counts: from answers, revisions, questions and paths given, to a report for each role."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import transaction
from django.utils import timezone

from lyceum.domains.learning.actions.answering import Answer, answer_items
from lyceum.domains.learning.actions.revision import begin_revision, end_revision
from lyceum.domains.learning.announcements import QuestionAsked
from lyceum.domains.learning.models import Path
from lyceum.domains.learning.tests.school import open_path
from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World, caller_of, make_member, make_person
from lyceum.kernel.reporting.actions.recounting import recount
from lyceum.kernel.reporting.actions.surveying import survey_lately
from lyceum.kernel.reporting.models import Figure
from lyceum.kernel.reporting.queries.report import report
from lyceum.kernel.reporting.queries.view import Asked

RunJobs = Callable[[], int]


def today() -> date:
    """In the calendar of the school."""
    return timezone.now().astimezone(ZoneInfo("Europe/Paris")).date()


def revised(world: World, path: Path, run_jobs: RunJobs, *given: str, ago: int = 0) -> None:
    """One answer to the first question for each of what is given, so many days ago."""
    student = world.student
    revision, asked = begin_revision(student, new_identifier(), path.id)
    then = timezone.now() - timedelta(days=ago)
    answers = [Answer(new_identifier(), asked[0].item.id, text, 30, answered_at=then) for text in given]
    answer_items(student, revision.id, answers)
    end_revision(student, revision.id)
    run_jobs()
    survey_lately(organisation_id=world.ampere.id)


def asked_tutor(world: World, path: Path, run_jobs: RunJobs, complexity: int, outcome: str) -> None:
    student = world.student
    with transaction.atomic():
        announce(student, QuestionAsked(path.id, new_identifier(), complexity, outcome))
    run_jobs()


def wholes(found: Any) -> dict[str, str]:
    return {chart.code.removeprefix("learning."): chart.whole for chart in found.charts if "learning" in chart.code}


@pytest.mark.wish("L2", "L8", "L11")
def test_revisions_and_their_results_are_counted(world: World, run_jobs: RunJobs) -> None:
    path = open_path(world)
    revised(world, path, run_jobs, "Rome", "Milan", "Rome", "Rome")
    found = report(world.student, Asked())
    expected = {"revisions": "1", "answers": "4", "completion": "50 %", "right": "75 %", "score": "100 %"}
    assert wholes(found) == expected | {"seconds": "2 min"}
    school = report(world.owner, Asked())
    assert wholes(school) == expected | {"seconds": "2 min", "paths_given": "1"}


def test_answers_of_a_phone_that_was_offline_count_on_their_day(world: World, run_jobs: RunJobs) -> None:
    path = open_path(world)
    revised(world, path, run_jobs, "Rome", ago=3)
    scope.enter(world.ampere.id, None)
    days = Figure.objects.filter(indicator="learning.answers", person_id=None).values_list("day", flat=True)
    assert [today() - day for day in days] == [timedelta(days=3)]


@pytest.mark.wish("L9")
def test_questions_to_the_tutor_are_counted(world: World, run_jobs: RunJobs) -> None:
    path = open_path(world)
    asked_tutor(world, path, run_jobs, 2, "quoted")
    asked_tutor(world, path, run_jobs, 5, "uncovered")
    told = wholes(report(world.teacher, Asked(str(path.id))))
    assert {code: told[code] for code in ("questions", "complexity", "uncovered")} == {
        "questions": "2",
        "complexity": "3.5",
        "uncovered": "50 %",
    }


@pytest.mark.wish("L4", "L11")
def test_a_teacher_sees_their_own_paths_and_no_others(world: World, run_jobs: RunJobs) -> None:
    path = open_path(world)
    revised(world, path, run_jobs, "Rome")
    taught = report(world.teacher, Asked())
    assert (taught.view.of, wholes(taught)["answers"]) == ("taught", "1")
    assert {chart.code.split(".")[0] for chart in taught.charts} == {"learning"}
    in_class = report(world.teacher, Asked(group_id=world.group.id))
    assert wholes(in_class)["answers"] == "1"
    student = world.members[Role.STUDENT].person_id
    assert wholes(report(world.teacher, Asked(str(path.id), person_id=student)))["answers"] == "1"
    other = make_member(world.ampere, Role.TEACHER, person=make_person("Autre"))
    assert [choice.value for choice in report(caller_of(other), Asked()).view.choices] == ["own"]
    for of in ("all", "taught", str(path.id)):
        with pytest.raises(NotFound):
            report(caller_of(other), Asked(of))


def test_a_student_sees_their_own_figures_of_a_path(world: World, run_jobs: RunJobs) -> None:
    path = open_path(world)
    revised(world, path, run_jobs, "Rome")
    of = {"indicator": "learning.answers", "day": today(), "subject_id": path.id, "value": 7, "weight": 1}
    with scope.entered(world.ampere.id):
        Figure.objects.create(organisation=world.ampere, person=world.members[Role.OWNER].person, **of)
    found = report(world.student, Asked(str(path.id)))
    assert (found.view.is_whole, wholes(found)["answers"]) == (False, "1")


def test_the_past_of_learning_counted_again_is_the_same(world: World, run_jobs: RunJobs) -> None:
    path = open_path(world)
    revised(world, path, run_jobs, "Rome", "Milan")
    revised(world, path, run_jobs, "Rome", ago=2)
    asked_tutor(world, path, run_jobs, 3, "quoted")

    def kept() -> list[tuple[Any, ...]]:
        rows = Figure.objects.filter(organisation=world.ampere).order_by("indicator", "day", "person_id", "subject_id")
        return list(rows.values_list("indicator", "day", "person_id", "subject_id", "value", "weight"))

    scope.enter(world.ampere.id, None)
    recount(world.ampere.id)
    first = kept()
    recount(world.ampere.id)
    survey_lately(organisation_id=world.ampere.id)
    assert kept() == first
    assert len({row[0] for row in first}) == 11
