"""What learning puts into agendas and plans."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from lyceum.domains.learning.models import Exam, Memory, Path, Step
from lyceum.domains.learning.queries.agenda import learning_agenda
from lyceum.domains.learning.queries.cards import path_card
from lyceum.domains.learning.queries.plan import group_plan
from lyceum.domains.learning.tests.school import draft_path, first_step, open_path
from lyceum.domains.learning.tests.test_due import met
from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.agenda import AgendaEntry
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.models import Group
from lyceum.kernel.identity.tests.factories import World, make_group

ZONE = ZoneInfo("Europe/Paris")


def ahead(caller: Caller, days: int = 40) -> list[AgendaEntry]:
    """From today's midnight."""
    since = datetime.combine(timezone.now().astimezone(ZONE).date(), datetime.min.time(), ZONE)
    return list(learning_agenda(caller, since, since + timedelta(days=days)))


def today() -> date:
    return timezone.now().astimezone(ZONE).date()


def test_revisions_stand_on_their_days_with_their_number_and_time(world: World) -> None:
    met(world, due_in=-3), met(world, due_in=2), met(world, due_in=2), met(world, due_in=60)
    found = [(one.key, one.title, one.detail, one.all_day) for one in ahead(world.student)]
    in_two_days = (today() + timedelta(days=2)).isoformat()
    assert found == [
        (f"learning.due:{today().isoformat()}", "30 questions to revise", "about 6 min", True),
        (f"learning.due:{in_two_days}", "60 questions to revise", "about 12 min", True),
    ]
    assert ahead(world.teacher) == []


def test_exams_and_openings_stand_with_those_who_study_and_who_teach(world: World) -> None:
    path = open_path(world)
    Exam.objects.create(
        organisation_id=path.organisation_id, path=path, title="Contrôle", held_on=today() + timedelta(days=9)
    )
    Step.objects.filter(path=path).update(opens_on=today() + timedelta(days=4))
    for caller in (world.student, world.teacher):
        found = sorted((one.starts_at.astimezone(ZONE).date(), one.title) for one in ahead(caller))
        assert found == [
            (today() + timedelta(days=4), "Opens: Capitales"),
            (today() + timedelta(days=9), "Contrôle"),
        ]
    assert [ahead(caller) for caller in (world.owner, world.as_role(Role.ATHLETE))] == [[], []]


@pytest.mark.parametrize(("day", "hours"), [(date(2026, 3, 29), 23), (date(2026, 10, 25), 25), (date(2027, 1, 4), 24)])
def test_a_day_of_revision_is_as_long_as_the_clock_makes_it(world: World, day: date, hours: int) -> None:
    path = met(world, due_in=2)
    Exam.objects.create(organisation_id=path.organisation_id, path=path, title="Contrôle", held_on=day)
    student = replace(world.student, time_zone="Europe/Paris")
    since = datetime.combine(day, datetime.min.time(), ZONE)
    found = [one for one in learning_agenda(student, since, since + timedelta(days=1)) if "exam" in one.key]
    assert [(one.ends_at.timestamp() - one.starts_at.timestamp()) / 3600 for one in found] == [hours]


def test_more_paths_ask_no_more(world: World) -> None:
    student, counts = world.student, []
    for more in (1, 2):
        for n in range(more):
            path = met(world, due_in=n + more)
            Step.objects.filter(path=path).update(opens_on=today())
        student = world.student
        with CaptureQueriesContext(connection) as asked:
            ahead(student)
        counts.append(len(asked))
    assert counts[0] == counts[1]


@pytest.mark.wish("I2")
def test_the_plan_of_a_class_shows_steps_waits_and_how_far_it_is(world: World) -> None:
    path = met(world, due_in=2)
    step = first_step(path)
    second = Step.objects.create(
        organisation_id=path.organisation_id, path=path, position=1, title="Fleuves", requires=[step.id]
    )
    Path.objects.filter(id=path.id).update(begins_on=date(2026, 11, 2), ends_on=date(2026, 11, 30))
    Memory.objects.filter(path=path).order_by("id").first().delete()
    bars = list(registry.plan_of(world.teacher, world.group.id))
    assert [(bar.title, bar.lane, round(bar.progress, 3), bar.after) for bar in bars] == [
        ("Capitales", "Géographie", round(29 / 30, 3), ()),
        ("Fleuves", "Géographie", 0.0, (f"learning.step:{step.id}",)),
    ]
    times = [(bar.starts_at.astimezone(ZONE).date(), bar.ends_at.astimezone(ZONE).date()) for bar in bars]
    assert times == [(date(2026, 11, 2), date(2026, 11, 16)), (date(2026, 11, 16), date(2026, 11, 30))]
    assert [bar.key for bar in bars] == [f"learning.step:{one.id}" for one in (step, second)]


def test_a_plan_is_of_ones_own_paths_and_a_student_sees_how_far_they_are_themselves(world: World) -> None:
    met(world, due_in=2)
    draft_path(world)
    others: Group = make_group(world.ampere, "5e A")
    assert [bar.progress for bar in group_plan(world.student, world.group.id)] == [1.0]
    assert [round(bar.progress, 1) for bar in group_plan(world.teacher, world.group.id)] == [1.0, 0.0]
    assert list(group_plan(world.as_role(Role.COACH), world.group.id)) == []
    assert list(group_plan(world.teacher, others.id)) == []


def test_a_plan_of_three_paths_asks_no_more_than_one_of_one(world: World) -> None:
    counts = []
    for more in (1, 2):
        for _ in range(more):
            met(world, due_in=2)
        teacher = world.teacher
        with CaptureQueriesContext(connection) as asked:
            list(group_plan(teacher, world.group.id))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_path_shows_its_card_to_those_it_is_for(world: World) -> None:
    path = open_path(world)
    card = path_card(world.student, path.id)
    assert card is not None
    assert (card.title, card.detail, card.url) == ("Géographie", "Géographie", f"/learning/{path.id}/")
    assert [path_card(caller, path.id) for caller in (world.as_role(Role.ATHLETE), world.stranger)] == [None, None]
