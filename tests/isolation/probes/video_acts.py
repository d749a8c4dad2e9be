"""What is done in calls: with the rooms, seats and connections of one organisation."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.foundation.rules.refusal import Conflict
from lyceum.kernel.identity.tests.factories import make_person
from lyceum.kernel.video.actions.ending import SILENT, end_attendances, look_after
from lyceum.kernel.video.actions.hand import lower_hands
from lyceum.kernel.video.actions.hosting import _seat_of
from lyceum.kernel.video.actions.joining import _note_meeting, _refuse_crowd, join_call
from lyceum.kernel.video.actions.room import _seat, close_room, open_room
from lyceum.kernel.video.actions.signalling import pass_signal
from lyceum.kernel.video.models import Attendance, Room, Seat
from lyceum.kernel.video.ports import provider
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.token import Pass, signed
from tests.isolation.probes.apart import apart
from tests.isolation.probes.probe import insider, probe
from tests.isolation.samples import Samples


@dataclass(frozen=True, slots=True)
class Call:
    """The caller is its host; a colleague is in it too."""

    caller: Caller
    room: Room
    colleague_id: UUID
    mine: Attendance
    theirs: Attendance

    @property
    def about(self) -> dict[str, Any]:
        return {"about_kind": self.room.about_kind, "about_id": self.room.about_id}

    @property
    def token(self) -> str:
        entry = Pass(self.room.id, self.caller.person_id, SeatRole.HOST, new_identifier())
        return signed(settings.SECRET_KEY, entry, timezone.now())


def _call(samples: Samples) -> Call:
    caller, room = insider(samples), Room.objects.get(id=samples.parts["room_id"])
    mine, theirs = (
        room.attendances.get(person=caller.person_id),
        room.attendances.exclude(person=caller.person_id).get(),
    )
    return Call(caller, room, theirs.person_id, mine, theirs)


def _silent(_at: Call) -> None:
    Attendance.objects.update(seen_at=timezone.now() - 2 * SILENT)


def _left(at: Call) -> int:
    return at.room.attendances.exclude(left_at=None).count()


def _ended(at: Call) -> int:
    end_attendances(at.caller, at.room)
    return _left(at)


def _looked_after(at: Call) -> int:
    look_after(organisation_id=at.caller.organisation_id, room_id=at.room.id)
    return _left(at)


def _met(at: Call) -> bool:
    _note_meeting(at.caller, at.room, timezone.now())
    return at.room.held_at is not None


def _is_the_same(at: Call) -> bool:
    now, people = timezone.now(), {at.caller.person_id: "host"}
    opened = open_room(at.caller, **at.about, people=people, starts_at=now, ends_at=now + timedelta(hours=1))
    return opened.id == at.room.id


def _closed(at: Call) -> int:
    close_room(at.caller, **at.about)
    return Room.objects.filter(id=at.room.id).exclude(closed_at=None).count()


def _seated(at: Call) -> list[UUID]:
    _seat(at.caller, at.room, {at.caller.person_id: SeatRole.HOST})
    return list(at.room.seats.values_list("person_id", flat=True))


def _signalled(at: Call) -> None:
    pass_signal(at.caller, at.room.id, at.mine.id, at.theirs.id, '{"candidates": [{"candidate": ""}]}')


_HERE = "video.actions."
apart(_HERE + "ending.end_attendances", _call, _ended, moved=(Attendance,))
apart(_HERE + "ending.look_after", _call, _looked_after, first=_silent, moved=(Attendance,))
apart(
    _HERE + "hosting._seat_of",
    _call,
    lambda at: _seat_of(at.caller, at.room.id, at.colleague_id),
    moved=(Seat,),
)
apart(
    _HERE + "joining.join_call",
    _call,
    lambda at: join_call(at.caller, at.room.id, at.token).person_id,
    moved=(Room,),
    refused=AssertionError,  # a seat here, in a room elsewhere
)
apart(_HERE + "joining._note_meeting", _call, _met, moved=(Attendance,))
apart(_HERE + "room.open_room", _call, _is_the_same, moved=(Room,))
apart(_HERE + "room.close_room", _call, _closed, moved=(Room,))
apart(_HERE + "room._seat", _call, _seated, moved=(Seat,), refused=IntegrityError)  # their seats are taken elsewhere
apart(_HERE + "signalling.pass_signal", _call, _signalled, moved=(Attendance,))


@probe(_HERE + "hand.lower_hands")
def a_hand_elsewhere_stays_up(samples: Samples) -> None:
    at = _call(samples)
    theirs = Seat.objects.filter(room=at.room, person=at.colleague_id)
    theirs.update(organisation=samples.house.abroad.organisation, hand_raised_at=timezone.now())
    lower_hands(at.caller, at.room.id)
    assert theirs.get().hand_raised_at


@probe(_HERE + "joining._refuse_crowd")
def who_is_elsewhere_takes_no_place(samples: Samples) -> None:
    at, now, house = _call(samples), timezone.now(), samples.house
    for number in range(provider(at.room.provider).most - at.room.attendances.count()):
        person = make_person(f"One of many {number}", f"many.{number}@example.org")
        here = {"organisation": house.here.organisation, "room": at.room, "person": person}
        Attendance.objects.create(**here, joined_at=now, seen_at=now)
    with pytest.raises(Conflict):
        _refuse_crowd(at.caller, at.room)
    at.room.attendances.filter(id=at.theirs.id).update(organisation=house.abroad.organisation)
    _refuse_crowd(at.caller, at.room)
