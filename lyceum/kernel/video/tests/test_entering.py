"""Before the door and through it: who, when, with which token."""

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as installation
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed, NotFound, Refusal
from lyceum.kernel.foundation.rules.roles import Role
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.video.actions.entering import ask_to_enter
from lyceum.kernel.video.actions.hosting import admit_person
from lyceum.kernel.video.actions.joining import come_back, join_call, show_state, stay
from lyceum.kernel.video.models import Attendance, Room, Seat
from lyceum.kernel.video.queries.people import people_in, present, waiting_for
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.token import Pass, signed
from lyceum.kernel.video.tests.calls import call, joined, ticket


def code_of(refused: pytest.ExceptionInfo[Refusal]) -> str:
    return refused.value.code


@pytest.mark.parametrize(("minutes", "code"), [(11, "not_yet"), (-45 - 61, "over")])
def test_nobody_enters_before_its_time_or_long_after(world: World, minutes: int, code: str) -> None:
    room = call(world.teacher, world.student, starts_at=timezone.now() + timedelta(minutes=minutes))
    with pytest.raises(Conflict) as refused:
        ask_to_enter(world.teacher, room.code)
    assert code_of(refused) == code


def test_a_guest_waits_until_a_host_admits_them(world: World) -> None:
    room = call(world.teacher, world.student)
    student = world.student
    assert ask_to_enter(student, room.code) is None
    teacher = world.teacher
    assert waiting_for(teacher, room.id) == [{"person": str(student.person_id), "name": "Student Lycée Ampère"}]
    admit_person(teacher, room.id, student.person_id)
    assert waiting_for(teacher, room.id) == []
    assert joined(world.student, room).person_id == student.person_id


def test_whoever_stopped_asking_waits_no_more(world: World) -> None:
    room = call(world.teacher, world.student)
    ask_to_enter(world.student, room.code)
    Seat.objects.update(waiting_at=timezone.now() - timedelta(seconds=51))
    assert waiting_for(world.teacher, room.id) == []


def test_among_equals_nobody_waits(world: World) -> None:
    room = call(world.teacher, world.student, equals=True)
    assert ticket(world.student, room).role is SeatRole.HOST


def test_there_is_no_call_for_whoever_has_no_seat(world: World) -> None:
    room = call(world.teacher, world.student)
    for other in (world.owner, world.stranger):
        with pytest.raises(NotFound):
            ask_to_enter(other, room.code)
        with pytest.raises(NotFound):
            join_call(other, room.id, token(room, other))
    assert Attendance.objects.count() == 0


def token(room: Room, caller: Caller, role: SeatRole = SeatRole.HOST, *, ago: int = 0) -> str:
    entry = Pass(room.id, caller.person_id, role, new_identifier())
    return signed(installation.SECRET_KEY, entry, timezone.now() - timedelta(seconds=ago))


def test_a_token_is_refused_that_is_not_exactly_this_one(world: World) -> None:
    room, other_room = call(world.teacher, world.student), call(world.teacher, world.student)
    teacher, student = world.teacher, world.student
    teacher = world.teacher
    wrong = {
        "expired": token(room, teacher, ago=61),
        "of another room": token(other_room, teacher),
        "of another person": token(room, student),
        "of another role": token(room, teacher, SeatRole.GUEST),
        "changed": token(room, teacher)[:-3] + "AA=",
        "nothing": "",
        "not a token": "x.y",
    }
    for which, text in wrong.items():
        with pytest.raises(NotAllowed) as refused:
            join_call(teacher, room.id, text)
        assert (which, code_of(refused)) == (which, "token")
    assert Attendance.objects.count() == 0


def test_a_token_opens_once(world: World) -> None:
    room, teacher = call(world.teacher, world.student), world.teacher
    text = ticket(teacher, room).token
    first = join_call(teacher, room.id, text)
    with pytest.raises(NotAllowed) as refused:
        join_call(teacher, room.id, text)
    assert code_of(refused) == "token"
    assert Attendance.objects.get() == first
    assert Attendance.objects.get().left_at is None  # the one who replays it does not put the other out


def test_a_guest_with_a_token_of_before_is_not_let_in_unadmitted(world: World) -> None:
    room, student = call(world.teacher, world.student), world.student
    with pytest.raises(NotAllowed) as refused:
        join_call(student, room.id, token(room, student, SeatRole.GUEST))
    assert code_of(refused) == "waiting"


def test_a_second_connection_takes_the_place_of_the_first(world: World) -> None:
    room, teacher = call(world.teacher, world.student), world.teacher
    first, second = joined(teacher, room), joined(teacher, room)
    assert [each.id for each in people_in(teacher, room.id)] == [second.id]
    assert Attendance.objects.get(id=first.id).left_at is not None
    with pytest.raises(Conflict) as refused:
        stay(teacher, room.id, first.id)
    assert code_of(refused) == "gone"
    come_back(teacher, room.id, second.id)


def test_a_mesh_holds_six(world: World) -> None:
    members = [member for role, member in world.members.items() if role is not Role.OWNER]
    seven = [world.as_role(role) for role in (Role.OWNER, *[Role(m.roles[0]) for m in members][:6])]
    assert len(seven) == 7
    room = call(*seven, equals=True)
    for each in list(world.members)[:6]:
        joined(world.as_role(each), room)
    late = world.as_role(list(world.members)[6])
    with pytest.raises(Conflict) as refused:
        joined(late, room)
    assert code_of(refused) == "full"
    assert Attendance.objects.filter(left_at=None).count() == 6


def test_the_ticket_brings_the_servers_that_are_configured(world: World, settings: Any) -> None:
    settings.STUN_URLS, settings.TURN_URLS = ["stun:s.example"], ["turn:t.example"]
    settings.TURN_SECRET, settings.TURN_ONLY = "north", True
    found = ticket(world.teacher, call(world.teacher, world.student))
    stun, turn = found.ice_servers
    assert stun == {"urls": ["stun:s.example"]}
    assert turn["username"].endswith(f":{found.connection_id.hex}")  # says nothing of who it is
    assert (found.relay_only, found.entry.kind) == (True, "mesh")


def test_others_see_how_somebody_stands(world: World) -> None:
    room, teacher = call(world.teacher, world.student), world.teacher
    attendance = joined(teacher, room)
    show_state(teacher, room.id, attendance.id, microphone=True, camera=False, screen=True)
    assert [present(each) for each in people_in(teacher, room.id)] == [
        {
            "person": str(teacher.person_id),
            "connection": str(attendance.id),
            "name": "Teacher Lycée Ampère",
            "role": "host",
            "hand": None,
            "muted": False,
            "microphone": True,
            "camera": False,
            "screen": True,
        }
    ]
