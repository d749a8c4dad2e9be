"""Calls for tests, opened by the action itself."""

from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.identifier import new_identifier
from lyceum.kernel.video.actions.entering import Ticket, ask_to_enter
from lyceum.kernel.video.actions.joining import join_call
from lyceum.kernel.video.actions.room import open_room
from lyceum.kernel.video.models import Attendance, Room


def call(
    host: Caller,
    *guests: Caller,
    about_id: UUID | None = None,
    starts_at: datetime | None = None,
    minutes: int = 45,
    equals: bool = False,
) -> Room:
    """About to begin, unless told otherwise."""
    start = starts_at or timezone.now() + timedelta(minutes=5)
    roles = {host.person_id: "host"} | {guest.person_id: "host" if equals else "guest" for guest in guests}
    return open_room(
        host,
        about_kind="calendar:appointment",
        about_id=about_id or new_identifier(),
        people=roles,
        starts_at=start,
        ends_at=start + timedelta(minutes=minutes),
    )


def ticket(caller: Caller, room: Room) -> Ticket:
    found = ask_to_enter(caller, room.code)
    assert found is not None
    return found


def joined(caller: Caller, room: Room) -> Attendance:
    return join_call(caller, room.id, ticket(caller, room).token)
