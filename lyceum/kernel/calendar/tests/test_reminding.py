"""Each is reminded when they chose, once, of what still stands."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from django.utils.formats import date_format

from lyceum.kernel.calendar.actions.changing import cancel, reschedule
from lyceum.kernel.calendar.actions.reminding import choose_reminders, remind
from lyceum.kernel.calendar.models import AgendaChoice
from lyceum.kernel.calendar.tests.meeting import agreed, hour, soon
from lyceum.kernel.foundation.demo import at
from lyceum.kernel.foundation.rules.refusal import Invalid
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.notifications.models import Notification
from lyceum.kernel.notifications.queries.wording import Words

DAY, QUARTER = timedelta(hours=24), timedelta(minutes=15)


def planned() -> list[tuple[str, int, datetime]]:
    """(whom, minutes before, when) of each job that waits, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args->>'person_id', (args->>'minutes')::int, scheduled_at FROM procrastinate_jobs"
            " WHERE task_name LIKE '%%remind' AND status = 'todo' ORDER BY scheduled_at, id"
        )
        return list(cursor.fetchall())


def run_at(moment: datetime) -> list[str]:
    """Whatever waits for that moment or an earlier one, run then; to whom something was told."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT args::text FROM procrastinate_jobs WHERE task_name LIKE '%%remind' AND scheduled_at <= %s", [moment]
        )
        waiting: list[Any] = [json.loads(row[0]) for row in cursor.fetchall()]
    before = set(Notification.objects.filter(kind="calendar.reminder").values_list("id", flat=True))
    with at(moment):
        for arguments in waiting:
            remind.task.func(**arguments)
    rows = Notification.objects.filter(kind="calendar.reminder").exclude(id__in=before)
    return sorted(str(row.person).split()[0] for row in rows)


@pytest.mark.wish("I5", "I20")
def test_both_are_reminded_a_day_and_a_quarter_of_an_hour_before(world: World) -> None:
    student, teacher = world.student, world.teacher
    agreed(student, teacher, hour(3))
    begins = hour(3).starts
    assert [(minutes, when) for _who, minutes, when in planned()] == [
        (1440, begins - DAY),
        (1440, begins - DAY),
        (15, begins - QUARTER),
        (15, begins - QUARTER),
    ]
    assert run_at(begins - DAY - timedelta(hours=1)) == []
    for moment in (begins - DAY, begins - QUARTER):
        assert [run_at(moment), run_at(moment)] == [["Student", "Teacher"], []]


def test_each_is_reminded_when_they_chose(world: World) -> None:
    student, teacher = world.student, world.teacher
    choose_reminders(teacher, [])
    choose_reminders(student, [60, 10, 60])
    agreed(student, teacher, hour(3))
    begins = hour(3).starts
    moments = [begins - timedelta(minutes=minutes) for minutes in (1440, 60, 15, 10)]
    assert [run_at(moment) for moment in moments] == [[], ["Student"], [], ["Student"]]


def test_another_choice_holds_for_what_is_agreed_already(world: World) -> None:
    student, teacher = world.student, world.teacher
    agreed(student, teacher, hour(3))
    begins = hour(3).starts
    choose_reminders(student, [30])
    choose_reminders(student, [30])
    moments = [begins - DAY, begins - timedelta(minutes=30), begins - QUARTER]
    assert [run_at(moment) for moment in moments] == [["Teacher"], ["Student"], ["Teacher"]]


def test_a_move_silences_the_former_time_and_reminds_at_the_new_one(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher, hour(3))
    reschedule(teacher, appointment.id, hour(5).starts, hour(5).ends)
    old, new = hour(3).starts, hour(5).starts
    moments = [old - DAY, old - QUARTER, new - DAY, new - QUARTER]
    assert [run_at(moment) for moment in moments] == [[], [], ["Student", "Teacher"], ["Student", "Teacher"]]


def test_moved_and_moved_back_reminds_once(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher, hour(3))
    reschedule(teacher, appointment.id, hour(5).starts, hour(5).ends)
    reschedule(teacher, appointment.id, hour(3).starts, hour(3).ends)
    assert [run_at(hour(3).starts - QUARTER), run_at(hour(3).starts - QUARTER)] == [["Student", "Teacher"], []]


def test_a_cancelled_one_reminds_nobody(world: World) -> None:
    student, teacher = world.student, world.teacher
    cancel(student, agreed(student, teacher, hour(3)).id)
    assert run_at(hour(3).starts - QUARTER) == []


def test_what_is_late_is_not_told_after_it_began_nor_what_was_due_before_it_was_agreed(world: World) -> None:
    student, teacher = world.student, world.teacher
    appointment = agreed(student, teacher, soon(60))
    assert [minutes for _who, minutes, _when in planned()] == [15, 15]
    assert appointment.starts_at
    assert run_at(appointment.starts_at + timedelta(minutes=1)) == []


@pytest.mark.parametrize("minutes", [[0], [-5], [7 * 24 * 60 + 1], [1, 2, 3, 4, 5, 6]])
def test_a_choice_that_cannot_be_is_refused(world: World, minutes: list[int]) -> None:
    with pytest.raises(Invalid):
        choose_reminders(world.student, minutes)
    assert AgendaChoice.objects.count() == 0


def test_the_mail_says_when_by_the_clock_of_its_reader(world: World) -> None:
    student, teacher = world.student, world.teacher
    agreed(student, teacher, hour(3, 17))
    run_at(hour(3, 17).starts - QUARTER)
    row = Notification.objects.get(kind="calendar.reminder", person_id=student.person_id)
    said = []
    for zone in ("Europe/Paris", "America/New_York"):
        with timezone.override(zone):
            clock = date_format(timezone.localtime(hour(3, 17).starts), "DATETIME_FORMAT")
            said.append(Words.of(row, "en").body == f"“Les vecteurs” with {row.subject} begins on {clock}.")
    assert said == [True, True]
