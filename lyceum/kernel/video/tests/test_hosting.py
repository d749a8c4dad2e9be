"""What a host may do, and nobody else."""

from collections.abc import Callable

import pytest

from lyceum.kernel.foundation.interface.live import may_hear
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.video.actions.entering import ask_to_enter
from lyceum.kernel.video.actions.hand import lower_hands, raise_hand
from lyceum.kernel.video.actions.hosting import admit_person, close_call, mind_door, mute_person, remove_person
from lyceum.kernel.video.actions.joining import join_call
from lyceum.kernel.video.actions.signalling import pass_signal
from lyceum.kernel.video.interface import live  # noqa: F401  (declares the topics)
from lyceum.kernel.video.models import Attendance, Room, Seat
from lyceum.kernel.video.queries.attendance import attendance_of
from lyceum.kernel.video.queries.people import people_in, present
from lyceum.kernel.video.tests.calls import call, joined, ticket


def together(world: World) -> tuple[Room, Attendance, Attendance]:
    """The teacher, who is host, and the student, both in a call."""
    room = call(world.teacher, world.student)
    hosting = joined(world.teacher, room)
    ask_to_enter(world.student, room.code)
    admit_person(world.teacher, room.id, world.student.person_id)
    return room, hosting, joined(world.student, room)


@pytest.mark.parametrize(
    "act",
    [
        lambda caller, room: admit_person(caller, room.id, caller.person_id),
        lambda caller, room: mute_person(caller, room.id, caller.person_id, muted=True),
        lambda caller, room: remove_person(caller, room.id, caller.person_id),
        lambda caller, room: mind_door(caller, room.id, waiting_room=False, locked=False),
        lambda caller, room: lower_hands(caller, room.id),
        lambda caller, room: close_call(caller, room.id),
        lambda caller, room: attendance_of(caller, room.id),
    ],
)
def test_a_guest_may_do_nothing_that_a_host_does(world: World, act: Callable[[Caller, Room], None]) -> None:
    room = call(world.teacher, world.student)
    with pytest.raises(NotAllowed):
        act(world.student, room)
    seat = Seat.objects.get(person_id=world.student.person_id)
    assert (seat.admitted_at, seat.removed_at, seat.muted_by_host) == (None, None, False)
    assert Room.objects.get().waiting_room is True


def test_a_removed_person_is_out_and_stays_out(world: World) -> None:
    room, _hosting, guest = together(world)
    student = world.student
    topics = [f"call:{room.id}", f"call:{room.id}:{student.person_id}"]
    assert [may_hear(student, topic) for topic in topics] == [True, True]
    kept = ticket(world.student, room).token
    remove_person(world.teacher, room.id, student.person_id)
    assert Attendance.objects.get(id=guest.id).left_at is not None
    student = world.student
    assert [may_hear(student, topic) for topic in topics] == [False, False]
    for attempt in (lambda: ask_to_enter(student, room.code), lambda: join_call(student, room.id, kept)):
        with pytest.raises(NotAllowed) as refused:
            attempt()
        assert refused.value.code == "removed"
    with pytest.raises(NotAllowed):
        admit_person(world.teacher, room.id, student.person_id)


def test_a_host_can_be_neither_muted_nor_removed(world: World) -> None:
    room = call(world.teacher, world.student, equals=True)
    for act in (remove_person, lambda *who: mute_person(*who, muted=True)):
        with pytest.raises(NotAllowed):
            act(world.teacher, room.id, world.student.person_id)


def test_whom_a_host_has_muted_stays_so_until_a_host_says_otherwise(world: World) -> None:
    room, _hosting, _guest = together(world)
    student_id = world.student.person_id
    for muted in (True, False):
        mute_person(world.teacher, room.id, student_id, muted=muted)
        assert [present(each)["muted"] for each in people_in(world.teacher, room.id)] == [False, muted]


def test_hands_go_up_in_order_and_a_host_lowers_them(world: World) -> None:
    room, _hosting, _guest = together(world)
    for _ in range(2):
        raise_hand(world.student, room.id, up=True)
    hands = [present(each)["hand"] for each in people_in(world.teacher, room.id)]
    assert [bool(hand) for hand in hands] == [False, True]
    lower_hands(world.teacher, room.id)
    assert [present(each)["hand"] for each in people_in(world.teacher, room.id)] == [None, None]


def test_nobody_comes_into_a_locked_call_but_who_was_in_it(world: World) -> None:
    room = call(world.teacher, world.student)
    joined(world.teacher, room)
    mind_door(world.teacher, room.id, waiting_room=False, locked=True)
    with pytest.raises(NotAllowed) as refused:
        ask_to_enter(world.student, room.code)
    assert refused.value.code == "locked"
    assert ticket(world.teacher, room)


def test_who_waits_is_let_in_when_nobody_has_to_wait_any_more(world: World) -> None:
    room = call(world.teacher, world.student)
    ask_to_enter(world.student, room.code)
    mind_door(world.teacher, room.id, waiting_room=False, locked=False)
    assert joined(world.student, room)


def test_a_closed_call_is_over_for_everybody(world: World) -> None:
    room, hosting, guest = together(world)
    for _ in range(2):
        close_call(world.teacher, room.id)
    assert Attendance.objects.filter(id__in=[hosting.id, guest.id], left_at=None).count() == 0
    with pytest.raises(Conflict) as refused:
        ask_to_enter(world.teacher, room.code)
    assert refused.value.code == "over"


def test_signals_of_a_removed_person_reach_nobody(world: World) -> None:
    room, hosting, guest = together(world)
    remove_person(world.teacher, room.id, world.student.person_id)
    with pytest.raises(Exception, match="no longer in the call"):
        pass_signal(world.student, room.id, guest.id, hosting.id, '{"candidates":[{"candidate":""}]}')
