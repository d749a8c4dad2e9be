"""Somebody is in a call no longer: they left, were removed, or their browser is silent."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.jobs import job
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.video.actions.telling import tell_room
from lyceum.kernel.video.announcements import CallLeft
from lyceum.kernel.video.models import Attendance, Room
from lyceum.kernel.video.ports import provider
from lyceum.kernel.video.queries.room import seat_in

BEAT = timedelta(seconds=20)  # how often browsers say that they are there
SILENT = 3 * BEAT


@transaction.atomic
def leave_call(caller: Caller, room_id: UUID) -> None:
    """Also out of the queue before the door. Idempotent."""
    seat = seat_in(caller, room_id)
    seat.waiting_at = seat.hand_raised_at = None
    seat.save(update_fields=["waiting_at", "hand_raised_at"])
    end_attendances(caller, seat.room, {caller.person_id})


def end_attendances(caller: Caller | Visitor, room: Room, people: Iterable[UUID] | None = None) -> None:
    """Of these people, or of everybody: kept, announced, and told to whoever stays. In the caller's transaction."""
    open_now = Attendance.objects.within(caller).filter(room=room, left_at=None)
    _end(caller, open_now if people is None else open_now.filter(person_id__in=people), timezone.now())


@job()
def look_after(organisation_id: UUID, room_id: UUID) -> None:
    """Once a minute while somebody is inside: whoever fell silent has left when they were last heard of."""
    caller = Visitor(organisation_id)
    with transaction.atomic():
        inside = Attendance.objects.within(caller).filter(room_id=room_id, left_at=None)
        _end(caller, inside.filter(seen_at__lt=timezone.now() - SILENT), None)
        if inside.exists():
            watch(organisation_id, room_id)


def watch(organisation_id: UUID, room_id: UUID) -> None:
    look_after.later(organisation_id=organisation_id, room_id=room_id, at=timezone.now() + SILENT, once=f"{room_id}")


def _end(caller: Caller | Visitor, attendances: QuerySet[Attendance], at: datetime | None) -> None:
    for each in attendances.select_for_update():
        each.left_at = at or each.seen_at
        each.save(update_fields=["left_at"])
        seconds = round((each.left_at - each.joined_at).total_seconds())
        announce(caller, CallLeft(each.room_id, each.person_id, seconds))
        tell_room(each.room_id, "left", {"person": str(each.person_id), "connection": str(each.id)})
        cut.later(organisation_id=each.organisation_id, room_id=each.room_id, connection_id=each.id)


@job()
def cut(organisation_id: UUID, room_id: UUID, connection_id: UUID | None = None) -> None:
    """Whoever carries the call is told: this connection is over, or the whole call."""
    room = Room.objects.get(id=room_id)
    carrier = provider(room.provider)
    if connection_id:
        carrier.expel(room, UUID(str(connection_id)))
    else:
        carrier.close(room)
