"""The rooms in which the caller has a seat; whoever has none does not learn that they exist."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lyceum.kernel.foundation import registry
from lyceum.kernel.foundation.rules.agenda import Card
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.foundation.rules.refusal import NotAllowed, NotFound
from lyceum.kernel.video.models import Room, Seat
from lyceum.kernel.video.permissions import may_host


def seats_of(caller: Caller) -> QuerySet[Seat]:
    """The caller's own seats, each with its room."""
    found: QuerySet[Seat] = Seat.objects.within(caller).own(caller).select_related("room").order_by("room__opens_at")
    return found


def seat_by_code(caller: Caller, code: str) -> Seat:
    return _found(seats_of(caller).filter(room__code=code).first())


def seat_in(caller: Caller, room_id: UUID) -> Seat:
    return _found(seats_of(caller).filter(room_id=room_id).first())


def host_seat(caller: Caller, room_id: UUID) -> Seat:
    seat = seat_in(caller, room_id)
    if not may_host(seat):
        raise NotAllowed(_("Only a host of this call may do this."))
    return seat


def room_about(caller: Caller, about_kind: str, about_id: UUID) -> Room | None:
    """The room of this thing, for whoever has a seat in it."""
    seat = seats_of(caller).filter(room__about_kind=about_kind, room__about_id=about_id, removed_at=None).first()
    return seat.room if seat else None


def subject_of(caller: Caller, room: Room) -> Card | None:
    """What the call is about, as the caller may see it."""
    return registry.card_of(caller, room.about_kind, room.about_id)


def talk_about(caller: Caller, room: Room) -> tuple[str, UUID] | None:
    """What the conversation beside the call is about: what the call is about, where its room says who takes part."""
    if not caller.may("messaging.write"):
        return None
    if caller.person_id in registry.people_of(caller, room.about_kind, room.about_id):
        return room.about_kind, room.about_id
    return "video:call", room.id


def _found(seat: Seat | None) -> Seat:
    if seat is None:
        raise NotFound(_("There is no such call, or you have no seat in it."))
    return seat
