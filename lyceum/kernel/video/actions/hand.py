from uuid import UUID

from django.db import transaction
from django.utils import timezone

from lyceum.kernel.foundation.limits import spend
from lyceum.kernel.foundation.rules.caller import Caller
from lyceum.kernel.video.actions.joining import tell_presence
from lyceum.kernel.video.models import Seat
from lyceum.kernel.video.queries.room import host_seat, seat_in


@transaction.atomic
def raise_hand(caller: Caller, room_id: UUID, *, up: bool) -> None:
    """One's own; raised again it keeps its place among the others."""
    spend("call.hand", str(caller.person_id), capacity=30, per_seconds=60)
    seat = seat_in(caller, room_id)
    if bool(seat.hand_raised_at) == up:
        return
    seat.hand_raised_at = timezone.now() if up else None
    seat.save(update_fields=["hand_raised_at"])
    tell_presence(caller, room_id, caller.person_id)


@transaction.atomic
def lower_hands(caller: Caller, room_id: UUID) -> None:
    """Everybody's, by a host."""
    host_seat(caller, room_id)
    raised = Seat.objects.within(caller).filter(room_id=room_id, hand_raised_at__isnull=False)
    people = list(raised.values_list("person_id", flat=True))
    raised.update(hand_raised_at=None)
    for person_id in people:
        tell_presence(caller, room_id, person_id)
