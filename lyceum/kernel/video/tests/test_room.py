from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from lyceum.kernel.foundation.models import Announcement
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import NotFound
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.video.actions.room import close_room, open_room
from lyceum.kernel.video.models import Room, Seat
from lyceum.kernel.video.queries.room import room_about, seat_by_code
from lyceum.kernel.video.tests.calls import call


def facts() -> list[str]:
    return [fact.kind for fact in Announcement.objects.order_by("id") if fact.kind.startswith("video.")]


@pytest.mark.wish("I6", "I19")
def test_a_room_is_opened_once_for_a_thing_with_a_seat_for_each(world: World) -> None:
    teacher, student = world.teacher, world.student
    about, start = new_identifier(), timezone.now() + timedelta(days=1)
    rooms = {call(teacher, student, about_id=about, starts_at=start).id for _ in range(2)}
    assert len(rooms) == 1
    room = Room.objects.get()
    assert (room.starts_at, room.ends_at) == (start, start + timedelta(minutes=45))
    assert (room.provider, room.waiting_room, room.locked, room.closed_at) == ("embedded", True, False, None)
    seats = {seat.person_id: seat.role for seat in Seat.objects.all()}
    assert seats == {teacher.person_id: "host", student.person_id: "guest"}
    assert facts() == ["video.room_opened"]


def test_its_code_cannot_be_guessed(world: World) -> None:
    codes = {call(world.teacher, world.student).code for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 24 for code in codes)  # of 64 characters: 144 bits


def test_it_moves_with_what_it_is_about(world: World) -> None:
    teacher, student = world.teacher, world.student
    about, start = new_identifier(), timezone.now() + timedelta(days=1)
    code = call(teacher, student, about_id=about, starts_at=start).code
    moved = call(teacher, student, about_id=about, starts_at=start + timedelta(days=1))
    assert (moved.code, moved.starts_at) == (code, start + timedelta(days=1))
    assert facts() == ["video.room_opened", "video.room_moved"]


def test_who_is_no_longer_meant_to_come_loses_their_seat(world: World) -> None:
    teacher, student, athlete = world.teacher, world.student, world.as_role(Role.ATHLETE)
    about = new_identifier()
    room = call(teacher, student, athlete, about_id=about)
    call(teacher, student, about_id=about)
    assert set(Seat.objects.filter(room=room).values_list("person_id", flat=True)) == {
        teacher.person_id,
        student.person_id,
    }


def test_a_person_of_another_organisation_gets_no_seat(world: World) -> None:
    stranger = world.stranger
    room = call(world.teacher, stranger)
    assert list(Seat.objects.filter(room=room).values_list("role", flat=True)) == ["host"]


def test_equals_wait_for_nobody(world: World) -> None:
    assert call(world.teacher, world.student, equals=True).waiting_room is False


def test_five_people_are_carried_by_the_server_where_there_is_one(world: World, settings: Any) -> None:
    settings.PROVIDERS = settings.PROVIDERS | {"video": "janus"}
    people = {member.person_id: "guest" for member in list(world.members.values())[:5]}
    now = timezone.now()
    terms = {"about_kind": "calendar:appointment", "starts_at": now, "ends_at": now + timedelta(hours=1)}
    teacher = world.teacher
    assert open_room(teacher, about_id=new_identifier(), people=people, **terms).provider == "janus"
    few = dict(list(people.items())[:4])
    assert open_room(teacher, about_id=new_identifier(), people=few, **terms).provider == "embedded"


def test_it_is_closed_once_and_opens_again_for_a_new_time(world: World) -> None:
    teacher, about = world.teacher, new_identifier()
    call(teacher, world.student, about_id=about)
    for _ in range(2):
        close_room(teacher, about_kind="calendar:appointment", about_id=about)
    assert Room.objects.get().closed_at is not None
    assert facts() == ["video.room_opened", "video.room_closed"]
    assert call(teacher, world.student, about_id=about).closed_at is None


def test_who_has_no_seat_does_not_learn_that_there_is_a_room(world: World) -> None:
    room = call(world.teacher, world.student)
    assert room_about(world.student, room.about_kind, room.about_id) == room
    for other in (world.owner, world.stranger):
        assert room_about(other, room.about_kind, room.about_id) is None
        with pytest.raises(NotFound):
            seat_by_code(other, room.code)
