"""How long somebody was there: by leaving, and by falling silent."""

from datetime import timedelta

import pytest
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.video.actions.ending import leave_call, look_after
from lyceum.kernel.video.actions.joining import stay
from lyceum.kernel.video.models import Attendance, Room
from lyceum.kernel.video.queries.attendance import attendance_of
from lyceum.kernel.video.tests.calls import call, joined

pytestmark = pytest.mark.wish("I6")


def test_who_leaves_has_been_there_from_then_to_then(world: World) -> None:
    room = call(world.teacher, world.student)
    attendance = joined(world.teacher, room)
    Attendance.objects.update(joined_at=timezone.now() - timedelta(minutes=30))
    for _ in range(2):
        leave_call(world.teacher, room.id)
    [kept] = attendance_of(world.teacher, room.id)
    assert (kept.person_id, kept.seconds // 60) == (attendance.person_id, 30)
    [fact] = Announcement.objects.filter(kind="video.call_left")
    assert fact.payload["seconds"] == kept.seconds


def test_who_falls_silent_left_when_last_heard_of(world: World) -> None:
    room = call(world.teacher, world.student, equals=True)
    silent, there = joined(world.teacher, room), joined(world.student, room)
    heard = timezone.now() - timedelta(seconds=61)
    Attendance.objects.filter(id=silent.id).update(joined_at=heard - timedelta(seconds=90), seen_at=heard)
    stay(world.student, room.id, there.id)
    look_after(organisation_id=world.ampere.id, room_id=room.id)
    assert Attendance.objects.get(id=silent.id).left_at == heard
    assert Attendance.objects.get(id=there.id).left_at is None
    assert Announcement.objects.get(kind="video.call_left").payload["seconds"] == 90


def test_one_job_looks_after_a_call_however_many_are_in_it(world: World) -> None:
    room = call(world.teacher, world.student, equals=True)
    for caller in (world.teacher, world.student):
        joined(caller, room)
    waiting = ProcrastinateJob.objects.filter(task_name__endswith="look_after", status="todo")
    assert waiting.count() == 1


def test_a_call_was_held_when_two_were_in_it_together(world: World) -> None:
    room = call(world.teacher, world.student, equals=True)
    joined(world.teacher, room)
    leave_call(world.teacher, room.id)
    joined(world.student, room)
    assert Room.objects.get().held_at is None
    joined(world.teacher, room)
    leave_call(world.teacher, room.id)
    joined(world.teacher, room)
    assert Room.objects.get().held_at is not None
    assert Announcement.objects.filter(kind="video.call_held").count() == 1
