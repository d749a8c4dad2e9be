"""A call that everybody of the wing may be in, with the insider as its host."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.video.models import Attendance, Room, Seat
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.token import Pass, signed
from tests.isolation.house import Wing

Filled = tuple[dict[str, Any], dict[str, Any]]


def video(wing: Wing) -> Filled:
    now, of = timezone.now(), {"organisation": wing.organisation}
    with scope.entered(wing.organisation.id):
        room = Room.objects.create(
            **of,
            code=f"{wing.shared}-call",
            about_kind="calendar:appointment",
            about_id=new_identifier(),
            opens_at=now,
            ends_at=now + timedelta(hours=1),
            provider="embedded",
        )
        for member, role in ((wing.insider, "host"), (wing.colleague, "guest")):
            Seat.objects.create(**of, room=room, person=member.person, role=role, admitted_at=now)
        mine, other = (
            Attendance.objects.create(**of, room=room, person=member.person, joined_at=now, seen_at=now)
            for member in (wing.insider, wing.colleague)
        )
    doors = "video:call list_calls show_call create_call_entry list_call_attendance callAttendance enterCall".split()
    parts = {"room_id": room.id, **{f"{door}.code": room.code for door in doors}}
    return parts | _said(wing, room, mine.id, other.id), {}


def _said(wing: Wing, room: Room, mine: UUID, other: UUID) -> dict[str, Any]:
    """What the insider says in it."""

    def token() -> str:
        entry = Pass(room.id, wing.insider.person_id, SeatRole.HOST, new_identifier())
        return signed(settings.SECRET_KEY, entry, timezone.now())

    words = {
        "call.signal.to": other,
        "call.signal.signal": '{"candidates": [{"candidate": ""}]}',
        "call.join.token": token,
    }
    words |= {f"call.{act}.connection": mine for act in ("stay", "back", "state", "signal")}
    words |= {f"call.{act}.person": wing.colleague.person_id for act in ("admit", "mute", "remove")}
    states = (
        "state.microphone",
        "state.camera",
        "state.screen",
        "hand.up",
        "mute.muted",
        "door.waiting",
        "door.locked",
    )
    return words | {f"call.{state}": "on" for state in states}
