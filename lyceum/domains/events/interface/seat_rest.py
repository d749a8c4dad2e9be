"""The seats of an event over REST: to choose some, and name them in a hold."""

from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from lyceum.domains.events.queries.availability import availability
from lyceum.domains.events.queries.hall import hall_of, taken_seats
from lyceum.kernel.foundation.interface.doors import operation
from lyceum.kernel.foundation.rules.caller import Anyone
from lyceum.kernel.foundation.rules.policy import PUBLIC
from lyceum.kernel.foundation.rules.refusal import NotFound

router = Router()


class EventSeatOut(Schema):
    """``id``: for ``seats`` of a hold. ``type_id``: the ticket it is sold as, null for any. Distances in plan units:
    a seat takes 20, (0, 0) is the middle of the stage's edge."""

    id: UUID
    words: str
    row: str
    number: str
    x: float
    y: float
    type_id: UUID | None
    is_accessible: bool
    is_free: bool


@router.get("/events/{uuid:event_id}/seats", response=list[EventSeatOut])
@operation(PUBLIC)
def list_event_seats(caller: Anyone, request: HttpRequest, event_id: UUID) -> object:
    """All that are drawn, by section and row. A hold that names none is given the best that are free."""
    hall = hall_of(caller, event_id, availability(caller, event_id).edition)
    if hall is None:
        raise NotFound(_("There are no seats to choose here."))
    taken = taken_seats(caller, event_id)
    names = ("id", "row", "number", "x", "y", "type_id", "is_accessible")
    return [
        {name: getattr(seat, name) for name in names}
        | {"words": hall.words(seat), "is_free": not seat.is_blocked and seat.id not in taken}
        for seat in hall.seats
    ]
