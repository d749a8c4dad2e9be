"""What a host may do: admit, mute, remove, mind the door, close."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.live import person_topic, revoke
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.video.actions.ending import end_attendances
from lyceum.kernel.video.actions.joining import tell_presence
from lyceum.kernel.video.actions.room import shut
from lyceum.kernel.video.actions.telling import tell_hosts, tell_person
from lyceum.kernel.video.announcements import DoorChanged, PersonAdmitted, PersonMuted, PersonRemoved
from lyceum.kernel.video.models import Seat
from lyceum.kernel.video.queries.people import waiting_for
from lyceum.kernel.video.queries.room import host_seat


@transaction.atomic
def admit_person(caller: Caller, room_id: UUID, person_id: UUID) -> None:
    """Idempotent."""
    host_seat(caller, room_id)
    _admit(caller, _seat_of(caller, room_id, person_id))


@transaction.atomic
def mute_person(caller: Caller, room_id: UUID, person_id: UUID, *, muted: bool) -> None:
    """Whom a host has muted is heard by nobody (their browsers see to it), until a host lets them speak again."""
    host_seat(caller, room_id)
    seat = _guest_seat(caller, room_id, person_id)
    if seat.muted_by_host == muted:
        return
    seat.muted_by_host = muted
    seat.save(update_fields=["muted_by_host"])
    announce(caller, PersonMuted(room_id, person_id, muted))
    tell_presence(caller, room_id, person_id)


@transaction.atomic
def remove_person(caller: Caller, room_id: UUID, person_id: UUID) -> None:
    """For good: the others' browsers let go of theirs at once, and their socket hears the call no more."""
    room = host_seat(caller, room_id).room
    seat = _guest_seat(caller, room_id, person_id)
    if seat.removed_at:
        return
    seat.removed_at, seat.admitted_at, seat.waiting_at, seat.hand_raised_at = timezone.now(), None, None, None
    seat.save(update_fields=["removed_at", "admitted_at", "waiting_at", "hand_raised_at"])
    tell_person(room_id, person_id, "removed", {})
    end_attendances(caller, room, {person_id})
    announce(caller, PersonRemoved(room_id, person_id))
    revoke(person_topic(person_id))


@transaction.atomic
def mind_door(caller: Caller, room_id: UUID, *, waiting_room: bool, locked: bool) -> None:
    """Whether guests wait, whether anybody else comes in. Who waits when nobody has to any more is let in."""
    room = host_seat(caller, room_id).room
    if (room.waiting_room, room.locked) == (waiting_room, locked):
        return
    room.waiting_room, room.locked = waiting_room, locked
    room.save(update_fields=["waiting_room", "locked"])
    announce(caller, DoorChanged(room_id, waiting_room, locked))
    tell_hosts(room_id, "door", {"waiting_room": waiting_room, "locked": locked})
    if not (waiting_room or locked):
        for each in waiting_for(caller, room_id):
            _admit(caller, _seat_of(caller, room_id, UUID(each["person"])))


@transaction.atomic
def close_call(caller: Caller, room_id: UUID) -> None:
    """For everybody. Idempotent."""
    room = host_seat(caller, room_id).room
    if room.closed_at is None:
        shut(caller, room)


def _admit(caller: Caller, seat: Seat) -> None:
    if seat.removed_at:
        raise NotAllowed(_("This person was removed from the call."))
    if seat.admitted_at:
        return
    seat.admitted_at, seat.waiting_at = timezone.now(), None
    seat.save(update_fields=["admitted_at", "waiting_at"])
    announce(caller, PersonAdmitted(seat.room_id, seat.person_id))
    tell_person(seat.room_id, seat.person_id, "admitted", {})
    tell_hosts(seat.room_id, "served", {"person": str(seat.person_id)})


def _guest_seat(caller: Caller, room_id: UUID, person_id: UUID) -> Seat:
    seat = _seat_of(caller, room_id, person_id)
    if seat.is_host:
        raise NotAllowed(_("A host of this call can be neither muted nor removed."))
    return seat


def _seat_of(caller: Caller, room_id: UUID, person_id: UUID) -> Seat:
    rows = Seat.objects.within(caller).select_for_update().filter(room_id=room_id, person_id=person_id)
    seat: Seat | None = rows.first()
    if seat is None:
        raise NotFound(_("This person has no seat in this call."))
    return seat
