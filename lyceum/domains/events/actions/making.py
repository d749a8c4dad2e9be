"""A whole small event in one act: what the short page asks for."""

from uuid import UUID, uuid5

from django.db import transaction

from lyceum.domains.events.actions.event import EventText, make_event
from lyceum.domains.events.actions.place import PlaceText, keep_place
from lyceum.domains.events.actions.ticket_type import TypeText, add_type
from lyceum.domains.events.models import Event
from lyceum.kernel.foundation.rules.caller import Caller


@transaction.atomic
def make_whole(
    caller: Caller, event_id: UUID, text: EventText, place: PlaceText | None, ticket: str, price: int, places: int
) -> Event:
    """A draft with one ticket, and its place where it is new. All of it or nothing; a repeat is harmless."""
    if place is not None and text.place_id is not None:
        keep_place(caller, text.place_id, place)
    event = make_event(caller, event_id, text)
    add_type(caller, event.id, uuid5(event.id, "ticket"), TypeText(ticket, price), places=places)
    return event
