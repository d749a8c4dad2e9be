"""What is passed on from browser to browser, to whom, and what is not: ASVS V17.3."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from lyceum.kernel.foundation.interface.live import say
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Invalid, NotFound, Refusal, TooMany
from lyceum.kernel.foundation.tests.heard import listening
from lyceum.kernel.identity.tests.factories import World
from lyceum.kernel.video.actions.hosting import remove_person
from lyceum.kernel.video.actions.signalling import pass_signal
from lyceum.kernel.video.interface import live  # noqa: F401  (declares what may be said)
from lyceum.kernel.video.models import Attendance
from lyceum.kernel.video.tests.calls import call, joined

CANDIDATE = {"candidate": "candidate:1 1 udp 1 192.0.2.1 5000 typ host", "sdpMid": "0", "sdpMLineIndex": 0}
SIGNAL = json.dumps({"candidates": [CANDIDATE]})
LONG = json.dumps({"description": {"type": "offer", "sdp": "v=0\r\n" + "a=rtpmap:96 VP8/90000\r\n" * 800}})


@pytest.fixture
def world(transactional_db: None) -> World:
    """Frames are told by a commit."""
    return World()


@pytest.mark.parametrize("signal", [SIGNAL, LONG])
def test_a_signal_goes_to_the_one_it_is_for_and_to_nobody_else(world: World, signal: str) -> None:
    room = call(world.teacher, world.student, equals=True)
    mine, theirs = joined(world.teacher, room), joined(world.student, room)
    teacher = world.teacher
    with listening() as heard:
        pass_signal(teacher, room.id, mine.id, theirs.id, signal)
    [told] = [frame for frame in heard if frame["kind"] == "signal"]
    assert told["topic"] == f"call:{room.id}:{theirs.person_id}"
    assert told["content"] == {"from": str(mine.id), "to": str(theirs.id), **json.loads(signal)}


def test_a_removed_person_is_told_and_so_are_the_others(world: World) -> None:
    room = call(world.teacher, world.student)
    joined(world.teacher, room)
    student_id = world.student.person_id
    teacher = world.teacher
    with listening() as heard:
        remove_person(teacher, room.id, student_id)
    kinds = [(frame["topic"].rpartition(":")[2], frame["kind"]) for frame in heard]
    assert (str(student_id), "removed") in kinds
    assert (str(student_id), "revoked") in kinds  # their sockets ask again what they may hear


def test_nobody_speaks_through_anothers_connection_nor_into_another_call(world: World) -> None:
    room, other = call(world.teacher, world.student, equals=True), call(world.teacher, world.owner, equals=True)
    mine, theirs = joined(world.teacher, room), joined(world.student, room)
    elsewhere = joined(world.owner, other)
    teacher = world.teacher
    for connection, to in (
        (theirs.id, mine.id),
        (mine.id, elsewhere.id),
        (mine.id, mine.id),
        (mine.id, new_identifier()),
        (new_identifier(), theirs.id),
    ):
        with pytest.raises(NotFound):
            pass_signal(teacher, room.id, connection, to, SIGNAL)
    Attendance.objects.filter(id=theirs.id).update(left_at=theirs.joined_at)
    with pytest.raises(NotFound):
        pass_signal(teacher, room.id, mine.id, theirs.id, SIGNAL)


@pytest.mark.parametrize("signal", ["", "{}", "null", "[" * 30_000, '{"description": 1}', "x" * 60_000, "\0"])
def test_what_makes_no_sense_is_passed_to_nobody(world: World, signal: str) -> None:
    room = call(world.teacher, world.student, equals=True)
    mine, theirs = joined(world.teacher, room), joined(world.student, room)
    teacher = world.teacher
    with listening() as heard, pytest.raises(Invalid):
        pass_signal(teacher, room.id, mine.id, theirs.id, signal)
    assert heard == []


def test_a_flood_ends_after_a_while_and_hurts_its_sender_alone(world: World) -> None:
    room = call(world.teacher, world.student, equals=True)
    mine, theirs = joined(world.teacher, room), joined(world.student, room)
    teacher = world.teacher
    with pytest.raises(TooMany):
        _flood(lambda: pass_signal(teacher, room.id, mine.id, theirs.id, SIGNAL))
    pass_signal(world.student, room.id, theirs.id, mine.id, SIGNAL)


def _flood(say_it: Callable[[], None]) -> None:
    for _ in range(700):
        say_it()


@pytest.mark.parametrize(
    ("what", "about"),
    [
        ("call.join", {}),
        ("call.join", {"room": "not an id", "token": ""}),
        ("call.signal", {"room": str(new_identifier())}),
        ("call.remove", {"room": str(new_identifier()), "person": "x"}),
        ("call.everything", {}),
        ("call.stay", {"room": str(new_identifier()), "connection": str(new_identifier()), "more": "1"}),
    ],
)
def test_what_is_said_wrongly_is_refused_in_words(world: World, what: str, about: dict[str, Any]) -> None:
    with pytest.raises(Refusal):
        say(world.teacher, what, about)
