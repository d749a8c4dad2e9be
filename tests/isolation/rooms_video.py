"""A call that everybody of the wing may be in, with the insider as its host."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lyceum.kernel.foundation import scope
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.video.models import Attendance, Room, Seat
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
        Attendance.objects.create(**of, room=room, person=wing.insider.person, joined_at=now, seen_at=now)
    doors = "video:call list_calls show_call create_call_entry list_call_attendance callAttendance enterCall".split()
    return {"room_id": room.id, **{f"{door}.code": room.code for door in doors}}, {}
