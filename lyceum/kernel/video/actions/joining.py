"""Into the call, with a token; and, every so often, still there."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from lyceum.kernel.foundation.actions.announcing import announce
from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import Conflict, NotAllowed
from lyceum.kernel.video.actions.ending import end_attendances, watch
from lyceum.kernel.video.actions.entering import refuse_shut
from lyceum.kernel.video.actions.telling import tell_person, tell_room
from lyceum.kernel.video.announcements import CallHeld, CallJoined
from lyceum.kernel.video.models import Attendance, Room, Seat
from lyceum.kernel.video.ports import provider
from lyceum.kernel.video.queries.people import people_in, present, waiting_for
from lyceum.kernel.video.queries.room import seat_in
from lyceum.kernel.video.rules.token import Pass, Unfit, opened


def join_call(caller: Caller, room_id: UUID, token: str) -> Attendance:
    """One connection of a person at a time: a new one takes the place of the one before.

    The room's row is locked, so that two who come at once do not both take the last place.
    """
    spend("call.join", str(caller.person_id), capacity=30, per_seconds=60)
    now = timezone.now()
    with transaction.atomic():
        room = Room.objects.within(caller).select_for_update().filter(id=room_id).first()
        seat = seat_in(caller, room_id)
        entry = _entry(caller, seat, token, now)
        assert room  # the seat stands in it
        refuse_shut(room, now)
        end_attendances(caller, room, {caller.person_id})
        _refuse_crowd(caller, room)
        attendance = _attend(caller, entry, now)
        _note_meeting(caller, room, now)
    return attendance


@transaction.atomic
def stay(caller: Caller, room_id: UUID, connection_id: UUID) -> None:
    """Said every twenty seconds. Refuses who is no longer in the call, so that their browser comes in anew."""
    if not _own(caller, room_id, connection_id).update(seen_at=timezone.now()):
        raise _gone()


@transaction.atomic
def come_back(caller: Caller, room_id: UUID, connection_id: UUID) -> None:
    """After the socket was away: who is here now, since something may have been missed."""
    stay(caller, room_id, connection_id)
    _welcome(caller, seat_in(caller, room_id), connection_id)


@transaction.atomic
def show_state(
    caller: Caller, room_id: UUID, connection_id: UUID, *, microphone: bool, camera: bool, screen: bool
) -> None:
    """What the others see of one's own buttons."""
    spend("call.state", str(caller.person_id), capacity=60, per_seconds=60)
    shown = {"microphone": microphone, "camera": camera, "screen": screen, "seen_at": timezone.now()}
    if not _own(caller, room_id, connection_id).update(**shown):
        raise _gone()
    tell_presence(caller, room_id, caller.person_id)


def tell_presence(caller: Caller, room_id: UUID, person_id: UUID) -> None:
    """How somebody who is in the call stands now, to everybody in it. In the caller's transaction."""
    for found in people_in(caller, room_id, person_id):
        tell_room(room_id, "person", present(found))


def _entry(caller: Caller, seat: Seat, token: str, now: datetime) -> Pass:
    try:
        entry = opened([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS], token, now)
    except Unfit as fault:
        raise NotAllowed(_("This entry is no longer good. Open the call again."), code="token") from fault
    if (entry.room_id, entry.person_id, entry.role) != (seat.room_id, caller.person_id, seat.role):
        raise NotAllowed(_("This entry is no longer good. Open the call again."), code="token")
    if seat.removed_at or not seat.admitted_at:
        raise NotAllowed(_("A host has not let you in."), code="removed" if seat.removed_at else "waiting")
    return entry


def _refuse_crowd(caller: Caller, room: Room) -> None:
    most = provider(room.provider).most
    if Attendance.objects.within(caller).filter(room=room, left_at=None).count() >= most:
        raise Conflict(_("This call is full: it holds %(most)s people.") % {"most": most}, code="full")


def _attend(caller: Caller, entry: Pass, now: datetime) -> Attendance:
    try:
        with transaction.atomic():
            attendance = Attendance.objects.create(
                id=entry.connection_id,
                organisation_id=caller.organisation_id,
                room_id=entry.room_id,
                person_id=caller.person_id,
                joined_at=now,
                seen_at=now,
            )
    except IntegrityError as fault:
        raise NotAllowed(_("This entry has been used. Open the call again."), code="token") from fault
    announce(caller, CallJoined(entry.room_id))
    tell_presence(caller, entry.room_id, caller.person_id)
    _welcome(caller, seat_in(caller, entry.room_id), attendance.id)
    watch(caller.organisation_id, entry.room_id)
    return attendance


def _welcome(caller: Caller, seat: Seat, connection_id: UUID) -> None:
    here = [present(each) for each in people_in(caller, seat.room_id)]
    waiting = waiting_for(caller, seat.room_id) if seat.is_host else []
    door = {"waiting_room": seat.room.waiting_room, "locked": seat.room.locked}
    content = {"connection": str(connection_id), "people": here, "waiting": waiting, "door": door}
    tell_person(seat.room_id, caller.person_id, "welcome", content)


def _note_meeting(caller: Caller, room: Room, now: datetime) -> None:
    if room.held_at is None and Attendance.objects.within(caller).filter(room=room, left_at=None).count() > 1:
        room.held_at = now
        room.save(update_fields=["held_at"])
        announce(caller, CallHeld(room.id))


def _own(caller: Caller, room_id: UUID, connection_id: UUID) -> QuerySet[Attendance]:
    rows = Attendance.objects.within(caller).own(caller)
    found: QuerySet[Attendance] = rows.filter(id=connection_id, room_id=room_id, left_at=None)
    return found


def _gone() -> Conflict:
    return Conflict(_("You are no longer in this call."), code="gone")
