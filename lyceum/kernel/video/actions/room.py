"""A room for something that people have agreed on: opened, moved with it, closed."""

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.rules.caller import Caller, Visitor
from lyceum.kernel.identity.queries.membership import members_of
from lyceum.kernel.video.actions.ending import cut, end_attendances
from lyceum.kernel.video.actions.telling import tell_room
from lyceum.kernel.video.announcements import RoomClosed, RoomMoved, RoomOpened
from lyceum.kernel.video.models import Room, Seat
from lyceum.kernel.video.rules.hours import EARLY
from lyceum.kernel.video.rules.role import SeatRole
from lyceum.kernel.video.rules.size import provider_for


@transaction.atomic
def open_room(
    caller: Caller | Visitor,
    *,
    about_kind: str,
    about_id: UUID,
    people: Mapping[UUID, str],
    starts_at: datetime,
    ends_at: datetime,
) -> Room:
    """The room of this thing, made or moved: ``people`` (person → "host" or "guest") have its seats, nobody else.

    Asking twice changes nothing. Where everybody is equal (no host, or hosts alone) nobody waits to be let in.
    What was closed opens again.
    """
    roles = {person_id: SeatRole(role) for person_id, role in people.items()}
    when = {"opens_at": starts_at - EARLY, "ends_at": ends_at}
    rooms = Room.objects.within(caller)  # refuses who stands in no organisation
    assert caller.organisation_id
    room, is_new = rooms.get_or_create(
        about_kind=about_kind,
        about_id=about_id,
        defaults={
            **when,
            "organisation_id": caller.organisation_id,
            "provider": provider_for(len(roles), settings.PROVIDERS["video"], settings.VIDEO_MESH_UP_TO),
            "waiting_room": len(set(roles.values())) == 2,
        },
    )
    if is_new:
        announce(caller, RoomOpened(room.id, about_kind, about_id))
    elif (room.opens_at, room.ends_at, room.closed_at) != (when["opens_at"], ends_at, None):
        room.opens_at, room.ends_at, room.closed_at = when["opens_at"], ends_at, None
        room.save(update_fields=["opens_at", "ends_at", "closed_at"])
        announce(caller, RoomMoved(room.id))
    _seat(caller, room, roles)
    return room


@transaction.atomic
def close_room(caller: Caller | Visitor, *, about_kind: str, about_id: UUID) -> None:
    """What it was about is called off: whoever is inside is sent out. Idempotent."""
    rows = Room.objects.within(caller).select_for_update()
    room = rows.filter(about_kind=about_kind, about_id=about_id, closed_at=None).first()
    if room:
        shut(caller, room)


def shut(caller: Caller | Visitor, room: Room) -> None:
    """In the transaction of whoever may."""
    room.closed_at = timezone.now()
    room.save(update_fields=["closed_at"])
    tell_room(room.id, "closed", {})
    end_attendances(caller, room)
    announce(caller, RoomClosed(room.id))
    cut.later(organisation_id=room.organisation_id, room_id=room.id)


def _seat(caller: Caller | Visitor, room: Room, roles: Mapping[UUID, SeatRole]) -> None:
    """Who is no member of the organisation gets no seat; who is no longer meant to come loses theirs."""
    members = set(members_of(caller).filter(person_id__in=roles).values_list("person_id", flat=True))
    kept = {seat.person_id: seat for seat in Seat.objects.within(caller).filter(room=room)}
    gone = [seat.id for person_id, seat in kept.items() if person_id not in members]
    if gone:
        leaving = set(kept) - members
        Seat.objects.filter(id__in=gone).delete()
        end_attendances(caller, room, leaving)
    for person_id in members:
        seat = kept.get(person_id) or Seat(organisation_id=room.organisation_id, room=room, person_id=person_id)
        if seat.role != roles[person_id]:
            seat.role = roles[person_id]
            seat.save()
